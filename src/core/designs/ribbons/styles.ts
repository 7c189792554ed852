import { pathBox, xy } from '../silhouettes/path'
import type { Box, Point } from '../geometry'
import { arcSpine, polygon, waveSpine, type Spine } from './spine'

/** The ways a ribbon is made. */
export const ribbonStyles = [
  'folded',
  'flat',
  'plain',
  'tucked',
  'double',
  'arched',
  'waved',
  'swallowtail',
  'pennon',
  'hanging',
  'cuffed',
  'scroll',
] as const
export type RibbonStyle = (typeof ribbonStyles)[number]

/** The measures that a ribbon is made to. */
export interface RibbonMeasures {
  readonly width: number
  readonly height: number
  readonly sagitta: number
}
/** A ribbon's parts as path data, and where letters may stand: `clear` units of each end of the face are not for them. */
export interface RibbonParts {
  readonly spine: Spine
  readonly tails: string
  readonly folds: string
  readonly face: string
  readonly upper: string
  readonly clear: number
  readonly isWaved: boolean
}
type Maker = (measures: RibbonMeasures) => RibbonParts

const at = (spine: Spine, x: number, dy: number): Point => ({ x, y: spine.lift(x) + dy })
const sides = [1, -1] as const
const both = (part: (sign: 1 | -1) => string): string => sides.map(part).join('')

/** A face whose ends are straight, or reach to `tip` beyond (or, below 0, within) its ends in the middle. */
function faceOf(spine: Spine, height: number, tip = 0): Pick<RibbonParts, 'face' | 'upper'> {
  const { half, edge } = spine
  const [top, bottom] = [-height / 2, height / 2]
  const point = (x: number, dy: number): string => xy(x, spine.lift(x) + dy)
  const upper = `M${point(-half, top)}${edge(-half, half, top)}`
  const middle = (sign: 1 | -1): string => (tip === 0 ? '' : `L${xy(sign * (half + tip), spine.lift(half))}`)
  return { upper, face: `${upper}${middle(1)}L${point(half, bottom)}${edge(half, -half, bottom)}${middle(-1)}Z` }
}

/** The dark triangle where a ribbon turns behind itself at its lower edge. */
const foldAt = (spine: Spine, sign: 1 | -1, fold: number, bottom: number, drop: number): string => {
  const inner = sign * (spine.half - fold)
  return polygon(at(spine, sign * spine.half, bottom), at(spine, inner, bottom - 1), {
    x: inner,
    y: spine.lift(inner) + bottom + drop,
  })
}

/** How a folded ribbon is shared out between its face and what hangs behind it. */
function foldedMeasures({ width, height }: RibbonMeasures) {
  const tail = Math.min(width * 0.085, height * 0.62)
  const fold = Math.min(width * 0.05, height * 0.34)
  return { tail, fold, drop: fold * 0.9, notch: Math.min(height * 0.3, width * 0.06) }
}

/** A straight tail behind the face, notched; it keeps the slope that the face ends with. */
function notchedTail(spine: Spine, sign: 1 | -1, height: number, part: ReturnType<typeof foldedMeasures>): string {
  const { tail, fold, drop, notch } = part
  const { half } = spine
  const [top, bottom] = [-height / 2, height / 2]
  const inner = sign * (half - fold)
  const outer = sign * (half + tail)
  const slope = spine.lift(sign * half) - spine.lift(inner)
  const end = spine.lift(sign * half) + drop + (slope / Math.max(fold, 1)) * tail * 0.6
  return polygon(
    { x: inner, y: spine.lift(inner) + top + drop },
    { x: outer, y: end + top },
    { x: outer - sign * notch * 0.9, y: end },
    { x: outer, y: end + bottom },
    { x: inner, y: spine.lift(inner) + bottom + drop },
  )
}

