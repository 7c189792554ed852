import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer } from './document'
import { boxCentre, hundredth, rotated, turn, union, type Box, type Point } from './geometry'
import { resizedLayer } from './resize'

/** What kind of step the history lists ("Move", "Resize" …); the page turns it into words together with the layer's name. */
export const editVerbs = [
  'add',
  'change',
  'remove',
  'move',
  'resize',
  'rotate',
  'reorder',
  'rename',
  'lock',
  'unlock',
  'hide',
  'show',
  'duplicate',
  'align',
  'distribute',
  'recolour',
  'replace',
] as const
export type EditVerb = (typeof editVerbs)[number]

/**
 * One edit: a pure function from document to document with what the history says of it. `apply` returns the very same
 * document when there is nothing to change, and shares every layer that it does not touch.
 */
export interface Operation {
  readonly verb: EditVerb
  /** The layers meant; empty when the whole document is. */
  readonly ids: readonly string[]
  readonly apply: (document: DesignDocument) => DesignDocument
}

/** Upright box of a layer on the artboard, in units: `layerBounds` of the drawing hands it in, since text must be measured. */
export type BoundsOf = (layer: Layer) => Box

/** A known layer's fields without its identity: what `updateLayer` takes. */
export type LayerPatch = { readonly [field: string]: unknown }

/** The layer with an id, or undefined. */
export const layerById = (document: DesignDocument, id: string): Layer | undefined =>
  document.layers.find((layer) => layer.id === id)
/** What the layer list calls a layer: its name, or the kind of one that this version does not know. */
export const layerName = (layer: Layer): string => (isKnownLayer(layer) ? layer.name : layer.kind)
/** True where pointer and keyboard must leave a layer alone: locked, or not known to this version. */
export const isFixed = (layer: Layer): boolean => !isKnownLayer(layer) || layer.locked

const withLayers = (document: DesignDocument, layers: readonly Layer[]): DesignDocument =>
  layers.length === document.layers.length && layers.every((layer, index) => layer === document.layers[index])
    ? document
    : { ...document, layers: [...layers] }

/** Changes the known layers named; a layer that comes back as it was keeps its identity. */
const mapLayers = (
  document: DesignDocument,
  ids: readonly string[],
  change: (layer: KnownLayer) => KnownLayer,
): DesignDocument => {
  const meant = new Set(ids)
  return withLayers(
    document,
    document.layers.map((layer) => (meant.has(layer.id) && isKnownLayer(layer) ? change(layer) : layer)),
  )
}
const mapFree = (
  document: DesignDocument,
  ids: readonly string[],
  change: (layer: KnownLayer) => KnownLayer,
): DesignDocument => mapLayers(document, ids, (layer) => (layer.locked ? layer : change(layer)))

const at = (layer: KnownLayer, { x, y }: Point): KnownLayer => {
  const to = { x: hundredth(x), y: hundredth(y) }
  return to.x === layer.x && to.y === layer.y ? layer : { ...layer, ...to }
}
const byDelta = (layer: KnownLayer, dx: number, dy: number): KnownLayer =>
  dx === 0 && dy === 0 ? layer : at(layer, { x: layer.x + dx, y: layer.y + dy })

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
  apply: (document) => layers.reduce((result, layer) => addLayer(layer).apply(result), document),
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

/** Replaces layers by id with changed versions of themselves: what a gesture on the stage amounts to. Locked ones stay. */
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

/** Takes layers away, save locked ones. Takes unknown ones too, since only a person can ask for it. */
export const removeLayers = (ids: readonly string[]): Operation => ({
  verb: 'remove',
  ids,
  apply: (document) =>
    withLayers(
      document,
      document.layers.filter((layer) => !ids.includes(layer.id) || (isKnownLayer(layer) && layer.locked)),
    ),
})

/** Moves layers by units. */
export const moveLayers = (ids: readonly string[], dx: number, dy: number): Operation => ({
  verb: 'move',
  ids,
  apply: (document) => mapFree(document, ids, (layer) => byDelta(layer, dx, dy)),
})

