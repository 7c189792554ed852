import { crc32 } from 'node:zlib'
import { BlazonError } from '../../core/errors'

/**
 * The PNG chunk walk and splice. Written by us because the packages at hand either re-encode the picture (and lose
 * every colour profile, text and density) or allocate what a forged length promises. Here the walk is bounded by the
 * file itself: it reads eight bytes of each chunk and its CRC, makes views and never copies.
 */

/** Chunks that Blazon walks over; a forged file of 100,000 empty ones costs no more than this. */
export const maxChunks = 1_000
/** Pixels a side, from the header, before anything is decoded. */
export const maxSide = 16_384
/** Pixels in all: what decodes to 400 MB of RGBA. */
export const maxPixels = 100_000_000
/** PNG, 5.3: a chunk's length is at most 2^31 − 1. */
const maxLength = 0x7fff_ffff

/** Something that was put right while reading: bytes after the end of the picture are left out. */
export type PngNote = 'bytes_after_end'

/** One chunk: `start` and `end` are offsets in the file, `data` is a view on its contents. */
export type PngChunk = { type: string; start: number; end: number; data: Uint8Array }

/** What the header says. */
export type PngHeader = { width: number; height: number; bitDepth: number; colorType: number; interlaced: boolean }

/** A PNG whose every chunk was checked. `end` is the offset right after IEND. */
export type Png = PngHeader & { chunks: PngChunk[]; end: number; notes: PngNote[] }

const code = (type: string) =>
  ((type.charCodeAt(0) << 24) | (type.charCodeAt(1) << 16) | (type.charCodeAt(2) << 8) | type.charCodeAt(3)) >>> 0

export const chunkCodes = {
  IHDR: code('IHDR'),
  IDAT: code('IDAT'),
  IEND: code('IEND'),
  tEXt: code('tEXt'),
  zTXt: code('zTXt'),
  iTXt: code('iTXt'),
} as const
const { IHDR, IDAT, IEND } = chunkCodes

