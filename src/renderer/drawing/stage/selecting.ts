import type { DesignDocument, Layer } from '../../../core/designs/document'
import { groupsAround, withMembers } from '../../../core/designs/groups'

/** A layer and the groups round it, from the inside outwards. */
const chainOf = (document: DesignDocument, id: string): string[] => [id, ...groupsAround(document, id)]

/**
 * What a press on a layer means: its outermost group; or, where one has gone into a group (something in it is selected), the part
 * of that group; or the layer itself (`isDeep`).
 */
export function meantBy(document: DesignDocument, hit: string, selection: readonly string[], isDeep: boolean): string {
  if (isDeep) return hit
  const entered = new Set(selection.flatMap((id) => groupsAround(document, id)))
  const chain = chainOf(document, hit)
  return chain.find((_, index) => entered.has(chain[index + 1] ?? '')) ?? chain.at(-1) ?? hit
}

/** What a double press on a layer goes into: the part of the selected group that was pressed; null where nothing is further in. */
export function furtherIn(document: DesignDocument, hit: string, selection: readonly string[]): string | null {
  const chain = chainOf(document, hit)
  const here = chain.findIndex((id) => selection.includes(id))
  return here > 0 ? (chain[here - 1] ?? null) : null
}

/** The layers with ink of their own that a selection stands for. */
export function leavesOf(document: DesignDocument, ids: readonly string[]): Layer[] {
  const all = new Set(withMembers(document, ids))
  return document.layers.filter((layer) => all.has(layer.id) && layer.kind !== 'group')
}
