import { resolveColor } from '../colors'
import type { DesignDocument, Paint } from '../document'
import { boxCentre, boxHeight, boxWidth, radians, type Box } from '../geometry'
import { solid, type Style } from './draw-ops'

/** The colours of a design by role. */
export type Palette = Pick<DesignDocument, 'palette'>

/** A paint as it looks over a box of the layer. A linear gradient is as long as the box is across in its direction: its stops meet the outermost corners. */
export function canvasStyle(paint: Paint, box: Box, palette: Palette): Style {
  if (paint.kind === 'solid') return solid(resolveColor(paint.color, palette))
  const centre = boxCentre(box)
  const stops = paint.stops.map(({ offset, color, opacity }) => ({
    offset,
    color: resolveColor(color, palette),
    opacity: opacity ?? 1,
  }))
  const reach = Math.max(boxWidth(box), boxHeight(box)) / 2 || 1
  switch (paint.kind) {
    case 'linear': {
      const sin = Math.sin(radians(paint.angle))
      const cos = Math.cos(radians(paint.angle))
      const half = (Math.abs(boxWidth(box) * sin) + Math.abs(boxHeight(box) * cos)) / 2
      return {
        kind: 'linear',
        from: { x: centre.x + sin * half, y: centre.y - cos * half },
        to: { x: centre.x - sin * half, y: centre.y + cos * half },
        stops,
      }
    }
    case 'radial':
      return { kind: 'radial', centre, radius: reach, stops }
    case 'conic':
      return { kind: 'conic', centre, angle: paint.angle, reach: reach * 2, stops }
  }
}

/** A style seen through. */
export const faded = (style: Style, opacity: number): Style =>
  style.kind === 'solid'
    ? { ...style, opacity: style.opacity * opacity }
    : { ...style, stops: style.stops.map((stop) => ({ ...stop, opacity: stop.opacity * opacity })) }

/** True where nothing shows through. */
export const isOpaque = (style: Style): boolean =>
  style.kind === 'solid' ? style.opacity === 1 : style.stops.every(({ opacity }) => opacity === 1)

/** A style in one colour, as see-through as it was. */
export function inColor(style: Style, color: string): Style {
  if (style.kind === 'solid') return { ...style, color }
  return isOpaque(style) ? solid(color) : { ...style, stops: style.stops.map((stop) => ({ ...stop, color })) }
}