const folded: Maker = (measures) => {
  const part = foldedMeasures(measures)
  const { height, width } = measures
  const spine = arcSpine(width / 2 - part.tail, measures.sagitta)
  return {
    spine,
    ...faceOf(spine, height),
    tails: both((sign) => notchedTail(spine, sign, height, part)),
    folds: both((sign) => foldAt(spine, sign, part.fold, height / 2, part.drop)),
    clear: 0,
    isWaved: false,
  }
}

/** One piece; its ends are cut in by a notch. */
const flat: Maker = ({ width, height, sagitta }) => {
  const spine = arcSpine(width / 2, sagitta)
  const notch = Math.min(height * 0.3, width * 0.06)
  return { spine, ...faceOf(spine, height, -notch), tails: '', folds: '', clear: notch, isWaved: false }
}

const plain: Maker = ({ width, height, sagitta }) => {
  const spine = arcSpine(width / 2, sagitta)
  return { spine, ...faceOf(spine, height), tails: '', folds: '', clear: 0, isWaved: false }
}

/** Its ends go behind what it lies on. */
const tucked: Maker = ({ width, height, sagitta }) => {
  const spine = arcSpine(width / 2, sagitta)
  const fold = Math.min(width * 0.03, height * 0.2)
  return {
    spine,
    ...faceOf(spine, height),
    tails: '',
    folds: both((sign) => foldAt(spine, sign, fold, height / 2, fold * 0.9)),
    clear: 0,
    isWaved: false,
  }
}

/** Turned behind itself twice at each end. */
const double: Maker = ({ width, height, sagitta }) => {
  const middle = Math.min(width * 0.08, height * 0.7)
  const part = foldedMeasures({ width, height: height * 0.94, sagitta })
  const spine = arcSpine(width / 2 - part.tail * 0.9 - middle, sagitta)
  const { half } = spine
  const drop = part.drop * 0.8
  const [top, bottom] = [-height / 2, height / 2]
  const step = (x: number): number => spine.lift(half) + (spine.lift(half) - spine.lift(half - 1)) * 0.7 * (x - half)
  const outside = half + middle
  const end = half + middle + part.tail * 0.9
  const strip = (sign: 1 | -1, from: number, to: number, down: number, notch: number): string =>
    polygon(
      { x: sign * from, y: (from < half ? spine.lift(from) : step(from)) + top + down },
      { x: sign * to, y: step(to) + top + down },
      ...(notch > 0 ? [{ x: sign * (to - notch), y: step(to) + down }] : []),
      { x: sign * to, y: step(to) + bottom + down },
      { x: sign * from, y: (from < half ? spine.lift(from) : step(from)) + bottom + down },
    )
  return {
    spine,
    ...faceOf(spine, height),
    tails: both(
      (sign) =>
        strip(sign, outside - part.fold, end, drop * 2, part.notch * 0.9) +
        strip(sign, half - part.fold, outside, drop, 0),
    ),
    folds: both(
      (sign) =>
        foldAt(spine, sign, part.fold, bottom, drop) +
        polygon(
          { x: sign * outside, y: step(outside) + bottom + drop },
          { x: sign * (outside - part.fold), y: step(outside - part.fold) + bottom + drop - 1 },
          { x: sign * (outside - part.fold), y: step(outside - part.fold) + bottom + drop * 2 },
        ),
    ),
    clear: 0,
    isWaved: false,
  }
}

