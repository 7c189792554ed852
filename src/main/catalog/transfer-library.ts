import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BlazonError } from '../../core/errors'
import { syncFolder } from '../platform/atomic-write'
import { noteAct } from './audit'
import { checkCopy } from './backup'
import type { Catalog } from './catalog'
import { examineLibrary } from './examine'
import { isoSeconds } from './ids'
import { lockLibrary } from './lock'
import { migrations } from './migrations'
import { openCatalog, type CatalogOptions } from './open'
import { translateStorageError } from './sqlite'

/** A file of the library, by its path in it. */
export type LibraryFile = { path: string; file: string; bytes: number }

/** What belongs to a library besides database and journal; backups, logs and what is under way do not. */
const libraryFolders = ['keys', 'pictures', 'fonts', 'received', 'evidence'] as const
const partOfName = String.raw`[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}`
const libraryPath = new RegExp(
  `^(?:library\\.db|journal\\.jsonl|(?:${libraryFolders.join('|')})/(?:${partOfName}/)?${partOfName})$`,
)

/** True for a path that a file of a library may have: the last gate before something is written under it. */
export const isLibraryPath = (path: string): boolean => libraryPath.test(path) && !path.includes('..')

/** Copies the database as it is at one moment, while work goes on, to `file`. */
export async function copyDatabase({ db }: Catalog, file: string): Promise<void> {
  rmSync(file, { force: true })
  await db.backup(file, { progress: () => 2000 })
  checkCopy(file)
}

/** The files of a library, its journal first; `database` stands for the database. */
export function libraryFiles({ folder }: Pick<Catalog, 'folder'>, database: string): LibraryFile[] {
  const files: LibraryFile[] = [{ path: 'library.db', file: database, bytes: statSync(database).size }]
  const add = (path: string) => {
    const file = join(folder, path)
    if (isLibraryPath(path) && statSync(file).isFile()) files.push({ path, file, bytes: statSync(file).size })
  }
  if (existsSync(join(folder, 'journal.jsonl'))) add('journal.jsonl')
  for (const name of libraryFolders) {
    if (!existsSync(join(folder, name))) continue
    for (const entry of readdirSync(join(folder, name), { withFileTypes: true }))
      if (entry.isDirectory())
        for (const inner of readdirSync(join(folder, name, entry.name))) add(`${name}/${entry.name}/${inner}`)
      else add(`${name}/${entry.name}`)
  }
  return files
}

/** Refuses a folder that holds no whole library: `library_damaged`, `library_newer`. */
export function checkStaged(staged: string): void {
  if (!existsSync(join(staged, 'library.db')) || !existsSync(join(staged, 'journal.jsonl')))
    throw new BlazonError('unreadable_file', 'no library in the file', { reason: 'not_a_library' })
  examineLibrary(staged, migrations)
  checkCopy(join(staged, 'library.db'))
}

/**
 * Puts a whole library in the place of the one in `folder`, which must not be open. What was there is moved to `set-aside/<time>/`,
 * nothing is deleted; if the new one cannot be opened, everything is moved back. Answers how many awards it holds.
 */
export function replaceLibrary(
  folder: string,
  staged: string,
  options: Omit<CatalogOptions, 'folder'> = {},
): { awards: number; setAside: string } {
  const databaseFiles = ['library.db-wal', 'library.db-shm', 'library.db']
  const move = (parts: readonly string[], from: string, to: string) => {
    for (const part of parts) if (existsSync(join(from, part))) renameSync(join(from, part), join(to, part))
  }
  /** The database leaves first and comes last, and the journal never lacks: a crash in between leaves a library that is refused as damaged. */
  const exchange = (incoming: string, outgoing: string) => {
    move(databaseFiles, folder, outgoing)
    move(libraryFolders, folder, outgoing)
    if (existsSync(join(folder, 'journal.jsonl')))
      copyFileSync(join(folder, 'journal.jsonl'), join(outgoing, 'journal.jsonl'))
    move(['journal.jsonl', ...libraryFolders, ...databaseFiles], incoming, folder)
    syncFolder(folder)
  }
  const lock = lockLibrary(folder)
  let setAside: string
  try {
    const at = isoSeconds((options.now ?? Date.now)()).replaceAll(':', '-')
    setAside = join(folder, 'set-aside', at)
    for (let twin = 2; existsSync(setAside); twin += 1) setAside = join(folder, 'set-aside', `${at}-${twin}`)
    mkdirSync(setAside, { recursive: true })
    exchange(staged, setAside)
  } catch (error) {
    throw translateStorageError(error, folder)
  } finally {
    lock.release()
  }
  try {
    const catalog = openCatalog({ ...options, folder })
    const { awards } = catalog.db.prepare('SELECT count(*) AS awards FROM award').get() as { awards: number }
    // The log is the other library's from now on; the next row says since when. Who did it worked here, and may be unknown there.
    noteAct(catalog, 'transfer.restored', { awards })
    catalog.close()
    return { awards, setAside }
  } catch (error) {
    const refused = join(setAside, 'refused')
    mkdirSync(refused, { recursive: true })
    exchange(setAside, refused)
    throw translateStorageError(error, folder)
  }
}
