import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Vision } from '../../core/designs/color-vision'
import type { ArtboardGround } from '../drawing'
import type { AddPlace } from './add/add-place'
import type { ExportKind } from './export/export-kinds'

/** How the designer is being looked at: nothing of it belongs to the document or to its history. */
export interface WorkbenchView {
  readonly zoom: number
  readonly ground: ArtboardGround
  readonly tool: 'select' | 'hand' | 'eyedropper'
  readonly isSpaceDown: boolean
  /** Escape with nothing selected: the next Tab leaves the canvas. */
  readonly isLeavingCanvas: boolean
  /** The layer whose text is being typed. */
  readonly typing: string | null
  /** The open tab on the left. */
  readonly place: AddPlace
  /** The open tab of the lower right. */
  readonly rightTab: string
  readonly showLargest: boolean
  /** The layer whose name is being typed in the list. */
  readonly renaming: string | null
  readonly hasGrid: boolean
  readonly hasRulers: boolean
  readonly rulerUnit: 'px' | 'mm'
  /** The picture that is being cropped on the canvas. */
  readonly cropping: string | null
  /** In a narrow window: whether the panels lie over the canvas. In a wide one they always stand beside it. */
  readonly isLeftOpen: boolean
  readonly isRightOpen: boolean
  readonly isHelpOpen: boolean
  /** Whether it is asked what a template made of the design is called. */
  readonly isTemplating: boolean
  /** The dialog that a command or a button asked for. */
  readonly asking: 'circle' | 'versions' | null
  /** With whose eyes canvas and sizes are shown; null = everybody's. */
  readonly vision: Vision | null
  /** What is being exported; null while the dialog is closed. */
  readonly exporting: ExportKind | null
}
export type WorkbenchViewStore = StoreApi<WorkbenchView>

export const createWorkbenchView = (isEmpty: boolean): WorkbenchViewStore =>
  createStore<WorkbenchView>(() => ({
    zoom: 1,
    ground: 'checker',
    tool: 'select',
    isSpaceDown: false,
    isLeavingCanvas: false,
    typing: null,
    place: isEmpty ? 'shapes' : 'templates',
    rightTab: 'layers',
    showLargest: window.innerHeight >= 960,
    renaming: null,
    hasGrid: false,
    hasRulers: false,
    rulerUnit: 'px',
    cropping: null,
    isLeftOpen: false,
    isRightOpen: false,
    isHelpOpen: false,
    isTemplating: false,
    asking: null,
    vision: null,
    exporting: null,
  }))
