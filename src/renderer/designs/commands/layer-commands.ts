import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  Eye,
  EyeOff,
  Group,
  Lock,
  LockOpen,
  PenLine,
  SquareDashed,
  Ungroup,
} from 'lucide-react'
import { groupLayers, groupsAround, maskWith, releaseMask, ungroup, units } from '../../../core/designs/groups'
import { reorderLayers, setHidden, setLocked, type Order } from '../../../core/designs/operations'
import type { Editor } from '../editor'
import { hasKnown, hasSelection, selectedKnown, selectionOf, type Doing } from './command'

const order =
  (to: Order) =>
  (editor: Editor): void =>
    editor.act(reorderLayers(selectionOf(editor), to))
const groupsIn = (editor: Editor) => selectedKnown(editor).filter((layer) => layer.kind === 'group')
const pieces = ({ designer }: Editor): string[] => units(designer.document(), designer.store.getState().selection)
/** The masked group that is selected, or that the one selected layer is in. */
const maskAround = (editor: Editor): string | null => {
  const document = editor.designer.document()
  const [id, ...more] = pieces(editor)
  if (id === undefined || more.length > 0) return null
  const isMask = (it: string) =>
    document.layers.some((layer) => layer.id === it && layer.kind === 'group' && layer.mask)
  return [id, ...groupsAround(document, id)].find(isMask) ?? null
}

export const layerCommands = {
  group: {
    icon: Group,
    canRun: hasKnown,
    run: (editor) => {
      const id = crypto.randomUUID()
      editor.act(groupLayers(selectionOf(editor), id, editor.t('names.group')))
      editor.designer.select([id])
    },
  },
  ungroup: {
    icon: Ungroup,
    canRun: (editor) => groupsIn(editor).some(({ locked }) => !locked),
    run: (editor) => {
      const { designer } = editor
      const opened = groupsIn(editor).map(({ id }) => id)
      const freed = designer
        .document()
        .layers.filter((layer) => 'parent' in layer && opened.some((id) => id === layer.parent))
        .map(({ id }) => id)
      editor.act(ungroup(opened))
      designer.select(freed)
    },
  },
  mask: {
    icon: SquareDashed,
    word: (editor) => (maskAround(editor) ? 'releaseMask' : 'mask'),
    canRun: (editor) => maskAround(editor) !== null || pieces(editor).length > 1 || groupsIn(editor).length === 1,
    run: (editor) => {
      const masked = maskAround(editor)
      if (masked) return editor.act(releaseMask([masked]))
      const id = crypto.randomUUID()
      editor.act(maskWith(selectionOf(editor), id, editor.t('names.mask')))
      if (editor.designer.document().layers.some((layer) => layer.id === id)) editor.designer.select([id])
    },
  },
  bringToFront: { icon: ArrowUpToLine, canRun: hasSelection, run: order('front') },
  bringForward: { icon: ArrowUp, canRun: hasSelection, run: order('forward') },
  sendBackward: { icon: ArrowDown, canRun: hasSelection, run: order('backward') },
  sendToBack: { icon: ArrowDownToLine, canRun: hasSelection, run: order('back') },
  lock: {
    icon: Lock,
    canRun: hasKnown,
    word: (editor) => (selectedKnown(editor).every(({ locked }) => locked) ? 'unlock' : 'lock'),
    run: (editor) => {
      const layers = selectedKnown(editor)
      const isFree = layers.some(({ locked }) => !locked)
      editor.act(
        setLocked(
          layers.map(({ id }) => id),
          isFree,
        ),
      )
    },
  },
  hide: {
    icon: EyeOff,
    canRun: hasKnown,
    word: (editor) => (selectedKnown(editor).every(({ hidden }) => hidden) ? 'show' : 'hide'),
    run: (editor) => {
      const layers = selectedKnown(editor)
      const isSeen = layers.some(({ hidden }) => !hidden)
      editor.act(
        setHidden(
          layers.map(({ id }) => id),
          isSeen,
        ),
      )
    },
  },
  rename: {
    icon: PenLine,
    canRun: hasKnown,
    run: (editor) => {
      const last = selectionOf(editor).at(-1)
      if (last) editor.view.setState({ renaming: last, rightTab: 'layers' })
    },
  },
} as const satisfies Record<string, Doing>
/** The signs of what is the other way round. */
export const otherIcons = { unlock: LockOpen, show: Eye } as const
