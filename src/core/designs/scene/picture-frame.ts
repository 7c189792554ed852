import { resolveColor } from '../colors'
import type { Filter, LayerOf } from '../document'
import { boxAround, type Box } from '../geometry'
import type { PictureOp } from './draw-ops'
import type { Palette } from './styles'

/** The size of a kept picture in pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}
type Framed = Pick<LayerOf<'picture'>, 'sha256' | 'width' | 'height' | 'crop' | 'fit' | 'filters'>

/**
 * How a picture lies in its frame: the part of it that is seen (shares of its sides) and the box that this part fills. `cover` shows
 * less of it so that the frame is full, `contain` leaves room so that all of it is seen, `stretch` bends it to the frame.
 */
export function pictureFrame(
  layer: Omit<Framed, 'sha256' | 'filters'>,
  size: PictureSize,
): { source: Box; target: Box } {
  const crop = layer.crop ?? { x: 0, y: 0, width: 1, height: 1 }
  const [wide, tall] = [Math.min(crop.width, 1 - crop.x), Math.min(crop.height, 1 - crop.y)]
  const source = { left: crop.x, top: crop.y, right: crop.x + wide, bottom: crop.y + tall }
  const target = boxAround(layer.width, layer.height)
  const shape = (wide * size.width) / Math.max(1e-9, tall * size.height)
  const frame = layer.width / Math.max(1e-9, layer.height)
  if (layer.fit === 'stretch' || shape <= 0 || frame <= 0) return { source, target }
  if (layer.fit === 'contain')
    return {
      source,
      target: boxAround(Math.min(layer.width, layer.height * shape), Math.min(layer.height, layer.width / shape)),
    }
  const [dx, dy] = [(wide * Math.max(0, 1 - frame / shape)) / 2, (tall * Math.max(0, 1 - shape / frame)) / 2]
  return {
    source: { left: source.left + dx, top: source.top + dy, right: source.right - dx, bottom: source.bottom - dy },
    target,
  }
}

const plainColors = (filter: Filter, palette: Palette): Filter =>
  filter.kind === 'duotone'
    ? {
        ...filter,
        dark: { hex: resolveColor(filter.dark, palette) },
        light: { hex: resolveColor(filter.light, palette) },
      }
    : filter

/** A picture layer's one operation, without its clip. */
export function pictureOp(layer: Framed, size: PictureSize, palette: Palette): PictureOp {
  const { source, target } = pictureFrame(layer, size)
  const pixels = Math.max(1e-9, (source.right - source.left) * size.width)
  return {
    kind: 'picture',
    sha256: layer.sha256,
    filters: layer.filters.map((filter) => plainColors(filter, palette)),
    unitsPerPixel: (target.right - target.left) / pixels,
    source,
    target,
    ink: null,
  }
}
