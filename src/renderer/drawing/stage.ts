import { config } from 'fabric'
import type { DesignDocument } from '../../core/designs/document'
import type { Box, Point } from '../../core/designs/geometry'
import { boundsWith } from '../../core/designs/groups'
import { union } from '../../core/designs/geometry'
import { loaderOf } from './draw-design'
import { layerBounds } from './measure'
import type { Stage, StageAids, StageColors, StageOptions } from './stage-types'
import { createChoosing } from './stage/choosing'
import { watchDistances } from './stage/distances'
import { createDragging } from './stage/dragging'
import { createFrames } from './stage/frames'
import { createGuideLines } from './stage/guide-lines'
import { HandleCanvas } from './stage/handle-canvas'
import type { Shared } from './stage/layer-frame'
import { createNavigation } from './stage/navigation'
import { createPaper } from './stage/paper'
import { meantBy } from './stage/selecting'
import { textPlace } from './stage/text-place'

const defaultColors: StageColors = {
  action: '#0f6b57',
  onAction: '#ffffff',
  workspace: '#f1ede5',
  guide: '#d6336c',
  onGuide: '#ffffff',
}

/**
 * Puts the editing canvas into a host element that has a size. Fabric is its hit-tester and handles; documents come in through
 * `setDocument`, edits go out as operations through `onGesture`. Keys are the page's business.
 */
