import type { ComponentType } from 'react'
import { MakeTemplateDialog } from './add/make-template'
import { AskedDialogs } from './commands/asked-dialogs'
import { EyedropperBoard } from './commands/eyedropper-board'
import { ExportPart } from './export/export-part'
import { MissingFonts } from './fonts/missing-fonts'
import { HistoryPanel } from './history/history-panel'
import { LayersPanel } from './layers/layers-panel'
import { LevelsPanel } from './levels/levels-panel'
import { ShownLevelBoard } from './levels/shown-level'
import { PreviewAs } from './preview-as/preview-as'
import { ChecksButton } from './seeing/checks-button'
import { ChecksPanel } from './seeing/checks-panel'
import { VisionMenu } from './seeing/vision-menu'

/**
 * Where parts of the designer are mounted: a part is a component without properties that takes what it needs from `useEditor`,
 * `useDesigner` and `useView`. A new part is a line here.
 */

/** Buttons of the top bar, between the zoom and the help: history, checks. */
export const topBarParts: readonly ComponentType[] = [
  VisionMenu,
  ChecksButton,
  ExportPart,
  MissingFonts,
  MakeTemplateDialog,
  AskedDialogs,
]

/** Over the canvas, in its own box: rulers, grid, a picture being cropped. Each places itself. */
export const boardParts: readonly ComponentType[] = [EyedropperBoard, ShownLevelBoard]

/** At the right of the lower bar, beside the sizes: how it is looked at, and as whose. */
export const lowerBarParts: readonly ComponentType[] = [PreviewAs]

/** Tabs of the lower right; `label` is a key of the words file `designs`. */
export const rightTabs: readonly {
  id: string
  label: 'layers.title' | 'history.title' | 'levels:title' | 'seeing:tab'
  Part: ComponentType
}[] = [
  { id: 'layers', label: 'layers.title', Part: LayersPanel },
  { id: 'levels', label: 'levels:title', Part: LevelsPanel },
  { id: 'checks', label: 'seeing:tab', Part: ChecksPanel },
  { id: 'history', label: 'history.title', Part: HistoryPanel },
]
