import { Crop, PenLine } from 'lucide-react'
import { isKnownLayer, type Layer } from '../../../core/designs/document'
import { boxCentre, boxHeight, boxWidth, union, type Box } from '../../../core/designs/geometry'
import { boundsWith, groupsAround, parentOf, units } from '../../../core/designs/groups'
import { moveLayers, resizeLayers, rotateLayers } from '../../../core/designs/operations'
import { layerBounds } from '../../drawing'
import { announce } from '../../ui/live-region'
import type { Editor } from '../editor'
import { walkedTo } from '../sentences'
import { hasKnown, selectedKnown, selectionOf, type Doing } from './command'

const isSeen = (layer: Layer): boolean => !(isKnownLayer(layer) && layer.hidden)
function goTo({ designer, t }: Editor, layer: Layer): void {
  designer.select([layer.id])
  announce(walkedTo(t, layer, designer.document()))
}

/** To the next layer in drawing order, within the group one is in; past its last one out of it again. */
const walk =
  (step: 1 | -1) =>
  (editor: Editor): boolean => {
    const { designer, view } = editor
    if (view.getState().isLeavingCanvas) return false
    const { layers } = designer.document()
    let here = layers.find(({ id }) => id === selectionOf(editor).at(-1))
    for (;;) {
      const parent = here ? parentOf(here) : null
      const row = layers.filter((it) => parentOf(it) === parent && (isSeen(it) || it === here))
      const at = here ? row.indexOf(here) : step === 1 ? -1 : row.length
      const next = row[at + step]
      if (next) {
        goTo(editor, next)
        return true
      }
      const group = parent === null ? undefined : layers.find(({ id }) => id === parent)
      if (!group) break
      here = group
    }
    // Past the last one: the canvas is no trap.
    designer.select([])
    return false
  }

const selectionBox = (editor: Editor): Box | null => {
  const document = editor.designer.document()
  const boxes = selectionOf(editor).flatMap((id) => boundsWith(document, id, layerBounds) ?? [])
  return union(boxes)
}
const move = (dx: number, dy: number) =>
  ({
    isKeyOnly: true,
    run: (editor: Editor) => {
      if (hasKnown(editor)) editor.act(moveLayers(selectionOf(editor), dx, dy), 'key:move')
    },
  }) as const
const resize = (dx: number, dy: number) =>
  ({
    isKeyOnly: true,
    run: (editor: Editor) => {
      const box = selectionBox(editor)
      if (!box) return
      const ids = selectionOf(editor)
      const sx = Math.max(0.01, (boxWidth(box) + dx) / Math.max(1, boxWidth(box)))
      const sy = Math.max(0.01, (boxHeight(box) + dy) / Math.max(1, boxHeight(box)))
      const isOne = units(editor.designer.document(), ids).length === 1
      const operation = isOne
        ? resizeLayers(ids, sx, sy, undefined, layerBounds)
        : resizeLayers(ids, dx === 0 ? sy : sx, 1, boxCentre(box))
      editor.act(operation, 'key:resize')
    },
  }) as const
const rotate = (degrees: number) =>
  ({
    isKeyOnly: true,
    canRun: hasKnown,
    run: (editor: Editor) => {
      const box = selectionBox(editor)
      if (!box) return
      const ids = selectionOf(editor)
      const isOne = units(editor.designer.document(), ids).length === 1
      editor.act(rotateLayers(ids, degrees, isOne ? undefined : boxCentre(box), layerBounds), 'key:rotate')
    },
  }) as const

/** The one picture that is selected, where it may be changed and is seen. */
const croppable = (editor: Editor): string | null => {
  const [only, ...more] = selectedKnown(editor)
  return only?.kind === 'picture' && !only.locked && !only.hidden && more.length === 0 ? only.id : null
}

export const canvasCommands = {
  walkOn: { isKeyOnly: true, run: walk(1) },
  walkBack: { isKeyOnly: true, run: walk(-1) },
  edit: {
    icon: PenLine,
    canRun: (editor) => selectedKnown(editor).length === 1,
    run: (editor) => {
      const [only] = selectedKnown(editor)
      if (!only) return false
      if (only.kind === 'group') {
        const lowest = editor.designer.document().layers.find((layer) => parentOf(layer) === only.id && isSeen(layer))
        if (lowest) goTo(editor, lowest)
      } else if ('text' in only && !only.locked) editor.typeText(only.id)
      else editor.focusProperties()
      return true
    },
  },
  crop: {
    icon: Crop,
    canRun: (editor) => croppable(editor) !== null,
    run: (editor) => editor.view.setState({ cropping: croppable(editor) }),
  },
  leave: {
    isKeyOnly: true,
    run: (editor) => {
      const { designer, view, t } = editor
      if (view.getState().tool === 'eyedropper') return view.setState({ tool: 'select' })
      const last = selectionOf(editor).at(-1)
      const group = last === undefined ? undefined : groupsAround(designer.document(), last)[0]
      const around = designer.document().layers.find(({ id }) => id === group)
      if (around) return goTo(editor, around)
      view.setState({ isLeavingCanvas: last === undefined })
      designer.select([])
      announce(last === undefined ? t('said.leaving') : t('said.released'))
    },
  },
  moveLeft: move(-1, 0),
  moveRight: move(1, 0),
  moveUp: move(0, -1),
  moveDown: move(0, 1),
  moveFarLeft: move(-10, 0),
  moveFarRight: move(10, 0),
  moveFarUp: move(0, -10),
  moveFarDown: move(0, 10),
  moveFineLeft: move(-0.1, 0),
  moveFineRight: move(0.1, 0),
  moveFineUp: move(0, -0.1),
  moveFineDown: move(0, 0.1),
  narrower: resize(-1, 0),
  wider: resize(1, 0),
  higher: resize(0, 1),
  lower: resize(0, -1),
  muchNarrower: resize(-10, 0),
  muchWider: resize(10, 0),
  muchHigher: resize(0, 10),
  muchLower: resize(0, -10),
  turnLeft: rotate(-1),
  turnRight: rotate(1),
  turnFarLeft: rotate(-15),
  turnFarRight: rotate(15),
} as const satisfies Record<string, Doing>
