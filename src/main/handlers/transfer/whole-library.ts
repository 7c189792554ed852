import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { BlazonError } from '../../../core/errors'
import type { Clock } from '../../../core/ports'
import type { Catalog } from '../../catalog/catalog'
import { isReplacing, replaceLibrary, stagedFolder } from '../../catalog/replace-library'
import { translateStorageError } from '../../catalog/sqlite'
import {
  copyDatabase,
  isLibraryPath,
  libraryFiles,
  prepareStaged,
  type LibraryFile,
} from '../../catalog/transfer-library'
import { openFileAtomicallySync, syncFolder } from '../../platform/atomic-write'
import { sealer, unsealed } from './sealed-file'

type Step = { done: number; total: number | null }
/** Before the bytes of each file: how long this line of JSON is (4 bytes), then path and length; 0 ends the library. */
const fileHeader = z.object({ path: z.string().refine(isLibraryPath), bytes: z.int().min(0) })
const longestHeader = 1000

/** Writes the whole library into one sealed file at `path`: whole or not at all. Counts bytes. */
export async function* exportLibrary(
  catalog: Catalog,
  path: string,
  passphrase: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step, void> {
  const copy = join(catalog.folder, '.exporting.db')
  const target = openFileAtomicallySync(path, { sync: true, mode: 0o600 })
  const bytesOf = (files: readonly LibraryFile[]) => files.reduce((sum, { bytes }) => sum + bytes, 0)
  try {
    // Copied, then sealed: the database counts twice.
    const database = join(catalog.folder, 'library.db')
    const copied = statSync(database).size
    const expected = copied + bytesOf(libraryFiles(catalog, database))
    for await (const share of copyDatabase(catalog, copy, signal))
      yield { done: Math.round(share * copied), total: expected }
    signal?.throwIfAborted()
    const files = libraryFiles(catalog, copy)
    const total = copied + bytesOf(files)
    const sealed = await sealer(passphrase, catalog.now(), target.write)
    let done = copied
    for (const file of files) {
      const line = Buffer.from(JSON.stringify({ path: file.path, bytes: file.bytes }))
      const head = Buffer.alloc(4)
      head.writeUInt32BE(line.length)
      sealed.add(Buffer.concat([head, line]))
      if (file.bytes === 0) continue
      // The journal may grow meanwhile: what comes after belongs to a later database.
      let read = 0
      for await (const chunk of createReadStream(file.file, { end: file.bytes - 1, highWaterMark: 256 * 1024 })) {
        signal?.throwIfAborted()
        sealed.add(chunk as Buffer)
        read += (chunk as Buffer).length
        done += (chunk as Buffer).length
        yield { done, total }
      }
      if (read !== file.bytes) throw new Error('a file of the library became shorter while it was read')
    }
    sealed.add(Buffer.alloc(4))
    sealed.end()
    target.commit()
  } finally {
    target.abort()
    rmSync(copy, { force: true })
  }
}

/**
 * Puts the library of a sealed file in the place of the one in `folder`. Everything is unpacked, opened and checked beside it first; only then
 * is the library closed (`close`) and set aside, of which a cut loses nothing (`replaceLibrary`). Counts bytes. Throws as `unsealed`,
 * `library_newer`, `library_damaged`, `disk_full`, `read_only`.
 */
export async function* restoreWholeLibrary(
  { folder, now, close }: { folder: string; now: Clock; close: () => void },
  file: { path: string; bytes: number },
  passphrase: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step, { awards: number; setAside: string }> {
  const staged = stagedFolder(folder)
  try {
    rmSync(staged, { recursive: true, force: true })
    mkdirSync(staged, { mode: 0o700 })
    yield* unpack(file, passphrase, staged, signal)
    const awards = await prepareStaged(folder, staged, now)
    signal?.throwIfAborted()
    close()
    return { awards, setAside: replaceLibrary(folder, now()) }
  } catch (error) {
    throw translateStorageError(error, folder)
  } finally {
    // What is on its way is finished when the library is opened.
    if (!isReplacing(folder)) rmSync(staged, { recursive: true, force: true })
  }
}

async function* unpack(
  file: { path: string; bytes: number },
  passphrase: string,
  staged: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step> {
  const changed = () => new BlazonError('unreadable_file', 'not what was sealed', { reason: 'library_changed' })
  let rest: Buffer = Buffer.alloc(0)
  let open: { handle: number; left: number } | null = null
  let ended = false
  let done = 0
  const folders = new Set<string>()
  try {
    for await (const clear of unsealed(file.path, passphrase)) {
      signal?.throwIfAborted()
      done += clear.length
      rest = rest.length === 0 ? clear : Buffer.concat([rest, clear])
      while (rest.length > 0 && !ended) {
        if (open !== null) {
          const part = rest.subarray(0, Math.min(rest.length, open.left))
          for (let at = 0; at < part.length;) at += writeSync(open.handle, part, at)
          open.left -= part.length
          rest = rest.subarray(part.length)
          if (open.left > 0) break
          // A rename of what a power cut can still empty would lose it.
          fsyncSync(open.handle)
          closeSync(open.handle)
          open = null
          continue
        }
        if (rest.length < 4) break
        const length = rest.readUInt32BE(0)
        if (length === 0) {
          ended = true
          rest = rest.subarray(4)
          break
        }
        if (length > longestHeader) throw changed()
        if (rest.length < 4 + length) break
        const head = headerIn(rest.subarray(4, 4 + length))
        if (head === null) throw changed()
        rest = rest.subarray(4 + length)
        const path = join(staged, head.path)
        if (existsSync(path)) throw changed()
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        folders.add(dirname(path))
        open = { handle: openSync(path, 'wx', 0o600), left: head.bytes }
        if (head.bytes === 0) {
          closeSync(open.handle)
          open = null
        }
      }
      yield { done: Math.min(done, file.bytes), total: file.bytes }
      await turn()
    }
  } finally {
    if (open !== null) closeSync(open.handle)
  }
  if (!ended || rest.length > 0) throw changed()
  for (const folder of folders) syncFolder(folder)
}

function headerIn(bytes: Buffer): z.infer<typeof fileHeader> | null {
  try {
    return fileHeader.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
