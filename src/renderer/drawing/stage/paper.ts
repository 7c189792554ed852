import type { DesignDocument, Layer } from '../../../core/designs/document'
import { boxHeight, boxWidth, grown, union, type Box } from '../../../core/designs/geometry'
import type { LoadedAssets } from '../loaded-assets'
import { layerBounds } from '../measure'
import { paintDesign } from '../paint'
import type { ArtboardGround, StageView } from '../stage-types'
import { createGround } from './ground'
import { changedBox, meets, piecesOf } from './pieces'
import { reachOf } from './reach'
import { unitsOf } from './units'

/** More runs of dragged layers than this are drawn together with what lies between them. */
const mostGlides = 4
/** A design of so many layers is drawn anew at every step of a zoom; a larger one when the zoom has come to rest. */
const lightDesign = 40
/** Where more of the sheet than this has changed, all of it is drawn anew. */
const mostMended = 0.5
/** How long after the last edit that was mended everything is drawn anew. */
const wholeAfterMs = 250
/** How long after the last step of a zoom a large design is drawn sharp. */
const sharpAfterMs = 90

interface Sheet {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
}
/** A run of layers on a sheet of its own while something is dragged. */
interface Run {
  readonly sheet: Sheet
  readonly ids: readonly string[]
  readonly isMoving: boolean
}

/**
 * What the art lies on: canvases of our own under fabric's. At rest everything is on one sheet. While layers are dragged what lies
 * under, between and over them is on sheets that nobody touches; a moved layer's own sheet only glides, and what is resized or
 * turned is drawn alone. So a drag costs the same however much there is (trap 4 of fabric).
 */
export interface Paper {
  readonly setSize: (width: number, height: number, ratio: number) => void
  readonly setGround: (ground: ArtboardGround) => void
  readonly setWorkspace: (color: string) => void
  /** Shows a document; drawn with the next frame. */
  readonly show: (document: DesignDocument, isMeasuredAnew: boolean) => void
  /** Looks from elsewhere: at once with what is drawn, sharp a moment later. */
  readonly look: (view: StageView) => void
  /** Puts layers on sheets of their own. */
  readonly lift: (document: DesignDocument, ids: ReadonlySet<string>) => void
  /** Shows the lifted layers moved by units. */
  readonly glide: (dx: number, dy: number, moved: () => DesignDocument) => void
  /** Draws the lifted layers anew, as a document has them. */
  readonly redraw: (document: DesignDocument) => void
  /** Lays everything on one sheet again, the lifted layers as a document has them. */
  readonly land: (document: DesignDocument) => void
  /** Draws now what waits to be drawn. */
  readonly flush: () => void
  readonly dispose: () => void
}

