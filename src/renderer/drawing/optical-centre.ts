import { opticalCentre } from '../../core/designs/centring'
import { isKnownLayer, type Layer } from '../../core/designs/document'
import { boxCentre, boxHeight, boxWidth, rotated, type Point } from '../../core/designs/geometry'
import { knownGlyph } from './glyph-pack'

/** How finely a glyph is looked at: its middle is then right to a hundredth of its size. */
const sidePx = 64
/** Less than this nobody sees: an even glyph stays at even numbers. */
const leastSeen = 0.01

let context: CanvasRenderingContext2D | null = null
const shifts = new Map<string, Point>()

/**
 * How far the eye sees a glyph's middle from the middle of its ink's box, in shares of its size, down and to the right. None for a
 * glyph that is not loaded. Remembered: a glyph is drawn for it once.
 */
export function opticalShift(glyph: string): Point {
  const known = shifts.get(glyph)
  if (known) return known
  const art = knownGlyph(glyph)
  context ??= Object.assign(document.createElement('canvas'), { width: sidePx, height: sidePx }).getContext('2d', {
    willReadFrequently: true,
  })
  if (!art || !context) return { x: 0, y: 0 }
  const scale = sidePx / Math.max(boxWidth(art.ink), boxHeight(art.ink), 1e-6)
  const middle = boxCentre(art.ink)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, sidePx, sidePx)
  context.setTransform(scale, 0, 0, scale, sidePx / 2 - middle.x * scale, sidePx / 2 - middle.y * scale)
  for (const { d } of art.parts) context.fill(new Path2D(d))
  const { data } = context.getImageData(0, 0, sidePx, sidePx)
  const seen = opticalCentre(
    data.filter((_, at) => at % 4 === 3),
    sidePx,
    sidePx,
  )
  const share = (at: number): number => (Math.abs(at / sidePx - 0.5) < leastSeen ? 0 : at / sidePx - 0.5)
  const shift = { x: share(seen.x), y: share(seen.y) }
  shifts.set(glyph, shift)
  return shift
}

/** Where the eye sees a layer's middle on the artboard, in units; null for everything but glyphs, which go by the box of their ink. */
export function opticalOf(layer: Layer): Point | null {
  if (!isKnownLayer(layer) || layer.kind !== 'glyph') return null
  const { x, y } = opticalShift(layer.glyph)
  const turned = rotated({ x: x * layer.size, y: y * layer.size }, layer.rotation)
  return { x: layer.x + turned.x, y: layer.y + turned.y }
}
