import { crc32 } from 'node:zlib'
import { chunkCodes, isPng, walkPng } from './png-chunks'

/** A PNG whose texts have checksums that fit again; `mended` names the chunks that had wrong ones, in file order. */
export type RepairedPng = { bytes: Buffer; mended: ('iTXt' | 'tEXt' | 'zTXt')[] }

const texts = new Map<number, RepairedPng['mended'][number]>([
  [chunkCodes.iTXt, 'iTXt'],
  [chunkCodes.tEXt, 'tEXt'],
  [chunkCodes.zTXt, 'zTXt'],
])

/**
 * A copy of a PNG in which every text chunk has the checksum of what it holds, so that it can be read again. What it holds may have
 * been spoilt all the same: a badge in it counts only after it was verified. The picture is not touched and must be whole:
 * throws as `readPng` does for everything but a text's checksum. What follows the end is left out.
 */
export function repairPng(png: Uint8Array): RepairedPng {
  const bytes = Buffer.from(png)
  const mended: RepairedPng['mended'] = []
  for (let at = 8; isPng(png) && bytes.length - at >= 12;) {
    const crcAt = at + 8 + bytes.readUInt32BE(at)
    if (crcAt > bytes.length - 4) break
    const text = texts.get(bytes.readUInt32BE(at + 4))
    const crc = crc32(bytes.subarray(at + 4, crcAt))
    if (text !== undefined && bytes.readUInt32BE(crcAt) !== crc) {
      bytes.writeUInt32BE(crc, crcAt)
      mended.push(text)
    }
    at = crcAt + 4
  }
  return {
    bytes: bytes.subarray(
      0,
      walkPng(bytes, () => undefined),
    ),
    mended,
  }
}
