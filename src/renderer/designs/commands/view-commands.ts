import { Grid3x3, Hand, Maximize, MousePointer2, Pipette, Ruler, Scan, ZoomIn, ZoomOut } from 'lucide-react'
import { announce } from '../../ui/live-region'
import type { Editor } from '../editor'
import { hasKnown, selectionOf, type Doing } from './command'
import { pickColor } from './pick-color'

const zoom =
  (factor: number) =>
  ({ stage }: Editor): void =>
    stage()?.setZoom((stage()?.view().zoom ?? 1) * factor)
const tool =
  (to: 'select' | 'hand') =>
  ({ view, t }: Editor): void => {
    view.setState({ tool: to })
    announce(t(to === 'hand' ? 'toolHand' : 'toolSelect'))
  }

export const viewCommands = {
  toolSelect: { icon: MousePointer2, run: tool('select') },
  toolHand: { icon: Hand, run: tool('hand') },
  eyedropper: { icon: Pipette, canRun: hasKnown, run: pickColor },
  zoomIn: { icon: ZoomIn, run: zoom(1.25) },
  zoomOut: { icon: ZoomOut, run: zoom(0.8) },
  grid: { icon: Grid3x3, run: ({ view }) => view.setState(({ hasGrid }) => ({ hasGrid: !hasGrid })) },
  rulers: { icon: Ruler, run: ({ view }) => view.setState(({ hasRulers }) => ({ hasRulers: !hasRulers })) },
  fit: { icon: Maximize, run: ({ stage }) => stage()?.fit() },
  actualSize: { run: ({ stage }) => stage()?.setZoom(1) },
  fitSelection: {
    icon: Scan,
    run: (editor) => {
      const ids = selectionOf(editor)
      editor.stage()?.fit(ids.length > 0 ? ids : undefined)
    },
  },
} as const satisfies Record<string, Doing>
