import type { DesignDocument } from '../../../core/designs/document'
import { parentOf, units, withMembers } from '../../../core/designs/groups'

/** Where `reparent` is to put layers: in which group, and above how many of those that stay there. */
export interface DropPlace {
  readonly parent: string | null
  readonly above?: number
}

/** Just above a layer or group in the drawing order, in the group that it is in itself. */
export function placeAbove(document: DesignDocument, id: string): { parent: string | null; above: number } {
  const target = document.layers.find((it) => it.id === id)
  const parent = target ? parentOf(target) : null
  const row = document.layers.filter((it) => parentOf(it) === parent)
  return { parent, above: row.findIndex((it) => it.id === id) + 1 }
}

/**
 * What a drop on the layer list means, which shows the topmost first: before or after a row, or on a group. Null where it
 * cannot be: on something that is no group, or a group into itself.
 */
export function dropPlace(
  document: DesignDocument,
  dragged: readonly string[],
  target: string,
  where: 'before' | 'after' | 'on',
): DropPlace | null {
  const layer = document.layers.find((it) => it.id === target)
  const pieces = new Set(units(document, dragged))
  if (!layer || new Set(withMembers(document, dragged)).has(target)) return null
  if (where === 'on') return layer.kind === 'group' ? { parent: target } : null
  const parent = parentOf(layer)
  const row = document.layers.filter((it) => parentOf(it) === parent && !pieces.has(it.id))
  const at = row.findIndex(({ id }) => id === target)
  return { parent, above: where === 'before' ? at + 1 : at }
}
