import { config, type TPointerEvent } from 'fabric'
import { boxCentre, type Box, type Point } from '../../../core/designs/geometry'
import type { StageView } from '../stage-types'
import type { HandleCanvas } from './handle-canvas'

const leastZoom = 0.1
const mostZoom = 32
const fitMargin = 32
const held = (zoom: number): number => Math.min(mostZoom, Math.max(leastZoom, zoom))

/** Looking at the artboard from nearer or elsewhere: calls, wheel, middle button, hand tool, two fingers. */
export interface Navigation {
  readonly view: () => StageView
  readonly setZoom: (zoom: number, about?: Point) => void
  readonly pan: (dx: number, dy: number) => void
  readonly fit: (box: Box | null) => void
  readonly setPanning: (isPanning: boolean) => void
  /** Takes a press that moves the view; false for any other. */
  readonly press: (event: TPointerEvent) => boolean
  readonly dispose: () => void
}

/** `onLook` is told of every change; `onPinch` when two fingers take over from one that may have been dragging something. */
export function createNavigation(
  host: HTMLElement,
  canvas: HandleCanvas,
  artboard: () => number,
  { onLook, onSize, onPinch }: { onLook: () => void; onSize: () => void; onPinch: () => void },
): Navigation {
  let fitted = true
  let isPanning = false
  let panFrom: Point | null = null

  const view = (): StageView => {
    const [zoom, , , , left, top] = canvas.viewportTransform
    return { zoom, left, top }
  }
  const look = (zoom: number, left: number, top: number): void => {
    canvas.setViewportTransform([zoom, 0, 0, zoom, left, top])
    canvas.requestRenderAll()
    onLook()
  }
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
  const fit = (wished: Box | null): void => {
    fitted = wished === null
    const box = wished ?? { left: 0, top: 0, right: artboard(), bottom: artboard() }
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

  const hand = (event: MouseEvent): void => {
    if (!panFrom) return
    pan(event.clientX - panFrom.x, event.clientY - panFrom.y)
    panFrom = { x: event.clientX, y: event.clientY }
  }
  const letGo = (): void => {
    if (!panFrom) return
    panFrom = null
    canvas.setCursor(isPanning ? 'grab' : 'default')
  }
  window.addEventListener('mousemove', hand)
  window.addEventListener('mouseup', letGo)

  // Two fingers: their middle moves the view, their distance is the zoom.
  let pinch: { middle: Point; distance: number } | null = null
  const twoFingers = ({ touches }: TouchEvent): { middle: Point; distance: number } | null => {
    const [a, b] = [touches[0], touches[1]]
    if (!a || !b) return null
    const frame = host.getBoundingClientRect()
    return {
      middle: { x: (a.clientX + b.clientX) / 2 - frame.left, y: (a.clientY + b.clientY) / 2 - frame.top },
      distance: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
    }
  }
  const onTouch = (event: TouchEvent): void => {
    const now = twoFingers(event)
    if (!now) {
      if (event.touches.length === 0) pinch = null
      // The finger that stays on the glass does not begin to drag.
      else if (pinch) event.stopPropagation()
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (!pinch) onPinch()
    else {
      setZoom(view().zoom * (now.distance / pinch.distance), pinch.middle)
      pan(now.middle.x - pinch.middle.x, now.middle.y - pinch.middle.y)
    }
    pinch = now
  }
  const touches = ['touchstart', 'touchmove', 'touchend'] as const
  for (const name of touches) host.addEventListener(name, onTouch, { capture: true, passive: false })

  const resize = (): void => {
    const width = Math.max(1, host.clientWidth)
    const height = Math.max(1, host.clientHeight)
    if (width === canvas.width && height === canvas.height) return
    const dx = (width - canvas.width) / 2
    const dy = (height - canvas.height) / 2
    config.configure({ devicePixelRatio: window.devicePixelRatio || 1 })
    canvas.setDimensions({ width, height })
    onSize()
    if (fitted) fit(null)
    else pan(dx, dy)
  }
  const observer = new ResizeObserver(resize)
  observer.observe(host)

  return {
    view,
    setZoom,
    pan,
    fit,
    setPanning(on) {
      isPanning = on
      canvas.skipTargetFind = on
      canvas.selection = !on
      canvas.defaultCursor = on ? 'grab' : 'default'
      canvas.setCursor(canvas.defaultCursor)
    },
    press(event) {
      const isMiddle = 'button' in event && event.button === 1
      if (!isPanning && !isMiddle) return false
      if (!('clientX' in event)) return false
      event.preventDefault()
      panFrom = { x: event.clientX, y: event.clientY }
      canvas.setCursor('grabbing')
      return true
    },
    dispose() {
      observer.disconnect()
      window.removeEventListener('mousemove', hand)
      window.removeEventListener('mouseup', letGo)
      for (const name of touches) host.removeEventListener(name, onTouch, { capture: true })
    },
  }
}
