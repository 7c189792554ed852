import { BlazonError } from '../../errors'

/** What the first bytes of a picture promise. */
export interface PictureHeader {
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif'
  readonly width: number
  readonly height: number
}

/**
 * Kind and size in pixels of a PNG, JPEG, WebP or GIF, by its bytes and never by its name. Nothing is decoded and hardly anything read:
 * it costs the same for any file.
 * @throws BlazonError `unreadable_file` (reason `not_a_picture` or `damaged`), `png_damaged` for a PNG whose header is cut or forged
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = headerOf(bytes, view)
  if (header === null) throw new BlazonError('unreadable_file', 'no picture by its bytes', { reason: 'not_a_picture' })
  if (header.width < 1 || header.height < 1)
    throw header.mime === 'image/png' ? pngDamaged('empty') : pictureDamaged('it has no pixels')
  return header
}

/** What kind of picture a file is by its first 16 bytes; null where it is none that Blazon reads. */
export function pictureMime(bytes: Uint8Array): PictureHeader['mime'] | null {
  if (textAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (textAt(bytes, 0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP') return 'image/webp'
  return /^GIF8[79]a$/.test(textAt(bytes, 0, 6)) ? 'image/gif' : null
}

/** A picture that is no PNG is broken; `message` says where, for developers. */
export const pictureDamaged = (message: string): BlazonError =>
  new BlazonError('unreadable_file', message, { reason: 'damaged' })
/** A PNG is broken; `reason` is a word. */
export const pngDamaged = (reason: string, cause?: unknown): BlazonError =>
  new BlazonError('png_damaged', `damaged PNG: ${reason}`, { reason }, { cause })

/** Latin letters at an offset. */
export const textAt = (bytes: Uint8Array, offset: number, length = 4): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length))

function headerOf(bytes: Uint8Array, view: DataView): PictureHeader | null {
  switch (pictureMime(bytes)) {
    case 'image/png':
      return pngHeader(view)
    case 'image/jpeg':
      return jpegHeader(view)
    case 'image/webp':
      return webpHeader(bytes, view)
    case 'image/gif':
      return gifHeader(view)
    case null:
      return null
  }
}

function pngHeader(view: DataView): PictureHeader {
  if (view.byteLength < 33) throw pngDamaged('truncated')
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) throw pngDamaged('no_header')
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** ITU T.81 B.2.2: the frame header (SOF0–15 without DHT, JPG, DAC) holds height, then width. */
function jpegHeader(view: DataView): PictureHeader {
  let offset = 2
  while (offset + 9 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) throw pictureDamaged('no marker')
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      offset += 1 // fill byte
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { mime: 'image/jpeg', width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) }
    const length = view.getUint16(offset + 2)
    if (length < 2 || marker === 0xd9 || marker === 0xda) throw pictureDamaged('no frame')
    offset += 2 + length
  }
  throw pictureDamaged('cut short')
}

/** RFC 9649 §2.5–2.7: lossy (14 bits a side), lossless (14 bits, one less) and extended (24 bits, one less). */
function webpHeader(bytes: Uint8Array, view: DataView): PictureHeader {
  if (view.byteLength < 30) throw pictureDamaged('cut short')
  const size = (width: number, height: number): PictureHeader => ({ mime: 'image/webp', width, height })
  const kind = textAt(bytes, 12)
  if (kind === 'VP8 ') return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
  }
  if (kind === 'VP8X') return size(1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8))
  throw pictureDamaged('no known WebP chunk')
}

/** GIF89a §18: the logical screen, little-endian. */
function gifHeader(view: DataView): PictureHeader {
  if (view.byteLength < 13) throw pictureDamaged('cut short')
  return { mime: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}
