import { chunk, insertBefore, makePng } from './png'

/** Real pictures of 24 × 16 px as Chromium writes them, with a colour profile: red and blue above green. */
export const realJpeg = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA',
    'ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1',
    'AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP',
    'KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/',
    '2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi',
    '9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABgDASIAAhEBAxEB/8QAFwABAQEB',
    'AAAAAAAAAAAAAAAAAAYEBf/EABcQAQADAAAAAAAAAAAAAAAAAAAEQoH/xAAWAQEBAQAAAAAAAAAAAAAAAAAFAgT/xAAjEQAAAwYHAAAAAAAAAA',
    'AAAAAAAxEBAgQToeEFEhQVYWJj/9oADAMBAAIRAxEAPwDks8umqIYYeMkGsMyqgg/G5xbXJaLzYSoqgrvvnWwN1nWo/9k=',
  ].join(''),
  'base64',
)
export const realWebp = Buffer.from(
  [
    'UklGRjoCAABXRUJQVlA4WAoAAAAgAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA',
    'ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1',
    'AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP',
    'KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZW',
    'UDggTAAAANACAJ0BKhgAEAAuhVqtVqKnJycHAIRLQATpdAAIyrgA/uZOp//cf35WnQ5YXwkvoUN/+xRX9jf6SdWX/1aHNf+Zt39Tf/nfvO1YcA',
    'A=',
  ].join(''),
  'base64',
)

/** A GIF of one plain colour per frame, 2 × 2 px, its pixels written with clear codes only. */
export function gifOf(colors: readonly (readonly [number, number, number])[]): Buffer {
  const head = Buffer.concat([Buffer.from('GIF89a', 'latin1'), Buffer.from([2, 0, 2, 0, 0, 0, 0])])
  // Clear, 0, clear, 0, clear, 0, clear, 0, end: three bits each, so that the code size never grows.
  const bits = [4, 0, 4, 0, 4, 0, 4, 0, 5]
  const packed = bits.reduce((sum, code, index) => sum | (BigInt(code) << BigInt(3 * index)), 0n)
  const pixels = Array.from({ length: 4 }, (_, at) => Number((packed >> BigInt(8 * at)) & 255n))
  const frames = colors.map(([r, g, b]) =>
    Buffer.from([0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0x80, r, g, b, 0, 0, 0, 2, pixels.length, ...pixels, 0]),
  )
  return Buffer.concat([head, ...frames, Buffer.from([0x3b])])
}

/** What a camera writes: how it was held, and a place that nobody should learn. */
export const secretPlace = 'N 51 2 47 E 13 44 12'
export function exifBody(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(0x0112, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return Buffer.concat([tiff, Buffer.from(secretPlace, 'latin1')])
}
const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
/** The real JPEG as a phone would have written it: EXIF, XMP, IPTC, a comment, and a film after its end. */
export const phoneJpeg = (orientation: number): Buffer =>
  Buffer.concat([
    realJpeg.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBody(orientation)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${secretPlace}`, 'latin1')),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${secretPlace}`, 'latin1')),
    segment(0xfe, Buffer.from(secretPlace, 'latin1')),
    realJpeg.subarray(2),
    Buffer.from(`ftypmp42 ${secretPlace}`, 'latin1'),
  ])
/** A PNG with texts, a time and EXIF of its own, and a chunk that says how its colours are meant. */
export const tellingPng = (orientation: number, size = 16): Buffer =>
  insertBefore(makePng({ width: size, height: size / 2, colorType: 6 }), [
    chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    chunk('eXIf', exifBody(orientation)),
    chunk('tEXt', Buffer.from(`Comment\0${secretPlace}`, 'latin1')),
    chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${secretPlace}`, 'latin1')),
  ])
/** The real WebP with EXIF and XMP behind its pixels, and flags that say so. */
export function tellingWebp(orientation: number): Buffer {
  const part = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.write(type, 0, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  const file = Buffer.concat([
    realWebp,
    part('EXIF', exifBody(orientation)),
    part('XMP ', Buffer.from(secretPlace, 'latin1')),
  ])
  file.writeUInt32LE(file.length - 8, 4)
  file[20] = (file[20] ?? 0) | 0x0c
  return file
}
