import { isKnownLayer, type DesignDocument, type Layer, type LayerOf } from './document'
import { union, type Box } from './geometry'

/**
 * Groups are flat: every layer stands in one list, members contiguous directly beneath their group, and name it as their
 * `parent`. This file reads that list as the tree that it is, and brings any list into that order.
 */

/** The id that a layer gives as its group's, be there such a group or not. Placeholders keep what their layer said. */
export function parentOf(layer: Layer): string | null {
  if (isKnownLayer(layer)) return layer.parent
  const own: unknown = layer['parent']
  const was: unknown = layer['was']
  const said: unknown = own ?? (typeof was === 'object' && was !== null && 'parent' in was ? was.parent : null)
  return typeof said === 'string' && said !== '' ? said : null
}

/** A layer moved into a group, or out of every one with null. */
export function withParent(layer: Layer, parent: string | null): Layer {
  if (parentOf(layer) === parent) return layer
  const was: unknown = isKnownLayer(layer) ? undefined : layer['was']
  return typeof was === 'object' && was !== null
    ? ({ ...layer, was: { ...was, parent } } satisfies Layer)
    : { ...layer, parent }
}

/** True for a group. */
export const isGroup = (layer: Layer | undefined): layer is LayerOf<'group'> =>
  layer !== undefined && isKnownLayer(layer) && layer.kind === 'group'

/** For every layer the group that it is in, null for none; groups that are not there or that hold each other count as none. */
function parents(layers: readonly Layer[]): Map<string, string | null> {
  const byId = new Map(layers.map((layer) => [layer.id, layer]))
  const found = new Map<string, string | null>()
  for (const layer of layers) {
    const said = parentOf(layer)
    found.set(layer.id, said !== null && said !== layer.id && isGroup(byId.get(said)) ? said : null)
  }
  for (const { id } of layers) {
    const way = new Set<string>()
    for (let at: string | null = id; at !== null; at = found.get(at) ?? null) {
      if (way.has(at)) {
        // A ring of groups: it is opened where one first comes round again.
        found.set(at, null)
        break
      }
      way.add(at)
    }
  }
  return found
}

/** A layer with those beneath it, in drawing order: the tree that the layer list shows. */
export interface LayerNode {
  readonly layer: Layer
  /** The members of a group, the lowest first; empty for every other layer. */
  readonly members: readonly LayerNode[]
}

// Lists of layers never change, they are replaced: every row of the list asks for the tree of the same one.
const trees = new WeakMap<readonly Layer[], readonly LayerNode[]>()

/** The layers as a tree, the lowest first. */
export function layerTree({ layers }: Pick<DesignDocument, 'layers'>): readonly LayerNode[] {
  const known = trees.get(layers)
  if (known) return known
  const made = treeOf(layers)
  trees.set(layers, made)
  return made
}
function treeOf(layers: readonly Layer[]): readonly LayerNode[] {
  const inGroup = parents(layers)
  const members = new Map<string | null, LayerNode[]>()
  for (const layer of layers) {
    const beneath = members.get(layer.id) ?? []
    members.set(layer.id, beneath)
    const parent = inGroup.get(layer.id) ?? null
    const siblings = members.get(parent) ?? []
    siblings.push({ layer, members: beneath })
    members.set(parent, siblings)
  }
  return members.get(null) ?? []
}

/** The layers of a tree in the order of the list: members directly beneath their group, each naming it. */
export const listed = (nodes: readonly LayerNode[], parent: string | null = null): Layer[] =>
  nodes.flatMap(({ layer, members }) => [
    ...listed(members, layer.id),
    // What cannot be read keeps even a wrong group: it may be one that a later version understands.
    isKnownLayer(layer) || parent !== null ? withParent(layer, parent) : layer,
  ])

/** Layers in the order that groups ask for. Wrong parents are dropped and rings opened; no layer is lost. The same list where nothing was wrong. */
export function grouped(layers: readonly Layer[]): readonly Layer[] {
  if (layers.every((layer) => parentOf(layer) === null)) return layers
  const ordered = listed(layerTree({ layers: [...layers] }))
  return ordered.every((layer, at) => layer === layers[at]) ? layers : ordered
}

