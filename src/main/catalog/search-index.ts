import type { Database } from 'better-sqlite3'
import { prepared } from './sqlite'

/**
 * How the index of people's words is kept in order. FTS5 writes the words of each transaction as a piece of its own and merges pieces
 * inside commits. With its own settings (4 and 16) an import merges whole levels at once, which makes some commits wait for ten others,
 * and merges everything twice as often as this; a search looks through a few small pieces more.
 */
const settings = { automerge: 16, crisismerge: 64 }

/** Gives the index of people's words its settings. They are kept in the library, so this writes once. */
export function setUpSearchIndex(db: Database): void {
  const read = prepared<[string]>(db, 'SELECT v FROM person_search_config WHERE k = ?').pluck()
  const store = prepared<[string, bigint]>(db, 'INSERT INTO person_search (person_search, rank) VALUES (?, ?)')
  for (const [name, value] of Object.entries(settings))
    if (read.get(name) !== value) db.transaction(() => store.run(name, BigInt(value))).immediate()
}