/** Turns layers by degrees clockwise, each round its own centre, or all together round a point. */
export const rotateLayers = (ids: readonly string[], degrees: number, about?: Point): Operation => ({
  verb: 'rotate',
  ids,
  apply: (document) =>
    mapFree(document, ids, (layer) => {
      const spun = { ...layer, rotation: hundredth(turn(layer.rotation + degrees)) }
      if (!about) return spun
      const arm = rotated({ x: layer.x - about.x, y: layer.y - about.y }, degrees)
      return at(spun, { x: about.x + arm.x, y: about.y + arm.y })
    }),
})

/** Makes layers larger or smaller by factors, each round its own centre, or all together round a point (then evenly, by `sx`). */
export const resizeLayers = (ids: readonly string[], sx: number, sy: number, about?: Point): Operation => ({
  verb: 'resize',
  ids,
  apply: (document) =>
    mapFree(document, ids, (layer) => {
      if (!about) return resizedLayer(layer, sx, sy)
      return at(resizedLayer(layer, sx, sx), {
        x: about.x + (layer.x - about.x) * sx,
        y: about.y + (layer.y - about.y) * sx,
      })
    }),
})

export type Order = 'front' | 'forward' | 'backward' | 'back'
/** Moves layers in the drawing order; several keep their order among themselves. */
export const reorderLayers = (ids: readonly string[], order: Order): Operation => ({
  verb: 'reorder',
  ids,
  apply: (document) => {
    const meant = new Set(ids)
    const layers = [...document.layers]
    const chosen = layers.filter(({ id }) => meant.has(id))
    const rest = layers.filter(({ id }) => !meant.has(id))
    if (order === 'front') return withLayers(document, [...rest, ...chosen])
    if (order === 'back') return withLayers(document, [...chosen, ...rest])
    const step = order === 'forward' ? -1 : 1
    const from = order === 'forward' ? layers.length - 1 : 0
    for (let index = from; index >= 0 && index < layers.length; index += step) {
      const here = layers[index]
      const neighbour = layers[index - step]
      if (here && neighbour && meant.has(here.id) && !meant.has(neighbour.id)) {
        layers[index - step] = here
        layers[index] = neighbour
      }
    }
    return withLayers(document, layers)
  },
})

/** Puts one layer at a place in the order (0 = lowest): drag in the layer list. */
export const placeLayer = (id: string, index: number): Operation => ({
  verb: 'reorder',
  ids: [id],
  apply: (document) => {
    const layer = layerById(document, id)
    if (!layer) return document
    const rest = document.layers.filter((it) => it !== layer)
    return withLayers(document, rest.toSpliced(Math.max(0, Math.min(index, rest.length)), 0, layer))
  },
})

/** Names a layer. */
export const renameLayer = (id: string, name: string): Operation => updateLayer(id, { name }, 'rename')
/** Locks or frees layers. */
export const setLocked = (ids: readonly string[], locked: boolean): Operation =>
  updateLayers(ids, { locked }, locked ? 'lock' : 'unlock')
/** Hides or shows layers. */
export const setHidden = (ids: readonly string[], hidden: boolean): Operation =>
  updateLayers(ids, { hidden }, hidden ? 'hide' : 'show')

