import type { LayerOf } from './document'
import { boxAround, type Box, type Point } from './geometry'
import {
  capHeight,
  lettersOnArc,
  lettersOnCurve,
  type ArcText,
  type LetteringLayout,
  type MeasureText,
} from './lettering'
import { partsBox, ribbonParts } from './ribbons/styles'

export { ribbonStyles } from './ribbons/styles'

/** A ribbon as it is drawn round its centre, back to front: path data of tails and folds (behind), face, and the highlight on its upper edge. */
export interface RibbonGeometry {
  readonly tails: string
  readonly folds: string
  readonly face: string
  readonly highlight: string
  readonly highlightWidth: number
  /** Where the lettering goes, for `lettersOnArc`; a straight ribbon is an arc of an immense circle. */
  readonly text: Omit<ArcText, 'text' | 'lettering'>
  /** The baseline of a ribbon that waves, for `lettersOnCurve`; null where `text` says it all. */
  readonly curve: readonly Point[] | null
  readonly bounds: Box
}
type RibbonLayer = LayerOf<'ribbon'>

/**
 * Lays a ribbon out. `width` is the whole width with tails, `height` that of the face; `sagitta` the arc's height as a share of the
 * width (positive: the middle is the highest). The height of the capitals, in units, sets the baseline.
 */
export function ribbonGeometry(
  ribbon: Pick<RibbonLayer, 'style' | 'width' | 'height' | 'sagitta'>,
  capitals = 0,
): RibbonGeometry {
  const { style, width, height } = ribbon
  const parts = ribbonParts(style, ribbon)
  const { half, radius, isUp, lift } = parts.spine
  // The capitals stand in the middle of the face: the baseline is half their height below its middle line.
  const baseline = lift(0) + capitals / 2
  const room = Math.max(0, half - parts.clear - height * 0.3)
  return {
    tails: parts.tails,
    folds: parts.folds,
    face: parts.face,
    highlight: parts.upper,
    highlightWidth: Math.max(1, width * 0.008),
    text: {
      centre: { x: 0, y: isUp ? baseline + radius : baseline - radius },
      radius,
      angle: 0,
      side: isUp ? 'top' : 'bottom',
      sweep: (2 * Math.asin(Math.min(1, room / radius)) * 180) / Math.PI,
    },
    curve: parts.isWaved
      ? Array.from({ length: 65 }, (_, index) => {
          const x = room * (index / 32 - 1)
          return { x, y: lift(x) + capitals / 2 }
        })
      : null,
    bounds: partsBox(parts) ?? boxAround(width, height),
  }
}

/** The widest that a ribbon grows, in units: the artboard with a little air. */
export const widestRibbon = 590

/** A ribbon with its lettering; `width` is what it has grown to. */
export interface RibbonLayout {
  readonly width: number
  readonly geometry: RibbonGeometry
  readonly letters: LetteringLayout
}

function laidOut(layer: RibbonLayer, width: number, measure: MeasureText): RibbonLayout {
  const geometry = ribbonGeometry({ ...layer, width }, capHeight(layer.lettering, measure))
  const { text, lettering } = layer
  const letters = geometry.curve
    ? lettersOnCurve(text, lettering, geometry.curve, measure)
    : lettersOnArc({ ...geometry.text, text, lettering }, measure)
  return { width, geometry, letters }
}

/**
 * A ribbon layer as it is drawn, lettering bound to its curve. One that `grows` takes the width that its text needs, from its own
 * to 590 units; only then, as in one that does not grow, the lettering shrinks. The face must be loaded before it is measured.
 */
export function ribbonLayout(layer: RibbonLayer, measure: MeasureText): RibbonLayout {
  const own = laidOut(layer, layer.width, measure)
  const fits = ({ letters }: RibbonLayout): boolean => letters.size >= layer.lettering.size - 1e-6
  if (!layer.grows || layer.width >= widestRibbon || fits(own)) return own
  const widest = laidOut(layer, widestRibbon, measure)
  if (!fits(widest)) return widest
  let [low, high, best] = [layer.width, widestRibbon, widest]
  while (high - low > 0.5) {
    const middle = laidOut(layer, (low + high) / 2, measure)
    if (fits(middle)) [high, best] = [middle.width, middle]
    else low = middle.width
  }
  return best
}
