import type { TFunction } from 'i18next'
import { isKnownLayer, type DesignDocument, type Layer } from '../../core/designs/document'
import { boxCentre, boxHeight, boxWidth, union } from '../../core/designs/geometry'
import type { EditLabel } from '../../core/designs/history'
import { layerName } from '../../core/designs/operations'
import { layerBounds } from '../drawing'

const whole = (value: number): number => Math.round(value * 10) / 10

/** What the history calls a step: "Move Ribbon". */
export const stepName = (t: TFunction<'designs'>, { verb, layer, count }: EditLabel): string =>
  t(`steps.${verb}`, { what: layer ?? (count === 0 ? t('theDesign') : t('layerCount', { count })) })

/** A layer with its size on the canvas: "Star, 220 by 220". */
export function layerWithSize(t: TFunction<'designs'>, layer: Layer): string {
  const box = layerBounds(layer)
  return t('said.sized', { what: layerName(layer), width: whole(boxWidth(box)), height: whole(boxHeight(box)) })
}

/** What is heard when a layer is walked to: its name, kind, size, place, and that it is locked or hidden. */
export function walkedTo(t: TFunction<'designs'>, layer: Layer, document: DesignDocument): string {
  const centre = boxCentre(layerBounds(layer))
  const parts = [
    layerWithSize(t, layer),
    placeInWords(t, centre, document),
    ...(isKnownLayer(layer) && layer.locked ? [t('layers.locked')] : []),
  ]
  return parts.join(', ')
}

function placeInWords(t: TFunction<'designs'>, { x, y }: { x: number; y: number }, { size }: DesignDocument): string {
  const isCentred = Math.abs(x - size / 2) < 0.5 && Math.abs(y - size / 2) < 0.5
  return isCentred ? t('said.atCentre') : t('said.at', { x: whole(x), y: whole(y) })
}

/** What an edit came to, for the live region: "Star, 220 by 220, moved to centre". */
export function editInWords(
  t: TFunction<'designs'>,
  { verb, layer, count }: EditLabel,
  before: DesignDocument,
  after: DesignDocument,
  ids: readonly string[],
): string {
  const layers = after.layers.filter(({ id }) => ids.includes(id))
  const only = layers.length === 1 ? layers[0] : undefined
  const what = layer ?? (count === 0 ? t('theDesign') : t('layerCount', { count }))
  const box = union(layers.map(layerBounds))
  if ((verb === 'move' || verb === 'align' || verb === 'distribute' || verb === 'add' || verb === 'duplicate') && box) {
    const sized = only ? layerWithSize(t, only) : what
    return t(`said.${verb}`, { what: sized, place: placeInWords(t, boxCentre(box), after) })
  }
  if (verb === 'resize' && box)
    return t('said.resize', { what, width: whole(boxWidth(box)), height: whole(boxHeight(box)) })
  if (verb === 'rotate' && only && isKnownLayer(only))
    return t('said.rotate', { what, count: whole(only.kind === 'arcText' ? only.angle : only.rotation) })
  if (verb === 'reorder' && only)
    return t('said.reorder', {
      what,
      place: after.layers.length - after.layers.indexOf(only),
      count: after.layers.length,
    })
  if (verb === 'remove') return t('said.remove', { what, count: before.layers.length - ids.length })
  // Several at once, turned or reordered: there is no one figure to say.
  if (verb === 'rotate' || verb === 'reorder') return t('said.change', { what })
  return t(`said.${verb}`, { what, name: only ? layerName(only) : '' })
}
