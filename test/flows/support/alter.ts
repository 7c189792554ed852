import { crc32 } from 'node:zlib'

/** Replaces a text in a PNG's chunks by one of the same length and mends the CRCs, as somebody with an editor would. */
export function alter(png: Buffer, from: string, to: string): Buffer {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error('of another length')
  const altered = Buffer.from(png)
  let at = 8
  let changes = 0
  while (at < altered.length) {
    const length = altered.readUInt32BE(at)
    const body = altered.subarray(at + 4, at + 8 + length)
    for (let found = body.indexOf(from); found >= 0; found = body.indexOf(from, found + 1)) {
      body.write(to, found)
      changes++
    }
    altered.writeUInt32BE(crc32(body), at + 8 + length)
    at += 12 + length
  }
  if (changes === 0) throw new Error(`“${from}” is not in the picture`)
  return altered
}
