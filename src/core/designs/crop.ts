import type { LayerOf } from './document'
import { boxCentre, boxHeight, boxWidth, hundredth, rotated, type Box } from './geometry'
import { pictureFrame, type PictureSize } from './scene/picture-frame'

/** A picture layer laid open for cropping: the whole picture, and the part that is seen, round the layer's centre before its turn. In units. */
export interface CropRoom {
  readonly picture: Box
  readonly seen: Box
}

/** Where the whole of a picture would lie if its seen part stays where it is. `size`: of the kept picture in pixels. */
export function cropRoom(layer: LayerOf<'picture'>, size: PictureSize): CropRoom {
  const { source, target } = pictureFrame(layer, size)
  const width = boxWidth(target) / Math.max(1e-6, boxWidth(source))
  const height = boxHeight(target) / Math.max(1e-6, boxHeight(source))
  const left = target.left - source.left * width
  const top = target.top - source.top * height
  return { picture: { left, top, right: left + width, bottom: top + height }, seen: target }
}

const share = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1e5) / 1e5))

/** The layer with another part of its picture seen; the picture itself stays where it lies on the artboard. */
export function croppedTo(layer: LayerOf<'picture'>, { picture }: CropRoom, seen: Box): LayerOf<'picture'> {
  const width = Math.max(1e-6, boxWidth(picture))
  const height = Math.max(1e-6, boxHeight(picture))
  const x = share((seen.left - picture.left) / width)
  const y = share((seen.top - picture.top) / height)
  const crop = {
    x,
    y,
    width: Math.max(0.001, Math.min(1 - x, share(boxWidth(seen) / width))),
    height: Math.max(0.001, Math.min(1 - y, share(boxHeight(seen) / height))),
  }
  const isWhole = crop.x === 0 && crop.y === 0 && crop.width === 1 && crop.height === 1
  const by = rotated(boxCentre(seen), layer.rotation)
  return {
    ...layer,
    x: hundredth(layer.x + by.x),
    y: hundredth(layer.y + by.y),
    width: hundredth(boxWidth(seen)),
    height: hundredth(boxHeight(seen)),
    crop: isWhole ? null : crop,
    // The part is now chosen to the pixel: nothing is left to be fitted.
    fit: 'stretch',
  }
}

/** The least side of the seen part, in units. */
export const leastCrop = 4

/** The seen part with edges dragged by units (`x`, `y`: −1 left or top, 1 right or bottom, 0 neither; both 0 moves it), kept within the picture. */
export function dragCrop(
  { picture, seen }: CropRoom,
  edges: { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 },
  dx: number,
  dy: number,
): Box {
  const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
  if (edges.x === 0 && edges.y === 0) {
    const byX = within(dx, picture.left - seen.left, picture.right - seen.right)
    const byY = within(dy, picture.top - seen.top, picture.bottom - seen.bottom)
    return { left: seen.left + byX, right: seen.right + byX, top: seen.top + byY, bottom: seen.bottom + byY }
  }
  return {
    left: edges.x < 0 ? within(seen.left + dx, picture.left, seen.right - leastCrop) : seen.left,
    right: edges.x > 0 ? within(seen.right + dx, seen.left + leastCrop, picture.right) : seen.right,
    top: edges.y < 0 ? within(seen.top + dy, picture.top, seen.bottom - leastCrop) : seen.top,
    bottom: edges.y > 0 ? within(seen.bottom + dy, seen.top + leastCrop, picture.bottom) : seen.bottom,
  }
}
