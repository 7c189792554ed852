import type { DesignDocument } from './document'
import type { Point } from './geometry'
import { badgeSilhouette } from './operations-arrange'

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
