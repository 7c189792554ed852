import { isKnownLayer, type DesignDocument, type KnownLayer, type Paint } from './document'
import { boxCentre } from './geometry'
import type { BoundsOf } from './operations-layers'

/** What a layer lies upon: the paint of the topmost shape beneath it that its middle is in; null where the badge ends. */
export function groundOf({ layers }: DesignDocument, layer: KnownLayer, boundsOf: BoundsOf): Paint | null {
  const at = layers.findIndex(({ id }) => id === layer.id)
  const { x, y } = boxCentre(boundsOf(layer))
  for (const beneath of layers.slice(0, Math.max(0, at)).toReversed()) {
    if (!isKnownLayer(beneath) || beneath.kind !== 'shape' || beneath.hidden || !beneath.fill) continue
    const box = boundsOf(beneath)
    if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return beneath.fill
  }
  return null
}
