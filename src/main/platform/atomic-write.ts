import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BlazonError } from '../../core/errors'

export type WriteOptions = {
  /** Makes the file and its name survive a power cut before the call returns. Bulk work leaves it out and calls `syncFolder` once. */
  sync?: boolean
  /** Permissions of a new file, such as 0o600 for a secret; by default the process decides. */
  mode?: number
}

/**
 * Writes a whole file or nothing: a temporary file in the same folder, then a rename over the name. A reader sees the old bytes or the new
 * ones; a crash leaves at most a `.blazon-*.tmp`, never a short or empty file under the name.
 * Throws `disk_full` (folder, bytesNeeded) or `read_only` (folder); anything else passes as it came.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array, options: WriteOptions = {}): Promise<void> {
  const folder = dirname(path)
  const temporary = temporaryBeside(path)
  try {
    const file = await open(temporary, 'wx', options.mode)
    try {
      await file.writeFile(bytes)
      if (options.sync) await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw expected(error, folder, bytes.byteLength)
  }
  if (options.sync) syncFolder(folder)
}

/** `writeFileAtomically` for bulk work, which runs faster with synchronous calls (limits.md §6). */
export function writeFileAtomicallySync(path: string, bytes: Uint8Array, options: WriteOptions = {}): void {
  const folder = dirname(path)
  const temporary = temporaryBeside(path)
  try {
    const file = openSync(temporary, 'wx', options.mode)
    try {
      for (let done = 0; done < bytes.byteLength;) done += writeSync(file, bytes, done)
      if (options.sync) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    removeQuietly(temporary)
    throw expected(error, folder, bytes.byteLength)
  }
  if (options.sync) syncFolder(folder)
}

/** A file that grows piece by piece and appears under its name whole, at `commit`, or never. */
export type AtomicFile = { write: (bytes: Uint8Array) => void; commit: () => void; abort: () => void }

/**
 * `writeFileAtomicallySync` for what is too large to hold in memory. `commit` renames and ends it; `abort` leaves nothing behind and may
 * be called at any time. Throws `disk_full` or `read_only`, after which the temporary file is gone.
 */
export function openFileAtomicallySync(path: string, options: WriteOptions = {}): AtomicFile {
  const folder = dirname(path)
  const temporary = temporaryBeside(path)
  let file: number | undefined
  const abort = () => {
    if (file === undefined) return
    const open = file
    file = undefined
    try {
      closeSync(open)
    } finally {
      removeQuietly(temporary)
    }
  }
  const attempt = (bytesNeeded: number, work: (open: number) => void) => {
    try {
      if (file === undefined) throw new Error('the file was ended already')
      work(file)
    } catch (error) {
      abort()
      throw expected(error, folder, bytesNeeded)
    }
  }
  try {
    file = openSync(temporary, 'wx', options.mode)
  } catch (error) {
    throw expected(error, folder, 0)
  }
  return {
    write: (bytes) =>
      attempt(bytes.byteLength, (open) => {
        for (let done = 0; done < bytes.byteLength;) done += writeSync(open, bytes, done)
      }),
    commit: () => {
      attempt(0, (open) => {
        if (options.sync) fsyncSync(open)
        closeSync(open)
        file = undefined
        try {
          renameSync(temporary, path)
        } catch (error) {
          removeQuietly(temporary)
          throw error
        }
      })
      if (options.sync) syncFolder(folder)
    },
    abort,
  }
}

/** Makes a folder and those above it where they are absent. Throws `disk_full` or `read_only`. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw expected(error, path, 0)
  })
}

/** `ensureFolder` for bulk work. */
export function ensureFolderSync(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw expected(error, path, 0)
  }
}

/** Makes the names in a folder survive a power cut. Windows cannot sync a folder and needs no such call; network drives may refuse. */
export function syncFolder(path: string): void {
  let folder: number | undefined
  try {
    folder = openSync(path, 'r')
    fsyncSync(folder)
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(codeOf(error))) throw error
  } finally {
    if (folder !== undefined) closeSync(folder)
  }
}

let written = 0
/** Never two of one name in a process or between two; whatever else is there is refused by the flag `wx`. */
const temporaryBeside = (path: string) =>
  join(dirname(path), `.blazon-${process.pid}-${Date.now().toString(36)}-${(written += 1)}.tmp`)

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The failure that led here is the one to tell.
  }
}

/** Turns what the system says of a full or closed disk into Blazon's words. The folder stands in the details only: messages reach the log. */
function expected(error: unknown, folder: string, bytesNeeded: number): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new BlazonError('disk_full', 'no space left for a file', { folder, bytesNeeded }, { cause: error })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new BlazonError('read_only', 'the folder cannot be written', { folder }, { cause: error })
  return error
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