/** Depths that each colour type allows (PNG, table 11.1), as a bit set. */
const depths: Record<number, number> = {
  0: (1 << 1) | (1 << 2) | (1 << 4) | (1 << 8) | (1 << 16),
  2: (1 << 8) | (1 << 16),
  3: (1 << 1) | (1 << 2) | (1 << 4) | (1 << 8),
  4: (1 << 8) | (1 << 16),
  6: (1 << 8) | (1 << 16),
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** True when the bytes begin as a PNG does (PNG, 5.2). */
export function isPng(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && signature.every((byte, index) => bytes[index] === byte)
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const typeName = (chunkCode: number) =>
  String.fromCharCode(chunkCode >>> 24, (chunkCode >>> 16) & 0xff, (chunkCode >>> 8) & 0xff, chunkCode & 0xff)

/** True when all four bytes are ASCII letters, as chunk types are (PNG, 5.3). */
const isTypeCode = (chunkCode: number) => {
  for (let shift = 0; shift < 32; shift += 8) {
    const letter = (chunkCode >>> shift) & 0xdf
    if (letter < 0x41 || letter > 0x5a) return false
  }
  return true
}

const damaged = (reason: string, message: string, details: { chunk?: string } = {}) =>
  new BlazonError('png_damaged', message, { reason, ...details })

/** Refuses what is no sane header, and what is more pixels than Blazon decodes. */
function checkHeader(view: DataView, length: number): void {
  if (length !== 13) throw damaged('bad_header', `the header is ${length} bytes long`)
  const width = view.getUint32(16)
  const height = view.getUint32(20)
  if (width === 0 || height === 0 || width > maxLength || height > maxLength)
    throw damaged('bad_header', 'the header promises no pixels')
  const depth = view.getUint8(24)
  const allowed = depths[view.getUint8(25)] ?? 0
  // Compression and filter method, of which there is one each (PNG, 11.2.1).
  const methods = view.getUint16(26)
  if (depth > 16 || (allowed & (1 << depth)) === 0 || methods !== 0)
    throw damaged('bad_header', 'the header names a colour type, depth or method that does not exist')
  if (view.getUint8(28) > 1) throw damaged('bad_header', 'the header names an unknown way of interlacing')
  if (width > maxSide || height > maxSide || width * height > maxPixels)
    throw new BlazonError('png_too_large', `the header promises ${width} x ${height} pixels`, {
      reason: 'pixels',
      width,
      height,
    })
}

/**
 * Walks over every chunk, checks it, and hands it to `visit` (the type as a number, the offset of its length field,
 * the length of its contents). Answers with the offset right after IEND.
 */
export function walkPng(bytes: Uint8Array, visit: (chunkCode: number, start: number, length: number) => void): number {
  if (!isPng(bytes)) throw new BlazonError('not_png', 'the bytes do not begin as a PNG does')
  const size = bytes.length
  const view = viewOf(bytes)
  // Whether pixels were met: 0 not yet, 1 being read, 2 behind us.
  let pixels = 0
  let at = 8
  for (let count = 1; ; count++) {
    if (at === size) {
      if (count === 1) throw damaged('no_header', 'nothing follows the signature')
      throw damaged('no_end', 'the picture has no end')
    }
    if (size - at < 12) throw damaged('truncated', 'the file ends within a chunk')
    if (count > maxChunks)
      throw new BlazonError('png_too_large', `more than ${maxChunks} chunks`, { reason: 'too_many_chunks' })
    const length = view.getUint32(at)
    const type = view.getUint32(at + 4)
    if (count === 1 && type !== IHDR) throw damaged('no_header', 'the first chunk is not the header')
    if (length > maxLength) throw damaged('bad_length', 'a chunk promises 2^31 bytes or more')
    if (!isTypeCode(type)) throw damaged('bad_type', 'a chunk has a type that is not four letters')
    if (length > size - at - 12)
      throw damaged('truncated', 'a chunk promises more bytes than the file has', { chunk: typeName(type) })
    const crcAt = at + 8 + length
    if (crc32(bytes.subarray(at + 4, crcAt)) !== view.getUint32(crcAt))
      throw damaged('bad_crc', 'a chunk does not match its checksum', { chunk: typeName(type) })
    if (type === IDAT) {
      if (pixels === 2) throw damaged('misplaced_chunk', 'the pixels are torn apart', { chunk: 'IDAT' })
      pixels = 1
    } else {
      if (pixels === 1) pixels = 2
      if (type === IHDR) {
        if (count > 1) throw damaged('misplaced_chunk', 'a second header', { chunk: 'IHDR' })
        checkHeader(view, length)
      }
    }
    visit(type, at, length)
    at = crcAt + 4
    if (type === IEND) {
      if (length !== 0) throw damaged('bad_length', 'the end of the picture is not empty', { chunk: 'IEND' })
      if (pixels === 0) throw damaged('no_pixels', 'the picture holds no pixels')
      return at
    }
  }
}

/**
 * Reads a PNG's header and chunks without decoding a pixel. Chunks are views on `bytes`.
 * Bounds: every length against the file, {@link maxChunks}, {@link maxSide}, {@link maxPixels}; every CRC is checked.
 * Throws `not_png`, `png_too_large` (reason pixels | too_many_chunks) and `png_damaged` (reason truncated |
 * bad_length | bad_crc | bad_type | bad_header | no_header | no_pixels | no_end | misplaced_chunk).
 * Source: PNG (third edition), sections 5 and 11.
 */
export function readPng(bytes: Uint8Array): Png {
  const chunks: PngChunk[] = []
  const end = walkPng(bytes, (chunkCode, start, length) => {
    chunks.push({
      type: typeName(chunkCode),
      start,
      end: start + 12 + length,
      data: bytes.subarray(start + 8, start + 8 + length),
    })
  })
  const view = viewOf(bytes)
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bitDepth: view.getUint8(24),
    colorType: view.getUint8(25),
    interlaced: view.getUint8(28) === 1,
    chunks,
    end,
    notes: end < bytes.length ? ['bytes_after_end'] : [],
  }
}
