import { orientationOf } from './exif'
import { maxParts, type PictureParts } from './picture-parts'
import { pictureDamaged, textAt } from './picture-header'

const [startOfScan, endOfImage] = [0xda, 0xd9]
const [app0, app1, app2, app14, app15, comment] = [0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe]

/** Segments that say how pixels look: JFIF, a colour profile, Adobe's colour transform; and everything that is no APPn or comment. */
function draws(marker: number, segment: Uint8Array): boolean {
  if (marker === app0) return textAt(segment, 4, 5) === 'JFIF\0'
  if (marker === app2) return textAt(segment, 4, 12) === 'ICC_PROFILE\0'
  if (marker === app14) return textAt(segment, 4, 5) === 'Adobe'
  return marker !== comment && !(marker >= app0 && marker <= app15)
}

/** A marker that stands alone, without a length (ITU T.81 B.1.1.3): TEM and RST0–7. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** Where the entropy-coded pixels end that begin at `from`: at the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0x00 && next !== 0xff && !standsAlone(next)) return at
  }
  return bytes.length
}

/** A JPEG from marker to marker (ITU T.81). What stands after its end (motion photos, further pictures) is left out. @throws BlazonError `unreadable_file` */
export function readJpeg(bytes: Uint8Array): PictureParts {
  const essence: Uint8Array[] = [bytes.subarray(0, 2)]
  let orientation = 1
  let offset = 2
  while (offset + 2 <= bytes.length) {
    if (essence.length > maxParts) throw pictureDamaged('more segments than a picture has')
    if (bytes[offset] !== 0xff) throw pictureDamaged('no marker where one is due')
    const marker = bytes[offset + 1] ?? 0
    if (marker === endOfImage) {
      essence.push(bytes.subarray(offset, offset + 2))
      return { essence, orientation, isAnimated: false }
    }
    if (marker === 0xff || standsAlone(marker)) {
      offset += marker === 0xff ? 1 : 2
      continue
    }
    const length = ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0)
    const end = offset + 2 + length
    if (length < 2 || end > bytes.length) break
    const segment = bytes.subarray(offset, end)
    if (draws(marker, segment)) essence.push(segment)
    else if (marker === app1 && textAt(segment, 4, 6) === 'Exif\0\0') orientation = orientationOf(segment.subarray(10))
    offset = end
    if (marker === startOfScan) {
      const scanned = endOfScan(bytes, offset)
      essence.push(bytes.subarray(offset, scanned))
      offset = scanned
    }
  }
  throw pictureDamaged('the JPEG is cut short')
}
