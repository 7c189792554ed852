import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer } from './document'
import { boxCentre, hundredth, rotated, turn, union, type Point } from './geometry'
import {
  freeIds,
  isGroup,
  layerTree,
  listed,
  membersOf,
  parentOf,
  units,
  withMembers,
  withParent,
  type LayerNode,
} from './groups-tree'
import { resizedAbout } from './operations-arrange'
import {
  at,
  byDelta,
  mapFree,
  mapLayers,
  withLayers,
  type BoundsOf,
  type EditVerb,
  type Operation,
} from './operations-layers'
import { resizedLayer } from './resize'

export { editVerbs, type BoundsOf, type EditVerb, type Operation } from './operations-layers'
export { alignLayers, centreLayers, distributeLayers, equalGaps, matchSize, type Alignment } from './operations-arrange'

/** A known layer's fields without its identity: what `updateLayer` takes. */
export type LayerPatch = { readonly [field: string]: unknown }

/** The layer with an id, or undefined. */
export const layerById = (document: DesignDocument, id: string): Layer | undefined =>
  document.layers.find((layer) => layer.id === id)
/** What the layer list calls a layer: its name, or the kind of one that this version does not know. */
export const layerName = (layer: Layer): string => (isKnownLayer(layer) ? layer.name : layer.kind)
/** True where pointer and keyboard must leave a layer alone: locked, or not known to this version. */
export const isFixed = (layer: Layer): boolean => !isKnownLayer(layer) || layer.locked

/** Puts a layer on top, or at a place in the order (0 = lowest). A layer whose id is taken is refused. */
export const addLayer = (layer: Layer, index?: number): Operation => ({
  verb: 'add',
  ids: [layer.id],
  apply: (document) =>
    layerById(document, layer.id)
      ? document
      : withLayers(document, document.layers.toSpliced(index ?? document.layers.length, 0, layer)),
})

/** Adds several layers on top in their order (paste). */
export const addLayers = (layers: readonly Layer[]): Operation => ({
  verb: 'add',
  ids: layers.map(({ id }) => id),
  // All at once, so that members find their group.
  apply: (document) =>
    withLayers(document, [...document.layers, ...layers.filter(({ id }) => !layerById(document, id))]),
})

/** Sets fields of one layer. `id` and `kind` cannot be changed; the caller gives fields that fit the kind. */
export const updateLayer = (id: string, patch: LayerPatch, verb: EditVerb = 'change'): Operation =>
  updateLayers([id], patch, verb)

/** Sets the same fields of several layers. */
export const updateLayers = (ids: readonly string[], patch: LayerPatch, verb: EditVerb = 'change'): Operation => ({
  verb,
  ids,
  apply: (document) =>
    mapLayers(document, ids, (layer) => {
      const fields = Object.entries(patch).filter(
        ([field, value]) => field !== 'id' && field !== 'kind' && !Object.is(Reflect.get(layer, field), value),
      )
      return fields.length === 0 ? layer : { ...layer, ...Object.fromEntries(fields) }
    }),
})

/**
 * Replaces layers by id with changed versions of themselves: what a gesture on the stage amounts to. Locked ones stay; a group
 * given along with its members takes those with it that are locked.
 */
export const replaceLayers = (layers: readonly KnownLayer[], verb: EditVerb): Operation => {
  const byId = new Map(layers.map((layer) => [layer.id, layer]))
  return {
    verb,
    ids: layers.map(({ id }) => id),
    apply: (document) =>
      mapFree(document, [...byId.keys()], (layer) => {
        const replacement = byId.get(layer.id)
        return replacement && replacement.kind === layer.kind ? replacement : layer
      }),
  }
}

