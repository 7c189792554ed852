import type { TFunction } from 'i18next'
import { isKnownLayer, type KnownLayer } from '../../../core/designs/document'
import { boxCentre, boxHeight, boxWidth, union } from '../../../core/designs/geometry'
import {
  alignLayers,
  moveLayers,
  reorderLayers,
  resizeLayers,
  rotateLayers,
  setHidden,
  setLocked,
} from '../../../core/designs/operations'
import { layerBounds } from '../../drawing'
import { announce } from '../../ui/live-region'
import type { Editor } from '../editor'
import type { Command } from '../keys'
import { newArcText, newShape, newText } from '../new-layers'
import { walkedTo } from '../sentences'

function walk({ designer, view }: Editor, t: TFunction<'designs'>, step: 1 | -1): boolean {
  const order = designer.document().layers.filter((layer) => !(isKnownLayer(layer) && layer.hidden))
  const { selection } = designer.store.getState()
  if (view.getState().isLeavingCanvas) return false
  const here = order.findIndex(({ id }) => id === selection.at(-1))
  const to = here < 0 ? (step === 1 ? 0 : order.length - 1) : here + step
  const layer = order[to]
  if (!layer) {
    // Past the last one: the canvas is no trap.
    designer.select([])
    return false
  }
  designer.select([layer.id])
  announce(walkedTo(t, layer, designer.document()))
  return true
}

function resize({ designer, act }: Editor, ids: readonly string[], dx: number, dy: number): void {
  const layers = designer.document().layers.filter((it) => ids.includes(it.id))
  const box = union(layers.map(layerBounds))
  if (!box) return
  const width = Math.max(1, boxWidth(box))
  const height = Math.max(1, boxHeight(box))
  const sx = Math.max(0.01, (width + dx) / width)
  const sy = Math.max(0.01, (height + dy) / height)
  if (ids.length === 1) act(resizeLayers(ids, sx, sy), 'key:resize')
  else act(resizeLayers(ids, dx === 0 ? sy : sx, 1, boxCentre(box)), 'key:resize')
}

function rotate({ act }: Editor, layers: readonly KnownLayer[], degrees: number): void {
  const ids = layers.map(({ id }) => id)
  const box = union(layers.map(layerBounds))
  if (!box) return
  act(ids.length === 1 ? rotateLayers(ids, degrees) : rotateLayers(ids, degrees, boxCentre(box)), 'key:rotate')
}

function addByKey(editor: Editor, t: TFunction<'designs'>, what: Extract<Command, { do: 'add' }>['what']): void {
  const at = editor.designer.document()
  const shape = (id: string) => editor.add(newShape(at, id, t(`shapes.${id}`)))
  if (what === 'text') editor.add(newText(at, t('sample.text'), t('names.text')), true)
  else if (what === 'arcText') editor.add(newArcText(at, t('sample.arc'), t('names.arcText')), true)
  else if (what === 'rectangle') shape('rounded')
  else if (what === 'ellipse') shape('circle')
  else shape('polygon')
}

/** Does what a key asks; false where there was nothing to do, so that the browser may. */
export function obey(editor: Editor, t: TFunction<'designs'>, command: Command): boolean {
  const { designer, view, stage } = editor
  const { selection } = designer.store.getState()
  const layers = designer.document().layers.filter(({ id }) => selection.includes(id))
  const known = layers.filter(isKnownLayer)
  const isAny = selection.length > 0
  switch (command.do) {
    case 'undo':
      editor.undo()
      return true
    case 'redo':
      editor.redo()
      return true
    case 'help':
      view.setState({ isHelpOpen: true })
      return true
    case 'next':
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      editor.next()
      return true
    case 'selectAll': {
      const all = designer.document().layers.filter((it) => isKnownLayer(it) && !it.hidden && !it.locked)
      designer.select(all.map(({ id }) => id))
      announce(t('said.selected', { what: t('layerCount', { count: all.length }) }))
      return true
    }
    case 'tool':
      view.setState({ tool: command.tool })
      announce(t(command.tool === 'hand' ? 'toolHand' : 'toolSelect'))
      return true
    case 'add':
      addByKey(editor, t, command.what)
      return true
    case 'fit':
      stage()?.fit()
      return true
    case 'actualSize':
      stage()?.setZoom(1)
      return true
    case 'fitSelection':
      stage()?.fit(isAny ? selection : undefined)
      return true
    case 'zoom':
      stage()?.setZoom((stage()?.view().zoom ?? 1) * command.factor)
      return true
    case 'walk':
      return walk(editor, t, command.step)
    case 'clear':
      view.setState({ isLeavingCanvas: !isAny })
      designer.select([])
      announce(isAny ? t('said.released') : t('said.leaving'))
      return true
    case 'edit': {
      const only = known.length === 1 ? known[0] : undefined
      if (!only) return false
      if ('text' in only && !only.locked) editor.typeText(only.id)
      else editor.focusProperties()
      return true
    }
    case 'align':
      if (isAny) editor.act(alignLayers(selection, command.alignment, layerBounds))
      return isAny
    case 'duplicate':
      editor.duplicate()
      return true
    case 'remove':
      editor.remove()
      return isAny
    case 'order':
      if (isAny) editor.act(reorderLayers(selection, command.order))
      return isAny
    case 'lock': {
      const isFree = known.some(({ locked }) => !locked)
      if (known.length > 0) editor.act(setLocked(selection, isFree))
      return isAny
    }
    case 'hide': {
      const isSeen = known.some(({ hidden }) => !hidden)
      if (known.length > 0) editor.act(setHidden(selection, isSeen))
      return isAny
    }
    case 'move':
      if (isAny) editor.act(moveLayers(selection, command.dx, command.dy), 'key:move')
      return true
    case 'resize':
      if (isAny) resize(editor, selection, command.dx, command.dy)
      return true
    case 'rotate':
      if (isAny) rotate(editor, known, command.degrees)
      return isAny
  }
}
