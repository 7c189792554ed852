import type { FabricObject } from 'fabric'
import type { DesignDocument } from '../../../core/designs/document'
import type { StageColors } from '../stage-types'
import type { HandleCanvas } from './handle-canvas'
import { knobsOf } from './knobs'
import { LayerFrame, type Shared } from './layer-frame'
import type { KnobDrag } from './knob'
import { standingOf, windowsOf } from './units'

/** The frames of a document's layers on fabric's canvas, one per layer that has ink of its own. */
export interface Frames {
  readonly get: (id: string) => LayerFrame | undefined
  readonly show: (document: DesignDocument, isMeasuredAnew: boolean) => void
  readonly dress: (target: FabricObject) => void
  readonly setColors: (colors: StageColors) => void
  readonly dispose: () => void
}

export function createFrames(canvas: HandleCanvas, shared: Shared, first: StageColors, onKnob: KnobDrag): Frames {
  const frames = new Map<string, LayerFrame>()
  let colors = first

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
  return {
    get: (id) => frames.get(id),
    dress,
    show(document, isMeasuredAnew) {
      const inked = document.layers.filter(({ kind }) => kind !== 'group')
      const { hidden, fixed } = standingOf(document)
      const windows = windowsOf(document)
      const wanted = new Set(inked.map(({ id }) => id))
      for (const [id, frame] of frames)
        if (!wanted.has(id)) {
          frames.delete(id)
          canvas.remove(frame)
          frame.dispose()
        }
      const ordered = inked.map((layer) => {
        let frame = frames.get(layer.id)
        if (!frame) {
          frame = new LayerFrame(layer, shared)
          frame.controls = { ...frame.controls, ...knobsOf(frame, onKnob) }
          dress(frame)
          frames.set(layer.id, frame)
          canvas.add(frame)
        }
        // Most edits change one layer of many: the others are the same objects and keep their frames.
        else if (frame.layer !== layer || frame.displaced || isMeasuredAnew) frame.show(layer)
        const isHidden = hidden.has(layer.id)
        const isFixed = fixed.has(layer.id)
        if (frame.hidden !== isHidden || frame.fixed !== isFixed) frame.stand(isHidden, isFixed)
        return frame
      })
      for (const frame of ordered)
        frame.window = (windows.get(frame.layer.id) ?? []).flatMap((id) => frames.get(id) ?? [])
      const present = canvas._objects
      if (ordered.some((frame, index) => frame !== present[index])) {
        present.splice(0, present.length, ...ordered)
        canvas._onStackOrderChanged()
      }
    },
    setColors(next) {
      colors = next
      for (const frame of frames.values()) dress(frame)
    },
    dispose() {
      for (const frame of frames.values()) frame.dispose()
      frames.clear()
    },
  }
}
