import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BlazonError } from '../../core/errors'
import { syncFolder } from '../platform/atomic-write'
import { checkCopy, flushFile, listBackups } from './backup'
import { isoSeconds } from './ids'
import { lockLibrary } from './lock'
import { migrate } from './migrations'
import { openCatalog, type CatalogOptions } from './open'
import { openDatabase, translateStorageError } from './sqlite'

/** In place of a backup's name: start from nothing and take everything from the journal. */
export const fromJournalOnly = 'journal'

/**
 * Puts a backup in the place of a library's database and brings it up to date from the journal. What was there is moved to
 * `set-aside/<time>/`, nothing is deleted. The library must not be open. A crash in between leaves a library without a
 * database, which is refused as damaged and can be restored again.
 * Throws `not_found`, `library_in_use`, `library_damaged` (the backup does not hold), `disk_full`, `read_only`.
 */
export function restoreLibrary(
  folder: string,
  backupName: string,
  options: Omit<CatalogOptions, 'folder'> = {},
): { awards: number; setAside: string } {
  const at = isoSeconds((options.now ?? Date.now)())
  const known = backupName === fromJournalOnly || listBackups(folder).some(({ name }) => name === backupName)
  if (!known) throw new BlazonError('not_found', 'No such backup', { field: 'name' })
  try {
    const setAside = inPlace(folder, backupName, at)
    const catalog = openCatalog({ ...options, folder })
    const { awards } = catalog.db.prepare('SELECT count(*) AS awards FROM award').get() as { awards: number }
    catalog.close()
    return { awards, setAside }
  } catch (error) {
    throw translateStorageError(error, folder)
  }
}

function inPlace(folder: string, backupName: string, at: string): string {
  const lock = lockLibrary(folder)
  try {
    const prepared = join(folder, 'library.restoring')
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${prepared}${suffix}`, { force: true })
    if (backupName === fromJournalOnly) makeEmpty(prepared, at)
    else {
      copyFileSync(join(folder, 'backups', backupName), prepared)
      checkCopy(prepared)
    }
    flushFile(prepared)

    const aside = freshFolder(join(folder, 'set-aside'), at.replaceAll(':', '-'))
    if (existsSync(join(folder, 'journal.jsonl')))
      copyFileSync(join(folder, 'journal.jsonl'), join(aside, 'journal.jsonl'))
    for (const name of ['library.db-wal', 'library.db-shm', 'library.db'])
      if (existsSync(join(folder, name))) renameSync(join(folder, name), join(aside, name))
    renameSync(prepared, join(folder, 'library.db'))
    syncFolder(folder)
    return aside
  } finally {
    lock.release()
  }
}

function makeEmpty(file: string, at: string) {
  const db = openDatabase(file)
  try {
    migrate(db, at)
  } finally {
    db.close()
  }
}

function freshFolder(parent: string, name: string): string {
  mkdirSync(parent, { recursive: true })
  for (let twin = 1; ; twin += 1) {
    const path = join(parent, twin === 1 ? name : `${name}-${twin}`)
    if (existsSync(path)) continue
    mkdirSync(path)
    return path
  }
}
