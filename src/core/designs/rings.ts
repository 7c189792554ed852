import type { LayerOf } from './document'
import { radians, type Point } from './geometry'

/** A ring as it is drawn round the origin: a line along path data, or a filled path. Units of the artboard. */
export type RingGeometry =
  | {
      readonly kind: 'line'
      readonly path: string
      readonly width: number
      readonly dash: readonly number[]
      readonly round: boolean
    }
  | { readonly kind: 'face'; readonly path: string }

const full = (radius: number): string =>
  `M0 ${-radius}A${radius} ${radius} 0 0 1 0 ${radius}A${radius} ${radius} 0 0 1 0 ${-radius}Z`

/** How far from its centre a ring's ink reaches. */
export const ringReach = ({ radius, width }: Pick<LayerOf<'ring'>, 'radius' | 'width'>): number => radius + width / 2

/** Whole marks along a closed line for a wished step, so that the last meets the first. */
export const wholeMarks = (length: number, step: number): number =>
  Math.max(3, Math.round(length / Math.max(step, 0.5)))

/** Mark and space of a dashed line that closes on itself. `gap` 0 takes what suits the width. */
export function dashOf(length: number, width: number, gap: number): readonly [number, number] {
  const mark = Math.max(width * 2.5, 4)
  const space = gap || Math.max(width * 2, 4)
  const step = length / wholeMarks(length, mark + space)
  const drawn = (step * mark) / (mark + space)
  return [drawn, step - drawn]
}

/** From bead to bead. */
export const beadStep = (width: number, gap: number): number => width + (gap || width * 0.9)
/** One bead as path data. */
export const bead = ({ x, y }: Point, width: number): string =>
  `M${(x - width / 2).toFixed(2)} ${y.toFixed(2)}a${width / 2} ${width / 2} 0 1 0 ${width} 0a${width / 2} ${width / 2} 0 1 0 ${-width} 0Z`

/** The slant of a rope's strands against the way out, in degrees. */
const lean = 50
/** How many strands a laid rope has along a closed line, half their thickness, and their slant in degrees. */
export function ropeOf(length: number, width: number, gap: number): { count: number; half: number; lean: number } {
  const slant = Math.cos(radians(lean))
  const space = gap || width * 0.06
  const count = wholeMarks(length, width * 0.85 + space / slant)
  return { count, half: Math.max(0.1, Math.min(width * 0.9, (length / count) * slant - space) / 2), lean }
}

/** A stroke with round ends as a filled outline. */
export function strand(from: Point, to: Point, half: number): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const nx = (-(to.y - from.y) / length) * half
  const ny = ((to.x - from.x) / length) * half
  const at = (x: number, y: number): string => `${x.toFixed(2)} ${y.toFixed(2)}`
  const end = `A${half.toFixed(2)} ${half.toFixed(2)} 0 0 0 `
  return `M${at(from.x + nx, from.y + ny)}L${at(to.x + nx, to.y + ny)}${end}${at(to.x - nx, to.y - ny)}L${at(from.x - nx, from.y - ny)}${end}${at(from.x + nx, from.y + ny)}Z`
}

const onCircle = (radius: number, angle: number): Point => ({
  x: Math.sin(angle) * radius,
  y: -Math.cos(angle) * radius,
})

/**
 * The geometry of a ring. `gap` is the space between dashes, beads or strands; 0 takes one that suits the width. The space is
 * stretched a little so that a whole number of marks goes round.
 */
export function ringGeometry(ring: Pick<LayerOf<'ring'>, 'radius' | 'width' | 'pattern' | 'gap'>): RingGeometry {
  const { radius, width, pattern, gap } = ring
  const length = 2 * Math.PI * radius
  switch (pattern) {
    case 'solid':
      return { kind: 'line', path: full(radius), width, dash: [], round: false }
    case 'dash':
      return { kind: 'line', path: full(radius), width, dash: dashOf(length, width, gap), round: false }
    case 'bead': {
      const count = wholeMarks(length, beadStep(width, gap))
      const places = Array.from({ length: count }, (_, index) => onCircle(radius, (index / count) * 2 * Math.PI))
      return { kind: 'face', path: places.map((place) => bead(place, width)).join('') }
    }
    case 'rope': {
      // Slanted strands with round ends side by side, as a laid rope shows them.
      const { count, half } = ropeOf(length, width, gap)
      const along = (Math.max(0, width - 2 * half) * Math.tan(radians(lean))) / Math.max(radius, 1e-6)
      let path = ''
      for (let index = 0; index < count; index++) {
        const angle = (index / count) * 2 * Math.PI
        path += strand(
          onCircle(radius - width / 2 + half, angle - along / 2),
          onCircle(radius + width / 2 - half, angle + along / 2),
          half,
        )
      }
      return { kind: 'face', path }
    }
  }
}