/** Makes the paper in an element, in front of which fabric's canvases come. */
export function createPaper(
  root: HTMLElement,
  first: { document: DesignDocument; view: StageView; assets: LoadedAssets },
): Paper {
  const { assets } = first
  const ground = createGround(root)
  const spare: Sheet[] = []
  let size = { width: 1, height: 1, ratio: 1 }
  let document = first.document
  let view = first.view
  /** What the sheet at rest shows, and from where; null where it must be drawn whole. */
  let drawn: { document: DesignDocument; view: StageView } | null = null
  let workspace = '#f1ede5'
  let runs: Run[] | null = null
  /** Where the lifted layers were when their sheets were drawn; null where their sheets cannot glide. */
  let glidesFrom: boolean | null = null
  /** Until the first document has its faces and pictures, nothing is drawn of it. */
  let isBlank = true
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const makeSheet = (): Sheet => {
    const canvas = window.document.createElement('canvas')
    canvas.style.cssText =
      'position:absolute;left:0;top:0;pointer-events:none;transform-origin:0 0;will-change:transform'
    canvas.dataset['sheet'] = ''
    const context = canvas.getContext('2d')
    if (!context) throw new Error('the page has no 2D canvas')
    return { canvas, context }
  }
  const base = makeSheet()
  root.append(base.canvas)

  /** Gives a sheet its size and place in CSS pixels of the host, and clears it. */
  const lay = ({ canvas, context }: Sheet, box: Box): void => {
    const width = Math.max(1, Math.round(boxWidth(box) * size.ratio))
    const height = Math.max(1, Math.round(boxHeight(box) * size.ratio))
    if (canvas.width === width && canvas.height === height) {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, width, height)
    } else {
      canvas.width = width
      canvas.height = height
      canvas.style.width = `${width / size.ratio}px`
      canvas.style.height = `${height / size.ratio}px`
    }
    canvas.style.left = `${box.left}px`
    canvas.style.top = `${box.top}px`
    canvas.style.transform = 'none'
    canvas.hidden = false
  }
  const whole = (): Box => ({ left: 0, top: 0, right: size.width, bottom: size.height })
  const paint = ({ context }: Sheet, of: DesignDocument, layers: readonly Layer[], at: Box): void => {
    const { ratio } = size
    const scale = view.zoom * ratio
    context.setTransform(scale, 0, 0, scale, (view.left - at.left) * ratio, (view.top - at.top) * ratio)
    paintDesign(context, { ...of, layers: [...layers] }, assets)
  }
  /** Dims what lies off the artboard, and draws its edge. */
  const paintSurround = ({ context }: Sheet): void => {
    const { zoom, left, top } = view
    const side = document.size * zoom
    context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0)
    context.globalAlpha = 0.72
    context.fillStyle = workspace
    context.beginPath()
    context.rect(0, 0, size.width, size.height)
    context.rect(left, top, side, side)
    context.fill('evenodd')
    context.globalAlpha = 1
    context.strokeStyle = 'rgb(127 127 127 / 0.5)'
    context.lineWidth = 1
    context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1)
  }

  const stopWaiting = (): void => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    frame = 0
    timer = undefined
  }
  const dropRuns = (): void => {
    for (const { sheet } of runs ?? []) {
      if (sheet === base) continue
      sheet.canvas.remove()
      spare.push(sheet)
    }
    runs = null
    glidesFrom = null
  }
  /** Draws anew only where the document differs from what the sheet shows; false where that is too much, nothing, or cannot be told. */
  const mend = ({ canvas, context }: Sheet): boolean => {
    if (!drawn || runs || isBlank || drawn.view !== view) return false
    if (drawn.document.palette !== document.palette || drawn.document.size !== document.size) return false
    const pieces = piecesOf(document)
    const changed = changedBox(piecesOf(drawn.document), pieces)
    if (!changed) return false
    const pixel = (units: number, from: number): number => (units * view.zoom + from) * size.ratio
    const left = Math.max(0, Math.floor(pixel(changed.left, view.left)) - 2)
    const top = Math.max(0, Math.floor(pixel(changed.top, view.top)) - 2)
    const right = Math.min(canvas.width, Math.ceil(pixel(changed.right, view.left)) + 2)
    const bottom = Math.min(canvas.height, Math.ceil(pixel(changed.bottom, view.top)) + 2)
    if (right <= left || bottom <= top) return false
    if ((right - left) * (bottom - top) > mostMended * canvas.width * canvas.height) return false
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.beginPath()
    context.rect(left, top, right - left, bottom - top)
    context.clip()
    context.clearRect(left, top, right - left, bottom - top)
    // A pixel or two beyond what has changed.
    const room = grown(changed, 4 / (view.zoom * size.ratio))
    const layers = pieces.filter(({ box }) => meets(box, room)).flatMap(({ unit }) => unit)
    paint({ canvas, context }, document, layers, whole())
    paintSurround({ canvas, context })
    context.restore()
    return true
  }
  const rest = (): void => {
    stopWaiting()
    if (mend(base)) {
      // Edges that a mended part cuts through are drawn a shade otherwise there.
      timer = setTimeout(() => {
        drawn = null
        atNextFrame()
      }, wholeAfterMs)
    } else {
      dropRuns()
      lay(base, whole())
      if (!isBlank) paint(base, document, document.layers, whole())
      paintSurround(base)
    }
    drawn = { document, view }
    // For whoever waits for the first picture.
    if (!isBlank) root.dataset['drawn'] = ''
  }
  const atNextFrame = (): void => {
    clearTimeout(timer)
    timer = undefined
    frame ||= requestAnimationFrame(rest)
  }

  const findRuns = (ids: ReadonlySet<string>): { ids: string[]; isMoving: boolean }[] => {
    const found: { ids: string[]; isMoving: boolean }[] = [{ ids: [], isMoving: false }]
    for (const unit of unitsOf(document)) {
      const isMoving = unit.some(({ id }) => ids.has(id))
      const last = found.at(-1)
      const own = unit.map(({ id }) => id)
      if (last?.isMoving === isMoving) last.ids.push(...own)
      else found.push({ ids: own, isMoving })
    }
    if (found.at(-1)?.isMoving) found.push({ ids: [], isMoving: false })
    if (found.filter(({ isMoving }) => isMoving).length <= mostGlides) return found
    const middle = found.slice(1, -1).flatMap((run) => run.ids)
    return [found[0], { ids: middle, isMoving: true }, found.at(-1)].flatMap((run) => run ?? [])
  }
  /** Where the ink of layers lies on the screen; null where it is too large for a sheet that glides. */
  const roomOf = (layers: readonly Layer[]): Box | null => {
    const box = union(
      layers.filter(({ kind }) => kind !== 'group').map((layer) => grown(layerBounds(layer), reachOf(layer))),
    )
    if (!box) return null
    const around = Math.max(0, ...layers.filter(({ kind }) => kind === 'group').map(reachOf))
    const pixel = (value: number, round: (value: number) => number): number => round(value * size.ratio) / size.ratio
    const { zoom, left, top } = view
    const room = {
      left: pixel((box.left - around) * zoom + left, Math.floor) - 2,
      top: pixel((box.top - around) * zoom + top, Math.floor) - 2,
      right: pixel((box.right + around) * zoom + left, Math.ceil) + 2,
      bottom: pixel((box.bottom + around) * zoom + top, Math.ceil) + 2,
    }
    return boxWidth(room) * boxHeight(room) <= 2 * size.width * size.height ? room : null
  }
  const layersOf = (of: DesignDocument, ids: readonly string[]): Layer[] => {
    const wanted = new Set(ids)
    return of.layers.filter(({ id }) => wanted.has(id))
  }

  return {
    setSize(width, height, ratio) {
      size = { width, height, ratio }
      drawn = null
      ground.place(view, document.size, size)
      rest()
    },
    setGround: (next) => ground.set(next),
    setWorkspace(color) {
      workspace = color
      ground.setWorkspace(color)
      drawn = null
      atNextFrame()
    },
    show(next, isMeasuredAnew) {
      const isSame =
        !isMeasuredAnew &&
        !isBlank &&
        !runs &&
        drawn !== null &&
        drawn.document.palette === next.palette &&
        drawn.document.layers.length === next.layers.length &&
        drawn.document.layers.every((layer, index) => layer === next.layers[index])
      document = next
      isBlank = false
      if (isMeasuredAnew) drawn = null
      if (isSame) drawn = { document, view: drawn?.view ?? view }
      else atNextFrame()
    },
    look(next) {
      view = next
      ground.place(view, document.size, size)
      if (!drawn || runs || document.layers.length <= lightDesign) return atNextFrame()
      // What is drawn, where it would be: blurred for a moment, but at once.
      const factor = view.zoom / drawn.view.zoom
      const left = view.left - drawn.view.left * factor
      const top = view.top - drawn.view.top * factor
      base.canvas.style.transform = `translate(${left}px, ${top}px) scale(${factor})`
      clearTimeout(timer)
      timer = setTimeout(() => {
        timer = undefined
        atNextFrame()
      }, sharpAfterMs)
    },
    lift(next, ids) {
      stopWaiting()
      dropRuns()
      document = next
      drawn = null
      let before: HTMLElement = base.canvas
      let canGlide = true
      const found = findRuns(ids)
      runs = found.map(({ ids: own, isMoving }, index) => {
        const sheet = index === 0 ? base : (spare.pop() ?? makeSheet())
        const layers = layersOf(document, own)
        const isAlone =
          !isMoving || own.every((id) => ids.has(id) || layers.some((it) => it.id === id && it.kind === 'group'))
        const room = isMoving && isAlone ? roomOf(layers) : null
        if (isMoving && !room) canGlide = false
        lay(sheet, room ?? whole())
        paint(sheet, document, layers, room ?? whole())
        if (index === found.length - 1) paintSurround(sheet)
        if (index > 0) before.after(sheet.canvas)
        before = sheet.canvas
        return { sheet, ids: own, isMoving }
      })
      glidesFrom = canGlide
    },
    glide(dx, dy, moved) {
      if (!runs) return
      if (!glidesFrom) return this.redraw(moved())
      const pixels = (units: number): number => Math.round(units * view.zoom * size.ratio) / size.ratio
      const transform = `translate(${pixels(dx)}px, ${pixels(dy)}px)`
      for (const { sheet, isMoving } of runs) if (isMoving) sheet.canvas.style.transform = transform
    },
    redraw(next) {
      glidesFrom = false
      for (const run of runs ?? []) {
        if (!run.isMoving) continue
        lay(run.sheet, whole())
        paint(run.sheet, next, layersOf(next, run.ids), whole())
      }
    },
    land(next) {
      if (!runs) return
      document = next
      // The sheets are laid on each other instead of drawing everything anew.
      for (const { sheet, ids, isMoving } of runs) {
        if (isMoving) paint(base, next, layersOf(next, ids), whole())
        else if (sheet !== base) {
          base.context.setTransform(1, 0, 0, 1, 0, 0)
          base.context.drawImage(sheet.canvas, 0, 0)
        }
      }
      dropRuns()
      drawn = { document, view }
    },
    flush() {
      if (timer) drawn = null
      if (frame || timer) rest()
    },
    dispose() {
      stopWaiting()
      dropRuns()
      for (const { canvas } of [base, ...spare]) {
        canvas.remove()
        // Frees the pixels at once, whoever still holds the element.
        canvas.width = canvas.height = 0
      }
      ground.dispose()
    },
  }
}
