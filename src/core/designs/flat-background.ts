import { oklab, rgbOf } from './colors'
import type { Filter } from './document'
import type { Pixels } from './pixels'

type Rgb = readonly [number, number, number]
type Wish = Pick<Extract<Filter, { kind: 'removeBackground' }>, 'color' | 'tolerance'>

/** What a pixel is: not looked at, part of the ground, or something else. */
const [unseen, ground, other] = [0, 1, 2]

/**
 * Pixels without their flat ground: from the picture's edges inwards, every pixel that is like the ground and joined to the edge by
 * such pixels becomes see-through. Like means: at most `tolerance` away in OKLab, where black and white are 1 apart. The pixels that
 * lie against the ground are taken apart into ground and art, so that a smooth outline stays smooth and keeps no halo.
 */
export function withoutBackground(pixels: Pixels, width: number, height: number, { color, tolerance }: Wish): Pixels {
  const seed = color === null ? cornerColor(pixels, width, height) : rgb255(color)
  if (!seed) return pixels
  const kinds = floodFromEdges(width, height, likeness(pixels, seed, tolerance))
  const result: Pixels = new Uint8ClampedArray(pixels)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x
      if (kinds[at] === ground) result.fill(0, at * 4, at * 4 + 4)
      else if (touchesGround(kinds, width, height, x, y)) unmix(pixels, result, kinds, width, height, x, y, seed)
    }
  return result
}

const rgb255 = (hex: string): Rgb => {
  const [r, g, b] = rgbOf(hex)
  return [r * 255, g * 255, b * 255]
}

/** The middle value, channel by channel, of the four corners (three pixels square each); null where they are see-through already. */
function cornerColor(pixels: Pixels, width: number, height: number): Rgb | null {
  const channels: [number[], number[], number[]] = [[], [], []]
  const side = Math.min(3, width, height)
  for (const left of [0, width - side])
    for (const top of [0, height - side])
      for (let y = top; y < top + side; y += 1)
        for (let x = left; x < left + side; x += 1) {
          const at = (y * width + x) * 4
          if ((pixels[at + 3] ?? 0) >= 128) channels.forEach((values, index) => values.push(pixels[at + index] ?? 0))
        }
  if (channels[0].length === 0) return null
  const [r, g, b] = channels.map((values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0)
  return [r ?? 0, g ?? 0, b ?? 0]
}

/** Whether the pixel at a place counts as ground. What was asked of a colour is remembered: a flat ground has few. */
function likeness(pixels: Pixels, seed: Rgb, tolerance: number): (at: number) => boolean {
  const middle = oklab(seed[0] / 255, seed[1] / 255, seed[2] / 255)
  const known = new Map<number, boolean>()
  return (at) => {
    // What cannot be seen does not stand in the way.
    if ((pixels[at * 4 + 3] as number) < 8) return true
    const [red, green, blue] = [pixels[at * 4] as number, pixels[at * 4 + 1] as number, pixels[at * 4 + 2] as number]
    const value = (red << 16) | (green << 8) | blue
    let isLike = known.get(value)
    if (isLike === undefined) {
      const [l, a, b] = oklab(red / 255, green / 255, blue / 255)
      isLike = Math.hypot(l - middle[0], a - middle[1], b - middle[2]) <= tolerance + 1e-6
      if (known.size < 1 << 18) known.set(value, isLike)
    }
    return isLike
  }
}

function floodFromEdges(width: number, height: number, isLike: (at: number) => boolean): Uint8Array {
  const kinds = new Uint8Array(width * height)
  const waiting: number[] = []
  const look = (at: number): void => {
    if (kinds[at] !== unseen) return
    const found = isLike(at)
    kinds[at] = found ? ground : other
    if (found) waiting.push(at)
  }
  for (let x = 0; x < width; x += 1) {
    look(x)
    look((height - 1) * width + x)
  }
  for (let y = 0; y < height; y += 1) {
    look(y * width)
    look(y * width + width - 1)
  }
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const x = at % width
    if (x > 0) look(at - 1)
    if (x < width - 1) look(at + 1)
    if (at >= width) look(at - width)
    if (at < width * (height - 1)) look(at + width)
  }
  return kinds
}

const touchesGround = (kinds: Uint8Array, width: number, height: number, x: number, y: number): boolean => {
  const at = y * width + x
  return (
    (x > 0 && kinds[at - 1] === ground) ||
    (x < width - 1 && kinds[at + 1] === ground) ||
    (y > 0 && kinds[at - width] === ground) ||
    (y < height - 1 && kinds[at + width] === ground)
  )
}

/** Takes the ground out of a pixel at the art's edge: it is a mixture of the ground and the neighbour that is least like it. */
function unmix(
  pixels: Pixels,
  result: Pixels,
  kinds: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  seed: Rgb,
): void {
  const at = (y * width + x) * 4
  const away = (from: number): number =>
    seed.reduce((sum, value, channel) => sum + ((pixels[from + channel] as number) - value) ** 2, 0)
  let art = at
  for (let dy = -1; dy <= 1; dy += 1)
    for (let dx = -1; dx <= 1; dx += 1) {
      const [nx, ny] = [x + dx, y + dy]
      if (nx < 0 || ny < 0 || nx >= width || ny >= height || kinds[ny * width + nx] === ground) continue
      const next = (ny * width + nx) * 4
      if (away(next) > away(art)) art = next
    }
  const length = away(art)
  if (art === at || length === 0) return
  const along = seed.reduce(
    (sum, value, channel) =>
      sum + ((pixels[at + channel] as number) - value) * ((pixels[art + channel] as number) - value),
    0,
  )
  const share = Math.min(1, Math.max(0.02, along / length))
  // Nearly all art: a texture of its own, not an edge.
  if (share > 0.95) return
  seed.forEach((value, channel) => {
    result[at + channel] = value + ((pixels[at + channel] as number) - value) / share
  })
  result[at + 3] = (pixels[at + 3] as number) * share
}
