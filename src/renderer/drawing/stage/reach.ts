import { isKnownLayer, type Layer } from '../../../core/designs/document'

/** How far beyond a layer's own ink its effects are drawn, in units: never too little. */
export function reachOf(layer: Layer): number {
  if (!isKnownLayer(layer)) return 0
  const effects = layer.effects.map((effect) => {
    switch (effect.kind) {
      case 'shadow':
        return Math.max(Math.abs(effect.dx), Math.abs(effect.dy)) + effect.blur * 3
      case 'outline':
        return effect.width
      case 'bevel':
      case 'gloss':
      case 'stitch':
        return 0
    }
  })
  // Letters may lean out of what they were measured by, and a ribbon's highlight out of its face.
  return 4 + effects.reduce((sum, reach) => sum + reach, 0)
}
