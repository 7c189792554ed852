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
  /** The id of the operator who is signed in; null where there are none. */
  readonly operator: () => string | null
  /** Now, as ISO 8601 UTC text to the second, ending in Z. */
  readonly now: () => string
  /** A UUIDv7. */
  readonly newId: () => string
  /** 26 characters of a-z2-7: 130 random bits. */
  readonly newToken: () => string
  /** True where the folder cannot be written: everything can be looked at, `write` fails with `read_only`. */
  readonly isReadOnly: boolean
  /** What the start-up has to tell, as words: journal_ahead, conflicted_copy, read_only. */
  readonly notices: readonly string[]
  /**
   * One IMMEDIATE transaction; when it has committed, its journal lines are appended and flushed (fdatasync) before `write` returns.
   * Never nested, never asynchronous.
   */
  readonly write: <T>(work: (tx: Transaction) => T) => T
  /** As `write`, for what publishing notes; in a library that can only be read it lasts until the library is closed. */
  readonly notePassing: <T>(work: (tx: Transaction) => T) => T
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
  /**
   * A row of the audit log, with who is signed in and this device: what was done (a change's name, such as `awards.created`, or
   * `refused`) and to what: ids, words and numbers; never a name, an address or free text about a person. One row says what one act
   * did, however many rows it touched.
   */
  audit: (action: string, target: AuditTarget) => void
}

/** What an act was done to, as the audit log has it. */
export type AuditTarget = Readonly<Record<string, string | number | boolean | null | readonly string[]>>
