import { crossSilhouettes } from './silhouettes/crosses'
import { frameSilhouettes } from './silhouettes/frames'
import { natureSilhouettes } from './silhouettes/nature'
import { fixed, xy } from './silhouettes/path'
import { polygonSilhouettes } from './silhouettes/polygons'
import { roundSilhouettes } from './silhouettes/round'
import { shieldSilhouettes } from './silhouettes/shields'
import type { Silhouette } from './silhouettes/silhouette'
import { starSilhouettes } from './silhouettes/stars'
import { thingSilhouettes } from './silhouettes/things'
import { ticketSilhouettes } from './silhouettes/tickets'

export { silhouetteFamilies, type Silhouette } from './silhouettes/silhouette'

/** Every silhouette, family by family, in the order that the page shows them. */
export const silhouettes: readonly Silhouette[] = [
  ...roundSilhouettes,
  ...shieldSilhouettes,
  ...starSilhouettes,
  ...polygonSilhouettes,
  ...frameSilhouettes,
  ...ticketSilhouettes,
  ...natureSilhouettes,
  ...thingSilhouettes,
  ...crossSilhouettes,
]
const byShape = new Map(silhouettes.map((silhouette) => [silhouette.shape, silhouette]))

/** The silhouette of a name, or undefined. */
export const silhouetteOf = (shape: string): Silhouette | undefined => byShape.get(shape)

/** A parameter as it is drawn: what the layer says, held within its range, else the silhouette's own. */
export function silhouetteParam(shape: string, params: Readonly<Record<string, number>>, name: string): number {
  const range = byShape.get(shape)?.params[name]
  if (!range) return 0
  const value = params[name]
  return value === undefined || !Number.isFinite(value)
    ? range.initial
    : Math.min(range.max, Math.max(range.min, value))
}

/**
 * SVG path data of a silhouette in a box of `width` × `height` round the origin (M L C Q A Z, absolute). A name that this
 * version does not know is drawn as a rounded square, so that a later version's shape still stands in its place.
 */
export function silhouettePath(
  shape: string,
  params: Readonly<Record<string, number>>,
  width: number,
  height: number,
): string {
  const known = byShape.has(shape) ? shape : 'rounded'
  return byShape.get(known)?.path((name) => silhouetteParam(known, params, name), width, height) ?? ''
}

/**
 * Which part of a silhouette is painted (`params.part`, any shape): 0 all of it, 1 the right half, 2 the lower half, 3 the lower
 * right half across the diagonal. For half-shades that follow the silhouette: depth without blur.
 */
export function partPath(params: Readonly<Record<string, number>>, width: number, height: number): string | null {
  const x = width / 2 + 1
  const y = height / 2 + 1
  switch (Math.round(params['part'] ?? 0)) {
    case 1:
      return `M0 ${fixed(-y)}L${xy(x, -y)}L${xy(x, y)}L0 ${fixed(y)}Z`
    case 2:
      return `M${xy(-x, 0)}L${xy(x, 0)}L${xy(x, y)}L${xy(-x, y)}Z`
    case 3:
      return `M${xy(-x, y)}L${xy(x, -y * 0.6)}L${xy(x, y)}Z`
    default:
      return null
  }
}
