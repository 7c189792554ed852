import { Control, controlsUtils, type TPointerEvent } from 'fabric'
import { resolveColor } from '../../../core/designs/colors'
import type { KnownLayer, LayerOf, Paint } from '../../../core/designs/document'
import {
  boxAround,
  boxHeight,
  boxWidth,
  hundredth,
  radians,
  rotated,
  turn,
  type Box,
  type Point,
} from '../../../core/designs/geometry'
import { layoutOf, ownBounds } from '../measure'
import { Knob, within, type KnobChange, type KnobDrag } from './knob'
import { LayerFrame, type Shared } from './layer-frame'

const degreesOf = ({ x, y }: Point): number => (Math.atan2(y, x) * 180) / Math.PI
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
/** Whole 15° when near, as everything that turns; not while Ctrl is held. */
const stepped = (degrees: number, event: TPointerEvent): number => {
  if (event.ctrlKey || event.metaKey) return degrees
  const near = Math.round(degrees / 15) * 15
  return Math.abs(near - degrees) <= 3 ? near : degrees
}

/** Where the first letter of a text on an arc begins, on its baseline. */
function arcStart(layer: LayerOf<'arcText'>): Point | null {
  const first = layoutOf(layer).runs[0]
  return first ? { x: first.x, y: first.y } : null
}
/** The middle of the baseline. */
const arcMiddle = ({ radius, angle, side }: LayerOf<'arcText'>): Point =>
  rotated({ x: 0, y: side === 'top' ? -radius : radius }, angle)

/** The number that its bend gives a ribbon: how far below its middle line the lower edge stands, two fifths of the way out. */
const bendAt = 0.4
const bendShare = bendAt * bendAt - 0.5
function bendPlace({ width, height, sagitta }: LayerOf<'ribbon'>): Point {
  const reach = width * 0.4
  return { x: reach * bendAt, y: height / 2 + sagitta * 2 * reach * bendShare }
}

/** The paint whose handles stand on the canvas, once one has gone into a layer by a double press. */
export const openPaint = (layer: KnownLayer): { field: 'fill' | 'paint' | 'face'; paint: Paint; box: Box } | null => {
  const at = (field: 'fill' | 'paint' | 'face', paint: Paint | null, box: Box) =>
    paint && paint.kind !== 'solid' ? { field, paint, box } : null
  switch (layer.kind) {
    case 'shape':
      return at('fill', layer.fill, boxAround(layer.width, layer.height))
    case 'ribbon':
      return at('face', layer.face, boxAround(layer.width, layer.height))
    case 'ring':
      return at('paint', layer.paint, boxAround(2 * layer.radius + layer.width, 2 * layer.radius + layer.width))
    case 'glyph':
    case 'text':
    case 'arcText':
      return at('paint', layer.paint, ownBounds(layer))
    case 'picture':
    case 'qr':
    case 'group':
      return null
  }
}
/** Where a gradient begins and ends, as the painter draws it. */
export function gradientLine(paint: Paint, box: Box): { from: Point; to: Point } | null {
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
  if (paint.kind === 'linear') {
    const half =
      (Math.abs(boxWidth(box) * Math.sin(radians(paint.angle))) +
        Math.abs(boxHeight(box) * Math.cos(radians(paint.angle)))) /
      2
    const arm = rotated({ x: 0, y: half }, paint.angle)
    return {
      from: { x: middle.x - arm.x, y: middle.y - arm.y },
      to: { x: middle.x + arm.x, y: middle.y + arm.y },
    }
  }
  if (paint.kind === 'radial')
    return { from: middle, to: { x: middle.x + Math.max(boxWidth(box), boxHeight(box)) / 2, y: middle.y } }
  if (paint.kind === 'conic') {
    const arm = rotated({ x: 0, y: -Math.min(boxWidth(box), boxHeight(box)) / 2 }, paint.angle)
    return { from: middle, to: { x: middle.x + arm.x, y: middle.y + arm.y } }
  }
  return null
}
const repainted = (layer: KnownLayer, change: (paint: Paint) => Paint): KnownLayer => {
  const open = openPaint(layer)
  return open ? { ...layer, [open.field]: change(open.paint) } : layer
}
const angleKnob = (drag: KnobDrag): Knob =>
  new Knob(
    drag,
    (layer, frame) => {
      const open = frame.isOpen ? openPaint(layer) : null
      const line = open && open.paint.kind !== 'radial' ? gradientLine(open.paint, open.box) : null
      // Beyond the last stop, which stands on the line's end.
      return (
        line && { x: line.from.x + (line.to.x - line.from.x) * 1.12, y: line.from.y + (line.to.y - line.from.y) * 1.12 }
      )
    },
    (base, to, _from, event) =>
      repainted(base, (paint) => {
        if (paint.kind !== 'linear' && paint.kind !== 'conic') return paint
        const box = openPaint(base)?.box
        if (!box) return paint
        const middle = { x: to.x - (box.left + box.right) / 2, y: to.y - (box.top + box.bottom) / 2 }
        const raw = turn(degreesOf(middle) + (paint.kind === 'linear' ? -90 : 90))
        return { ...paint, angle: hundredth(stepped(raw, event)) }
      }),
    { cursor: 'grab' },
  )
