import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock, Random } from '../../src/core/ports'
import type { Catalog } from '../../src/main/catalog/catalog'
import { openCatalog, type CatalogOptions } from '../../src/main/catalog/open'

/** The moment at which a test library stands unless a test says otherwise. */
export const testTime = Date.UTC(2026, 4, 17, 10, 0, 0)

/** Random bytes that a seed decides: the same seed gives the same ids, tokens and salts. */
export function seededRandom(seed: string): Random {
  let held = Buffer.alloc(0)
  let counter = 0
  return (length) => {
    while (held.length < length)
      held = Buffer.concat([held, createHash('sha256').update(`${seed} ${counter++}`).digest()])
    const bytes = new Uint8Array(held.subarray(0, length))
    held = held.subarray(length)
    return bytes
  }
}

export type TemporaryLibrary = {
  catalog: Catalog
  folder: string
  /** Closes the library and opens it again, with the same clock and randomness. */
  reopen: () => Catalog
  /** Closes the library and deletes its folder. */
  remove: () => void
}

/** A real library in a fresh folder. The clock stands still unless `now` says otherwise; ids and tokens follow `seed`. */
export function temporaryLibrary(options: { now?: Clock; seed?: string } = {}): TemporaryLibrary {
  const folder = temporaryFolder()
  const opening: CatalogOptions = {
    folder,
    now: options.now ?? (() => testTime),
    random: seededRandom(options.seed ?? 'library'),
  }
  const library = {
    catalog: openCatalog(opening),
    folder,
    reopen: () => {
      library.catalog.close()
      library.catalog = openCatalog(opening)
      return library.catalog
    },
    remove: () => {
      library.catalog.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return library
}

/** A fresh empty folder; the caller deletes it. */
export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'blazon-'))
