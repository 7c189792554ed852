import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../../core/ports'
import { BlazonError } from '../../core/errors'
import { syncFolder } from '../platform/atomic-write'
import { noteAct } from './audit'
import { checkCopy, flushFile } from './backup'
import type { Catalog } from './catalog'
import { forgetWords } from './erase-person'
import { examineLibrary } from './examine'
import { migrations } from './migrations'
import { openCatalog } from './open'
import { eraseAgain } from './replay'
import { libraryFolders } from './replace-library'
import { oneRow } from './sqlite'

/** A file of the library, by its path in it. */
export type LibraryFile = { path: string; file: string; bytes: number }

const partOfName = String.raw`[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}`
const libraryPath = new RegExp(
  `^(?:library\\.db|journal\\.jsonl|(?:${libraryFolders.join('|')})/(?:${partOfName}/)?${partOfName})$`,
)

/** True for a path that a file of a library may have: the last gate before something is written under it. */
export const isLibraryPath = (path: string): boolean => libraryPath.test(path) && !path.includes('..')

/**
 * Copies the database as it is at one moment, while work goes on, to `file`; says the share that is done, 0 to 1. Nothing is left of a copy
 * that was cancelled.
 */
export async function* copyDatabase(
  { db }: Catalog,
  file: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<number> {
  rmSync(file, { force: true })
  let share = 0
  let isOver = false
  const copied = db.backup(file, {
    progress: ({ totalPages, remainingPages }) => {
      signal?.throwIfAborted()
      share = totalPages === 0 ? 1 : 1 - remainingPages / totalPages
      return 1000
    },
  })
  const over = copied.then(
    () => (isOver = true),
    () => (isOver = true),
  )
  try {
    while (!isOver) {
      yield share
      await Promise.race([over, turn()])
    }
  } finally {
    // Whoever stops listening does not stop the copying; it has to be over before its file can go.
    await over
  }
  await copied
  checkCopy(file)
}

/** The files of a library; `database` stands for its database. */
export function libraryFiles({ folder }: Pick<Catalog, 'folder'>, database: string): LibraryFile[] {
  const journal = join(folder, 'journal.jsonl')
  return [
    { path: 'library.db', file: database, bytes: statSync(database).size },
    ...(existsSync(journal) ? [{ path: 'journal.jsonl', file: journal, bytes: statSync(journal).size }] : []),
    ...filesIn(folder),
  ]
}

/** What lies in the folders of a library. */
function filesIn(folder: string): LibraryFile[] {
  const files: LibraryFile[] = []
  const add = (path: string) => {
    const file = join(folder, path)
    if (isLibraryPath(path) && statSync(file).isFile()) files.push({ path, file, bytes: statSync(file).size })
  }
  for (const name of libraryFolders) {
    if (!existsSync(join(folder, name))) continue
    for (const entry of readdirSync(join(folder, name), { withFileTypes: true }))
      if (entry.isDirectory())
        for (const inner of readdirSync(join(folder, name, entry.name))) add(`${name}/${entry.name}/${inner}`)
      else add(`${name}/${entry.name}`)
  }
  return files
}

/**
 * Makes a library that was unpacked in `staged` ready to take the place of the one in `folder`, whose files are only read: checks it, opens
 * it, which brings it to the newest shape and up to its journal, and lays everything on the disk. Where it is an earlier state of the library
 * that it replaces, the journal goes on and what was awarded or revoked since is there again, as after restoring a backup; whoever was erased
 * stays erased in any case (sealed.md, Journal). Answers how many awards it holds. Throws `unreadable_file` (`not_a_library`),
 * `library_damaged`, `library_newer` and what the disk says.
 */
export async function prepareStaged(folder: string, staged: string, now: Clock): Promise<number> {
  if (!existsSync(join(staged, 'library.db')) || !existsSync(join(staged, 'journal.jsonl')))
    throw new BlazonError('unreadable_file', 'no library in the file', { reason: 'not_a_library' })
  examineLibrary(staged, migrations)
  checkCopy(join(staged, 'library.db'))
  if (beginsWith(join(folder, 'journal.jsonl'), join(staged, 'journal.jsonl'))) goOn(folder, staged)
  const catalog = openCatalog({ folder: staged, now })
  try {
    if (eraseAgain(catalog, folder) > 0) await forgetWords(catalog, turn)
    const { awards } = oneRow<{ awards: number }>(catalog.db, 'SELECT count(*) AS awards FROM award')
    // The log is the other library's from now on; the next row says since when. Who did it worked here, and may be unknown there.
    noteAct(catalog, 'transfer.restored', { awards })
    return awards
  } finally {
    catalog.close()
    flushFile(join(staged, 'library.db'))
    syncFolder(staged)
  }
}

/** Whether a file is another and more, byte for byte. */
function beginsWith(file: string, start: string): boolean {
  if (!existsSync(file) || statSync(file).size <= statSync(start).size) return false
  const [long, short] = [openSync(file, 'r'), openSync(start, 'r')]
  try {
    const [here, there] = [Buffer.alloc(1024 * 1024), Buffer.alloc(1024 * 1024)]
    for (let at = 0; ;) {
      const length = readSync(short, here, 0, here.length, at)
      if (length === 0) return at > 0
      if (readSync(long, there, 0, length, at) !== length || here.compare(there, 0, length, 0, length) !== 0)
        return false
      at += length
    }
  } finally {
    closeSync(long)
    closeSync(short)
  }
}

/** Gives an earlier state of a library the whole journal, and the files that came since; what was taken since is taken again by the journal. */
function goOn(folder: string, staged: string): void {
  copyFileSync(join(folder, 'journal.jsonl'), join(staged, 'journal.jsonl'))
  for (const { path, file } of filesIn(folder)) {
    const own = join(staged, path)
    if (existsSync(own)) continue
    mkdirSync(dirname(own), { recursive: true, mode: 0o700 })
    try {
      linkSync(file, own)
    } catch {
      // Not every file system can give a file a second name.
      copyFileSync(file, own)
    }
  }
}
