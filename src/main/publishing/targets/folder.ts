import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { BlazonError } from '../../../core/errors'
import { isSafePath } from '../../../core/publishing/diff'
import { writeFileAtomicallySync } from '../../platform/atomic-write'

/** A place that published files are put to and read back from. Paths are relative, with forward slashes. */
export type Target = {
  /** The file's bytes as the target has them, or null. */
  read: (path: string) => Uint8Array | null
  /** Puts a file whole: a reader sees the old or the new one, never a part. */
  put: (path: string, bytes: Uint8Array) => void
}

/** The same for a look: a folder that is not there stays so, and the answer is null. */
export const existingFolderTarget = (folder: string): Target | null =>
  existsSync(folder) ? folderTarget(folder) : null

/**
 * A folder as publish target, made where it is absent. Throws `target_refused` where the folder is not one, a path would leave it, or a link inside it would
 * lead out (F17); `disk_full` and `read_only` come from writing.
 */
export function folderTarget(folder: string): Target {
  const root = openRoot(folder)
  const safeFolders = new Set<string>([root])

  /** Each folder on the way is looked at once: a link there could lead anywhere. */
  const ensure = (path: string) => {
    if (safeFolders.has(path)) return
    ensure(dirname(path))
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (!found) mkdirSync(path)
    else if (!found.isDirectory()) throw refused('not_a_folder')
    safeFolders.add(path)
  }
  const locate = (path: string) => {
    if (!isSafePath(path)) throw refused('unsafe_path')
    const full = join(root, ...path.split('/'))
    if (!full.startsWith(root + sep)) throw refused('unsafe_path')
    return full
  }
  return {
    read: (path) => {
      const full = locate(path)
      if (lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink()) throw refused('link')
      try {
        return readFileSync(full)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    put: (path, bytes) => {
      const full = locate(path)
      ensure(dirname(full))
      if (lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink()) throw refused('link')
      writeFileAtomicallySync(full, bytes)
    },
  }
}

function openRoot(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    const root = realpathSync(folder)
    if (!statSync(root).isDirectory()) throw refused('not_a_folder')
    return root
  } catch (error) {
    if (error instanceof BlazonError) throw error
    throw new BlazonError('target_refused', 'the folder cannot be used', { reason: 'not_a_folder' }, { cause: error })
  }
}

const refused = (reason: string) =>
  new BlazonError('target_refused', `the publish folder was refused: ${reason}`, { reason })
