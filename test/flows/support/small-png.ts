import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { chunk, joinChunks } from '../../support/png'

/** A screenshot as a PNG of at most so many bytes: packed well with all its colours, else with a palette. */
export function smallPng(screenshot: Buffer, most: number): Buffer {
  const picture = PNG.sync.read(screenshot)
  // Plain surfaces pack best as they are, gradients best as differences.
  const [packed] = [0, 4]
    .map((filterType) => PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType }))
    .sort((one, other) => one.length - other.length)
  return packed && packed.length <= most ? packed : withPalette(picture)
}

/** The 256 commonest colours (5 bits a channel tell two apart), the rest by the nearest, and what that is off spread over the pixels after it. */
function withPalette({ width, height, data }: PNG): Buffer {
  const buckets = new Map<number, { count: number; sum: [number, number, number] }>()
  const keyAt = (at: number) => ((data[at]! >> 3) << 10) | ((data[at + 1]! >> 3) << 5) | (data[at + 2]! >> 3)
  for (let at = 0; at < data.length; at += 4) {
    const key = keyAt(at)
    const bucket = buckets.get(key) ?? { count: 0, sum: [0, 0, 0] }
    bucket.count++
    for (const channel of [0, 1, 2] as const) bucket.sum[channel] += data[at + channel]!
    buckets.set(key, bucket)
  }
  const kept = [...buckets].sort(([, one], [, other]) => other.count - one.count).slice(0, 256)
  const colours = kept.map(([, { count, sum }]) => sum.map((it) => Math.round(it / count)))
  // What has a colour of its own keeps it, also where its first pixel is nearer to another.
  const nearest = new Map(kept.map(([key], index) => [key, index]))
  const indexOf = (at: number): number => {
    const key = keyAt(at)
    const known = nearest.get(key)
    if (known !== undefined) return known
    let best = 0
    let least = Infinity
    for (const [index, colour] of colours.entries()) {
      const distance = colour.reduce((sum, it, channel) => sum + (it - data[at + channel]!) ** 2, 0)
      if (distance < least) [best, least] = [index, distance]
    }
    nearest.set(key, best)
    return best
  }
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const index = indexOf(at)
      rows[y * (width + 1) + 1 + x] = index
      for (const channel of [0, 1, 2]) {
        const off = data[at + channel]! - colours[index]![channel]!
        if (Math.abs(off) < 2) continue
        const pass = (to: number, share: number) => {
          data[to + channel] = Math.min(255, Math.max(0, Math.round((data[to + channel] ?? 0) + off * share)))
        }
        // Floyd and Steinberg's shares; what is flat is hardly off, so it stays flat.
        if (x + 1 < width) pass(at + 4, 7 / 16)
        if (y + 1 === height) continue
        if (x > 0) pass(at + (width - 1) * 4, 3 / 16)
        pass(at + width * 4, 5 / 16)
        if (x + 1 < width) pass(at + (width + 1) * 4, 1 / 16)
      }
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return joinChunks([
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND'),
  ])
}
