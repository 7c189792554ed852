import type { LucideIcon } from 'lucide-react'
import { isKnownLayer, type KnownLayer } from '../../../core/designs/document'
import type { Editor } from '../editor'

/** What a command does. Its keys are in `core/designs/designer-keys.ts`, its words in `words/en/commands.json` under its id. */
export interface Doing {
  readonly icon?: LucideIcon
  /** Whether there is anything to do now; always, where it does not say. */
  readonly canRun?: (editor: Editor) => boolean
  /** False: nothing was done after all, and the browser may have the key. */
  readonly run: (editor: Editor) => boolean | void
  /** Another word than that of the id, by what is selected: "Unlock" for "Lock". */
  readonly word?: (editor: Editor) => string
  /** Keys only: no menu and no palette lists it. */
  readonly isKeyOnly?: true
  /** The browser makes an event of the keys by itself, which is where it is done. */
  readonly isByBrowser?: true
}

export const selectionOf = ({ designer }: Editor): readonly string[] => designer.store.getState().selection
/** What is selected and known to this version, in drawing order. */
export const selectedKnown = (editor: Editor): KnownLayer[] => {
  const selection = selectionOf(editor)
  return editor.designer
    .document()
    .layers.filter(isKnownLayer)
    .filter(({ id }) => selection.includes(id))
}
export const hasSelection = (editor: Editor): boolean => selectionOf(editor).length > 0
export const hasKnown = (editor: Editor): boolean => selectedKnown(editor).length > 0
