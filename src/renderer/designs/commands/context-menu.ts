import type { TFunction } from 'i18next'
import { AlignCenterVertical, Check, FolderInput, Layers2, Medal, Paintbrush, Sparkles } from 'lucide-react'
import type { CommandId, OwnKeys } from '../../../core/designs/designer-keys'
import { reparent, withMembers } from '../../../core/designs/groups'
import { layerName, updateLayers } from '../../../core/designs/operations'
import type { MenuEntry } from '../../ui/menu'
import type { Editor } from '../editor'
import { selectedKnown } from './command'
import { canRun, commands, commandWords, runCommand } from './commands'
import { otherIcons } from './layer-commands'
import { shownKeys } from './own-keys'

const order = ['bringToFront', 'bringForward', 'sendBackward', 'sendToBack'] as const
const style = ['copyStyle', 'pasteStyle', 'copyPng', 'pasteInPlace'] as const
const looks = ['lookFlat', 'lookEnamel', 'lookEmbossed', 'lookStitched'] as const
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
    return {
      id,
      label: commandWords(id, editor, t),
      ...(shown ? { icon: shown } : {}),
      ...shownKeys(id, own),
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
  return [
    ...(canRun('edit', editor)
      ? [entry('edit'), ...(canRun('crop', editor) ? [entry('crop')] : []), 'separator' as const]
      : []),
    ...(['cut', 'copy', 'paste', 'duplicate'] as const).map(entry),
    'separator',
    ...(['rename', 'lock', 'hide'] as const).map(entry),
    'separator',
    ...(['group', 'ungroup', 'mask', 'clipIntoShape', 'copyInCircle', 'eyedropper'] as const)
      .filter((id) => canRun(id, editor))
      .map(entry),
    { id: 'order', label: t('commands:submenus.order'), icon: Layers2, entries: order.map(entry) },
    ...intoGroups(editor, t),
    {
      id: 'align',
      label: t('commands:submenus.align'),
      icon: AlignCenterVertical,
      isDisabled: !canRun('alignLeft', editor),
      entries: align.map(entry),
    },
    { id: 'style', label: t('commands:submenus.style'), icon: Paintbrush, entries: style.map(entry) },
    {
      id: 'looks',
      label: t('commands:submenus.looks'),
      icon: Sparkles,
      isDisabled: !canRun('lookFlat', editor),
      entries: looks.map(entry),
    },
    ...atLevels(editor, t),
    'separator',
    entry('remove'),
  ]
}

/** The groups that what is selected may be moved into, and the way out of the one that it is in. */
function intoGroups(editor: Editor, t: TFunction): MenuEntry[] {
  const { designer, act } = editor
  const document = designer.document()
  const { selection } = designer.store.getState()
  const moved = new Set(withMembers(document, selection))
  const groups = document.layers.filter((it) => it.kind === 'group' && !moved.has(it.id))
  const entries: MenuEntry[] = groups.toReversed().map((group) => ({
    id: group.id,
    label: layerName(group),
    onAction: () => act(reparent(selection, group.id)),
  }))
  if (canRun('moveOutOfGroup', editor))
    entries.push({
      id: 'moveOutOfGroup',
      label: t('commands:moveOutOfGroup'),
      onAction: () => void runCommand('moveOutOfGroup', editor),
    })
  return entries.length > 0 ? [{ id: 'into', label: t('commands:submenus.into'), icon: FolderInput, entries }] : []
}

/** The levels of a series that show what is selected. */
function atLevels(editor: Editor, t: TFunction): MenuEntry[] {
  const { levels } = editor.designer.document()
  const layers = selectedKnown(editor)
  const [first] = layers
  if (levels.length === 0 || !first) return []
  const ids = layers.map(({ id }) => id)
  const shown = first.levels ?? levels.map(({ id }) => id)
  const set = (next: readonly string[] | null) => editor.act(updateLayers(ids, { levels: next }))
  const entries: MenuEntry[] = levels.map(({ id, name }) => {
    const isOn = shown.includes(id)
    const next = levels.map((it) => it.id).filter((it) => (it === id ? !isOn : shown.includes(it)))
    return {
      id,
      label: name,
      ...(isOn ? { icon: Check } : {}),
      // One that no level shows would be lost from sight.
      isDisabled: next.length === 0,
      onAction: () => set(next.length === levels.length ? null : next),
    }
  })
  const all: MenuEntry = {
    id: 'allLevels',
    label: t('commands:submenus.allLevels'),
    ...(first.levels === null ? { icon: Check } : {}),
    onAction: () => set(null),
  }
  return [{ id: 'levels', label: t('commands:submenus.levels'), icon: Medal, entries: [all, 'separator', ...entries] }]
}
