import { isKnownLayer, type Layer } from './document'
import { boxAround, grown, placedBox, type Box } from './geometry'
import { arcTextLayout, textLayout, type MeasureText } from './lettering'
import { ribbonLayout } from './ribbon'
import { ringReach } from './rings'

/** Where a layer that this version cannot draw shows its placeholder. */
export const placeholderSize = 160

/** The glyph's ink in its own units: `size` is the longer side of it. Square where it is not known (yet). */
export type GlyphInk = (id: string) => Box | null

/** The box of a layer's ink round its own centre, before it is turned. */
export function localBounds(layer: Layer, measure: MeasureText, glyphInk: GlyphInk): Box {
  if (!isKnownLayer(layer)) return boxAround(placeholderSize, placeholderSize)
  switch (layer.kind) {
    case 'shape':
      return grown(boxAround(layer.width, layer.height), (layer.stroke?.width ?? 0) / 2)
    case 'picture':
      return boxAround(layer.width, layer.height)
    case 'ring': {
      const reach = ringReach(layer)
      return boxAround(2 * reach, 2 * reach)
    }
    case 'qr':
      return boxAround(layer.size, layer.size)
    case 'group':
      // A group has no ink of its own: its box is that of its members (`operations.ts`).
      return boxAround(0, 0)
    case 'glyph': {
      const ink = glyphInk(layer.glyph)
      if (!ink) return boxAround(layer.size, layer.size)
      const width = ink.right - ink.left
      const height = ink.bottom - ink.top
      const scale = layer.size / Math.max(width, height, 1e-6)
      return boxAround(width * scale, height * scale)
    }
    case 'ribbon':
      return ribbonLayout(layer, measure).geometry.bounds
    case 'text':
      return grown(textLayout(layer, measure).ink, (layer.stroke?.width ?? 0) / 2)
    case 'arcText':
      return arcTextLayout(layer, measure).ink
  }
}

/** Where the layer stands on the artboard: its centre, and its turn. Placeholders of unknown layers stand where the layer says, else in the middle. */
export function placeOf(layer: Layer): { x: number; y: number; rotation: number } {
  if (isKnownLayer(layer)) return { x: layer.x, y: layer.y, rotation: layer.rotation }
  const field = (name: string, fallback: number): number => {
    const value: unknown = layer[name]
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback
  }
  return { x: field('x', 300), y: field('y', 300), rotation: 0 }
}

/** The upright box of a layer's ink on the artboard. */
export function layerBox(layer: Layer, measure: MeasureText, glyphInk: GlyphInk): Box {
  const { x, y, rotation } = placeOf(layer)
  // What is round is not made larger by its turn.
  if (isKnownLayer(layer) && layer.kind === 'ring') return placedBox(localBounds(layer, measure, glyphInk), { x, y }, 0)
  if (isKnownLayer(layer) && layer.kind === 'arcText')
    return placedBox(arcTextLayout({ ...layer, angle: layer.angle + rotation }, measure).ink, { x, y }, 0)
  return placedBox(localBounds(layer, measure, glyphInk), { x, y }, rotation)
}
