import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  Crosshair,
  type LucideIcon,
} from 'lucide-react'
import { units } from '../../../core/designs/groups'
import { alignLayers, centreLayers, distributeLayers, type Alignment } from '../../../core/designs/operations'
import { layerBounds, opticalOf } from '../../drawing'
import type { Editor } from '../editor'
import { hasKnown, selectionOf, type Doing } from './command'

const align = (to: Alignment, icon: LucideIcon) =>
  ({
    icon,
    canRun: hasKnown,
    run: (editor: Editor) => editor.act(alignLayers(selectionOf(editor), to, layerBounds, 'selection', opticalOf)),
  }) as const
const space = (axis: 'horizontal' | 'vertical', icon: LucideIcon) =>
  ({
    icon,
    canRun: (editor: Editor) => units(editor.designer.document(), selectionOf(editor)).length > 2,
    run: (editor: Editor) => editor.act(distributeLayers(selectionOf(editor), axis, layerBounds)),
  }) as const

export const alignCommands = {
  alignLeft: align('left', AlignStartVertical),
  alignCentre: align('centre', AlignCenterVertical),
  alignRight: align('right', AlignEndVertical),
  alignTop: align('top', AlignStartHorizontal),
  alignMiddle: align('middle', AlignCenterHorizontal),
  alignBottom: align('bottom', AlignEndHorizontal),
  centreOnCanvas: {
    icon: Crosshair,
    canRun: hasKnown,
    run: (editor) => editor.act(centreLayers(selectionOf(editor), layerBounds, 'artboard', opticalOf)),
  },
  spaceHorizontal: space('horizontal', AlignHorizontalSpaceAround),
  spaceVertical: space('vertical', AlignVerticalSpaceAround),
} as const satisfies Record<string, Doing>