/** Copies layers, each directly above itself, unlocked and `offset` units down and to the right. `newId` is asked once per copy, in drawing order, when the operation is made: `apply` stays pure. */
export const duplicateLayers = (
  document: DesignDocument,
  ids: readonly string[],
  newId: () => string,
  offset = 12,
): Operation => {
  const meant = new Set(ids)
  const copies = new Map(document.layers.filter(({ id }) => meant.has(id)).map(({ id }) => [id, newId()] as const))
  return {
    verb: 'duplicate',
    ids: [...copies.values()],
    apply: (present) =>
      withLayers(
        present,
        present.layers.flatMap((layer): Layer[] => {
          const copy = copies.get(layer.id)
          if (copy === undefined || layerById(present, copy)) return [layer]
          return isKnownLayer(layer)
            ? [layer, { ...byDelta(layer, offset, offset), id: copy, locked: false }]
            : [layer, { ...layer, id: copy }]
        }),
      ),
  }
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'
const alignDelta = (box: Box, frame: Box, alignment: Alignment): Point => {
  const own = boxCentre(box)
  const middle = boxCentre(frame)
  switch (alignment) {
    case 'left':
      return { x: frame.left - box.left, y: 0 }
    case 'centre':
      return { x: middle.x - own.x, y: 0 }
    case 'right':
      return { x: frame.right - box.right, y: 0 }
    case 'top':
      return { x: 0, y: frame.top - box.top }
    case 'middle':
      return { x: 0, y: middle.y - own.y }
    case 'bottom':
      return { x: 0, y: frame.bottom - box.bottom }
  }
}
const artboard = ({ size }: DesignDocument): Box => ({ left: 0, top: 0, right: size, bottom: size })
const freeLayers = (document: DesignDocument, ids: readonly string[]): KnownLayer[] =>
  document.layers.filter((layer): layer is KnownLayer => ids.includes(layer.id) && isKnownLayer(layer) && !layer.locked)

/** Lines layers up with each other; a single one, or all of them with `to: 'artboard'`, with the artboard. */
export const alignLayers = (
  ids: readonly string[],
  alignment: Alignment,
  boundsOf: BoundsOf,
  to: 'selection' | 'artboard' = 'selection',
): Operation => ({
  verb: 'align',
  ids,
  apply: (document) => {
    const free = freeLayers(document, ids)
    const meant = to === 'artboard' || free.length < 2 ? artboard(document) : union(free.map(boundsOf))
    if (!meant) return document
    return mapFree(document, ids, (layer) => {
      const { x, y } = alignDelta(boundsOf(layer), meant, alignment)
      return byDelta(layer, x, y)
    })
  },
})

/** Puts layers on the middle of the artboard as one piece, by their own centres where there is one layer (a ring, an arc of text). */
export const centreLayers = (ids: readonly string[], boundsOf: BoundsOf): Operation => ({
  verb: 'align',
  ids,
  apply: (document) => {
    const free = freeLayers(document, ids)
    const only = free.length === 1 ? free[0] : undefined
    const box = union(free.map(boundsOf))
    if (!box) return document
    const centre = only?.kind === 'arcText' ? only : boxCentre(box)
    return mapFree(document, ids, (layer) => byDelta(layer, document.size / 2 - centre.x, document.size / 2 - centre.y))
  },
})

/** Makes the gaps between three or more layers equal; the outermost two stay. */
export const distributeLayers = (
  ids: readonly string[],
  axis: 'horizontal' | 'vertical',
  boundsOf: BoundsOf,
): Operation => ({
  verb: 'distribute',
  ids,
  apply: (document) => {
    const start = (box: Box): number => (axis === 'horizontal' ? box.left : box.top)
    const end = (box: Box): number => (axis === 'horizontal' ? box.right : box.bottom)
    const row = freeLayers(document, ids)
      .map((layer) => ({ layer, box: boundsOf(layer) }))
      .sort((a, b) => start(a.box) + end(a.box) - start(b.box) - end(b.box))
    const first = row[0]
    const last = row.at(-1)
    if (!first || !last || row.length < 3) return document
    const taken = row.reduce((sum, { box }) => sum + end(box) - start(box), 0)
    const gap = (end(last.box) - start(first.box) - taken) / (row.length - 1)
    const moved = new Map<string, KnownLayer>()
    let next = start(first.box)
    for (const { layer, box } of row) {
      const delta = next - start(box)
      moved.set(layer.id, axis === 'horizontal' ? byDelta(layer, delta, 0) : byDelta(layer, 0, delta))
      next += end(box) - start(box) + gap
    }
    return mapFree(document, ids, (layer) =>
      layer === first.layer || layer === last.layer ? layer : (moved.get(layer.id) ?? layer),
    )
  },
})

/** Gives one brand role another colour (`#rrggbb`): every layer that names the role follows. */
export const setPaletteRole = (role: string, hex: string): Operation => setPalette({ [role]: hex })

/** Gives several brand roles their colours at once: recolours the whole design. Roles not named keep theirs. */
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
