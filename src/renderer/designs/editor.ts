import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer } from '../../core/designs/document'
import type { TFunction } from 'i18next'
import type { Operation } from '../../core/designs/operations'
import type { GesturePhase, Stage } from '../drawing'
import type { Designer, DesignerState } from './designer-store'
import type { WorkbenchView, WorkbenchViewStore } from './workbench-view'

/** Cut, copy and paste of an open design, by keys as by menu. */
export interface OwnClipboard {
  /** Copies or cuts what is selected, as the keys would. */
  readonly copy: (how: 'copy' | 'cut') => void
  readonly paste: (where: PasteWhere) => void
  readonly copyStyle: () => void
  readonly pasteStyle: () => void
  /** What is selected as a picture of twice its size. */
  readonly copyPng: () => void
  /** Writes what is selected into a copy event; false where nothing is. */
  readonly write: (transfer: DataTransfer) => boolean
  /** Takes what a paste event brings; false where there is nothing in it for a design. */
  readonly take: (transfer: DataTransfer, where: PasteWhere) => boolean
}
export type PasteWhere = 'besides' | 'inPlace'

/** What the parts of the designer's page share. */
export interface Editor {
  readonly designer: Designer
  /** How it is being looked at: zoom, tool, what is open. */
  readonly view: WorkbenchViewStore
  /** Words of the designer. */
  readonly t: TFunction<'designs'>
  readonly clipboard: OwnClipboard
  /** The canvas; null until it is there. */
  readonly stage: () => Stage | null
  readonly setStage: (stage: Stage | null) => void
  /** Makes an edit that is its own step, and says what happened. */
  readonly act: (operation: Operation, mark?: string | null) => void
  /** Makes an edit by a field, which is heard through the field itself. */
  readonly change: (operation: Operation, mark: string) => void
  /** Part of a drag on the canvas: one step, told when it ends. */
  readonly gesture: (operation: Operation, phase: GesturePhase, mark: string) => void
  /** Puts a layer on top and selects it; a text may be typed at once. */
  readonly add: (layer: KnownLayer, type?: boolean) => void
  readonly addPictures: (files: readonly File[], at?: { x: number; y: number }) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly duplicate: (ids?: readonly string[]) => void
  readonly remove: (ids?: readonly string[]) => void
  /** Opens the text of a layer for typing; null ends it. */
  readonly typeText: (id: string | null) => void
  readonly focusCanvas: () => void
  /** Puts the cursor into the first field of what is selected. */
  readonly focusProperties: () => void
  /** Puts the cursor into the open tab of what can be added. */
  readonly focusAdd: () => void
  /** The way on: the badge with its details. */
  readonly next: () => void
  /** The menu of what is selected, at a point of the window. */
  readonly openMenu: (at: { x: number; y: number }) => void
  /** The same menu beside what is selected on the canvas: asked for by a key. */
  readonly openMenuAtSelection: () => void
}

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('outside of the designer')
  return editor
}
/** A part of the designer's state, kept fresh. */
export const useDesigner = <Part>(select: (state: DesignerState) => Part): Part =>
  useStore(useEditor().designer.store, select)
/** A part of how it is being looked at, kept fresh. */
export const useView = <Part>(select: (view: WorkbenchView) => Part): Part => useStore(useEditor().view, select)
/** The document as it is now. */
export const useDocument = (): DesignDocument => useDesigner((it) => it.history.present)

/** The layers that are selected, in drawing order. */
export function useSelectedLayers(): readonly Layer[] {
  const document = useDocument()
  const selection = useDesigner((it) => it.selection)
  return useMemo(() => document.layers.filter(({ id }) => selection.includes(id)), [document, selection])
}
export const useSelectedKnown = (): readonly KnownLayer[] => {
  const layers = useSelectedLayers()
  return useMemo(() => layers.filter(isKnownLayer), [layers])
}
