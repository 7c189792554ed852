import type { KnownLayer, Lettering, Stroke } from './document'
import { hundredth } from './geometry'

const least = 1
const side = (value: number, factor: number): number => hundredth(Math.min(4096, Math.max(least, value * factor)))
/** A side grown so that side plus line (which keeps its width) grows by the factor: the edge stays under the pointer. */
const sideWithin = (value: number, line: number, factor: number): number =>
  hundredth(Math.min(4096, Math.max(least, (value + line) * factor - line)))
const letters = (lettering: Lettering, factor: number): Lettering => ({
  ...lettering,
  size: hundredth(Math.min(1000, Math.max(1, lettering.size * factor))),
})
const lineOf = (stroke: Stroke | null): number => stroke?.width ?? 0

/** True for kinds whose width and height are free of each other. The others keep their proportion. */
export const stretches = (layer: KnownLayer): boolean =>
  layer.kind === 'shape' || layer.kind === 'picture' || layer.kind === 'ribbon'

/**
 * A layer grown by factors along its own axes, round its centre. Lines keep their width; lettering follows. Kinds that keep
 * their proportion take the factor that is further from 1.
 */
export function resizedLayer(layer: KnownLayer, sx: number, sy: number): KnownLayer {
  const factorX = Math.abs(sx)
  const factorY = Math.abs(sy)
  if (factorX === 1 && factorY === 1) return layer
  const even = Math.abs(factorX - 1) >= Math.abs(factorY - 1) ? factorX : factorY
  switch (layer.kind) {
    case 'shape':
      return {
        ...layer,
        width: sideWithin(layer.width, lineOf(layer.stroke), factorX),
        height: sideWithin(layer.height, lineOf(layer.stroke), factorY),
      }
    case 'picture':
      return { ...layer, width: side(layer.width, factorX), height: side(layer.height, factorY) }
    case 'ribbon':
      return {
        ...layer,
        width: side(layer.width, factorX),
        height: side(layer.height, factorY),
        lettering: letters(layer.lettering, Math.min(factorX, factorY)),
      }
    case 'ring':
      return {
        ...layer,
        radius: side(layer.radius, even),
        width: side(layer.width, even),
        gap: hundredth(Math.min(200, layer.gap * even)),
      }
    case 'text':
      return {
        ...layer,
        lettering: letters(layer.lettering, even),
        fitWidth: layer.fitWidth === null ? null : side(layer.fitWidth, even),
        boxWidth: layer.boxWidth === null ? null : side(layer.boxWidth, even),
      }
    case 'arcText':
      return { ...layer, radius: side(layer.radius, even), lettering: letters(layer.lettering, even) }
    case 'glyph':
    case 'qr':
      return { ...layer, size: side(layer.size, even) }
    case 'group':
      return layer
  }
}
