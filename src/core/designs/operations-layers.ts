import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer } from './document'
import { hundredth, type Box, type Point } from './geometry'
import { freeIds, grouped } from './groups-tree'

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
  'matchSize',
  'recolour',
  'replace',
  'restore',
  'group',
  'ungroup',
  'mask',
  'releaseMask',
  'levels',
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
  /** Where the edit copies layers: the layer that each copy, by its id, was made of. */
  readonly origins?: ReadonlyMap<string, string>
  readonly apply: (document: DesignDocument) => DesignDocument
}

/** Upright box of a layer on the artboard, in units: `layerBounds` of the drawing hands it in, since text must be measured. */
export type BoundsOf = (layer: Layer) => Box

/** The document with other layers, in the order that groups ask for; the same document where none differs. */
export const withLayers = (document: DesignDocument, layers: readonly Layer[]): DesignDocument => {
  const ordered = grouped(layers)
  return ordered.length === document.layers.length && ordered.every((layer, at) => layer === document.layers[at])
    ? document
    : { ...document, layers: [...ordered] }
}

/** Changes the known layers named, groups themselves and not their members; a layer that comes back as it was keeps its identity. */
export const mapLayers = (
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

/** Changes what is drawn of the layers named, the members of groups among them, save what is locked. A group itself holds no place and stays as it is. */
export const mapFree = (
  document: DesignDocument,
  ids: readonly string[],
  change: (layer: KnownLayer) => KnownLayer,
): DesignDocument => {
  const free = freeIds(document, ids)
  return withLayers(
    document,
    document.layers.map((layer) =>
      free.has(layer.id) && isKnownLayer(layer) && layer.kind !== 'group' ? change(layer) : layer,
    ),
  )
}

/** A layer with its centre at a point. */
export const at = (layer: KnownLayer, { x, y }: Point): KnownLayer => {
  const to = { x: hundredth(x), y: hundredth(y) }
  return to.x === layer.x && to.y === layer.y ? layer : { ...layer, ...to }
}
/** A layer moved by units. */
export const byDelta = (layer: KnownLayer, dx: number, dy: number): KnownLayer =>
  dx === 0 && dy === 0 ? layer : at(layer, { x: layer.x + dx, y: layer.y + dy })
