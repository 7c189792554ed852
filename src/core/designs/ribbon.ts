import type { LayerOf } from './document'
import { boxAround, boxOf, type Box, type Point } from './geometry'
import type { ArcText } from './lettering'

/** The ways a ribbon is made: tails folded behind the face, notched ends, straight ends, or ends tucked behind what it lies on. */
export const ribbonStyles = ['folded', 'flat', 'plain', 'tucked'] as const

/** A ribbon as it is drawn round its centre, back to front: path data of tails and folds (behind), face, and the highlight on its upper edge. */
export interface RibbonGeometry {
  readonly tails: string
  readonly folds: string
  readonly face: string
  readonly highlight: string
  readonly highlightWidth: number
  /** Where the lettering goes, for `lettersOnArc`; a straight ribbon is an arc of an immense circle. */
  readonly text: Omit<ArcText, 'text' | 'lettering'>
  readonly bounds: Box
}

const fixed = (value: number): string => (Math.round(value * 100) / 100).toString()
const at = ({ x, y }: Point): string => `${fixed(x)} ${fixed(y)}`
const polygon = (...points: Point[]): string => `M${points.map(at).join('L')}Z`

/**
 * Lays a ribbon out. `width` is the whole width with tails, `height` that of the face; `sagitta` the arc's height as a share of the
 * width (positive: the middle is the highest). The height of the capitals, as a share of the lettering's size, sets the baseline.
 */
export function ribbonGeometry(
  ribbon: Pick<LayerOf<'ribbon'>, 'style' | 'width' | 'height' | 'sagitta'>,
  capitals = 0,
): RibbonGeometry {
  const { style, width, height } = ribbon
  const folded = style === 'folded'
  const tail = folded ? Math.min(width * 0.085, height * 0.62) : 0
  const fold = folded
    ? Math.min(width * 0.05, height * 0.34)
    : style === 'tucked'
      ? Math.min(width * 0.03, height * 0.2)
      : 0
  const drop = fold * 0.9
  const half = width / 2 - tail
  const notch = Math.min(height * 0.3, width * 0.06)

  // The arc over the face's chord; almost straight ones are drawn as an arc of a very large circle.
  const rise = ribbon.sagitta * 2 * half
  const up = rise >= 0
  const sagitta = Math.max(Math.abs(rise), 0.02)
  const radius = (half * half + sagitta * sagitta) / (2 * sagitta)
  // The curve's height over the chord's ends at x; halfway, the face is centred on the layer.
  const lift = (x: number): number => {
    const over = Math.sqrt(Math.max(0, radius * radius - x * x)) - (radius - sagitta)
    return (up ? -over : over) + (up ? sagitta / 2 : -sagitta / 2)
  }
  const edge = (x: number, dy: number): Point => ({ x, y: lift(x) + dy })
  const top = -height / 2
  const bottom = height / 2
  const arc = (to: Point, towardsRight: boolean): string =>
    `A${fixed(radius)} ${fixed(radius)} 0 0 ${up === towardsRight ? 1 : 0} ${at(to)}`

  const upper = `M${at(edge(-half, top))}${arc(edge(half, top), true)}`
  const rightEnd =
    style === 'flat'
      ? `L${at({ x: half - notch, y: lift(half) })}L${at(edge(half, bottom))}`
      : `L${at(edge(half, bottom))}`
  const leftEnd = style === 'flat' ? `L${at({ x: -half + notch, y: lift(-half) })}Z` : 'Z'
  const face = `${upper}${rightEnd}${arc(edge(-half, bottom), false)}${leftEnd}`

  const side = (sign: 1 | -1): { tail: string; fold: string; points: Point[] } => {
    const inner = sign * (half - fold)
    const outer = sign * (half + tail)
    const slope = lift(half) - lift(half - fold)
    const end = lift(half) + drop + (slope / Math.max(fold, 1)) * tail * 0.6
    const points = [
      { x: inner, y: lift(inner) + top + drop },
      { x: outer, y: end + top },
      { x: outer - sign * notch * 0.9, y: end },
      { x: outer, y: end + bottom },
      { x: inner, y: lift(inner) + bottom + drop },
    ]
    return {
      tail: polygon(...points),
      fold: polygon(edge(sign * half, bottom), edge(inner, bottom - 1), { x: inner, y: lift(inner) + bottom + drop }),
      points,
    }
  }
  const right = side(1)
  const left = side(-1)
  const folds = folded
    ? right.fold + left.fold
    : style === 'tucked'
      ? [1, -1]
          .map((sign) =>
            polygon(edge(sign * half, bottom), edge(sign * (half - fold), bottom - 1), {
              x: sign * (half - fold),
              y: lift(half - fold) + bottom + drop,
            }),
          )
          .join('')
      : ''

  const reach = [
    edge(-half, top),
    edge(half, top),
    edge(0, top),
    edge(-half, bottom),
    edge(half, bottom),
    edge(0, bottom),
  ]
  const tucked = style === 'tucked' ? [{ x: 0, y: lift(half - fold) + bottom + drop }] : []
  const tails = folded ? [...right.points, ...left.points] : []
  // The capitals stand in the middle of the face: the baseline is half their height below its middle line.
  const baseline = lift(0) + capitals / 2
  const clear = style === 'flat' ? notch : 0
  return {
    tails: folded ? right.tail + left.tail : '',
    folds,
    face,
    highlight: upper,
    highlightWidth: Math.max(1, width * 0.008),
    text: {
      centre: { x: 0, y: up ? baseline + radius : baseline - radius },
      radius,
      angle: 0,
      side: up ? 'top' : 'bottom',
      sweep: (2 * Math.asin(Math.min(1, Math.max(0, half - clear - height * 0.3) / radius)) * 180) / Math.PI,
    },
    bounds: boxOf([...reach, ...tails, ...tucked]) ?? boxAround(width, height),
  }
}
