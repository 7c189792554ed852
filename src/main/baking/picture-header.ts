import { BlazonError } from '../../core/errors'
import { isPng } from './png-chunks'

/** What the first bytes of a picture promise. */
export type PictureHeader = { mime: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }

/** Pixels a side; more is refused before anything is decoded. */
const maxSide = 4096

/**
 * Reads kind and size of a PNG, JPEG or WebP without decoding it; costs the same for any file.
 * Throws `unreadable_file` (reason `not_a_picture` or `damaged`), `png_damaged` for a PNG whose header is cut or forged, `png_too_large`
 * for any kind beyond 4096 px a side.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = isPng(bytes)
    ? pngHeader(view)
    : isJpeg(bytes)
      ? jpegHeader(view)
      : isWebp(bytes)
        ? webpHeader(view)
        : null
  if (header === null) throw new BlazonError('unreadable_file', 'not a PNG, JPEG or WebP', { reason: 'not_a_picture' })
  const { width, height } = header
  if (width > maxSide || height > maxSide) throw new BlazonError('png_too_large', 'too many pixels', { width, height })
  if (width < 1 || height < 1) throw header.mime === 'image/png' ? pngDamaged('empty') : damaged()
  return header
}

const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
const isWebp = (bytes: Uint8Array) => textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP'

const textAt = (bytes: Uint8Array, offset: number) => String.fromCharCode(...bytes.subarray(offset, offset + 4))
const damaged = () => new BlazonError('unreadable_file', 'the picture is cut short', { reason: 'damaged' })
export const pngDamaged = (reason: string, cause?: unknown) =>
  new BlazonError('png_damaged', `damaged PNG: ${reason}`, { reason }, { cause })

function pngHeader(view: DataView): PictureHeader {
  if (view.byteLength < 33) throw pngDamaged('truncated')
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) throw pngDamaged('no_header')
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** ITU T.81 B.2.2: the frame header (SOF0–15 without DHT, JPG, DAC) holds height, then width. */
function jpegHeader(view: DataView): PictureHeader {
  let offset = 2
  while (offset + 9 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) throw damaged()
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      offset += 1 // fill byte
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { mime: 'image/jpeg', width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) }
    const length = view.getUint16(offset + 2)
    if (length < 2 || marker === 0xd9 || marker === 0xda) throw damaged()
    offset += 2 + length
  }
  throw damaged()
}

/** RFC 9649 §2.5–2.7: lossy (14 bits a side), lossless (14 bits, one less) and extended (24 bits, one less). */
function webpHeader(view: DataView): PictureHeader {
  if (view.byteLength < 30) throw damaged()
  const size = (width: number, height: number): PictureHeader => ({ mime: 'image/webp', width, height })
  const kind = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15))
  if (kind === 'VP8 ') return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
  }
  if (kind === 'VP8X') return size(1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8))
  throw damaged()
}
