import type { Database } from 'better-sqlite3'
import type { Documents } from './documents'

/**
 * An open library. The SQL files of this folder are plain functions that take it first: `listPeople(catalog, request)`.
 * Made by `openCatalog` (open.ts), which holds the lock that keeps a second process out.
 */
export type Catalog = {
  readonly db: Database
  /** The user's data folder: library.db, journal.jsonl, pictures/, backups/. */
  readonly folder: string
  /** Names this installation in the journal. */
  readonly deviceId: string
  /** Now, as ISO 8601 UTC text to the second, ending in Z. */
  readonly now: () => string
  /** A UUIDv7. */
  readonly newId: () => string
  /** 26 characters of a-z2-7: 130 random bits. */
  readonly newToken: () => string
  /** What the start-up has to tell, as words: journal_ahead, conflicted_copy. */
  readonly notices: readonly string[]
  /**
   * One IMMEDIATE transaction; when it has committed, its journal lines are appended and flushed (fdatasync) before `write` returns.
   * Never nested, never asynchronous.
   */
  readonly write: <T>(work: (tx: Transaction) => T) => T
  readonly close: () => void
}

/** What only a transaction may do. */
export type Transaction = {
  /** The next revision number; publishing sees rows whose rev rose. */
  nextRev: () => number
  /**
   * A journal line: ids, words, times and salted digests; never a name, an address or free text about a person. `documents` are an
   * award's, for a body whose last property is `documents: true`; they save reading them again.
   */
  journal: (kind: string, body: Record<string, unknown>, documents?: Documents) => void
}
