import { orientationOf } from './exif'
import type { PictureParts } from './picture-parts'
import { pngDamaged, textAt } from './picture-header'

/** The chunks that draw: pixels, palette, transparency, and how colours are meant (PNG 3rd edition, 11). */
const drawing = new Set(
  ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'].concat('cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'sBIT', 'mDCV', 'cLLI'),
)
/** A file of nothing but empty chunks costs no more than this to walk. */
const maxChunks = 100_000

/** A PNG from chunk to chunk; a chunk's own CRC is the decoder's to check. Frames of an APNG after the first are left out. @throws BlazonError `png_damaged` */
export function readPng(bytes: Uint8Array): PictureParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const essence: Uint8Array[] = []
  let orientation = 1
  let isAnimated = false
  let hasPixels = false
  let kept = 0
  const keep = (until: number): void => {
    if (until > kept) essence.push(bytes.subarray(kept, until))
  }
  let offset = 8
  for (let count = 0; offset + 12 <= bytes.length; count += 1) {
    if (count > maxChunks) throw pngDamaged('too_many_chunks')
    const end = offset + 12 + view.getUint32(offset)
    const type = textAt(bytes, offset + 4)
    if (end > bytes.length) break
    if (type === 'IDAT') hasPixels = true
    if (type === 'acTL') isAnimated = true
    if (type === 'eXIf') orientation = orientationOf(bytes.subarray(offset + 8, end - 4))
    if (!drawing.has(type)) {
      keep(offset)
      kept = end
    }
    if (type === 'IEND') {
      if (!hasPixels) throw pngDamaged('no_pixels')
      keep(end)
      return { essence, orientation, isAnimated }
    }
    offset = end
  }
  throw pngDamaged('truncated')
}
