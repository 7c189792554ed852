import { FabricObject, util, type Canvas } from 'fabric'
import { isKnownLayer, type DesignDocument, type Layer } from '../../core/designs/document'
import { boxCentre, boxHeight, boxWidth, radians, rotated } from '../../core/designs/geometry'
import { placeOf } from '../../core/designs/layer-bounds'
import { isFixed } from '../../core/designs/operations'
import { stretches } from '../../core/designs/resize'
import type { LoadedAssets } from './loaded-assets'
import { ownBounds } from './measure'
import { isHidden, paintLayer } from './paint'

/** What all views of a stage share: the palette of the document shown, and what is loaded. */
export interface Scene {
  palette: DesignDocument['palette']
  readonly assets: LoadedAssets
}

/**
 * One layer as fabric sees it: a frame to hit, drag, scale and turn. The art is painted by the one renderer, where the layer says,
 * whatever fabric has done to the frame: so a drag looks like its result (lines keep their width, text its shape).
 */
export class LayerView extends FabricObject {
  static override type = 'BlazonLayer'
  declare layer: Layer
  declare scene: Scene
  /** True while the layer is on one of the two sheets of a layered drag. */
  declare onSheet: boolean
  /** True when the frame is not where the layer says: a drag has moved it. */
  declare displaced: boolean

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
      snapAngle: 15,
      snapThreshold: 3,
    }
  }

  constructor(layer: Layer, scene: Scene) {
    super()
    Object.assign(this, LayerView.getDefaults())
    this.scene = scene
    this.onSheet = false
    this.show(layer)
  }

  /** Takes a version of the layer and puts the frame round its ink. */
  show(layer: Layer): void {
    this.layer = layer
    this.displaced = false
    const bounds = ownBounds(layer)
    const { x, y, rotation } = placeOf(layer)
    const middle = rotated(boxCentre(bounds), rotation)
    const fixed = isFixed(layer)
    const free = isKnownLayer(layer) && stretches(layer)
    this.set({
      left: x + middle.x,
      top: y + middle.y,
      width: Math.max(1, boxWidth(bounds)),
      height: Math.max(1, boxHeight(bounds)),
      angle: rotation,
      scaleX: 1,
      scaleY: 1,
      visible: !isHidden(layer),
      selectable: !fixed,
      evented: !fixed,
      hasControls: !fixed,
      centeredScaling: isKnownLayer(layer) && layer.kind === 'ring',
    })
    for (const side of ['ml', 'mr', 'mt', 'mb']) this.setControlVisible(side, free)
    this.setCoords()
  }

  /** The layer while a drag goes on: painted there, with fabric's frame left as the drag has it. */
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
  override render(context: CanvasRenderingContext2D): void {
    if (!this.onSheet) super.render(context)
  }
  override _render(context: CanvasRenderingContext2D): void {
    context.transform(...util.invertTransform(this.calcTransformMatrix()))
    const { x, y, rotation } = placeOf(this.layer)
    context.translate(x, y)
    context.rotate(radians(rotation))
    paintLayer(context, this.layer, { palette: this.scene.palette }, this.scene.assets)
  }
}

/** The views of what is selected on a canvas. */
export const activeViews = (canvas: Canvas): LayerView[] =>
  canvas.getActiveObjects().filter((it): it is LayerView => it instanceof LayerView)
