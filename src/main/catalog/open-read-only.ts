import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { BlazonError } from '../../core/errors'
import type { Catalog, Transaction } from './catalog'
import { migrate, type Migration } from './migrations'
import { openDatabase, prepared } from './sqlite'

/** Another process may write while its database is copied; a copy that does not hold is made anew. */
const attempts = 5

/**
 * Opens a library in a folder that may be read but not written: an archive, a share without the right to write. SQLite cannot read a
 * database in WAL mode where it may make no files, so the work is on a copy in the system's folder for passing things, for its owner
 * only, which goes when the library is closed. Every write fails with `read_only`, but for what publishing elsewhere notes
 * (`notePassing`), which lasts until then. Throws `library_damaged` where no copy holds.
 */
export function openReadOnly(
  folder: string,
  parts: Pick<Catalog, 'now' | 'newId' | 'newToken' | 'operator'> & { steps: readonly Migration[] },
): Catalog {
  const copy = mkdtempSync(join(tmpdir(), 'blazon-read-only-'))
  try {
    const db = openCopy(folder, copy)
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    migrate(db, parts.now(), parts.steps)
    const { now, newId, newToken, operator } = parts
    const deviceId =
      prepared<[], { value: string }>(db, "SELECT value FROM setting WHERE key = 'device.id'").get()?.value ?? ''
    return {
      db,
      folder,
      deviceId,
      isReadOnly: true,
      notices: ['read_only'],
      now,
      newId,
      newToken,
      operator,
      write: () => {
        throw new BlazonError('read_only', 'The library can only be read', { folder })
      },
      notePassing: passingWriter(db),
      close: () => {
        if (db.open) db.close()
        rmSync(copy, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(copy, { recursive: true, force: true })
    throw error
  }
}

function openCopy(folder: string, copy: string): Database {
  const file = join(copy, 'library.db')
  for (let attempt = 1; ; attempt += 1) {
    for (const ending of ['', '-wal']) {
      rmSync(file + ending, { force: true })
      if (!existsSync(join(folder, `library.db${ending}`))) continue
      copyFileSync(join(folder, `library.db${ending}`), file + ending)
      // A copy has the rights of its original.
      chmodSync(file + ending, 0o600)
    }
    const db = openDatabase(file)
    if (db.pragma('quick_check(1)', { simple: true }) === 'ok') return db
    db.close()
    if (attempt === attempts)
      throw new BlazonError('library_damaged', 'The library cannot be read', { reason: 'quick_check' })
  }
}

/** Writes to the copy alone: no journal, no audit, nothing that lasts. */
function passingWriter(db: Database): Catalog['write'] {
  const tx: Transaction = {
    nextRev: () => {
      throw new Error('Nothing that lasts changes here')
    },
    journal: () => undefined,
    audit: () => undefined,
  }
  return (work) => db.transaction(() => work(tx)).immediate()
}
