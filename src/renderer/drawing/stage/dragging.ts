import { util, type TMat2D, type TPointerEvent, type Transform } from 'fabric'
import { isKnownLayer, type DesignDocument, type KnownLayer } from '../../../core/designs/document'
import { boxCentre, hundredth, rotated, turn, union, type Box } from '../../../core/designs/geometry'
import { duplicateLayers, replaceLayers, type EditVerb, type Operation } from '../../../core/designs/operations'
import { resizedLayer, stretches } from '../../../core/designs/resize'
import { layerBounds, ownBounds } from '../measure'
import { createSnapper, type Axis, type Circle, type Guide, type Snapper } from '../snapping'
import type { GesturePhase, StageAids } from '../stage-types'
import { edgesOf, snapScaling } from './scale-snapping'
import type { HandleCanvas } from './handle-canvas'
import type { KnobDrag } from './knob'
import { activeFrames, LayerFrame } from './layer-frame'
import type { Paper } from './paper'
import { takeRightOfWay } from '../right-of-way'
import { standingOf } from './units'

/** How near in CSS pixels a dragged layer snaps, at any zoom. */
const snapDistance = 4
/** The page is told how far a drag has come when the pointer has rested for so long: its panels must not cost a drag its frames. */
const restMs = 90

interface Drag {
  readonly mark: string
  /** The document as the drag began with it, copies made by Alt among it. */
  document: DesignDocument
  bases: ReadonlyMap<string, KnownLayer>
  /** Where each frame was. */
  readonly matrices: ReadonlyMap<string, TMat2D>
  readonly from: { readonly left: number; readonly top: number }
  readonly box: Box | null
  /** Made by Alt: what puts the copies in, and the copy of each layer. */
  copies: { readonly operation: Operation; readonly of: ReadonlyMap<string, string> } | null
  snapper: Snapper | null
  /** What it has come to; worked out only when somebody asks. */
  result: { readonly verb: EditVerb; readonly layers: () => readonly KnownLayer[] } | null
  isTold: boolean
}

/** What dragging needs of the stage round it. */
export interface DragPorts {
  readonly canvas: HandleCanvas
  readonly paper: Paper
  readonly shown: () => DesignDocument
  readonly selection: () => readonly string[]
  readonly aids: () => StageAids
  readonly showGuides: (guides: readonly Guide[]) => void
  readonly onGesture: (operation: Operation, phase: GesturePhase, mark: string) => void
  /** The drag is over: `operation` is what came of it (null: nothing) on `document`, `copied` the copies that are to be selected. */
  readonly onEnd: (ended: {
    readonly operation: Operation | null
    readonly document: DesignDocument
    readonly copied: readonly string[] | null
    /** Frames may stand where no layer is. */
    readonly isDisplaced: boolean
  }) => void
}
export interface Dragging {
  readonly isUnderWay: () => boolean
  readonly end: () => void
  /** Puts everything back where the drag began. */
  readonly cancel: () => boolean
  readonly onKnob: KnobDrag
}

/** A dragged layer as its frame now says: resized and turned by its rules, its ink's middle where the frame's middle is. */
function layerOfFrame(frame: LayerFrame, base: KnownLayer, start: TMat2D, verb: EditVerb): KnownLayer {
  const now = frame.calcTransformMatrix()
  const change = util.qrDecompose(util.multiplyTransformMatrices(now, util.invertTransform(start)))
  const at = util.qrDecompose(now)
  const resized = verb === 'resize' ? resizedLayer(base, at.scaleX, at.scaleY) : base
  const rotation = verb === 'rotate' ? hundredth(turn(base.rotation + change.angle)) : base.rotation
  const middle = rotated(boxCentre(ownBounds(resized)), rotation)
  return {
    ...resized,
    rotation,
    x: hundredth(at.translateX - middle.x),
    y: hundredth(at.translateY - middle.y),
  }
}

const isFree = (event: TPointerEvent): boolean => event.ctrlKey || event.metaKey

