import { isKnownLayer, type DesignDocument, type LayerOf } from './document'
import { boxAround, placedBox } from './geometry'
import { replaceLayers, updateLayer, type Operation } from './operations'

type Shape = LayerOf<'shape'>

/** Halves and quarters are shades laid over a shape, not the shape itself. */
const isWhole = (layer: Shape): boolean => !layer.params['part']

/** The shape that a picture lies on: the nearest beneath it that it overlaps, or else the nearest. Null where there is none in sight. */
export function shapeBeneath({ layers }: DesignDocument, pictureId: string): Shape | null {
  const index = layers.findIndex(({ id }) => id === pictureId)
  const picture = layers[index]
  if (!picture || !isKnownLayer(picture) || picture.kind !== 'picture') return null
  const boxOf = (it: Shape | LayerOf<'picture'>) => placedBox(boxAround(it.width, it.height), it, it.rotation)
  const own = boxOf(picture)
  const shapes = layers
    .slice(0, index)
    .filter(isKnownLayer)
    .filter((layer) => layer.kind === 'shape')
    .filter((layer) => !layer.hidden && isWhole(layer))
    .toReversed()
  const overlaps = (shape: Shape): boolean => {
    const box = boxOf(shape)
    return own.left < box.right && box.left < own.right && own.top < box.bottom && box.top < own.bottom
  }
  return shapes.find(overlaps) ?? shapes[0] ?? null
}

/**
 * Clips a picture into the silhouette of the shape beneath it: its frame takes that one's outline, size, place and turn, and the
 * picture covers it. The shape stays as it is. Null where there is no shape beneath.
 */
export function clipInto(document: DesignDocument, pictureId: string): Operation | null {
  const shape = shapeBeneath(document, pictureId)
  const picture = document.layers.find(({ id }) => id === pictureId)
  if (!shape || !picture || !isKnownLayer(picture) || picture.kind !== 'picture') return null
  const { x, y, width, height, rotation } = shape
  const clip = { shape: shape.shape, params: shape.params }
  return replaceLayers([{ ...picture, x, y, width, height, rotation, clip, fit: 'cover' }], 'change')
}

/** True where a picture has the outline and the place of the shape beneath it already: clipped into it, and neither moved since. */
export function isClippedInto(document: DesignDocument, pictureId: string): boolean {
  const shape = shapeBeneath(document, pictureId)
  const picture = document.layers.find(({ id }) => id === pictureId)
  if (!shape || !picture || !isKnownLayer(picture) || picture.kind !== 'picture') return false
  return (
    picture.clip?.shape === shape.shape &&
    (['x', 'y', 'width', 'height', 'rotation'] as const).every((field) => picture[field] === shape[field])
  )
}

/** Gives a picture its whole frame back; it stays where it is. */
export const unclip = (pictureId: string): Operation => updateLayer(pictureId, { clip: null })
