import { Control, Point as FabricPoint, type TPointerEvent } from 'fabric'
import type { KnownLayer } from '../../../core/designs/document'
import { radians, rotated, shifted, type Point } from '../../../core/designs/geometry'
import type { EditVerb } from '../../../core/designs/operations'
import { LayerFrame } from './layer-frame'

/** What dragging a knob makes of a layer: `to` and `from` (where it was taken) are points round the layer's centre, before its turn. */
export type KnobChange = (base: KnownLayer, to: Point, from: Point, event: TPointerEvent) => KnownLayer
/** Carries a change of one frame's layer into the drag under way; `to` and `from` on the artboard. */
export type KnobDrag = (frame: LayerFrame, change: (base: KnownLayer) => KnownLayer, verb: EditVerb) => boolean

/** A point of the artboard as the layer sees it. */
export const within = (layer: KnownLayer, { x, y }: Point): Point =>
  rotated({ x: x - layer.x, y: y - layer.y }, -layer.rotation)

/** A handle for one number of a layer, drawn as a diamond where the number shows. */
export class Knob extends Control {
  constructor(
    drag: KnobDrag,
    /** Where it stands, round the layer's centre; null where the layer has no such number. */
    placeOf: (layer: KnownLayer, frame: LayerFrame) => Point | null,
    change: KnobChange,
    options: { verb?: EditVerb; cursor?: string; color?: (layer: KnownLayer, frame: LayerFrame) => string | null } = {},
  ) {
    super({
      cursorStyle: options.cursor ?? 'move',
      actionName: 'knob',
      sizeX: 14,
      sizeY: 14,
      touchSizeX: 32,
      touchSizeY: 32,
      positionHandler: (_dim, _matrix, object) => {
        const place = object instanceof LayerFrame ? placeOf(object.layer as KnownLayer, object) : null
        if (!place || !(object instanceof LayerFrame) || !object.canvas) return new FabricPoint(-1e5, -1e5)
        const { x, y, rotation } = object.layer as KnownLayer
        const at = shifted(rotated(place, rotation), x, y)
        return new FabricPoint(at.x, at.y).transform(object.canvas.viewportTransform)
      },
      actionHandler: (event, { target, ex, ey }, x, y) =>
        target instanceof LayerFrame &&
        drag(
          target,
          (base) => change(base, within(base, { x, y }), within(base, { x: ex, y: ey }), event),
          options.verb ?? 'change',
        ),
      render: (context, left, top, _style, object) => {
        if (left < -9e4) return
        const half = 6
        context.save()
        context.translate(left, top)
        context.rotate(radians(45))
        context.fillStyle =
          (object instanceof LayerFrame && options.color?.(object.layer as KnownLayer, object)) || object.cornerColor
        context.strokeStyle = object.cornerStrokeColor
        context.lineWidth = 1.5
        context.beginPath()
        context.rect(-half + 1, -half + 1, 2 * half - 2, 2 * half - 2)
        context.fill()
        context.stroke()
        context.restore()
      },
    })
  }
  override getVisibility(object: Parameters<Control['getVisibility']>[0], key: string): boolean {
    if (!super.getVisibility(object, key) || !(object instanceof LayerFrame) || object.group) return false
    return this.positionHandler(new FabricPoint(), [1, 0, 0, 1, 0, 0], object, this).x > -9e4
  }
}