/** A document without layers, and without the groups that this leaves empty. */
const without = (document: DesignDocument, ids: ReadonlySet<string>): DesignDocument => {
  const kept = document.layers.filter((layer) => !ids.has(layer.id))
  if (kept.length === document.layers.length) return document
  const emptied = new Set<string>()
  const held = new Set(kept.flatMap((layer) => parentOf(layer) ?? []))
  for (const layer of document.layers) {
    const parent = ids.has(layer.id) ? parentOf(layer) : null
    if (parent !== null && !ids.has(parent) && !held.has(parent)) emptied.add(parent)
  }
  const next = withLayers(document, kept)
  return emptied.size === 0 ? next : without(next, emptied)
}

/** Takes layers away, groups with all that is in them, save locked ones. Takes unknown ones too, since only a person can ask for it. */
export const removeLayers = (ids: readonly string[]): Operation => ({
  verb: 'remove',
  ids,
  apply: (document) => {
    const free = freeIds(document, ids)
    const unknown = document.layers.filter((layer) => ids.includes(layer.id) && !isKnownLayer(layer))
    return without(document, new Set([...free, ...unknown.map(({ id }) => id)]))
  },
})

/** Moves layers by units. */
export const moveLayers = (ids: readonly string[], dx: number, dy: number): Operation => ({
  verb: 'move',
  ids,
  apply: (document) => mapFree(document, ids, (layer) => byDelta(layer, dx, dy)),
})

/** The middle of a group's members: of their ink where it can be measured, else of their centres. */
const groupCentre = (document: DesignDocument, id: string, boundsOf?: BoundsOf): Point => {
  const members = membersOf(document, id)
  const box = union(
    members.map(
      boundsOf ??
        ((layer) => {
          const { x, y } = isKnownLayer(layer) ? layer : { x: document.size / 2, y: document.size / 2 }
          return { left: x, right: x, top: y, bottom: y }
        }),
    ),
  )
  return box ? boxCentre(box) : { x: document.size / 2, y: document.size / 2 }
}
/** Changes every piece meant; a group's members get the middle of the group to go by, a single layer none. */
const mapPieces = (
  document: DesignDocument,
  ids: readonly string[],
  change: (layer: KnownLayer, about: Point | null) => KnownLayer,
  boundsOf?: BoundsOf,
): DesignDocument =>
  units(document, ids).reduce((done, id) => {
    const layer = layerById(document, id)
    const about = isGroup(layer) ? groupCentre(document, id, boundsOf) : null
    return mapFree(done, [id], (it) => change(it, about))
  }, document)

/** Turns layers by degrees clockwise, each round its own centre (a group round its middle), or all together round a point. */
export const rotateLayers = (
  ids: readonly string[],
  degrees: number,
  about?: Point,
  boundsOf?: BoundsOf,
): Operation => ({
  verb: 'rotate',
  ids,
  apply: (document) =>
    mapPieces(
      document,
      ids,
      (layer, middle) => {
        const spun = { ...layer, rotation: hundredth(turn(layer.rotation + degrees)) }
        const pole = about ?? middle
        if (!pole) return spun
        const arm = rotated({ x: layer.x - pole.x, y: layer.y - pole.y }, degrees)
        return at(spun, { x: pole.x + arm.x, y: pole.y + arm.y })
      },
      boundsOf,
    ),
})

/**
 * Makes layers larger or smaller by factors, each round its own centre, or all together round a point (then evenly, by `sx`).
 * A group grows evenly round its middle, by the factor that is further from 1.
 */
export const resizeLayers = (
  ids: readonly string[],
  sx: number,
  sy: number,
  about?: Point,
  boundsOf?: BoundsOf,
): Operation => ({
  verb: 'resize',
  ids,
  apply: (document) =>
    mapPieces(
      document,
      ids,
      (layer, middle) => {
        if (about) return resizedAbout(layer, sx, about)
        if (middle) return resizedAbout(layer, Math.abs(sx - 1) >= Math.abs(sy - 1) ? sx : sy, middle)
        return resizedLayer(layer, sx, sy)
      },
      boundsOf,
    ),
})

export type Order = 'front' | 'forward' | 'backward' | 'back'

