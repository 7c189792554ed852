import { FabricObject, util, type Canvas } from 'fabric'
import { isKnownLayer, type DesignDocument, type Layer } from '../../../core/designs/document'
import { boxCentre, boxHeight, boxWidth, radians, rotated } from '../../../core/designs/geometry'
import { placeOf } from '../../../core/designs/layer-bounds'
import { stretches } from '../../../core/designs/resize'
import type { LoadedAssets } from '../loaded-assets'
import { ownBounds } from '../measure'
import { paintLayer } from '../paint'

/** Degrees that what is turned comes to rest at when near; not while Ctrl is held. */
export const turnStep = 15

/** What all frames of a stage share: the palette of the document shown, and what is loaded. */
export interface Shared {
  palette: DesignDocument['palette']
  readonly assets: LoadedAssets
}

/**
 * One layer as fabric sees it: a frame to hit, drag, scale and turn. It draws nothing on the stage (the paper does); when fabric
 * asks whether a pixel is hit, the one renderer paints the layer where it stands.
 */
export class LayerFrame extends FabricObject {
  static override type = 'BlazonLayer'
  declare layer: Layer
  declare shared: Shared
  /** True when the frame is not where the layer says: a drag has moved it. */
  declare displaced: boolean
  declare hidden: boolean
  declare fixed: boolean
  /** True once one has gone into the layer by a double press: its paint shows its handles. */
  declare isOpen: boolean
  /** What the layer is seen through: it is hit only where that has ink. Empty where it is in no mask. */
  declare window: readonly LayerFrame[]

  static override getDefaults(): Record<string, unknown> {
    // Trap 11 of fabric: strokeWidth is 1 by default and grows every frame; trap 3 and 4: caches blur on zoom, and are slow without a GPU.
    return {
      ...super.getDefaults(),
      originX: 'center',
      originY: 'center',
      strokeWidth: 0,
      objectCaching: false,
      noScaleCache: true,
      lockScalingFlip: true,
      perPixelTargetFind: true,
      minScaleLimit: 0.01,
      snapAngle: turnStep,
      snapThreshold: 3,
    }
  }

  constructor(layer: Layer, shared: Shared) {
    super()
    Object.assign(this, LayerFrame.getDefaults())
    this.shared = shared
    this.hidden = false
    this.fixed = false
    this.isOpen = false
    this.window = []
    this.show(layer)
  }

  /** Takes what the layer's groups and its own marks make of it. */
  stand(hidden: boolean, fixed: boolean): void {
    this.hidden = hidden
    this.fixed = fixed
    this.set({ visible: !hidden, selectable: !fixed, evented: !fixed, hasControls: !fixed })
  }

  /** Takes a version of the layer and puts the frame round its ink. */
  show(layer: Layer): void {
    this.layer = layer
    this.displaced = false
    const bounds = ownBounds(layer)
    const { x, y, rotation } = placeOf(layer)
    const middle = rotated(boxCentre(bounds), rotation)
    const free = isKnownLayer(layer) && stretches(layer)
    this.set({
      left: x + middle.x,
      top: y + middle.y,
      width: Math.max(1, boxWidth(bounds)),
      height: Math.max(1, boxHeight(bounds)),
      angle: rotation,
      scaleX: 1,
      scaleY: 1,
      centeredScaling: isKnownLayer(layer) && layer.kind === 'ring',
    })
    for (const side of ['ml', 'mr', 'mt', 'mb']) this.setControlVisible(side, free)
    this.setCoords()
  }

  /** The layer while a drag goes on, with fabric's frame left as the drag has it. */
  preview(layer: Layer): void {
    this.layer = layer
    this.displaced = true
  }

  override shouldCache(): boolean {
    return false
  }
  /** Paint of our own: fabric takes an object without fill and stroke for invisible. */
  override isNotVisible(): boolean {
    return !this.visible
  }
  override isOnScreen(): boolean {
    return true
  }
  override render(context: CanvasRenderingContext2D): void {
    if (context !== this.canvas?.getContext()) super.render(context)
  }
  override _render(context: CanvasRenderingContext2D): void {
    context.transform(...util.invertTransform(this.calcTransformMatrix()))
    const { x, y, rotation } = placeOf(this.layer)
    context.translate(x, y)
    context.rotate(radians(rotation))
    paintLayer(context, this.layer, { palette: this.shared.palette }, this.shared.assets)
  }
}

/** The frames of what is selected on a canvas. */
export const activeFrames = (canvas: Canvas): LayerFrame[] =>
  canvas.getActiveObjects().filter((it): it is LayerFrame => it instanceof LayerFrame)