/** Tails that swing up again in a curve. */
const arched: Maker = ({ width, height, sagitta }) => {
  const tail = Math.min(width * 0.13, height * 1.05)
  const { fold, drop, notch } = foldedMeasures({ width, height, sagitta })
  const spine = arcSpine(width / 2 - tail, sagitta)
  const { half } = spine
  const [top, bottom] = [-height / 2, height / 2]
  const swing = height * 0.34 * (spine.isUp ? 1 : -1)
  const tailOf = (sign: 1 | -1): string => {
    const inner = half - fold
    const from = spine.lift(inner) + drop
    const slope = (spine.lift(half) - spine.lift(half - 1)) * tail * 0.55
    const bend = { x: half + tail * 0.42, y: from + slope + swing * 0.35 }
    const end = { x: half + tail, y: from + slope - swing * 0.55 }
    return `M${xy(sign * inner, from + top)}Q${xy(sign * bend.x, bend.y + top)} ${xy(sign * end.x, end.y + top)}L${xy(sign * (end.x - notch), end.y + swing * 0.16)}L${xy(sign * end.x, end.y + bottom)}Q${xy(sign * bend.x, bend.y + bottom)} ${xy(sign * inner, from + bottom)}Z`
  }
  return {
    spine,
    ...faceOf(spine, height),
    tails: both(tailOf),
    folds: both((sign) => foldAt(spine, sign, fold, bottom, drop)),
    clear: 0,
    isWaved: false,
  }
}

/** A face that swings like a flag. */
const waved: Maker = (measures) => {
  const part = foldedMeasures(measures)
  const { width, height, sagitta } = measures
  const spine = waveSpine(width / 2 - part.tail, sagitta * 0.5, Math.min(height * 0.22, width * 0.035))
  return {
    spine,
    ...faceOf(spine, height),
    tails: both((sign) => notchedTail(spine, sign, height, part)),
    folds: both((sign) => foldAt(spine, sign, part.fold, height / 2, part.drop)),
    clear: 0,
    isWaved: true,
  }
}

/** One piece that grows wider to its deeply cut ends. */
const swallowtail: Maker = ({ width, height, sagitta }) => {
  const spine = arcSpine(width / 2, sagitta)
  const { half } = spine
  const flare = Math.min(height * 0.26, width * 0.04)
  const from = half - Math.min(width * 0.16, height * 1.5)
  const notch = Math.min(height * 0.55, width * 0.09)
  const bend = half - (half - from) * 0.45
  const corner = (sign: 1 | -1, edge: 1 | -1): string => {
    const y = (edge * height) / 2
    return xy(sign * half, spine.lift(half) + y + edge * flare)
  }
  const soft = (sign: 1 | -1, edge: 1 | -1): string => xy(sign * bend, spine.lift(bend) + (edge * height) / 2)
  const start = (sign: 1 | -1, edge: 1 | -1): string => xy(sign * from, spine.lift(from) + (edge * height) / 2)
  const upper = `M${corner(-1, -1)}Q${soft(-1, -1)} ${start(-1, -1)}${spine.edge(-from, from, -height / 2)}Q${soft(1, -1)} ${corner(1, -1)}`
  const face = `${upper}L${xy(half - notch, spine.lift(half))}L${corner(1, 1)}Q${soft(1, 1)} ${start(1, 1)}${spine.edge(from, -from, height / 2)}Q${soft(-1, 1)} ${corner(-1, 1)}L${xy(-half + notch, spine.lift(half))}Z`
  return { spine, face, upper, tails: '', folds: '', clear: notch, isWaved: false }
}

/** Ends that come to a point. */
const pennon: Maker = ({ width, height, sagitta }) => {
  const tip = Math.min(height * 0.5, width * 0.1)
  const spine = arcSpine(width / 2 - tip, sagitta)
  return { spine, ...faceOf(spine, height, tip), tails: '', folds: '', clear: -tip * 0.3, isWaved: false }
}

/** Ends that hang straight down behind the face. */
const hanging: Maker = ({ width, height, sagitta }) => {
  const spine = arcSpine(width / 2, sagitta)
  const { half } = spine
  const fold = Math.min(width * 0.045, height * 0.3)
  const drop = fold * 0.9
  const wide = Math.min(width * 0.115, height * 0.85)
  const inner = half - fold - wide
  const notch = wide * 0.34
  const foot = spine.lift(half) + height * 1.32
  const strip = (sign: 1 | -1): string =>
    polygon(
      { x: sign * inner, y: spine.lift(inner) },
      { x: sign * (half - fold), y: spine.lift(half - fold) },
      { x: sign * (half - fold), y: foot },
      { x: sign * (half - fold - wide / 2), y: foot - notch },
      { x: sign * inner, y: foot },
    )
  return {
    spine,
    ...faceOf(spine, height),
    tails: both(strip),
    folds: both((sign) => foldAt(spine, sign, fold, height / 2, drop)),
    clear: 0,
    isWaved: false,
  }
}

