import type { TFunction } from 'i18next'
import { Layers2, AlignCenterVertical } from 'lucide-react'
import { keysOf, type CommandId, type OwnKeys } from '../../../core/designs/designer-keys'
import { shortcutText } from '../../ui/keys'
import type { MenuEntry } from '../../ui/menu'
import type { Editor } from '../editor'
import { canRun, commands, commandWords, runCommand } from './commands'
import { otherIcons } from './layer-commands'

const order = ['bringToFront', 'bringForward', 'sendBackward', 'sendToBack'] as const
const align = [
  'alignLeft',
  'alignCentre',
  'alignRight',
  'alignTop',
  'alignMiddle',
  'alignBottom',
  'centreOnCanvas',
  'spaceHorizontal',
  'spaceVertical',
] as const

/** What can be done with what is selected; with nothing selected, what can be done with the canvas. */
export function contextMenu(editor: Editor, own: OwnKeys, t: TFunction): MenuEntry[] {
  const { selection } = editor.designer.store.getState()
  const entry = (id: CommandId): MenuEntry => {
    const { icon, word } = commands[id]
    const other = word?.(editor)
    const shown = other !== undefined && other in otherIcons ? otherIcons[other as keyof typeof otherIcons] : icon
    const [keys] = keysOf(id, own)
    return {
      id,
      label: commandWords(id, editor, t),
      ...(shown ? { icon: shown } : {}),
      ...(keys ? { shortcut: shortcutText(keys) } : {}),
      ...(id === 'remove' ? { danger: true } : {}),
      isDisabled: !canRun(id, editor),
      onAction: () => void runCommand(id, editor),
    }
  }
  if (selection.length === 0)
    return [
      ...(['paste', 'pasteInPlace', 'selectAll'] as const).map(entry),
      'separator',
      ...(['addText', 'addArcText', 'addRectangle', 'addEllipse', 'addPolygon'] as const).map(entry),
      'separator',
      ...(['fit', 'actualSize', 'grid', 'rulers'] as const).map(entry),
    ]
  const known = canRun('duplicate', editor)
  return [
    ...(canRun('edit', editor) ? [entry('edit'), 'separator' as const] : []),
    ...(['cut', 'copy', 'paste', 'pasteInPlace', 'duplicate'] as const).map(entry),
    'separator',
    ...(['copyStyle', 'pasteStyle', 'copyPng'] as const).map(entry),
    'separator',
    { id: 'order', label: t('commands:submenus.order'), icon: Layers2, isDisabled: !known, entries: order.map(entry) },
    {
      id: 'align',
      label: t('commands:submenus.align'),
      icon: AlignCenterVertical,
      isDisabled: !canRun('alignLeft', editor),
      entries: align.map(entry),
    },
    ...(['group', 'ungroup', 'mask', 'clipIntoShape'] as const).filter((id) => canRun(id, editor)).map(entry),
    'separator',
    ...(['rename', 'lock', 'hide'] as const).map(entry),
    'separator',
    entry('remove'),
  ]
}
