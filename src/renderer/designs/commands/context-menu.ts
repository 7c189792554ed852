import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Copy, Eye, Lock, PenLine, Trash2 } from 'lucide-react'
import type { TFunction } from 'i18next'
import { isKnownLayer } from '../../../core/designs/document'
import { reorderLayers } from '../../../core/designs/operations'
import { shortcutText } from '../../ui/keys'
import type { MenuEntry } from '../../ui/menu'
import type { Editor } from '../editor'
import { obey } from './obey'

/** What can be done with what is selected. */
export function contextMenu(editor: Editor, t: TFunction<'designs'>): MenuEntry[] {
  const { designer } = editor
  const { selection } = designer.store.getState()
  const known = designer
    .document()
    .layers.filter((it) => selection.includes(it.id))
    .filter(isKnownLayer)
  const [only] = known
  const isNone = selection.length === 0
  const order = (id: 'front' | 'forward' | 'backward' | 'back', icon: typeof ArrowUp, shortcut: string): MenuEntry => ({
    id,
    label: t(`menu.${id}`),
    icon,
    shortcut,
    isDisabled: isNone,
    onAction: () => editor.act(reorderLayers(selection, id)),
  })
  return [
    ...(known.length === 1 && only && 'text' in only
      ? [
          {
            id: 'edit',
            label: t('menu.edit'),
            icon: PenLine,
            shortcut: 'Enter',
            onAction: () => editor.typeText(only.id),
          },
          'separator' as const,
        ]
      : []),
    order('front', ArrowUpToLine, 'Shift+]'),
    order('forward', ArrowUp, ']'),
    order('backward', ArrowDown, '['),
    order('back', ArrowDownToLine, 'Shift+['),
    'separator',
    {
      id: 'duplicate',
      label: t('layers.duplicate'),
      icon: Copy,
      shortcut: shortcutText('Mod+D'),
      isDisabled: isNone,
      onAction: () => editor.duplicate(),
    },
    {
      id: 'lock',
      label: t(known.every(({ locked }) => locked) ? 'layers.unlock' : 'layers.lock'),
      icon: Lock,
      shortcut: 'Shift+L',
      isDisabled: known.length === 0,
      onAction: () => obey(editor, t, { do: 'lock' }),
    },
    {
      id: 'hide',
      label: t(known.every(({ hidden }) => hidden) ? 'layers.show' : 'layers.hide'),
      icon: Eye,
      shortcut: 'Shift+H',
      isDisabled: known.length === 0,
      onAction: () => obey(editor, t, { do: 'hide' }),
    },
    'separator',
    {
      id: 'remove',
      label: t('layers.remove'),
      icon: Trash2,
      shortcut: 'Del',
      danger: true,
      isDisabled: isNone,
      onAction: () => editor.remove(),
    },
  ]
}