/** The group that a layer is in; null for none. */
export function groupOf(document: DesignDocument, id: string): string | null {
  const layer = document.layers.find((it) => it.id === id)
  const said = layer ? parentOf(layer) : null
  return said !== null && isGroup(document.layers.find((it) => it.id === said)) ? said : null
}

/** The groups round a layer, the nearest first. */
export function groupsAround(document: DesignDocument, id: string): string[] {
  const way: string[] = []
  for (let at = groupOf(document, id); at !== null && !way.includes(at); at = groupOf(document, at)) way.push(at)
  return way
}

/** The outermost group round a layer, or the layer itself: what a click on it selects. */
export const outermost = (document: DesignDocument, id: string): string => groupsAround(document, id).at(-1) ?? id

/** The layers for which something holds, and those in groups, however far out, for which it does: hidden ones, say, or locked ones. */
export function heldBy({ layers }: DesignDocument, holds: (layer: Layer) => boolean): Set<string> {
  const byId = new Map(layers.map((layer) => [layer.id, layer]))
  const held = new Set<string>()
  for (const layer of layers) {
    let here: Layer | undefined = layer
    // No way is longer than there are layers: one that is goes round in a circle.
    for (let step = 0; here && step <= layers.length; step++) {
      if (holds(here)) {
        held.add(layer.id)
        break
      }
      const parent: string | null = parentOf(here)
      const group: Layer | undefined = parent === null ? undefined : byId.get(parent)
      here = isGroup(group) ? group : undefined
    }
  }
  return held
}

/** Some layers with everything that is in those of them that are groups, in drawing order. */
export function withMembers(document: DesignDocument, ids: readonly string[]): string[] {
  const meant = new Set(ids)
  if (document.layers.every((layer) => parentOf(layer) === null))
    return document.layers.flatMap(({ id }) => (meant.has(id) ? [id] : []))
  // A group stands above its members, so that one walk from the top meets it first.
  for (const layer of document.layers.toReversed()) {
    const parent = parentOf(layer)
    if (parent !== null && meant.has(parent) && groupOf(document, layer.id) === parent) meant.add(layer.id)
  }
  return document.layers.flatMap(({ id }) => (meant.has(id) ? [id] : []))
}

/** The layers that a group holds, however deep, groups themselves left out, in drawing order. A layer that is no group holds none. */
export function membersOf(document: DesignDocument, id: string): Layer[] {
  const all = new Set(withMembers(document, [id]))
  return document.layers.filter((layer) => layer.id !== id && all.has(layer.id) && !isGroup(layer))
}

/** The upright box round a layer's ink; of a group, round its members' that are not hidden. Null for a group of nothing. */
export function boundsWith(document: DesignDocument, id: string, boundsOf: (layer: Layer) => Box): Box | null {
  const layer = document.layers.find((it) => it.id === id)
  if (!layer) return null
  if (!isGroup(layer)) return boundsOf(layer)
  return union(
    membersOf(document, id)
      .filter((it) => !(isKnownLayer(it) && it.hidden))
      .map(boundsOf),
  )
}

/** The layers meant without those that are in a group that is meant too, in drawing order: what counts as one piece each. */
export function units(document: DesignDocument, ids: readonly string[]): string[] {
  const meant = new Set(ids)
  return document.layers.flatMap(({ id }) =>
    meant.has(id) && !groupsAround(document, id).some((group) => meant.has(group)) ? [id] : [],
  )
}

/**
 * The layers that may be changed in place where `ids` are meant: known ones that neither are locked nor are in a locked group.
 * A group that is meant takes its members with it, locked or not, as long as it is not held itself.
 */
export function freeIds(document: DesignDocument, ids: readonly string[]): Set<string> {
  const byId = new Map(document.layers.map((layer) => [layer.id, layer]))
  const isHeld = (id: string): boolean => {
    const layer = byId.get(id)
    return !layer || !isKnownLayer(layer) || layer.locked
  }
  const free = units(document, ids).filter(
    (id) => !isHeld(id) && !groupsAround(document, id).some((group) => isHeld(group)),
  )
  return new Set(withMembers(document, free))
}
