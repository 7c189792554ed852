import type { Catalog } from './catalog'

/** Pages of the log that are worth a slice of their own; SQLite itself would move a thousand inside a commit. */
const manyPages = 400

/**
 * Moves what stands in the log of the last transactions into the database, where there is much of it. A long job calls this between two
 * slices, so that no commit has to do it and be as long as both. True where there was something to do.
 */
export function moveLogOn({ db }: Catalog): boolean {
  const [state] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]
  if (state === undefined || state.log - state.checkpointed < manyPages) return false
  db.pragma('wal_checkpoint(PASSIVE)')
  return true
}

/** The pages that SQLite keeps in memory: 64 MB, in the units of its pragma. */
export const usualCache = -65_536
const smallCache = -8192

/**
 * Keeps few pages in memory until the function that comes back is called: a long job touches each page once, and 8 MB serve it as well as
 * the 64 MB that lists are read with.
 */
export function keepFewPages({ db }: Catalog): () => void {
  db.pragma(`cache_size = ${String(smallCache)}`)
  return () => void db.pragma(`cache_size = ${String(usualCache)}`)
}
