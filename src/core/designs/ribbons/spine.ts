import { fixed, xy } from '../silhouettes/path'
import type { Point } from '../geometry'

/** The middle line of a ribbon's face, from −half to half: an arc, or a wave that swings on it. Positive sagitta: the middle is the highest. */
export interface Spine {
  readonly half: number
  readonly radius: number
  readonly isUp: boolean
  /** How far the line lies below the layer's centre at x; beyond the ends it goes straight on. */
  readonly lift: (x: number) => number
  /** Path data from one point of the line to another, both moved down by `dy`, as a continued line. */
  readonly edge: (from: number, to: number, dy: number) => string
}

/** The arc over the face's chord; almost straight ones are arcs of a very large circle. Halfway up it is centred on the layer. */
export function arcSpine(half: number, sagittaShare: number): Spine {
  const rise = sagittaShare * 2 * half
  const isUp = rise >= 0
  const sagitta = Math.max(Math.abs(rise), 0.02)
  const radius = (half * half + sagitta * sagitta) / (2 * sagitta)
  const lift = (x: number): number => {
    const held = Math.min(radius, Math.abs(x))
    const over = Math.sqrt(radius * radius - held * held) - (radius - sagitta)
    return (isUp ? -over : over) + (isUp ? sagitta / 2 : -sagitta / 2)
  }
  return {
    half,
    radius,
    isUp,
    lift,
    edge: (from, to, dy) =>
      `A${fixed(radius)} ${fixed(radius)} 0 0 ${isUp === to > from ? 1 : 0} ${xy(to, lift(to) + dy)}`,
  }
}

/** A wave on an arc: one crest and one trough, flat where the ends join the tails. */
export function waveSpine(half: number, sagittaShare: number, swing: number): Spine {
  const arc = arcSpine(half, sagittaShare)
  const lift = (x: number): number =>
    arc.lift(x) - swing * Math.sin((Math.max(-half, Math.min(half, x)) / half) * Math.PI)
  return {
    ...arc,
    lift,
    edge: (from, to, dy) => {
      const pieces = Math.max(2, Math.ceil((Math.abs(to - from) / half) * 12))
      const slope = (x: number): number => (lift(x + 0.01) - lift(x - 0.01)) / 0.02
      let path = ''
      for (let index = 1; index <= pieces; index++) {
        const a = from + ((to - from) * (index - 1)) / pieces
        const b = from + ((to - from) * index) / pieces
        const third = (b - a) / 3
        path += `C${xy(a + third, lift(a) + slope(a) * third + dy)} ${xy(b - third, lift(b) - slope(b) * third + dy)} ${xy(b, lift(b) + dy)}`
      }
      return path
    },
  }
}

export const polygon = (...points: readonly Point[]): string => `M${points.map(({ x, y }) => xy(x, y)).join('L')}Z`
