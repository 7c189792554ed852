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

/** Whole marks round the circle for a wished step along it, so that the last meets the first. */
const marks = (radius: number, step: number): number =>
  Math.max(3, Math.round((2 * Math.PI * radius) / Math.max(step, 0.5)))
const onCircle = (radius: number, angle: number): Point => ({
  x: Math.sin(angle) * radius,
  y: -Math.cos(angle) * radius,
})

/** A stroke with round ends as a filled outline. */
function strand(from: Point, to: Point, half: number): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const nx = (-(to.y - from.y) / length) * half
  const ny = ((to.x - from.x) / length) * half
  const at = (x: number, y: number): string => `${x.toFixed(2)} ${y.toFixed(2)}`
  const end = `A${half.toFixed(2)} ${half.toFixed(2)} 0 0 0 `
  return `M${at(from.x + nx, from.y + ny)}L${at(to.x + nx, to.y + ny)}${end}${at(to.x - nx, to.y - ny)}L${at(from.x - nx, from.y - ny)}${end}${at(from.x + nx, from.y + ny)}Z`
}

/**
 * The geometry of a ring. `gap` is the space between dashes, beads or strands; 0 takes one that suits the width. The space is
 * stretched a little so that a whole number of marks goes round.
 */
export function ringGeometry(ring: Pick<LayerOf<'ring'>, 'radius' | 'width' | 'pattern' | 'gap'>): RingGeometry {
  const { radius, width, pattern, gap } = ring
  switch (pattern) {
    case 'solid':
      return { kind: 'line', path: full(radius), width, dash: [], round: false }
    case 'dash': {
      const mark = Math.max(width * 2.5, 4)
      const space = gap || Math.max(width * 2, 4)
      const count = marks(radius, mark + space)
      const step = (2 * Math.PI * radius) / count
      const drawn = (step * mark) / (mark + space)
      return { kind: 'line', path: full(radius), width, dash: [drawn, step - drawn], round: false }
    }
    case 'bead': {
      const count = marks(radius, width + (gap || width * 0.9))
      const bead = width / 2
      let path = ''
      for (let index = 0; index < count; index++) {
        const angle = (index / count) * 2 * Math.PI
        const x = Math.sin(angle) * radius
        const y = -Math.cos(angle) * radius
        path += `M${(x - bead).toFixed(2)} ${y.toFixed(2)}a${bead} ${bead} 0 1 0 ${width} 0a${bead} ${bead} 0 1 0 ${-width} 0Z`
      }
      return { kind: 'face', path }
    }
    case 'rope': {
      // Slanted strands with round ends side by side, as a laid rope shows them.
      const lean = radians(50)
      const space = gap || width * 0.06
      const count = marks(radius, width * 0.85 + space / Math.cos(lean))
      const thick = Math.min(width * 0.9, ((2 * Math.PI * radius) / count) * Math.cos(lean) - space)
      const half = Math.max(0.1, thick / 2)
      const along = (Math.max(0, width - 2 * half) * Math.tan(lean)) / Math.max(radius, 1e-6)
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
