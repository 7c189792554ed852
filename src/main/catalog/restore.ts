import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { BlazonError } from '../../core/errors'
import { syncFolder } from '../platform/atomic-write'
import { noteAct } from './audit'
import { checkCopy, flushFile, listBackups, type Backup } from './backup'
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
    // The log goes back with the library; that it did is the next row, so that a gap explains itself.
    noteAct(catalog, 'library.restored', { backup: backupName })
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

/** The journal, offered in place of a backup where there is none: it knows every award, but no names and no drawings. */
export function journalAsBackup(folder: string): Backup | null {
  const path = join(folder, 'journal.jsonl')
  if (!existsSync(path)) return null
  const { mtimeMs, size } = statSync(path)
  return {
    name: fromJournalOnly,
    at: isoSeconds(mtimeMs),
    bytes: size,
    awards: countInFile(path, '"body":{"table":"award","row":{'),
  }
}

/** How often a text stands in a file of any size. */
function countInFile(path: string, text: string): number {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(1024 * 1024)
    let count = 0
    // Each chunk begins again with the end of the one before it, one byte short of the text.
    for (let at = 0, length = 0; (length = readSync(file, chunk, 0, chunk.length, at)) >= text.length;) {
      const read = chunk.subarray(0, length)
      for (let found = read.indexOf(text); found >= 0; found = read.indexOf(text, found + 1)) count += 1
      at += length - text.length + 1
    }
    return count
  } finally {
    closeSync(file)
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
