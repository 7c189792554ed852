import { orientationOf } from './exif'
import { maxParts, type PictureParts } from './picture-parts'
import { pictureDamaged, textAt } from './picture-header'

const drawing = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L', 'ANIM', 'ANMF'])
/** The flags of VP8X that promise EXIF and XMP (RFC 9649 §2.7.1). */
const [exifFlag, xmpFlag, animationFlag] = [0x08, 0x04, 0x02]

/** A WebP from chunk to chunk (RFC 9649). What stands after its end is left out. @throws BlazonError `unreadable_file` */
export function readWebp(bytes: Uint8Array): PictureParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = 8 + view.getUint32(4, true)
  // A lone odd byte is often not padded at the very end.
  if (end > bytes.length + 1) throw pictureDamaged('the WebP is cut short')
  const chunks: Uint8Array[] = []
  let orientation = 1
  let isAnimated = false
  let hasPixels = false
  for (let offset = 12; offset + 8 <= Math.min(end, bytes.length);) {
    if (chunks.length > maxParts) throw pictureDamaged('more chunks than a picture has')
    const type = textAt(bytes, offset)
    const length = view.getUint32(offset + 4, true)
    const next = offset + 8 + length + (length % 2)
    if (offset + 8 + length > bytes.length) throw pictureDamaged('a chunk is cut short')
    const chunk = bytes.subarray(offset, next)
    const body = bytes.subarray(offset + 8, offset + 8 + length)
    if (type === 'EXIF') {
      // Some write the JPEG segment's name before it.
      orientation = orientationOf(textAt(body, 0, 6) === 'Exif\0\0' ? body.subarray(6) : body)
    } else if (type === 'VP8X') {
      const flags = body[0] ?? 0
      isAnimated = (flags & animationFlag) !== 0
      const honest = chunk.slice()
      honest[8] = flags & ~(exifFlag | xmpFlag)
      chunks.push(honest)
    } else if (drawing.has(type)) chunks.push(chunk)
    hasPixels ||= type === 'VP8 ' || type === 'VP8L' || type === 'ANMF'
    offset = next
  }
  if (!hasPixels) throw pictureDamaged('the WebP has no pixels')
  const head = new Uint8Array(12)
  head.set(bytes.subarray(0, 12))
  new DataView(head.buffer).setUint32(4, 4 + chunks.reduce((sum, { length }) => sum + length, 0), true)
  return { essence: [head, ...chunks], orientation, isAnimated }
}