const reordered = (nodes: readonly LayerNode[], meant: ReadonlySet<string>, order: Order): LayerNode[] => {
  const isMeant = (node: LayerNode | undefined): boolean => node !== undefined && meant.has(node.layer.id)
  const row = nodes.map((node) => ({ ...node, members: reordered(node.members, meant, order) }))
  if (order === 'front') return [...row.filter((it) => !isMeant(it)), ...row.filter(isMeant)]
  if (order === 'back') return [...row.filter(isMeant), ...row.filter((it) => !isMeant(it))]
  const step = order === 'forward' ? -1 : 1
  for (let index = order === 'forward' ? row.length - 1 : 0; index >= 0 && index < row.length; index += step) {
    const here = row[index]
    const neighbour = row[index - step]
    if (here && neighbour && isMeant(here) && !isMeant(neighbour)) {
      row[index - step] = here
      row[index] = neighbour
    }
  }
  return row
}
/** Moves layers in the drawing order, within their group; several keep their order among themselves. */
export const reorderLayers = (ids: readonly string[], order: Order): Operation => ({
  verb: 'reorder',
  ids,
  apply: (document) =>
    withLayers(document, listed(reordered(layerTree(document), new Set(units(document, ids)), order))),
})

/** Names a layer. */
export const renameLayer = (id: string, name: string): Operation => updateLayer(id, { name }, 'rename')
/** Locks or frees layers; a group's lock counts for its members. */
export const setLocked = (ids: readonly string[], locked: boolean): Operation =>
  updateLayers(ids, { locked }, locked ? 'lock' : 'unlock')
/** Hides or shows layers; a hidden group hides its members. */
export const setHidden = (ids: readonly string[], hidden: boolean): Operation =>
  updateLayers(ids, { hidden }, hidden ? 'hide' : 'show')

/**
 * Copies layers, each directly above itself in its group, unlocked and `offset` units down and to the right; a group with all that
 * is in it. `newId` is asked once per copy, in drawing order, when the operation is made: `apply` stays pure. `ids` are the
 * copies to select.
 */
export const duplicateLayers = (
  document: DesignDocument,
  ids: readonly string[],
  newId: () => string,
  offset = 12,
): Operation & { readonly origins: ReadonlyMap<string, string> } => {
  const pieces = units(document, ids)
  const copies = new Map(withMembers(document, pieces).map((id) => [id, newId()] as const))
  const idOf = (id: string): string => copies.get(id) ?? id
  return {
    verb: 'duplicate',
    ids: pieces.map(idOf),
    origins: new Map([...copies].map(([id, copy]) => [copy, id])),
    apply: (present) => {
      if ([...copies.values()].some((id) => layerById(present, id))) return present
      const copyOf = (layer: Layer, isPiece: boolean): Layer => {
        const parent = parentOf(layer)
        const copy = withParent({ ...layer, id: idOf(layer.id) }, parent === null ? null : idOf(parent))
        return isKnownLayer(copy) ? { ...byDelta(copy, offset, offset), locked: !isPiece && copy.locked } : copy
      }
      return withLayers(
        present,
        present.layers.flatMap((layer): Layer[] => {
          if (!pieces.includes(layer.id)) return [layer]
          const block = new Set(withMembers(present, [layer.id]).filter((id) => copies.has(id)))
          return [layer, ...present.layers.filter((it) => block.has(it.id)).map((it) => copyOf(it, it.id === layer.id))]
        }),
      )
    },
  }
}

/** Gives brand roles other colours (`#rrggbb`): every layer that names the role follows. Roles not named keep theirs. */
export const setPalette = (palette: Readonly<Record<string, string>>): Operation => ({
  verb: 'recolour',
  ids: [],
  apply: (document) =>
    Object.entries(palette).every(([role, hex]) => document.palette[role] === hex)
      ? document
      : { ...document, palette: { ...document.palette, ...palette } },
})

/** Puts another document in the place of this one (a template, a version brought back). */
export const replaceDocument = (next: DesignDocument): Operation => ({ verb: 'replace', ids: [], apply: () => next })
