import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  CircleDotDashed,
  Eye,
  EyeOff,
  FolderInput,
  FolderOutput,
  Group,
  Lock,
  LockOpen,
  PenLine,
  Scissors,
  SquareDashed,
  Ungroup,
} from 'lucide-react'
import { clipInto, isClippedInto, shapeBeneath, unclip } from '../../../core/designs/clip-into'
import type { Layer } from '../../../core/designs/document'
import {
  groupLayers,
  groupsAround,
  maskWith,
  parentOf,
  releaseMask,
  reparent,
  ungroup,
  units,
} from '../../../core/designs/groups'
import { reorderLayers, setHidden, setLocked, type Order } from '../../../core/designs/operations'
import type { Editor } from '../editor'
import { placeAbove } from '../layers/drop-place'
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

/** The group that all of what is selected is in; null for none. */
function groupAround(editor: Editor): string | null {
  const { layers } = editor.designer.document()
  const parents = new Set(pieces(editor).map((id) => parentOf(layers.find((it) => it.id === id) ?? { id, kind: '' })))
  const [only] = parents
  return parents.size === 1 ? (only ?? null) : null
}
/** The group nearest to what is selected among those that lie beside it: the next below it in the list, else the next above. */
function groupBeside(editor: Editor): string | null {
  const { layers } = editor.designer.document()
  const chosen = pieces(editor)
  const row = layers.filter((it) => parentOf(it) === groupAround(editor))
  const first = row.findIndex(({ id }) => id === chosen[0])
  const isGroup = (it: Layer) => it.kind === 'group' && !chosen.includes(it.id)
  if (first < 0) return null
  return (row.slice(0, first).findLast(isGroup) ?? row.slice(first).find(isGroup))?.id ?? null
}

/** The one picture that is selected, where a shape lies beneath it. */
const pictureOnShape = (editor: Editor): string | null => {
  const [only, ...more] = selectedKnown(editor)
  const isOne = only?.kind === 'picture' && !only.locked && more.length === 0
  return isOne && shapeBeneath(editor.designer.document(), only.id) ? only.id : null
}

export const layerCommands = {
  group: {
    icon: Group,
    canRun: (editor) => pieces(editor).length > 1,
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
  clipIntoShape: {
    icon: Scissors,
    word: (editor) => {
      const id = pictureOnShape(editor)
      return id !== null && isClippedInto(editor.designer.document(), id) ? 'unclip' : 'clipIntoShape'
    },
    canRun: (editor) => pictureOnShape(editor) !== null,
    run: (editor) => {
      const id = pictureOnShape(editor)
      if (id === null) return
      const document = editor.designer.document()
      const operation = isClippedInto(document, id) ? unclip(id) : clipInto(document, id)
      if (operation) editor.act(operation)
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
  moveRowUp: { icon: ArrowUp, isKeyOnly: true, canRun: hasSelection, run: order('forward') },
  moveRowDown: { icon: ArrowDown, isKeyOnly: true, canRun: hasSelection, run: order('backward') },
  moveIntoGroup: {
    icon: FolderInput,
    canRun: (editor) => groupBeside(editor) !== null,
    run: (editor) => {
      const group = groupBeside(editor)
      if (group) editor.act(reparent(selectionOf(editor), group))
    },
  },
  moveOutOfGroup: {
    icon: FolderOutput,
    canRun: (editor) => groupAround(editor) !== null,
    run: (editor) => {
      const group = groupAround(editor)
      if (!group) return
      const { parent, above } = placeAbove(editor.designer.document(), group)
      editor.act(reparent(selectionOf(editor), parent, above))
    },
  },
  copyInCircle: {
    icon: CircleDotDashed,
    canRun: (editor) => selectedKnown(editor).some(({ locked }) => !locked),
    run: ({ view }) => view.setState({ asking: 'circle' }),
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
