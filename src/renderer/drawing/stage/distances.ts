import type { DesignDocument } from '../../../core/designs/document'
import { union, type Box } from '../../../core/designs/geometry'
import { boundsWith } from '../../../core/designs/groups'
import { layerBounds } from '../measure'
import { distances, type Guide } from '../snapping'
import type { HandleCanvas } from './handle-canvas'
import type { LayerFrame } from './layer-frame'
import { meantBy } from './selecting'

/** While Alt is held, shows how far what is selected is from what the pointer is over, or from the artboard's edges. */
export function watchDistances(
  host: HTMLElement,
  ports: {
    readonly canvas: HandleCanvas
    readonly shown: () => DesignDocument
    readonly selection: () => readonly string[]
    readonly hit: (at: { x: number; y: number }) => LayerFrame | null
    readonly isBusy: () => boolean
    readonly showGuides: (guides: readonly Guide[]) => void
  },
): { dispose: () => void } {
  let over: MouseEvent | null = null
  let isShown = false
  const hide = (): void => {
    if (isShown) ports.showGuides([])
    isShown = false
  }
  const boxOf = (ids: readonly string[]): Box | null =>
    union(ids.flatMap((id) => boundsWith(ports.shown(), id, layerBounds) ?? []))
  const update = (isHeld: boolean): void => {
    if (ports.isBusy()) {
      isShown = false
      return
    }
    const selection = ports.selection()
    const from = isHeld && over && selection.length > 0 ? boxOf(selection) : null
    if (!from || !over) return hide()
    const { size } = ports.shown()
    const found = ports.hit(ports.canvas.getScenePoint(over))
    const meant = found && meantBy(ports.shown(), found.layer.id, selection, false)
    const other = meant !== null && !selection.includes(meant) ? boxOf([meant]) : null
    isShown = true
    ports.showGuides(distances(from, other ?? { left: 0, top: 0, right: size, bottom: size }))
  }
  const onMove = (event: MouseEvent): void => {
    over = event
    if (event.altKey || isShown) update(event.altKey)
  }
  const onLeave = (): void => {
    over = null
    hide()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Alt') update(event.type === 'keydown')
  }
  const onBlur = (): void => hide()
  host.addEventListener('mousemove', onMove)
  host.addEventListener('mouseleave', onLeave)
  window.addEventListener('keydown', onKey)
  window.addEventListener('keyup', onKey)
  window.addEventListener('blur', onBlur)
  return {
    dispose() {
      host.removeEventListener('mousemove', onMove)
      host.removeEventListener('mouseleave', onLeave)
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('keyup', onKey)
      window.removeEventListener('blur', onBlur)
    },
  }
}
