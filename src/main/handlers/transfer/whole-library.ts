import { closeSync, createReadStream, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { BlazonError } from '../../../core/errors'
import type { Catalog } from '../../catalog/catalog'
import { checkStaged, copyDatabase, isLibraryPath, libraryFiles, replaceLibrary } from '../../catalog/transfer-library'
import { openFileAtomicallySync } from '../../platform/atomic-write'
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
  try {
    await copyDatabase(catalog, copy)
    const files = libraryFiles(catalog, copy)
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
    const sealed = await sealer(passphrase, catalog.now(), target.write)
    let done = 0
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
 * Puts the library of a sealed file in the place of the open one. Everything is opened and checked beside it first; only then is the open
 * library closed and set aside. Throws as `unsealed`, `library_newer`, `library_damaged`, `disk_full`.
 */
export async function* restoreWholeLibrary(
  catalog: Catalog,
  file: { path: string; bytes: number },
  passphrase: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step, { awards: number; setAside: string }> {
  const staged = join(catalog.folder, '.restoring')
  rmSync(staged, { recursive: true, force: true })
  mkdirSync(staged, { mode: 0o700 })
  try {
    yield* unpack(file, passphrase, staged, signal)
    checkStaged(staged)
    signal?.throwIfAborted()
    catalog.close()
    return replaceLibrary(catalog.folder, staged)
  } finally {
    rmSync(staged, { recursive: true, force: true })
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
        open = { handle: openSync(path, 'wx', 0o600), left: head.bytes }
        if (head.bytes === 0) {
          closeSync(open.handle)
          open = null
        }
      }
      yield { done, total: file.bytes }
      await turn()
    }
  } finally {
    if (open !== null) closeSync(open.handle)
  }
  if (!ended || rest.length > 0) throw changed()
}

function headerIn(bytes: Buffer): z.infer<typeof fileHeader> | null {
  try {
    return fileHeader.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
