import { isKnownLayer, type DesignDocument, type Layer } from './document'
import { union, type Box } from './geometry'

/** The group that a layer belongs to, by id; null for one that belongs to none. */
export const parentOf = (layer: Layer): string | null => (isKnownLayer(layer) ? layer.parent : null)

/** The ids of the groups round a layer, the nearest first. Broken parents (unknown, or going round) end the list. */
export function groupsAround(document: DesignDocument, id: string): string[] {
  const byId = new Map(document.layers.map((layer) => [layer.id, layer]))
  const found: string[] = []
  let here = byId.get(id)
  while (here) {
    const parent = parentOf(here)
    const group = parent === null ? undefined : byId.get(parent)
    if (!group || group.kind !== 'group' || found.includes(group.id) || group.id === id) break
    found.push(group.id)
    here = group
  }
  return found
}

/** The layers that a group holds, however deep, groups themselves left out, in drawing order. A layer that is no group holds none. */
export function membersOf(document: DesignDocument, id: string): Layer[] {
  return document.layers.filter((layer) => layer.kind !== 'group' && groupsAround(document, layer.id).includes(id))
}

/** The id of the outermost group round a layer; its own id where it belongs to none. */
export const outermost = (document: DesignDocument, id: string): string => groupsAround(document, id).at(-1) ?? id

/** Layers with everything that the groups among them hold (inner groups too), in drawing order: what copying or removing them means. */
export function withMembers(document: DesignDocument, ids: readonly string[]): string[] {
  const meant = new Set(ids)
  return document.layers
    .filter(({ id }) => meant.has(id) || groupsAround(document, id).some((group) => meant.has(group)))
    .map(({ id }) => id)
}

/** The upright box round a layer's ink; of a group, round its members' that are not hidden. Null for a group of nothing. */
export function boundsWith(document: DesignDocument, id: string, boundsOf: (layer: Layer) => Box): Box | null {
  const layer = document.layers.find((it) => it.id === id)
  if (!layer) return null
  if (layer.kind !== 'group') return boundsOf(layer)
  return union(
    membersOf(document, id)
      .filter((it) => !(isKnownLayer(it) && it.hidden))
      .map(boundsOf),
  )
}
