import { isKnownLayer, layerOf, type DesignDocument, type KnownLayer, type Layer, type LayerOf } from './document'
import {
  groupsAround,
  freeIds,
  layerTree,
  listed,
  parentOf,
  groupOf,
  units,
  withMembers,
  withParent,
  type LayerNode,
} from './groups-tree'
import { layerById, type EditVerb, type Operation } from './operations'
import { withLayers } from './operations-layers'

export {
  boundsWith,
  groupsAround,
  heldBy,
  layerTree,
  membersOf,
  outermost,
  parentOf,
  units,
  withMembers,
  type LayerNode,
} from './groups-tree'

const groupById = (document: DesignDocument, id: string): LayerOf<'group'> | null => {
  const layer = layerById(document, id)
  return layer && isKnownLayer(layer) && layer.kind === 'group' ? layer : null
}

/** The innermost group that holds all of some layers; null for none. */
function commonGroup(document: DesignDocument, ids: readonly string[]): string | null {
  const [first, ...others] = ids.map((id) => groupsAround(document, id))
  return first?.find((group) => others.every((way) => way.includes(group))) ?? null
}

/** Puts layers that are free into a new group where the topmost of them is, or into a masked one, whose lowest member is the window. */
function intoGroup(verb: EditVerb, ids: readonly string[], newId: string, name: string, mask: boolean): Operation {
  return {
    verb,
    ids,
    apply: (document) => {
      if (layerById(document, newId)) return document
      const free = freeIds(document, ids)
      const pieces = units(document, ids).filter((id) => free.has(id))
      const top = pieces.at(-1)
      if (top === undefined || (mask && pieces.length < 2)) return document
      const parent = commonGroup(document, pieces)
      const block = new Set(withMembers(document, pieces))
      const members = document.layers
        .filter(({ id }) => block.has(id))
        .map((layer) => (pieces.includes(layer.id) ? withParent(layer, newId) : layer))
      const group = layerOf({
        id: newId,
        kind: 'group',
        name,
        x: document.size / 2,
        y: document.size / 2,
        parent,
        mask,
      })
      const above = document.layers.findIndex(({ id }) => id === top)
      const rest = (from: number, to?: number) => document.layers.slice(from, to).filter(({ id }) => !block.has(id))
      const layers = [...rest(0, above), ...members, group, ...rest(above + 1)]
      return withLayers(document, withoutEmptied(document, layers))
    },
  }
}

/** Layers without the groups that held something in the document and hold nothing now. */
function withoutEmptied(document: DesignDocument, layers: readonly Layer[]): readonly Layer[] {
  const held = new Set(document.layers.map(parentOf))
  const holding = new Set(layers.map(parentOf))
  const kept = layers.filter(({ id }) => !held.has(id) || holding.has(id))
  return kept.length === layers.length ? layers : withoutEmptied(document, kept)
}

/** Groups layers; `newId` becomes the group's id, to be selected. Locked layers stay out. */
export const groupLayers = (ids: readonly string[], newId: string, name: string): Operation =>
  intoGroup('group', ids, newId, name, false)

/**
 * Makes a mask: of two or more layers a masked group, whose lowest is the window that the others are seen through; of a single
 * group that group. `newId` becomes the id of a new group.
 */
export function maskWith(ids: readonly string[], newId: string, name: string): Operation {
  const made = intoGroup('mask', ids, newId, name, true)
  return {
    ...made,
    apply: (document) => {
      const [only, ...more] = units(document, ids)
      const group = only !== undefined && more.length === 0 ? groupById(document, only) : null
      return group && !group.mask ? changedGroups(document, [group.id], { mask: true }) : made.apply(document)
    },
  }
}

const changedGroups = (document: DesignDocument, ids: readonly string[], fields: { mask: boolean }): DesignDocument =>
  withLayers(
    document,
    document.layers.map((layer) =>
      ids.includes(layer.id) && isKnownLayer(layer) && layer.kind === 'group' && layer.mask !== fields.mask
        ? { ...layer, ...fields }
        : layer,
    ),
  )

/** Shows the whole of what masked groups hold; they stay groups. */
export const releaseMask = (ids: readonly string[]): Operation => ({
  verb: 'releaseMask',
  ids,
  apply: (document) => changedGroups(document, ids, { mask: false }),
})

/** What a group counted for, handed on to a member that leaves it. Effects go: they were of the whole. */
function handedOn(layer: Layer, group: LayerOf<'group'>): Layer {
  const freed = withParent(layer, group.parent)
  if (!isKnownLayer(freed)) return freed
  const levels =
    group.levels === null ? freed.levels : (freed.levels?.filter((it) => group.levels?.includes(it)) ?? group.levels)
  return {
    ...freed,
    opacity: freed.opacity * group.opacity,
    hidden: freed.hidden || group.hidden,
    levels,
  } satisfies KnownLayer
}

/** Takes groups apart: their members go where the group was, and keep its opacity and whether it was hidden. Locked groups stay. */
export const ungroup = (ids: readonly string[]): Operation => ({
  verb: 'ungroup',
  ids,
  apply: (document) =>
    ids.reduce((done, id) => {
      const group = groupById(done, id)
      if (!group || !freeIds(done, [id]).has(id)) return done
      const freed = done.layers.flatMap((layer) =>
        layer.id === id ? [] : [groupOf(done, layer.id) === id ? handedOn(layer, group) : layer],
      )
      return withLayers(done, freed)
    }, document),
})

/**
 * Moves layers into a group, or out of every group with null, to a place among what is there already (0 = lowest; without one on
 * top): a drag in the layer list. A group cannot go into itself. Groups left empty go.
 */
export const reparent = (ids: readonly string[], parent: string | null, index?: number): Operation => ({
  verb: 'reorder',
  ids,
  apply: (document) => {
    if (parent !== null && !groupById(document, parent)) return document
    const inside = new Set(withMembers(document, ids))
    if (parent !== null && inside.has(parent)) return document
    const moving = new Set(units(document, ids))
    const lifted: LayerNode[] = []
    const without = (nodes: readonly LayerNode[]): LayerNode[] =>
      nodes.flatMap((node) => {
        if (moving.has(node.layer.id)) {
          lifted.push(node)
          return []
        }
        return [{ ...node, members: without(node.members) }]
      })
    const rest = without(layerTree(document))
    const place = (nodes: readonly LayerNode[]): LayerNode[] =>
      nodes.toSpliced(Math.max(0, Math.min(index ?? nodes.length, nodes.length)), 0, ...lifted)
    const within = (nodes: readonly LayerNode[]): LayerNode[] =>
      nodes.map((node) =>
        node.layer.id === parent
          ? { ...node, members: place(node.members) }
          : { ...node, members: within(node.members) },
      )
    const tree = parent === null ? place(rest) : within(rest)
    return withLayers(document, withoutEmptied(document, listed(tree)))
  },
})

/** Layers with ids of their own, groups and members still together; parents that are not among them are dropped. For what is pasted. */
export function withNewIds(layers: readonly Layer[], newId: () => string): Layer[] {
  const ids = new Map(layers.map(({ id }) => [id, newId()]))
  return layers.map((layer) => {
    const parent = parentOf(layer)
    const own = parent === null ? layer : withParent(layer, ids.get(parent) ?? null)
    return { ...own, id: ids.get(layer.id) ?? layer.id }
  })
}