export function createDragging(ports: DragPorts): Dragging {
  const { canvas, paper } = ports
  let drag: Drag | null = null
  let marks = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let giveBack: (() => void) | null = null

  const operationOf = ({ copies, result }: Drag): Operation | null => {
    if (!result) return null
    const change = replaceLayers(result.layers(), result.verb)
    if (!copies) return change
    const { operation } = copies
    return { ...operation, apply: (document) => change.apply(operation.apply(document)) }
  }
  const tell = (): void => {
    const current = drag
    const operation = current && operationOf(current)
    if (!current || !operation) return
    ports.onGesture(operation, current.isTold ? 'move' : 'start', current.mark)
    current.isTold = true
  }
  const came = (verb: EditVerb, layers: () => readonly KnownLayer[]): void => {
    if (!drag) return
    drag.result = { verb, layers }
    clearTimeout(timer)
    timer = setTimeout(tell, restMs)
  }

  const begin = (): void => {
    const frames = activeFrames(canvas).filter(({ fixed }) => !fixed)
    const bases = new Map<string, KnownLayer>()
    for (const { layer } of frames) if (isKnownLayer(layer)) bases.set(layer.id, layer)
    const active = canvas.getActiveObject()
    const document = ports.shown()
    giveBack ??= takeRightOfWay()
    drag = {
      mark: `drag-${++marks}`,
      document,
      bases,
      matrices: new Map(frames.map((frame) => [frame.layer.id, frame.calcTransformMatrix()])),
      from: { left: active?.left ?? 0, top: active?.top ?? 0 },
      box: union(frames.map(({ layer }) => layerBounds(layer))),
      copies: null,
      snapper: null,
      result: null,
      isTold: false,
    }
    // Now, and not at the first move: that one then costs no more than the others.
    if (bases.size > 0) paper.lift(document, new Set(bases.keys()))
  }
  /** Alt at the beginning of a move: it is copies that move, and what was there stays. */
  const copy = (current: Drag): void => {
    const operation = duplicateLayers(current.document, ports.selection(), () => crypto.randomUUID(), 0)
    const of = new Map([...operation.origins].map(([copy, id]) => [id, copy]))
    const document = operation.apply(current.document)
    const byId = new Map(document.layers.map((layer) => [layer.id, layer]))
    const bases = new Map<string, KnownLayer>()
    for (const id of current.bases.keys()) {
      const layer = byId.get(of.get(id) ?? id)
      if (layer && isKnownLayer(layer)) bases.set(layer.id, layer)
    }
    current.copies = { operation, of }
    current.document = document
    current.bases = bases
    paper.lift(document, new Set(bases.keys()))
  }

  const snapperOf = (current: Drag): Snapper => {
    if (current.snapper) return current.snapper
    const { document, bases } = current
    const { hidden } = standingOf(document)
    const others = document.layers.filter(
      (layer) => !bases.has(layer.id) && !hidden.has(layer.id) && layer.kind !== 'group',
    )
    const known = others.filter(isKnownLayer)
    const { lines, circles } = ports.aids()
    current.snapper = createSnapper({
      artboard: { left: 0, top: 0, right: document.size, bottom: document.size },
      boxes: others.map(layerBounds),
      centres: known.filter(({ kind }) => kind === 'ring' || kind === 'arcText' || kind === 'shape'),
      circles: [
        ...circles,
        ...known.flatMap((layer): Circle[] => {
          const { x, y } = layer
          if (layer.kind === 'ring')
            return [-0.5, 0, 0.5].map((by) => ({ x, y, radius: layer.radius + by * layer.width }))
          return layer.kind === 'arcText' ? [{ x, y, radius: layer.radius }] : []
        }),
      ],
      lines,
    })
    return current.snapper
  }
  const tolerance = (): number => snapDistance / canvas.getZoom()

  canvas.on('before:transform', begin)
  canvas.on('object:moving', ({ target, e }) => {
    const current = drag
    if (!current || current.bases.size === 0) return
    if (!current.result) {
      if (e.altKey) copy(current)
      canvas.setStill(true)
    }
    let dx = target.left - current.from.left
    let dy = target.top - current.from.top
    const held: Axis | null = e.shiftKey ? (Math.abs(dx) >= Math.abs(dy) ? 'y' : 'x') : null
    if (held === 'x') dx = 0
    if (held === 'y') dy = 0
    let guides: readonly Guide[] = []
    if (!isFree(e) && current.box) {
      const { left, top, right, bottom } = current.box
      const only = current.bases.size === 1 ? [...current.bases.values()][0] : undefined
      const found = snapperOf(current).move(
        {
          box: { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy },
          // Letters on an arc are centred by their circle, not by their ink.
          centre: only?.kind === 'arcText' ? { x: only.x + dx, y: only.y + dy } : null,
        },
        tolerance(),
        held,
      )
      dx += found.dx
      dy += found.dy
      guides = found.guides
    }
    target.set({ left: current.from.left + dx, top: current.from.top + dy })
    const layers = (): KnownLayer[] =>
      [...current.bases.values()].map((base) => ({ ...base, x: hundredth(base.x + dx), y: hundredth(base.y + dy) }))
    came('move', layers)
    paper.glide(dx, dy, () => replaceLayers(layers(), 'move').apply(current.document))
    ports.showGuides(guides)
  })

  const follow = (verb: EditVerb): void => {
    const current = drag
    if (!current) return
    const layers = activeFrames(canvas).flatMap((frame) => {
      const base = current.bases.get(frame.layer.id)
      const start = current.matrices.get(frame.layer.id)
      return base && start ? [layerOfFrame(frame, base, start, verb)] : []
    })
    if (layers.length > 0) redraw(current, layers, verb)
  }
  const redraw = (current: Drag, layers: readonly KnownLayer[], verb: EditVerb): void => {
    came(verb, () => layers)
    for (const frame of activeFrames(canvas)) {
      const layer = layers.find(({ id }) => id === frame.layer.id)
      if (layer) frame.preview(layer)
    }
    paper.redraw(replaceLayers(layers, verb).apply(current.document))
  }
  const scaled = (transform: Transform, event: TPointerEvent): readonly Guide[] => {
    const { target, corner } = transform
    const current = drag
    if (!current || isFree(event)) return []
    const only = target instanceof LayerFrame && isKnownLayer(target.layer) ? target.layer : null
    const isEven = !(only && stretches(only)) || (edgesOf(corner).x !== 0 && edgesOf(corner).y !== 0 && !event.shiftKey)
    return snapScaling(transform, snapperOf(current), isEven, tolerance())
  }
  canvas.on('object:scaling', ({ transform, e }) => {
    const guides = scaled(transform, e)
    follow('resize')
    ports.showGuides(guides)
  })
  canvas.on('object:rotating', ({ target }) => {
    follow('rotate')
    const { x, y } = target.getCenterPoint()
    const degrees = hundredth(turn(target.angle))
    ports.showGuides(degrees % 15 === 0 ? [{ kind: 'angle', x, y, radius: 0, degrees }] : [])
  })

  const end = (): void => {
    const current = drag
    if (!current) return
    clearTimeout(timer)
    ports.showGuides([])
    const operation = operationOf(current)
    for (const frame of activeFrames(canvas)) if (operation) frame.displaced = true
    if (operation) {
      if (!current.isTold) ports.onGesture(operation, 'start', current.mark)
      ports.onGesture(operation, 'end', current.mark)
    }
    drag = null
    giveBack?.()
    giveBack = null
    canvas.setStill(false)
    const { copies } = current
    const before = copies ? ports.shown() : current.document
    const copied = copies ? ports.selection().map((id) => copies.of.get(id) ?? id) : null
    ports.onEnd({ operation, document: before, copied, isDisplaced: operation !== null })
  }
  const cancel = (): boolean => {
    const current = drag
    if (!current) return false
    clearTimeout(timer)
    ports.showGuides([])
    for (const frame of activeFrames(canvas)) frame.displaced = true
    // The page has heard of it: it hears that nothing came of it.
    if (current.isTold) ports.onGesture({ verb: 'change', ids: [], apply: (it) => it }, 'end', current.mark)
    drag = null
    giveBack?.()
    giveBack = null
    canvas.dropTransform()
    canvas.setStill(false)
    ports.onEnd({ operation: null, document: ports.shown(), copied: null, isDisplaced: true })
    return true
  }
  canvas.on('object:modified', end)
  canvas.on('mouse:up', end)

  return {
    isUnderWay: () => drag !== null,
    end,
    cancel,
    onKnob(frame, change, verb) {
      const base = drag?.bases.get(frame.layer.id)
      if (!drag || !base) return false
      const next = change(base)
      redraw(drag, [next], verb)
      frame.show(next)
      frame.displaced = true
      return true
    },
  }
}
