import type { PictureParts } from './picture-parts'
import { pictureDamaged } from './picture-header'

const [extension, image, trailer] = [0x21, 0x2c, 0x3b]
/** The bytes that a colour table takes, by the flags before it (GIF89a §19). */
const tableLength = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1))

/** A GIF up to its second frame. Its essence is the whole file: it is always drawn anew, as a PNG. @throws BlazonError `unreadable_file` */
export function readGif(bytes: Uint8Array): PictureParts {
  const found = (frames: number): PictureParts => {
    if (frames === 0) throw pictureDamaged('the GIF has no whole frame')
    return { essence: [bytes], orientation: 1, isAnimated: frames > 1 }
  }
  let frames = 0
  let offset = 13 + tableLength(bytes[10] ?? 0)
  while (offset < bytes.length) {
    const kind = bytes[offset]
    if (kind === trailer) return found(frames)
    if (kind === extension) offset += 2
    else if (kind === image) offset += 10 + tableLength(bytes[offset + 9] ?? 0) + 1
    else return found(frames)
    // Sub-blocks, each with its length, until an empty one.
    for (let length = bytes[offset] ?? 0; length > 0; length = bytes[offset] ?? 0) offset += 1 + length
    if (offset >= bytes.length) return found(frames)
    offset += 1
    if (kind === image && ++frames > 1) return found(frames)
  }
  return found(frames)
}