export function createStage(host: HTMLElement, options: StageOptions): Stage {
  const loader = loaderOf(options.assets)
  const shared: Shared = { palette: options.document.palette, assets: loader.loaded }
  let colors: StageColors = { ...defaultColors, ...options.colors }

  // Trap 16 of fabric: the canvas elements are made here and go with the stage, so that React never sees them and a second stage in
  // the same host never meets the first one's.
  config.configure({ devicePixelRatio: window.devicePixelRatio || 1 })
  const root = document.createElement('div')
  root.style.cssText = 'position:absolute;inset:0;overflow:hidden;isolation:isolate;forced-color-adjust:none'
  const element = document.createElement('canvas')
  root.append(element)
  host.append(root)
  const canvas = new HandleCanvas(element, {
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
    preserveObjectStacking: true,
    renderOnAddRemove: false,
    stopContextMenu: false,
    targetFindTolerance: 4,
    uniformScaling: true,
    selectionKey: null,
    altSelectionKey: null,
    selectionFullyContained: false,
  })
  canvas.wrapperEl.style.position = 'absolute'

  let shown = options.document
  let latest = options.document
  let ticket = 0
  let pending: Promise<void> = Promise.resolve()
  let disposed = false
  let aids: StageAids = { lines: [], circles: [] }

  const paper = createPaper(root, {
    document: shown,
    view: { zoom: 1, left: 0, top: 0 },
    assets: loader.loaded,
  })
  root.append(canvas.wrapperEl)
  const guides = createGuideLines(root)
  const navigation = createNavigation(host, canvas, () => shown.size, {
    onLook() {
      paper.look(navigation.view())
      options.onView?.(navigation.view())
    },
    onSize: () => paper.setSize(canvas.width, canvas.height, canvas.getRetinaScaling()),
    onPinch: () => void dragging.cancel(),
  })
  const frames = createFrames(canvas, shared, colors, (...drag) => dragging.onKnob(...drag))
  const choosing = createChoosing({
    canvas,
    frames,
    shown: () => shown,
    onSelect: options.onSelect,
    onOpen(frame) {
      const { kind, id } = frame.layer
      if (kind === 'text' || kind === 'arcText' || kind === 'ribbon') options.onEditText?.(id)
      else if (kind === 'picture') options.onCrop?.(id)
      else choosing.open(frame)
    },
  })
  const dragging = createDragging({
    canvas,
    paper,
    shown: () => shown,
    selection: choosing.selection,
    aids: () => aids,
    showGuides: (found) => guides.show(found, navigation.view()),
    onGesture: options.onGesture,
    onEnd({ operation, document, copied, isDisplaced }) {
      // The page has answered, or will: until then the stage shows what the drag came to, so that nothing jumps back for a moment.
      const hasAnswered = operation !== null && latest !== document && loader.ready(latest) !== null
      const next = hasAnswered ? latest : (operation?.apply(document) ?? document)
      paper.land(next)
      if (copied) choosing.set(copied)
      if (isDisplaced || next !== shown) show(next)
      if (copied) options.onSelect(copied)
    },
  })
  // The pointer belongs to the canvas until it is let go: the browser need not look what it is over at every move.
  const capture = ({ pointerId }: PointerEvent): void => canvas.upperCanvasEl.setPointerCapture(pointerId)
  canvas.upperCanvasEl.addEventListener('pointerdown', capture)
  canvas.onPress = (event) => {
    if (navigation.press(event)) return true
    choosing.press(event)
    return false
  }
  const distances = watchDistances(host, {
    canvas,
    shown: () => shown,
    selection: choosing.selection,
    hit: choosing.hit,
    isBusy: dragging.isUnderWay,
    showGuides: (found) => guides.show(found, navigation.view()),
  })

  /** Brings paper and frames to a document in one go: whoever looks meanwhile sees the old one or the new one. */
  const show = (next: DesignDocument, isMeasuredAnew = false): void => {
    shown = next
    shared.palette = next.palette
    paper.show(next, isMeasuredAnew)
    // Trap 10 of fabric: inside a selection of several, places are relative to it; it is dissolved before anything is read or set.
    choosing.quietly(() => canvas.discardActiveObject())
    frames.show(next, isMeasuredAnew)
    const there = new Set(next.layers.map(({ id }) => id))
    choosing.set(choosing.selection().filter((id) => there.has(id)))
    choosing.show()
  }
  const setDocument = (next: DesignDocument): void => {
    latest = next
    const own = ++ticket
    if (loader.ready(next)) {
      // During a drag the stage shows the drag; what it comes to is shown at its end.
      if (!dragging.isUnderWay() && next !== shown) show(next)
      return
    }
    // Trap 7 of fabric: of two loads under way the one asked for last is shown, whichever ends last.
    pending = loader.load(next).then(() => {
      if (own === ticket && !disposed && !dragging.isUnderWay()) show(next, true)
    })
  }
  const setColors = (next: Partial<StageColors>): void => {
    colors = { ...colors, ...next }
    canvas.selectionColor = `color-mix(in srgb, ${colors.action} 12%, transparent)`
    canvas.selectionBorderColor = colors.action
    canvas.selectionLineWidth = 1
    paper.setWorkspace(colors.workspace)
    guides.setColors(colors.guide, colors.onGuide)
    frames.setColors(colors)
    const active = canvas.getActiveObject()
    if (active) frames.dress(active)
    canvas.requestRenderAll()
  }
  const boxOf = (id: string): Box | null => boundsWith(shown, id, layerBounds)
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !dragging.cancel()) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  // Before the page's own keys: Escape during a drag means the drag.
  window.addEventListener('keydown', onEscape, true)

  paper.setGround(options.ground ?? 'checker')
  paper.setSize(canvas.width, canvas.height, canvas.getRetinaScaling())
  setColors({})
  choosing.set(options.selection ?? [])
  navigation.fit(null)
  latest = options.document
  if (loader.ready(options.document)) show(options.document)
  else setDocument(options.document)

  const toArtboard = (clientX: number, clientY: number): Point => {
    const frame = host.getBoundingClientRect()
    const { zoom, left, top } = navigation.view()
    return { x: (clientX - frame.left - left) / zoom, y: (clientY - frame.top - top) / zoom }
  }
  return {
    setDocument,
    setSelection(ids) {
      const now = choosing.selection()
      if (ids.length === now.length && ids.every((id, index) => id === now[index])) return
      choosing.set(ids)
      if (!dragging.isUnderWay()) choosing.show()
    },
    setGround: (next) => paper.setGround(next),
    setColors,
    setAids(next) {
      aids = next
    },
    setCovered(isCovered) {
      canvas.isCovered = isCovered
      canvas.requestRenderAll()
    },
    setZoom: navigation.setZoom,
    pan: navigation.pan,
    setPanning: navigation.setPanning,
    fit(ids) {
      const boxes = ids?.flatMap((id) => boxOf(id) ?? []) ?? []
      navigation.fit(boxes.length > 0 ? union(boxes) : null)
    },
    view: navigation.view,
    hitTest(clientX, clientY) {
      const found = choosing.hit(toArtboard(clientX, clientY))
      return found && meantBy(shown, found.layer.id, choosing.selection(), false)
    },
    frameOf(id) {
      const box = frames.get(id) || shown.layers.some((layer) => layer.id === id) ? boxOf(id) : null
      if (!box) return null
      const { zoom, left, top } = navigation.view()
      return {
        left: box.left * zoom + left,
        top: box.top * zoom + top,
        right: box.right * zoom + left,
        bottom: box.bottom * zoom + top,
      }
    },
    textPlace: (id) => textPlace(shown, id, navigation.view()),
    toArtboard,
    async settled() {
      await pending
      paper.flush()
      canvas.renderAll()
    },
    dispose() {
      if (disposed) return
      disposed = true
      ticket++
      dragging.cancel()
      window.removeEventListener('keydown', onEscape, true)
      distances.dispose()
      navigation.dispose()
      frames.dispose()
      guides.dispose()
      paper.dispose()
      root.remove()
      // Fabric frees itself a moment later; nothing waits for it, and the elements are already out of the page.
      void canvas.dispose()
    },
  }
}