/** The most stops that a gradient has (conic ones have no stops to be dragged along a line). */
const mostStops = 8
/** A stop's handle shows which colour it moves. */
const stopColor = (paint: Paint | undefined, index: number, palette: Shared): string | null => {
  const stop = paint && 'stops' in paint ? paint.stops[index] : undefined
  return stop ? resolveColor(stop.color, palette) : null
}
const stopKnob = (drag: KnobDrag, index: number): Knob =>
  new Knob(
    drag,
    (layer, frame) => {
      const open = frame.isOpen ? openPaint(layer) : null
      if (!open || open.paint.kind === 'conic' || open.paint.kind === 'solid') return null
      const line = gradientLine(open.paint, open.box)
      const offset = open.paint.stops[index]?.offset
      if (!line || offset === undefined) return null
      return {
        x: line.from.x + (line.to.x - line.from.x) * offset,
        y: line.from.y + (line.to.y - line.from.y) * offset,
      }
    },
    (base, to) =>
      repainted(base, (paint) => {
        if (paint.kind !== 'linear' && paint.kind !== 'radial') return paint
        const box = openPaint(base)?.box
        const line = box && gradientLine(paint, box)
        if (!line) return paint
        const along = { x: line.to.x - line.from.x, y: line.to.y - line.from.y }
        const length = along.x * along.x + along.y * along.y || 1
        const share = ((to.x - line.from.x) * along.x + (to.y - line.from.y) * along.y) / length
        // Between its neighbours: stops keep their order.
        const least = paint.stops[index - 1]?.offset ?? 0
        const most = paint.stops[index + 1]?.offset ?? 1
        const offset = hundredth(clamp(share, least, most))
        return { ...paint, stops: paint.stops.map((stop, at) => (at === index ? { ...stop, offset } : stop)) }
      }),
    { color: (layer, { shared }) => stopColor(openPaint(layer)?.paint, index, shared) },
  )

/** The handles of a frame beside fabric's own: for the numbers that its kind of layer has. */
export function knobsOf(frame: LayerFrame, drag: KnobDrag): Record<string, Control> {
  const gradient = Object.fromEntries([
    ...Array.from({ length: mostStops }, (_, index) => [`stop${index}`, stopKnob(drag, index)] as const),
    ['gradient', angleKnob(drag)] as const,
  ])
  const { kind } = frame.layer
  if (kind === 'arcText') return { ...gradient, ...arcKnobs(frame, drag) }
  if (kind === 'ribbon')
    return {
      ...gradient,
      bend: new Knob(
        drag,
        (layer) => (layer.kind === 'ribbon' ? bendPlace(layer) : null),
        (base, to, from) =>
          base.kind === 'ribbon'
            ? {
                ...base,
                sagitta: hundredth(clamp(base.sagitta + (to.y - from.y) / (base.width * 0.8 * bendShare), -0.5, 0.5)),
              }
            : base,
        { cursor: 'ns-resize' },
      ),
    }
  return gradient
}

function arcKnobs(frame: LayerFrame, drag: KnobDrag): Record<string, Control> {
  const usual = frame.controls['mtr']
  const turned: KnobChange = (base, to, from, event) =>
    base.kind === 'arcText'
      ? { ...base, angle: hundredth(turn(stepped(base.angle + degreesOf(to) - degreesOf(from), event))) }
      : base
  return {
    // Text on an arc turns round the middle of its circle: the handle moves it along the circle instead of tipping it over.
    ...(usual && {
      mtr: new Control({
        ...usual,
        actionName: 'knob',
        actionHandler: (event, { target, ex, ey }, x, y) =>
          target instanceof LayerFrame &&
          drag(target, (base) => turned(base, within(base, { x, y }), within(base, { x: ex, y: ey }), event), 'rotate'),
        cursorStyleHandler: controlsUtils.rotationStyleHandler,
      }),
    }),
    start: new Knob(drag, (layer) => (layer.kind === 'arcText' ? arcStart(layer) : null), turned, {
      verb: 'rotate',
      cursor: 'grab',
    }),
    radius: new Knob(
      drag,
      (layer) => (layer.kind === 'arcText' ? arcMiddle(layer) : null),
      (base, to, from) =>
        base.kind === 'arcText'
          ? {
              ...base,
              radius: hundredth(clamp(base.radius + Math.hypot(to.x, to.y) - Math.hypot(from.x, from.y), 1, 4096)),
            }
          : base,
      { cursor: 'ns-resize' },
    ),
  }
}
