import type { LayerOf } from './document'

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
const point = (radius: number, angle: number): string =>
  `${(Math.sin(angle) * radius).toFixed(2)} ${(-Math.cos(angle) * radius).toFixed(2)}`

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
      // Slanted strands, each a lens between the two edges: neighbours overlap in angle, as the strands of a rope do.
      const space = gap || width * 0.22
      const count = marks(radius, width * 0.9 + space)
      const step = (2 * Math.PI) / count
      const thick = step * (1 - space / (width * 0.9 + space))
      const slant = step * 0.85
      const outer = radius + width / 2
      const inner = Math.max(0, radius - width / 2)
      let path = ''
      for (let index = 0; index < count; index++) {
        const angle = index * step
        path +=
          `M${point(inner, angle)}C${point(inner + width * 0.35, angle - thick * 0.1)} ${point(outer - width * 0.05, angle + slant * 0.35)} ${point(outer, angle + slant)}` +
          `L${point(outer, angle + slant + thick * 0.55)}` +
          `C${point(outer - width * 0.35, angle + slant + thick * 0.7)} ${point(inner + width * 0.05, angle + thick + slant * 0.35)} ${point(inner, angle + thick * 0.55)}Z`
      }
      return { kind: 'face', path }
    }
  }
}
