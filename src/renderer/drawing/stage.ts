import { ActiveSelection, Canvas, config, Control, FabricObject, Point as FabricPoint, util, type TMat2D } from 'fabric'
import { isKnownLayer, type DesignDocument, type KnownLayer } from '../../core/designs/document'
import {
  boxCentre,
  hundredth,
  placedBox,
  rotated,
  turn,
  union,
  type Box,
  type Point,
} from '../../core/designs/geometry'
import { isFixed, replaceLayers, type EditVerb, type Operation } from '../../core/designs/operations'
import { resizedLayer, stretches } from '../../core/designs/resize'
import { loaderOf } from './draw-design'
import { activeViews, LayerView, type Scene } from './layer-view'
import { layerBounds, ownBounds } from './measure'
import { isHidden, paintDesign } from './paint'
import { snap, type Guide } from './snapping'
import type { ArtboardGround, Stage, StageColors, StageOptions, StageView } from './stage-types'

const leastZoom = 0.1
const mostZoom = 32
const fitMargin = 32
/** How near in CSS pixels a dragged layer snaps, at any zoom. */
const snapDistance = 4
const defaultColors: StageColors = { action: '#0f6b57', onAction: '#ffffff', workspace: '#f1ede5' }
const grounds: Readonly<Record<Exclude<ArtboardGround, 'checker'>, string>> = {
  light: '#ffffff',
  grey: '#808080',
  dark: '#1b1e22',
}

/** A drag under way: what it began with, and what it has come to. */
interface Drag {
  readonly mark: string
  readonly document: DesignDocument
  readonly layers: ReadonlyMap<string, KnownLayer>
  /** Where each view's frame was, and the whole frame's turn. */
  readonly matrices: ReadonlyMap<string, TMat2D>
  operation: Operation | null
  sheets: { readonly below: OffscreenCanvas; readonly above: OffscreenCanvas } | null
}

/**
 * The dimmed surround of the artboard, and what lies above a dragged layer: the topmost object, never a target.
 */
class Surround extends FabricObject {
  static override type = 'BlazonSurround'
  private readonly paint: (context: CanvasRenderingContext2D) => void
  constructor(paint: (context: CanvasRenderingContext2D) => void) {
    super()
    this.paint = paint
    this.set({ evented: false, selectable: false, objectCaching: false, strokeWidth: 0 })
  }
  override isNotVisible(): boolean {
    return false
  }
  override isOnScreen(): boolean {
    return true
  }
  override shouldCache(): boolean {
    return false
  }
  override render(context: CanvasRenderingContext2D): void {
    this.paint(context)
  }
}

/**
 * Puts the editing canvas into a host element that has a size. Fabric is its hit-tester and handles; documents come in through
 * `setDocument`, edits go out as operations through `onGesture`. Keys are the page's business.
 */
