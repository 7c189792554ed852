import { ActiveSelection, Canvas, Point, type FabricObject, type TPointerEvent } from 'fabric'
import { LayerFrame } from './layer-frame'

type Found = ReturnType<Canvas['findTarget']>

/**
 * Fabric's canvas with only its handles on it: the art lies on sheets beneath. It looks for no target while something is dragged
 * (fabric would hit-test every layer at every move), and can be kept still while a layer glides under it.
 */
export class HandleCanvas extends Canvas {
  /** Decides what a press means before fabric does; true = it was dealt with. */
  declare onPress?: (event: TPointerEvent) => boolean
  declare private isStill: boolean
  /** True while something of the page's lies over what is selected: text being typed, a picture being cropped. */
  declare isCovered: boolean
  /** Where the canvas is in the window; known from the first move of a drag to the next press. */
  declare private frame: DOMRect | null

  override findTarget(event: TPointerEvent): Found {
    const transform = this._currentTransform
    return transform ? { target: transform.target, subTargets: [], currentSubTargets: [] } : super.findTarget(event)
  }
  /** While something is dragged the canvas stays where it is: fabric would ask the page for the place of every box round it, at every move. */
  override getViewportPoint(event: TPointerEvent): Point {
    if (this._viewportPoint || !this._currentTransform || !('clientX' in event)) return super.getViewportPoint(event)
    this.frame ??= this.upperCanvasEl.getBoundingClientRect()
    return new Point(event.clientX - this.frame.left, event.clientY - this.frame.top)
  }
  /** What a mask keeps out of sight is not hit. */
  override isTargetTransparent(target: FabricObject, x: number, y: number): boolean {
    if (super.isTargetTransparent(target, x, y)) return true
    const window = target instanceof LayerFrame ? target.window : []
    return window.length > 0 && window.every((frame) => super.isTargetTransparent(frame, x, y))
  }
  /** Makes fabric take a press as meant for an object. */
  aim(target: FabricObject | undefined): void {
    const found: Found = { subTargets: [], currentSubTargets: [], ...(target && { target }) }
    this._targetInfo = found
  }
  override __onMouseDown(event: TPointerEvent): void {
    this.frame = null
    if (!this.onPress?.(event)) super.__onMouseDown(event)
  }

  /** Takes the handles off and draws none until called with false. */
  setStill(isStill: boolean): void {
    if (this.isStill === isStill) return
    this.isStill = isStill
    this.cancelRequestedRender()
    if (isStill) this.clearContext(this.getContext())
    else this.requestRenderAll()
  }
  override requestRenderAll(): void {
    if (!this.isStill) super.requestRenderAll()
  }
  override renderAll(): void {
    if (!this.isStill) super.renderAll()
  }
  override drawControls(context: CanvasRenderingContext2D): void {
    if (!this.isCovered) super.drawControls(context)
  }
  /** Ends a drag without a result. */
  dropTransform(): void {
    this._currentTransform = null
    this._groupSelector = null
  }
}

/** Several layers selected at once. A group shows one frame, layers chosen one by one show their own too. */
export class SeveralFrames extends ActiveSelection {
  static override type = 'BlazonSeveral'
  declare isOne: boolean
  override _renderControls(...[context, style, children]: Parameters<ActiveSelection['_renderControls']>): void {
    super._renderControls(context, style, { ...children, ...(this.isOne && { hasBorders: false }) })
  }
}
