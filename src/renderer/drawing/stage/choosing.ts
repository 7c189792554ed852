import { ActiveSelection, Point as FabricPoint, type TPointerEvent } from 'fabric'
import type { DesignDocument } from '../../../core/designs/document'
import type { Frames } from './frames'
import { SeveralFrames, type HandleCanvas } from './handle-canvas'
import { activeFrames, LayerFrame, turnStep } from './layer-frame'
import { stretches } from '../../../core/designs/resize'
import { isKnownLayer } from '../../../core/designs/document'
import { furtherIn, leavesOf, meantBy } from './selecting'

/** Which layers are selected, and what a press makes of it: groups as one, their parts once one has gone in. */
export interface Choosing {
  readonly selection: () => readonly string[]
  /** Selects without telling the page. */
  readonly set: (ids: readonly string[]) => void
  /** Puts the frames round what is selected; after the frames have changed. */
  readonly show: () => void
  readonly press: (event: TPointerEvent) => void
  /** Goes into a layer: its paint shows its handles until something else is selected. */
  readonly open: (frame: LayerFrame) => void
  readonly hit: (at: { x: number; y: number }) => LayerFrame | null
  /** Runs changes of ours to fabric's selection without telling the page of them. */
  readonly quietly: (change: () => void) => void
}

export function createChoosing(ports: {
  readonly canvas: HandleCanvas
  readonly frames: Frames
  readonly shown: () => DesignDocument
  readonly onSelect: (ids: readonly string[]) => void
  /** A double press on something that has nothing further in: its text, its picture, its paint. */
  readonly onOpen: (frame: LayerFrame) => void
}): Choosing {
  const { canvas, frames, shown, onSelect } = ports
  let selection: readonly string[] = []
  let isQuiet = false
  let opened: LayerFrame | null = null
  /** What was selected when a rectangle was begun with Shift: what it meets is added. */
  let added: readonly string[] = []
  /** What is selected if a press on something else, within the frame of several, turns out to be no drag. */
  let ifClicked: string | null = null

  const quietly = (change: () => void): void => {
    const before = isQuiet
    isQuiet = true
    change()
    isQuiet = before
  }
  const dress = (): void => {
    const active = canvas.getActiveObject()
    if (!active) return
    frames.dress(active)
    const layer = active instanceof LayerFrame ? active.layer : null
    // Only what may be stretched listens to Shift; all else keeps its proportion.
    canvas.uniScaleKey = layer !== null && isKnownLayer(layer) && stretches(layer) ? 'shiftKey' : null
    if (active instanceof ActiveSelection) {
      active.set({ lockScalingFlip: true, strokeWidth: 0, snapAngle: turnStep, snapThreshold: 3 })
      for (const side of ['ml', 'mr', 'mt', 'mb']) active.setControlVisible(side, false)
    }
  }
  const show = (): void =>
    quietly(() => {
      canvas.discardActiveObject()
      const chosen = leavesOf(shown(), selection).flatMap(({ id }) => frames.get(id) ?? [])
      const seen = chosen.filter(({ visible }) => visible)
      // Several at once: the fixed ones stay behind, since fabric would drag them along.
      const several = seen.filter(({ fixed }) => !fixed)
      const only = seen.length === 1 ? seen[0] : several.length === 1 ? several[0] : undefined
      if (only) canvas.setActiveObject(only)
      else if (several.length > 1) {
        const frame = new SeveralFrames(several, { canvas })
        frame.isOne = selection.length === 1
        canvas.setActiveObject(frame)
      }
      if (opened && (only !== opened || opened.layer.id !== selection[0])) {
        opened.isOpen = false
        opened = null
      }
      dress()
      canvas.requestRenderAll()
    })
  const choose = (ids: readonly string[]): void => {
    if (ids.length === selection.length && ids.every((id, index) => id === selection[index])) return
    selection = ids
    show()
    onSelect(ids)
  }
  const hit = ({ x, y }: { x: number; y: number }): LayerFrame | null => {
    const { target } = canvas.searchPossibleTargets([...canvas.getObjects()], new FabricPoint(x, y))
    return target instanceof LayerFrame ? target : null
  }
  const isIn = (event: TPointerEvent): boolean => {
    const active = canvas.getActiveObject()
    return active instanceof ActiveSelection && active.containsPoint(canvas.getScenePoint(event))
  }

  const press = (event: TPointerEvent): void => {
    ifClicked = null
    added = []
    if ('button' in event && event.button !== 0) return
    const active = canvas.getActiveObject()
    if (active?.findControl(canvas.getViewportPoint(event), 'touches' in event)) return
    const found = hit(canvas.getScenePoint(event))
    if (!found) {
      if (isIn(event) && !event.shiftKey) return canvas.aim(active)
      if (event.shiftKey) {
        added = selection
        quietly(() => canvas.discardActiveObject())
      }
      return canvas.aim(undefined)
    }
    const meant = meantBy(shown(), found.layer.id, selection, event.ctrlKey || event.metaKey)
    if (event.shiftKey)
      choose(selection.includes(meant) ? selection.filter((id) => id !== meant) : [...selection, meant])
    else if (!selection.includes(meant)) {
      // Within the frame of several, a drag moves them all; a click is meant for what it hits.
      if (isIn(event)) ifClicked = meant
      else choose([meant])
    }
    canvas.aim(selection.length > 0 ? canvas.getActiveObject() : undefined)
  }
  // Fabric asks the object, not the event, how it turns.
  canvas.on('mouse:move:before', ({ e }) => {
    canvas.getActiveObject()?.set({ snapAngle: e.ctrlKey || e.metaKey ? 0 : turnStep })
  })
  canvas.on('mouse:up', ({ isClick }) => {
    if (isClick && ifClicked !== null) choose([ifClicked])
    ifClicked = null
  })

  /** The page hears of what a rectangle met, or that a press on nothing let everything go. */
  const selected = (): void => {
    dress()
    if (isQuiet) return
    const met = activeFrames(canvas).map(({ layer }) => meantBy(shown(), layer.id, [], false))
    const before = selection
    selection = [...new Set([...added, ...met])]
    added = []
    if (met.length > 0 || before.length > selection.length) show()
    if (before.length > 0 || selection.length > 0) onSelect(selection)
  }
  canvas.on('selection:created', selected)
  canvas.on('selection:updated', selected)
  canvas.on('selection:cleared', selected)
  canvas.on('mouse:dblclick', ({ e }) => {
    if (canvas.skipTargetFind) return
    const found = hit(canvas.getScenePoint(e))
    if (!found) return
    const inside = furtherIn(shown(), found.layer.id, selection)
    if (inside !== null) choose([inside])
    else ports.onOpen(found)
  })

  return {
    selection: () => selection,
    set(ids) {
      selection = ids
    },
    show,
    press,
    open(frame) {
      opened = frame
      frame.isOpen = true
      frame.setCoords()
      canvas.requestRenderAll()
    },
    hit,
    quietly,
  }
}
