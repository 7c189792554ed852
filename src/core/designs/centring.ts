import type { DesignDocument, Layer } from './document'
import { boxCentre, boxHeight, boxWidth, union, type Point } from './geometry'
import { boundsWith, freeIds, units, withMembers } from './groups-tree'
import type { BoundsOf, Operation } from './operations'
import { badgeSilhouette } from './operations-arrange'
import { byDelta, mapFree } from './operations-layers'

/** How much the weight of the ink counts against the middle of its box. */
const ofWeight = 0.6

/**
 * Where the eye sees the middle of ink, in pixels from the top left: between the centroid of the ink and the middle of its box. By
 * the box alone a star hangs low and a book high; by the weight alone a flag hides its pole. Without ink the middle of the picture.
 * @param alpha How much ink there is in each pixel, row by row; `width` × `height` values.
 */
export function opticalCentre(alpha: ArrayLike<number>, width: number, height: number): Point {
  let [sum, sumX, sumY] = [0, 0, 0]
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0, index = 0; y < height; y++)
    for (let x = 0; x < width; x++, index++) {
      const ink = alpha[index] ?? 0
      if (ink === 0) continue
      sum += ink
      sumX += ink * (x + 0.5)
      sumY += ink * (y + 0.5)
      // Soft edges count for the weight, not for the box.
      if (ink < 64) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  if (sum === 0) return { x: width / 2, y: height / 2 }
  const weight = { x: sumX / sum, y: sumY / sum }
  if (right < 0) return weight
  const box = { x: (left + right + 1) / 2, y: (top + bottom + 1) / 2 }
  return { x: box.x + (weight.x - box.x) * ofWeight, y: box.y + (weight.y - box.y) * ofWeight }
}

/** The middle of the badge: of its silhouette, else of the artboard. */
export function badgeCentre(document: DesignDocument): Point {
  const silhouette = badgeSilhouette(document)
  return silhouette ? { x: silhouette.x, y: silhouette.y } : { x: document.size / 2, y: document.size / 2 }
}

/**
 * Puts layers, as one piece, with the middle that the eye sees on a point. `opticalOf` gives a layer's optical centre on the
 * artboard (`opticalCentre` of its pixels), or null where it is the middle of its box, as for letters on an arc that go by theirs.
 */
export const centreOn = (
  document: DesignDocument,
  ids: readonly string[],
  target: Point,
  boundsOf: BoundsOf,
  opticalOf: (layer: Layer) => Point | null,
): Operation => {
  const free = freeIds(document, ids)
  const pieces = units(document, ids).filter((id) => free.has(id))
  return {
    verb: 'align',
    ids,
    apply: (present) => {
      const box = union(
        pieces.flatMap((id) => {
          const own = boundsWith(present, id, boundsOf)
          return own ? [own] : []
        }),
      )
      if (!box) return present
      const drawn = present.layers.filter(({ id }) => withMembers(present, pieces).includes(id))
      // Every layer draws the middle towards its own by the ground that it covers.
      let [sum, x, y] = [0, 0, 0]
      for (const layer of drawn) {
        const own = layer.kind === 'group' ? null : boundsOf(layer)
        const seen = own ? opticalOf(layer) : null
        if (!own) continue
        const ground = Math.max(1e-6, boxWidth(own) * boxHeight(own))
        const middle = boxCentre(own)
        sum += ground
        x += ground * ((seen?.x ?? middle.x) - middle.x)
        y += ground * ((seen?.y ?? middle.y) - middle.y)
      }
      const middle = boxCentre(box)
      const [dx, dy] = [target.x - middle.x - x / (sum || 1), target.y - middle.y - y / (sum || 1)]
      return mapFree(present, pieces, (layer) => byDelta(layer, dx, dy))
    },
  }
}
