import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Unzip, UnzipInflate, UnzipPassThrough, type UnzipFile } from 'fflate'
import { BlazonError } from '../../../core/errors'
import type { SourceFile } from './sources'

/** A file out of an archive. */
export type Entry = { name: string; bytes: Buffer }

/** The largest single file that is taken out of an archive: a list of all users of a large site. */
const largestEntry = 256 * 1024 * 1024
/** All that is taken out of one: a file of a few megabytes can unpack to more than a disk holds. */
const largestArchive = 2 * 1024 * 1024 * 1024
const damaged = (cause?: unknown) =>
  new BlazonError('unreadable_file', 'the archive cannot be read', { reason: 'archive_damaged' }, { cause })
const tooLarge = () => new BlazonError('unreadable_file', 'too much in one file', { reason: 'too_large' })

/** True for what begins like a ZIP or a gzipped tar. */
export const isArchive = (start: Uint8Array): boolean =>
  (start[0] === 0x50 && start[1] === 0x4b && start[2] === 3) || (start[0] === 0x1f && start[1] === 0x8b)

/** The wanted files of a ZIP or a gzipped tar, one after the other. Throws `unreadable_file` (`archive_damaged`, `too_large`). */
export async function* archiveEntries(
  file: SourceFile,
  start: Uint8Array,
  isWanted: (name: string) => boolean,
  most = largestArchive,
): AsyncGenerator<Entry> {
  let taken = 0
  for await (const entry of start[0] === 0x50 ? zipEntries(file.path, isWanted) : tarEntries(file.path, isWanted)) {
    taken += entry.bytes.length
    if (taken > most) throw tooLarge()
    yield entry
  }
}

async function* zipEntries(path: string, isWanted: (name: string) => boolean): AsyncGenerator<Entry> {
  const done: Entry[] = []
  let failure: unknown = null
  const unzip = new Unzip((entry: UnzipFile) => {
    if (entry.name.endsWith('/') || !isWanted(entry.name)) return
    const parts: Uint8Array[] = []
    let size = 0
    entry.ondata = (error, part, isLast) => {
      if (error) failure ??= damaged(error)
      size += part?.byteLength ?? 0
      if (size > largestEntry) {
        entry.terminate()
        failure ??= tooLarge()
      }
      if (failure !== null) return
      parts.push(part)
      if (isLast) done.push({ name: entry.name, bytes: Buffer.concat(parts) })
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    try {
      unzip.push(chunk as Buffer)
    } catch (error) {
      throw damaged(error)
    }
    if (failure !== null) throw failure as Error
    yield* done.splice(0)
  }
  try {
    unzip.push(new Uint8Array(0), true)
  } catch (error) {
    throw damaged(error)
  }
  if (failure !== null) throw failure as Error
  yield* done
}

/** POSIX.1-2001 ustar with its long names (type L, path records): 512-byte headers, files rounded up to blocks. */
async function* tarEntries(path: string, isWanted: (name: string) => boolean): AsyncGenerator<Entry> {
  const stream = createReadStream(path).pipe(createGunzip())
  let rest: Buffer = Buffer.alloc(0)
  let header: { name: string; size: number; type: string; left: number } | null = null
  let parts: Buffer[] = []
  let longName: string | null = null
  try {
    for await (const chunk of stream) {
      rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
      for (;;) {
        if (header === null) {
          if (rest.length < 512) break
          const block = rest.subarray(0, 512)
          rest = rest.subarray(512)
          if (block.every((byte) => byte === 0)) continue
          header = readHeader(block, longName)
          if (header.type !== 'L' && header.type !== 'x') longName = null
          const keeps = header.type === 'L' || header.type === 'x' || isWanted(header.name)
          if (keeps && header.size > largestEntry) throw tooLarge()
          parts = []
        }
        const padded = Math.ceil(header.size / 512) * 512
        const taken = rest.subarray(0, Math.min(rest.length, header.left))
        const isKept = header.type === 'L' || header.type === 'x' || isWanted(header.name)
        if (isKept) parts.push(taken)
        header.left -= taken.length
        rest = rest.subarray(taken.length)
        if (header.left > 0) break
        const bytes = isKept ? Buffer.concat(parts).subarray(0, header.size) : Buffer.alloc(0)
        if (header.type === 'L') longName = bytes.toString('utf8').replace(/\0.*$/s, '')
        else if (header.type === 'x') longName = /^\d+ path=(.*)$/m.exec(bytes.toString('utf8'))?.[1] ?? longName
        else if (isKept && (header.type === '0' || header.type === '\0') && padded >= header.size)
          yield { name: header.name, bytes }
        header = null
      }
    }
  } catch (error) {
    throw error instanceof BlazonError ? error : damaged(error)
  }
  if (header !== null) throw damaged()
}

function readHeader(block: Buffer, longName: string | null) {
  const text = (from: number, length: number) => block.toString('utf8', from, from + length).replace(/\0.*$/s, '')
  const size = Number.parseInt(text(124, 12).trim() || '0', 8)
  if (!Number.isSafeInteger(size) || size < 0) throw damaged()
  let sum = 0
  for (let at = 0; at < 512; at += 1) sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0)
  if (sum !== Number.parseInt(text(148, 8).trim(), 8)) throw damaged()
  const prefix = text(345, 155)
  const name = longName ?? (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`)
  return {
    name: name.replace(/^\.\//, ''),
    size,
    type: String.fromCharCode(block[156] ?? 0),
    left: Math.ceil(size / 512) * 512,
  }
}
