import { contrastRatio } from './colors'

/** What two drawings tell of one layer: the design with it and without. `stroke` in pixels; no pair where none of it is seen. */
export interface InkPixels {
  readonly stroke: number
  readonly pair: { readonly ink: string; readonly behind: string } | null
}

/** How much a channel (of 255) must change for a pixel to be ink: drawings of the same are the same to the last bit, so little is enough … */
const changes = 3
/** … but where a layer changes much, what it hardly changes is a soft edge, and no ink. */
const softEdge = 0.15
/** Tiles along a side: contrast is judged in each, so that a gradient or a photo behind cannot hide a bad place. */
const tiles = 10
/** A tile with less ink than this share of all says nothing. */
const leastShare = 0.04

interface Mean {
  count: number
  r: number
  g: number
  b: number
}
const noMean = (): Mean => ({ count: 0, r: 0, g: 0, b: 0 })
const hexOf = ({ count, r, g, b }: Mean): string =>
  `#${[r, g, b]
    .map((sum) =>
      Math.round(sum / count)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** A part of a square picture, in its pixels. */
export interface PixelWindow {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * Compares a drawing with one that lacks a layer: what differs is the layer's ink. Its stroke is twice the area over the outline; the
 * colours are those of the ink's inside and of the pixels right round it, from the place where the two are hardest to tell apart.
 * Both are bytes (RGBA) on an opaque ground, of the `window` of a picture of `side` pixels a side: of all of it unless said otherwise.
 */
export function inkPixels(
  drawn: Uint8ClampedArray,
  without: Uint8ClampedArray,
  side: number,
  window: PixelWindow = { left: 0, top: 0, width: side, height: side },
): InkPixels {
  const { width, height } = window
  const change = new Uint8Array(width * height)
  let most = 0
  // The box of what differs: most layers are small.
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let at = 0, from = 0; at < change.length; at += 1, from += 4) {
    const red = Math.abs((drawn[from] as number) - (without[from] as number))
    const green = Math.abs((drawn[from + 1] as number) - (without[from + 1] as number))
    const blue = Math.abs((drawn[from + 2] as number) - (without[from + 2] as number))
    const far = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
    if (far === 0) continue
    change[at] = far
    if (far > most) most = far
    const x = at % width
    const y = (at - x) / width
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    bottom = y
  }
  const least = Math.max(changes, softEdge * most)
  const ink = new Uint8Array(change.length)
  let count = 0
  for (let y = top; y <= bottom; y += 1)
    for (let at = y * width + left; at <= y * width + right; at += 1)
      if ((change[at] as number) > least) {
        ink[at] = 1
        count += 1
      }
  if (count < 4) return { stroke: 0, pair: null }
  let [area, outline] = [0, 0]
  const insides = Array.from({ length: tiles * tiles }, noMean)
  const rounds = Array.from({ length: tiles * tiles }, noMean)
  const tileOf = (at: number): number => Math.floor((at / side) * tiles)
  const add = (means: Mean[], x: number, y: number): void => {
    const mean = means[tileOf(window.top + y) * tiles + tileOf(window.left + x)]
    const at = (y * width + x) * 4
    if (!mean) return
    mean.count += 1
    mean.r += drawn[at] ?? 0
    mean.g += drawn[at + 1] ?? 0
    mean.b += drawn[at + 2] ?? 0
  }
  const isInk = (x: number, y: number): boolean => ink[y * width + x] === 1
  for (let y = Math.max(1, top - 2); y <= Math.min(height - 2, bottom + 2); y += 1)
    for (let x = Math.max(1, left - 2); x <= Math.min(width - 2, right + 2); x += 1) {
      const touching =
        Number(isInk(x - 1, y)) + Number(isInk(x + 1, y)) + Number(isInk(x, y - 1)) + Number(isInk(x, y + 1))
      if (!isInk(x, y)) {
        // The second pixel out: the first may be half ink where the edge is smooth.
        if (touching === 0 && isNear(isInk, x, y, window)) add(rounds, x, y)
        continue
      }
      const strength = (change[y * width + x] ?? 0) / most
      // A half covered pixel is half a pixel of ink.
      area += strength
      if (touching < 4) outline += 1
      // Thin strokes have no inside: there the strongest pixels stand for it.
      if (touching === 4 || strength > 0.85) add(insides, x, y)
    }
  return { stroke: outline === 0 ? 0 : (2 * area) / outline, pair: worstPair(insides, rounds, count) }
}

const isNear = (
  isInk: (x: number, y: number) => boolean,
  x: number,
  y: number,
  { width, height }: PixelWindow,
): boolean =>
  (x > 1 && isInk(x - 2, y)) ||
  (x < width - 2 && isInk(x + 2, y)) ||
  (y > 1 && isInk(x, y - 2)) ||
  (y < height - 2 && isInk(x, y + 2))

const sum = (means: readonly Mean[]): Mean =>
  means.reduce(
    (all, it) => ({ count: all.count + it.count, r: all.r + it.r, g: all.g + it.g, b: all.b + it.b }),
    noMean(),
  )
/** A tile with those around it: what lies round a thick stroke lies in the next one. */
const around = (means: readonly Mean[], index: number): Mean =>
  sum(
    means.filter((_, other) => {
      const across = Math.abs((other % tiles) - (index % tiles))
      const down = Math.abs(Math.floor(other / tiles) - Math.floor(index / tiles))
      return across <= 1 && down <= 1
    }),
  )

function worstPair(insides: readonly Mean[], rounds: readonly Mean[], count: number): InkPixels['pair'] {
  const judged = insides.flatMap((inside, index) => {
    const round = around(rounds, index)
    if (round.count === 0 || inside.count < Math.max(2, leastShare * count)) return []
    const [ink, behind] = [hexOf(inside), hexOf(round)]
    return [{ ink, behind, ratio: contrastRatio(ink, behind) }]
  })
  const [worst] = judged.toSorted((a, b) => a.ratio - b.ratio)
  if (worst) return { ink: worst.ink, behind: worst.behind }
  const [inside, round] = [sum(insides), sum(rounds)]
  return inside.count > 0 && round.count > 0 ? { ink: hexOf(inside), behind: hexOf(round) } : null
}
