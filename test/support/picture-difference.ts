import type { PNG } from 'pngjs'

/** How far two pictures of one size are apart to the eye, on a white ground. */
export interface PictureDifference {
  /** Mean ΔE (CIE 1976) over all pixels. */
  readonly mean: number
  /** The share of pixels that look different (ΔE over 2.3, the least that an eye tells apart). */
  readonly differing: number
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const lift = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116)

function labOf(data: Buffer, at: number): [number, number, number] {
  const alpha = (data[at + 3] ?? 0) / 255
  const [r = 0, g = 0, b = 0] = [0, 1, 2].map((channel) =>
    linear(((data[at + channel] ?? 0) * alpha + 255 * (1 - alpha)) / 255),
  )
  const [x, y, z] = [
    lift((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047),
    lift(0.2126 * r + 0.7152 * g + 0.0722 * b),
    lift((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883),
  ]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** @throws Error for pictures of two sizes */
export function pictureDifference(one: PNG, other: PNG): PictureDifference {
  if (one.width !== other.width || one.height !== other.height) throw new Error('pictures of two sizes')
  let sum = 0
  let differing = 0
  const pixels = one.width * one.height
  for (let at = 0; at < pixels * 4; at += 4) {
    if (one.data.readUInt32LE(at) === other.data.readUInt32LE(at)) continue
    const [a, b] = [labOf(one.data, at), labOf(other.data, at)]
    const apart = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
    sum += apart
    if (apart > 2.3) differing++
  }
  return { mean: sum / pixels, differing: differing / pixels }
}
