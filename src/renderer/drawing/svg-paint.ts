import { radians } from '../../core/designs/geometry'
import type { Style } from '../../core/designs/scene'

export const figure = (value: number): string => String(Number(value.toFixed(3)) + 0)
/** Attributes as SVG text. Values are ours: numbers, colours, path data, ids. */
export const attributes = (values: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? figure(value) : value}"`)
    .join('')

/** Puts an element that is referred to among the definitions and answers with its id; the same element is there once. */
export type Define = (element: (id: string) => string) => string

/** How fine a conic gradient is cut, in degrees. */
const wedge = 2

/** A style as the value of `fill` or `stroke`, with its opacity. */
export function svgPaint(style: Style, define: Define): { readonly paint: string; readonly opacity: number | null } {
  if (style.kind === 'solid') return { paint: style.color, opacity: style.opacity < 1 ? style.opacity : null }
  if (style.kind === 'conic') return { paint: `url(#${define((id) => conic(id, style))})`, opacity: null }
  const stops = style.stops
    .map(
      ({ offset, color, opacity }) =>
        `<stop${attributes({ offset, 'stop-color': color, 'stop-opacity': opacity < 1 ? opacity : null })}/>`,
    )
    .join('')
  const id = define((name) =>
    style.kind === 'linear'
      ? `<linearGradient${attributes({ id: name, gradientUnits: 'userSpaceOnUse', x1: style.from.x, y1: style.from.y, x2: style.to.x, y2: style.to.y })}>${stops}</linearGradient>`
      : `<radialGradient${attributes({ id: name, gradientUnits: 'userSpaceOnUse', cx: style.centre.x, cy: style.centre.y, r: style.radius })}>${stops}</radialGradient>`,
  )
  return { paint: `url(#${id})`, opacity: null }
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** The colour of a conic gradient at a share of its turn. */
function colorAt(style: Extract<Style, { kind: 'conic' }>, at: number): { color: string; opacity: number } {
  const stops = style.stops
  const after = stops.findIndex(({ offset }) => offset > at)
  const to = stops[after === -1 ? stops.length - 1 : after]
  const from = stops[after === -1 ? stops.length - 1 : Math.max(0, after - 1)]
  if (!from || !to) return { color: '#000000', opacity: 1 }
  const part = to.offset > from.offset ? Math.max(0, (at - from.offset) / (to.offset - from.offset)) : 0
  const [low, high] = [channels(from.color), channels(to.color)]
  const mixed = low.map((value, index) => Math.round(value + ((high[index] ?? value) - value) * part))
  return {
    color: `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`,
    opacity: from.opacity + (to.opacity - from.opacity) * part,
  }
}

/** SVG has no conic gradient: a pattern of wedges, each reaching under the next so that no seam shows. */
function conic(id: string, style: Extract<Style, { kind: 'conic' }>): string {
  const { centre, reach, angle } = style
  const side = 2 * reach
  const isOpaque = style.stops.every(({ opacity }) => opacity === 1)
  const count = 360 / wedge
  const wedges = Array.from({ length: count }, (_, index) => {
    const { color, opacity } = colorAt(style, (index + 0.5) / count)
    const point = (step: number): string => {
      const turn = radians(angle - 90 + step * wedge)
      // Far enough out that the chord lies beyond the pattern's edge.
      return `${figure(reach + Math.cos(turn) * reach * 1.5)} ${figure(reach + Math.sin(turn) * reach * 1.5)}`
    }
    const over = index + 1 < count && isOpaque ? 0.6 : 0
    return `<path${attributes({ d: `M${figure(reach)} ${figure(reach)}L${point(index)}L${point(index + 1 + over)}Z`, fill: color, 'fill-opacity': opacity < 1 ? opacity : null })}/>`
  }).join('')
  const place = { x: centre.x - reach, y: centre.y - reach, width: side, height: side }
  return `<pattern${attributes({ id, patternUnits: 'userSpaceOnUse', ...place })}>${wedges}</pattern>`
}