/** A broader band closes each end. */
const cuffed: Maker = ({ width, height, sagitta }) => {
  const cuff = Math.min(width * 0.075, height * 0.5)
  const spine = arcSpine(width / 2 - cuff, sagitta)
  const { half } = spine
  const tall = height * 1.2
  const slope = (spine.lift(half) - spine.lift(half - 1)) * cuff
  const block = (sign: 1 | -1, to: number, share: number): string =>
    polygon(
      { x: sign * (half - 0.5), y: spine.lift(half) - tall / 2 },
      { x: sign * to, y: spine.lift(half) + slope * share - tall / 2 },
      { x: sign * to, y: spine.lift(half) + slope * share + tall / 2 },
      { x: sign * (half - 0.5), y: spine.lift(half) + tall / 2 },
    )
  return {
    spine,
    ...faceOf(spine, height),
    tails: both((sign) => block(sign, half + cuff, 1)),
    folds: both((sign) => block(sign, half + cuff * 0.16, 0.16)),
    clear: 0,
    isWaved: false,
  }
}

/** Ends rolled up like parchment. */
const scroll: Maker = ({ width, height, sagitta }) => {
  const roll = Math.min(width * 0.06, height * 0.42)
  const spine = arcSpine(width / 2 - roll, sagitta)
  const { half } = spine
  const tall = height * 0.6
  const lid = roll * 0.34
  /** A standing roll from `from` to `to`: straight sides, round lids. */
  const rollOf = (sign: 1 | -1, from: number, to: number, high: number): string => {
    const middle = spine.lift(half) + roll * 0.12
    const [left, right] = sign === 1 ? [from, to] : [-to, -from]
    const rx = (right - left) / 2
    return `M${xy(left, middle - high)}A${xy(rx, lid)} 0 0 1 ${xy(right, middle - high)}L${xy(right, middle + high)}A${xy(rx, lid)} 0 0 1 ${xy(left, middle + high)}Z`
  }
  const eye = (sign: 1 | -1): string => {
    const middle = spine.lift(half) + roll * 0.12 - tall
    const [left, right] =
      sign === 1 ? [half - roll * 0.02, half + roll * 0.74] : [-half - roll * 0.74, -half + roll * 0.02]
    const rx = (right - left) / 2
    return `M${xy(left, middle)}A${xy(rx, lid * 0.72)} 0 0 1 ${xy(right, middle)}A${xy(rx, lid * 0.72)} 0 0 1 ${xy(left, middle)}Z`
  }
  return {
    spine,
    ...faceOf(spine, height),
    tails: both((sign) => rollOf(sign, half - roll * 0.3, half + roll, tall)),
    folds: both((sign) => eye(sign) + rollOf(sign, half - roll * 0.3, half + roll * 0.18, height / 2 - lid)),
    clear: 0,
    isWaved: false,
  }
}

const makers: Readonly<Record<RibbonStyle, Maker>> = {
  folded,
  flat,
  plain,
  tucked,
  double,
  arched,
  waved,
  swallowtail,
  pennon,
  hanging,
  cuffed,
  scroll,
}
const isStyle = (style: string): style is RibbonStyle => Object.hasOwn(makers, style)

/** A ribbon's parts; one of a style that this version does not know is plain. */
export const ribbonParts = (style: string, measures: RibbonMeasures): RibbonParts =>
  makers[isStyle(style) ? style : 'plain'](measures)

/** The box of all of a ribbon's ink. */
export const partsBox = ({ tails, folds, face }: RibbonParts): Box | null => pathBox(tails + folds + face, 0.05)