export function createStage(host: HTMLElement, options: StageOptions): Stage {
  const { onGesture, onSelect, onEditText, onView } = options
  const loader = loaderOf(options.assets)
  const scene: Scene = { palette: options.document.palette, assets: loader.loaded }
  let colors: StageColors = { ...defaultColors, ...options.colors }
  let ground: ArtboardGround = options.ground ?? 'checker'

  // Trap 16 of fabric: the canvas element is made here and goes with the stage, so that React never sees it and a second stage in
  // the same host never meets the first one's element.
  config.configure({ devicePixelRatio: window.devicePixelRatio || 1 })
  const element = document.createElement('canvas')
  host.append(element)
  const canvas = new Canvas(element, {
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
    preserveObjectStacking: true,
    renderOnAddRemove: false,
    stopContextMenu: false,
    targetFindTolerance: 4,
    uniformScaling: true,
    selectionKey: 'shiftKey',
    altSelectionKey: null,
    selectionFullyContained: false,
  })

  let shown = options.document
  let latest = options.document
  let selection: readonly string[] = options.selection ?? []
  let ticket = 0
  let pending: Promise<void> = Promise.resolve()
  let disposed = false
  let quiet = false
  let fitted = true
  let panning = false
  let panFrom: Point | null = null
  let drag: Drag | null = null
  let guides: readonly Guide[] = []
  let marks = 0
  const views = new Map<string, LayerView>()

  // -- painting of ground and surround --------------------------------------------------------------------------------------

  const retina = (): number => canvas.getRetinaScaling()
  const artboardOnScreen = (): { left: number; top: number; side: number } => {
    const [zoom, , , , left, top] = canvas.viewportTransform
    return { left, top, side: shown.size * zoom }
  }
  const paintGround = (context: CanvasRenderingContext2D): void => {
    const { left, top, side } = artboardOnScreen()
    context.save()
    context.fillStyle = colors.workspace
    context.fillRect(0, 0, canvas.width, canvas.height)
    if (ground === 'checker') {
      context.beginPath()
      context.rect(left, top, side, side)
      context.clip()
      context.fillStyle = '#ffffff'
      context.fillRect(left, top, side, side)
      context.fillStyle = '#ececec'
      const square = 12
      const columns = Math.ceil(side / square)
      // Only what is on screen: at 32 times the artboard has two and a half million squares.
      const from = (edge: number): number => Math.max(0, Math.floor(-edge / square))
      const to = (edge: number, room: number): number => Math.min(columns, Math.ceil((room - edge) / square))
      for (let row = from(top); row < to(top, canvas.height); row++)
        for (let column = from(left); column < to(left, canvas.width); column++)
          if ((row + column) % 2 === 1) context.fillRect(left + column * square, top + row * square, square, square)
    } else {
      context.fillStyle = grounds[ground]
      context.fillRect(left, top, side, side)
    }
    context.restore()
    if (drag?.sheets) laySheet(context, drag.sheets.below)
  }
  const laySheet = (context: CanvasRenderingContext2D, sheet: OffscreenCanvas): void => {
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(sheet, 0, 0)
    context.restore()
  }
  const surround = new Surround((context) => {
    if (drag?.sheets) laySheet(context, drag.sheets.above)
    const { left, top, side } = artboardOnScreen()
    context.save()
    context.setTransform(retina(), 0, 0, retina(), 0, 0)
    context.globalAlpha = 0.72
    context.fillStyle = colors.workspace
    context.beginPath()
    context.rect(0, 0, canvas.width, canvas.height)
    context.rect(left, top, side, side)
    context.fill('evenodd')
    context.globalAlpha = 1
    context.strokeStyle = 'rgb(127 127 127 / 0.5)'
    context.lineWidth = 1
    context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1)
    context.restore()
  })
  const paintGuides = (context: CanvasRenderingContext2D): void => {
    if (guides.length === 0) return
    const [zoom, , , , left, top] = canvas.viewportTransform
    context.save()
    context.strokeStyle = colors.action
    context.lineWidth = 1
    context.setLineDash([4, 3])
    for (const { axis, at } of guides) {
      const on = Math.round(at * zoom + (axis === 'x' ? left : top)) + 0.5
      context.beginPath()
      context.moveTo(axis === 'x' ? on : 0, axis === 'x' ? 0 : on)
      context.lineTo(axis === 'x' ? on : canvas.width, axis === 'x' ? canvas.height : on)
      context.stroke()
    }
    context.restore()
  }
  canvas.on('before:render', ({ ctx }) => ctx === canvas.getContext() && paintGround(ctx))
  canvas.on('after:render', ({ ctx }) => ctx === canvas.getContext() && paintGuides(ctx))

  // -- the views and the selection ------------------------------------------------------------------------------------------

  /** Runs changes of ours to fabric's selection without telling the page of them. */
  const quietly = (change: () => void): void => {
    const before = quiet
    quiet = true
    change()
    quiet = before
  }
  const dress = (target: FabricObject): void => {
    target.set({
      borderColor: colors.action,
      cornerColor: colors.onAction,
      cornerStrokeColor: colors.action,
      cornerStyle: 'circle',
      cornerSize: 12,
      touchCornerSize: 28,
      transparentCorners: false,
      borderScaleFactor: 1.5,
    })
  }
  const showSelection = (): void =>
    quietly(() => {
      canvas.discardActiveObject()
      const chosen = selection.flatMap((id) => views.get(id) ?? []).filter(({ visible }) => visible)
      // Several at once: the fixed ones stay behind, since fabric would drag them along.
      const several = chosen.filter(({ layer }) => !isFixed(layer))
      const only = chosen.length === 1 ? chosen[0] : several.length === 1 ? several[0] : undefined
      if (only) canvas.setActiveObject(only)
      else if (several.length > 1) {
        canvas.setActiveObject(new ActiveSelection(several, { canvas }))
      }
      dressSelection()
    })
  const dressSelection = (): void => {
    const active = canvas.getActiveObject()
    if (!active) return
    dress(active)
    const layer = active instanceof LayerView ? active.layer : null
    const free = layer !== null && isKnownLayer(layer) && stretches(layer)
    // Only what may be stretched listens to Shift; all else keeps its proportion.
    canvas.uniScaleKey = free ? 'shiftKey' : null
    if (active instanceof ActiveSelection) {
      active.set({ lockScalingFlip: true, strokeWidth: 0, snapAngle: 15, snapThreshold: 3 })
      for (const side of ['ml', 'mr', 'mt', 'mb']) active.setControlVisible(side, false)
    }
  }

  /** Brings the views to a document in one go: whoever draws meanwhile sees the old one or the new one. */
  const show = (next: DesignDocument, measuredAnew = false): void => {
    shown = next
    scene.palette = next.palette
    // Trap 10 of fabric: inside a selection of several, places are relative to it; it is dissolved before anything is read or set.
    quietly(() => canvas.discardActiveObject())
    const wanted = new Set(next.layers.map(({ id }) => id))
    for (const [id, view] of views)
      if (!wanted.has(id)) {
        views.delete(id)
        canvas.remove(view)
        view.dispose()
      }
    const ordered = next.layers.map((layer) => {
      const known = views.get(layer.id)
      if (known) {
        known.onSheet = false
        // Most edits change one layer of many: the others are the same objects and keep their frames.
        if (known.layer !== layer || known.displaced || measuredAnew) known.show(layer)
        return known
      }
      const view = new LayerView(layer, scene)
      const spin = arcSpin(view)
      if (spin) view.controls = { ...view.controls, mtr: spin }
      dress(view)
      views.set(layer.id, view)
      return view
    })
    const stack: FabricObject[] = [...ordered, surround]
    const present = canvas.getObjects()
    if (stack.length !== present.length || stack.some((it, index) => it !== present[index])) {
      for (const it of stack) if (!present.includes(it)) canvas.add(it)
      stack.forEach((it, index) => canvas.moveObjectTo(it, index))
    }
    selection = selection.filter((id) => wanted.has(id))
    showSelection()
    canvas.requestRenderAll()
  }

  const setDocument = (next: DesignDocument): void => {
    latest = next
    const own = ++ticket
    if (loader.ready(next)) {
      // During a drag the views show the drag; what it comes to is shown at its end.
      if (!drag) show(next)
      return
    }
    // Trap 7 of fabric: of two loads under way the one asked for last is shown, whichever ends last.
    pending = loader.load(next).then(() => {
      if (own === ticket && !disposed && !drag) show(next, true)
    })
  }

  // -- gestures -------------------------------------------------------------------------------------------------------------

  const beginDrag = (): void => {
    const dragged = activeViews(canvas).filter(({ layer }) => !isFixed(layer))
    const layers = new Map<string, KnownLayer>()
    for (const { layer } of dragged) if (isKnownLayer(layer)) layers.set(layer.id, layer)
    drag = {
      mark: `drag-${++marks}`,
      document: shown,
      layers,
      matrices: new Map(dragged.map((view) => [view.layer.id, view.calcTransformMatrix()])),
      operation: null,
      sheets: null,
    }
  }

  /** Draws what lies below and above the dragged layers once: a drag then costs the same however much there is. */
  const layOutSheets = (current: Drag): void => {
    const order = shown.layers.map(({ id }) => id)
    const places = [...current.layers.keys()].map((id) => order.indexOf(id)).filter((at) => at >= 0)
    if (places.length === 0) return
    const lowest = Math.min(...places)
    const highest = Math.max(...places)
    const sheet = (layers: DesignDocument['layers']): OffscreenCanvas => {
      const on = new OffscreenCanvas(element.width, element.height)
      const context = on.getContext('2d')
      const [zoom, , , , left, top] = canvas.viewportTransform
      if (context) {
        context.setTransform(zoom * retina(), 0, 0, zoom * retina(), left * retina(), top * retina())
        paintDesign(context, { ...shown, layers }, loader.loaded)
      }
      return on
    }
    current.sheets = { below: sheet(shown.layers.slice(0, lowest)), above: sheet(shown.layers.slice(highest + 1)) }
    shown.layers.forEach(({ id }, at) => {
      const view = views.get(id)
      if (view) view.onSheet = at < lowest || at > highest
    })
  }
  const dropSheets = (): void => {
    if (drag) drag.sheets = null
    for (const view of views.values()) view.onSheet = false
  }

  /** A dragged layer as its frame now says: resized and turned by its rules, its ink's middle where the frame's middle is. */
  const layerOfFrame = (view: LayerView, base: KnownLayer, start: TMat2D, verb: EditVerb): KnownLayer => {
    const now = view.calcTransformMatrix()
    const change = util.qrDecompose(util.multiplyTransformMatrices(now, util.invertTransform(start)))
    const frame = util.qrDecompose(now)
    const resized = verb === 'resize' ? resizedLayer(base, frame.scaleX, frame.scaleY) : base
    const rotation = verb === 'rotate' ? hundredth(turn(base.rotation + change.angle)) : base.rotation
    const middle = rotated(boxCentre(ownBounds(resized)), rotation)
    return {
      ...resized,
      rotation,
      x: hundredth(frame.translateX - middle.x),
      y: hundredth(frame.translateY - middle.y),
    }
  }

  const tell = (current: Drag, layers: readonly KnownLayer[], verb: EditVerb): void => {
    const first = current.operation === null
    current.operation = replaceLayers(layers, verb)
    if (first) layOutSheets(current)
    for (const layer of layers) views.get(layer.id)?.preview(layer)
    onGesture(current.operation, first ? 'start' : 'move', current.mark)
  }
  const follow = (verb: EditVerb): void => {
    const current = drag
    if (!current) return
    const layers = activeViews(canvas).flatMap((view) => {
      const base = current.layers.get(view.layer.id)
      const start = current.matrices.get(view.layer.id)
      return base && start ? [layerOfFrame(view, base, start, verb)] : []
    })
    if (layers.length > 0) tell(current, layers, verb)
  }
  const endDrag = (): void => {
    const current = drag
    guides = []
    if (!current) return
    const { operation } = current
    if (operation) {
      const before = latest
      onGesture(operation, 'end', current.mark)
      drag = null
      dropSheets()
      // The page has answered, or will: until then the stage shows what the drag came to, so that nothing jumps back for a moment.
      show(latest !== before && loader.ready(latest) ? latest : operation.apply(current.document))
    } else drag = null
    canvas.requestRenderAll()
  }

  const boxesAround = (dragged: ReadonlySet<string>): Box[] => [
    { left: 0, top: 0, right: shown.size, bottom: shown.size },
    ...shown.layers.filter((layer) => !dragged.has(layer.id) && !isHidden(layer)).map(layerBounds),
  ]
  let snapTargets: Box[] | null = null

  canvas.on('before:transform', () => {
    beginDrag()
    snapTargets = null
  })
  canvas.on('object:moving', ({ target, e }) => {
    const current = drag
    if (!current) return
    const free = 'ctrlKey' in e && (e.ctrlKey || e.metaKey)
    guides = []
    if (!free) {
      const boxes = activeViews(canvas).flatMap((view) => {
        const base = current.layers.get(view.layer.id)
        const start = current.matrices.get(view.layer.id)
        if (!base || !start) return []
        const moved = layerOfFrame(view, base, start, 'move')
        // A ring of letters is centred by its circle, not by its ink.
        if (moved.kind === 'arcText' && current.layers.size === 1)
          return [placedBox({ left: 0, top: 0, right: 0, bottom: 0 }, moved, 0)]
        return [layerBounds(moved)]
      })
      const box = union(boxes)
      snapTargets ??= boxesAround(new Set(current.layers.keys()))
      if (box) {
        const found = snap(box, snapTargets, snapDistance / canvas.getZoom())
        target.set({ left: target.left + found.dx, top: target.top + found.dy })
        guides = found.guides
      }
    }
    follow('move')
  })
  canvas.on('object:scaling', () => follow('resize'))
  canvas.on('object:rotating', () => follow('rotate'))
  canvas.on('object:modified', endDrag)
  canvas.on('mouse:up', () => {
    panFrom = null
    endDrag()
  })

  /** Text on an arc turns round the middle of its circle: the handle moves it along the circle instead of tipping it over. */
  function arcSpin(view: LayerView): Control | null {
    const usual = view.controls['mtr']
    if (!usual) return null
    return new Control({
      ...usual,
      actionHandler: (event, transform, x, y) => {
        const current = drag
        const base = current?.layers.get(view.layer.id)
        if (base?.kind !== 'arcText' || !current) return usual.actionHandler(event, transform, x, y)
        const angle = (px: number, py: number): number => (Math.atan2(py - base.y, px - base.x) * 180) / Math.PI
        const turned = base.angle + angle(x, y) - angle(transform.ex, transform.ey)
        const steps = Math.round(turned / 15) * 15
        const next: KnownLayer = {
          ...base,
          angle: hundredth(turn(Math.abs(steps - turned) <= 3 ? steps : turned)),
        }
        view.show(next)
        tell(current, [next], 'rotate')
        return true
      },
    })
  }

  const selected = (): void => {
    dressSelection()
    if (quiet) return
    selection = activeViews(canvas).map(({ layer }) => layer.id)
    onSelect(selection)
  }
  canvas.on('selection:created', selected)
  canvas.on('selection:updated', selected)
  canvas.on('selection:cleared', selected)
  canvas.on('mouse:dblclick', ({ target }) => {
    if (target instanceof LayerView && ['text', 'arcText', 'ribbon'].includes(target.layer.kind))
      onEditText?.(target.layer.id)
  })

  // -- the view -------------------------------------------------------------------------------------------------------------

  const view = (): StageView => {
    const [zoom, , , , left, top] = canvas.viewportTransform
    return { zoom, left, top }
  }
  const look = (zoom: number, left: number, top: number): void => {
    dropSheets()
    canvas.setViewportTransform([zoom, 0, 0, zoom, left, top])
    canvas.requestRenderAll()
    onView?.(view())
  }
  const held = (zoom: number): number => Math.min(mostZoom, Math.max(leastZoom, zoom))
  const setZoom = (zoom: number, about: Point = { x: canvas.width / 2, y: canvas.height / 2 }): void => {
    fitted = false
    const { zoom: before, left, top } = view()
    const factor = held(zoom) / before
    look(held(zoom), about.x - (about.x - left) * factor, about.y - (about.y - top) * factor)
  }
  const pan = (dx: number, dy: number): void => {
    fitted = false
    const { zoom, left, top } = view()
    look(zoom, left + dx, top + dy)
  }
  const fit = (ids?: readonly string[]): void => {
    const layers = ids ? shown.layers.filter(({ id }) => ids.includes(id)) : []
    const box = union(layers.map(layerBounds)) ?? { left: 0, top: 0, right: shown.size, bottom: shown.size }
    fitted = layers.length === 0
    const room = { x: Math.max(1, canvas.width - 2 * fitMargin), y: Math.max(1, canvas.height - 2 * fitMargin) }
    const zoom = held(Math.min(room.x / Math.max(1, box.right - box.left), room.y / Math.max(1, box.bottom - box.top)))
    const middle = boxCentre(box)
    look(zoom, canvas.width / 2 - middle.x * zoom, canvas.height / 2 - middle.y * zoom)
  }
  canvas.on('mouse:wheel', ({ e }) => {
    e.preventDefault()
    e.stopPropagation()
    const unit = e.deltaMode === 1 ? 16 : 1
    if (e.ctrlKey || e.metaKey)
      setZoom(
        view().zoom * Math.exp(-Math.max(-100, Math.min(100, e.deltaY * unit)) * 0.005),
        canvas.getViewportPoint(e),
      )
    else if (e.shiftKey && e.deltaX === 0) pan(-e.deltaY * unit, 0)
    else pan(-e.deltaX * unit, -e.deltaY * unit)
  })
  canvas.on('mouse:down', ({ e }) => {
    if (panning || ('button' in e && e.button === 1)) panFrom = canvas.getViewportPoint(e)
  })
  canvas.on('mouse:move', ({ e }) => {
    if (!panFrom) return
    const to = canvas.getViewportPoint(e)
    pan(to.x - panFrom.x, to.y - panFrom.y)
    panFrom = to
  })
  const setPanning = (on: boolean): void => {
    panning = on
    canvas.skipTargetFind = on
    canvas.selection = !on
    canvas.defaultCursor = on ? 'grab' : 'default'
    canvas.setCursor(canvas.defaultCursor)
  }
  const resize = (): void => {
    const width = Math.max(1, host.clientWidth)
    const height = Math.max(1, host.clientHeight)
    if (width === canvas.width && height === canvas.height) return
    const dx = (width - canvas.width) / 2
    const dy = (height - canvas.height) / 2
    config.configure({ devicePixelRatio: window.devicePixelRatio || 1 })
    canvas.setDimensions({ width, height })
    if (fitted) fit()
    else pan(dx, dy)
  }
  const observer = new ResizeObserver(resize)
  observer.observe(host)

  const toArtboard = (clientX: number, clientY: number): Point => {
    const frame = canvas.upperCanvasEl.getBoundingClientRect()
    const { zoom, left, top } = view()
    return { x: (clientX - frame.left - left) / zoom, y: (clientY - frame.top - top) / zoom }
  }

  const setColors = (next: Partial<StageColors>): void => {
    colors = { ...colors, ...next }
    canvas.selectionColor = `color-mix(in srgb, ${colors.action} 12%, transparent)`
    canvas.selectionBorderColor = colors.action
    canvas.selectionLineWidth = 1
    for (const it of views.values()) dress(it)
    dressSelection()
    canvas.requestRenderAll()
  }

  setColors({})
  canvas.add(surround)
  fit()
  setDocument(options.document)

  return {
    setDocument,
    setSelection(ids) {
      if (ids.length === selection.length && ids.every((id, index) => id === selection[index])) return
      selection = ids
      if (drag) return
      showSelection()
      canvas.requestRenderAll()
    },
    setGround(next) {
      ground = next
      canvas.requestRenderAll()
    },
    setColors,
    setZoom,
    pan,
    setPanning,
    fit,
    view,
    hitTest(clientX, clientY) {
      const { x, y } = toArtboard(clientX, clientY)
      const { target } = canvas.searchPossibleTargets(canvas.getObjects(), new FabricPoint(x, y))
      return target instanceof LayerView ? target.layer.id : null
    },
    frameOf(id) {
      const layer = views.get(id)?.layer
      if (!layer) return null
      const box = layerBounds(layer)
      const { zoom, left, top } = view()
      return {
        left: box.left * zoom + left,
        top: box.top * zoom + top,
        right: box.right * zoom + left,
        bottom: box.bottom * zoom + top,
      }
    },
    toArtboard,
    async settled() {
      await pending
      canvas.renderAll()
    },
    dispose() {
      if (disposed) return
      disposed = true
      ticket++
      observer.disconnect()
      const { wrapperEl } = canvas
      for (const it of views.values()) it.dispose()
      views.clear()
      wrapperEl.remove()
      // Fabric frees itself a moment later; nothing waits for it, and the element is already out of the page.
      void canvas.dispose()
    },
  }
}
