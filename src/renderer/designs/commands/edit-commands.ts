import { Brush, ClipboardPaste, Copy, CopyPlus, Image, Paintbrush, Redo2, Scissors, Trash2, Undo2 } from 'lucide-react'
import { isKnownLayer } from '../../../core/designs/document'
import { parentOf } from '../../../core/designs/groups'
import { announce } from '../../ui/live-region'
import { hasKnown, hasSelection, selectedKnown, type Doing } from './command'

export const editCommands = {
  undo: {
    icon: Undo2,
    canRun: ({ designer }) => designer.store.getState().history.past.length > 0,
    run: (editor) => editor.undo(),
  },
  redo: {
    icon: Redo2,
    canRun: ({ designer }) => designer.store.getState().history.future.length > 0,
    run: (editor) => editor.redo(),
  },
  cut: { icon: Scissors, isByBrowser: true, canRun: hasSelection, run: ({ clipboard }) => clipboard.copy('cut') },
  copy: { icon: Copy, isByBrowser: true, canRun: hasSelection, run: ({ clipboard }) => clipboard.copy('copy') },
  paste: { icon: ClipboardPaste, isByBrowser: true, run: ({ clipboard }) => clipboard.paste('besides') },
  pasteInPlace: { isByBrowser: true, run: ({ clipboard }) => clipboard.paste('inPlace') },
  copyStyle: {
    icon: Brush,
    canRun: (editor) => selectedKnown(editor).length === 1,
    run: ({ clipboard }) => clipboard.copyStyle(),
  },
  pasteStyle: {
    icon: Paintbrush,
    canRun: hasKnown,
    run: ({ clipboard }) => clipboard.pasteStyle(),
  },
  copyPng: { icon: Image, canRun: hasKnown, run: ({ clipboard }) => clipboard.copyPng() },
  duplicate: { icon: CopyPlus, canRun: hasSelection, run: (editor) => editor.duplicate() },
  remove: { icon: Trash2, canRun: hasSelection, run: (editor) => editor.remove() },
  selectAll: {
    run: ({ designer, t }) => {
      const all = designer
        .document()
        .layers.filter((it) => isKnownLayer(it) && !it.hidden && !it.locked && parentOf(it) === null)
      designer.select(all.map(({ id }) => id))
      announce(t('said.selected', { what: t('layerCount', { count: all.length }) }))
    },
  },
} as const satisfies Record<string, Doing>
