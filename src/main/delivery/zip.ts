import { crc32, deflateRawSync } from 'node:zlib'
import { Zip } from 'fflate'
import { checkFileName, nameKey, numberedName, type DeliveredFile } from './file-names'
import { slices } from './slices'

/** Where an archive goes, piece by piece: `commit` makes it appear whole, `abort` leaves nothing behind. */
export type ZipTarget = { write: (bytes: Uint8Array) => void; commit: () => void; abort: () => void }

/** Bounds of the plain ZIP format (no ZIP64, which old unpackers refuse), with room for the directory. */
const maxFilesInPart = 65_000
const maxBytesInPart = 0xf0000000

/** A time that ZIP can hold: local time by the format, so noon of the UTC day gives the same bytes everywhere. */
function zipTime(modifiedAt: Date): Date {
  const year = Math.min(2099, Math.max(1980, modifiedAt.getUTCFullYear()))
  return new Date(year, modifiedAt.getUTCMonth(), modifiedAt.getUTCDate(), 12)
}

/**
 * Packs files into a ZIP that is written while it grows: memory holds one file at a time and the directory. Yields
 * how many files are packed; answers with the names in the archive, in order, and the number of parts. More than
 * 65,000 files or about 4 GB go on in another part: `open` is called with 1, 2, …. Two files of one name (case and
 * composition apart) are numbered. PNGs do not shrink, so nothing is compressed: contents are framed as deflate's
 * stored blocks, because the format lets a reader that streams skip over those but not over plainly stored ones.
 * The same files and `modifiedAt` give the same bytes (its day counts). When `signal` aborts, or a file cannot be
 * had, the part that was begun is aborted.
 * Throws `invalid_input` for a name that is no single file name, and what `files` and the target throw.
 */
export async function* zipFiles(
  files: Iterable<DeliveredFile> | AsyncIterable<DeliveredFile>,
  open: (part: number) => ZipTarget,
  options: {
    modifiedAt: Date
    signal?: AbortSignal | undefined
    maxFiles?: number
    maxBytes?: number
  },
): AsyncGenerator<number, { names: string[]; parts: number }> {
  const { modifiedAt, signal, maxFiles = maxFilesInPart, maxBytes = maxBytesInPart } = options
  const mtime = zipTime(modifiedAt)
  const names: string[] = []
  const slice = slices()
  let parts = 0
  let part: ReturnType<typeof begin> | undefined
  const begin = () => beginPart(open(++parts))
  let finished = false
  try {
    for await (const { fileName, bytes } of files) {
      if (signal?.aborted) return { names: [], parts: 0 }
      checkFileName(fileName)
      if (part && (part.files() >= maxFiles || part.bytes() + bytes.byteLength > maxBytes)) {
        part.end()
        part = undefined
      }
      part ??= begin()
      names.push(part.add(fileName, bytes, mtime))
      if (slice.over()) {
        yield names.length
        await slice.rest()
      }
    }
    part ??= begin()
    part.end()
    finished = true
    yield names.length
    return { names, parts }
  } finally {
    if (!finished) part?.abort()
  }
}

/** One archive on its way to a target. */
function beginPart(target: ZipTarget) {
  const claimed = new Set<string>()
  let size = 0
  const zip = new Zip((error, piece) => {
    if (error) throw error
    target.write(piece)
    size += piece.byteLength
  })
  return {
    files: () => claimed.size,
    bytes: () => size,
    add(fileName: string, bytes: Uint8Array, mtime: Date): string {
      let number = 1
      while (claimed.has(nameKey(numberedName(fileName, number)))) number++
      const name = numberedName(fileName, number)
      claimed.add(nameKey(name))
      const entry = { filename: name, size: bytes.byteLength, crc: crc32(bytes), compression: 8, mtime }
      zip.add(entry)
      // `add` gives the entry its `ondata`; the type knows it only as something that may be there.
      const { ondata } = entry as typeof entry & Pick<Required<Parameters<Zip['add']>[0]>, 'ondata'>
      ondata(null, deflateRawSync(bytes, { level: 0 }), true)
      return name
    },
    end: () => {
      zip.end()
      target.commit()
    },
    abort: () => target.abort(),
  }
}
