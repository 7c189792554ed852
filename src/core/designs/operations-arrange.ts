import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer, type LayerOf } from './document'
import { boxCentre, boxHeight, boxWidth, union, type Box, type Point } from './geometry'
import { boundsWith, freeIds, isGroup, units, withMembers } from './groups-tree'
import { at, byDelta, mapFree, type BoundsOf, type Operation } from './operations-layers'
import { resizedLayer } from './resize'

/** One piece that is moved whole: a layer, or a group with all that is in it. */
interface Piece {
  readonly id: string
  readonly box: Box
}
const freePieces = (document: DesignDocument, ids: readonly string[], boundsOf: BoundsOf): Piece[] => {
  const free = freeIds(document, ids)
  return units(document, ids).flatMap((id) => {
    const box = free.has(id) ? boundsWith(document, id, boundsOf) : null
    return box ? [{ id, box }] : []
  })
}
/** Moves every piece by its own way. */
function moved(document: DesignDocument, ways: readonly (readonly [string, Point])[]): DesignDocument {
  const byLayer = new Map(
    ways.flatMap(([id, way]) => withMembers(document, [id]).map((member) => [member, way] as const)),
  )
  return mapFree(
    document,
    ways.map(([id]) => id),
    (layer) => byDelta(layer, byLayer.get(layer.id)?.x ?? 0, byLayer.get(layer.id)?.y ?? 0),
  )
}

/** Where the eye sees a layer's middle on the artboard (`centring.ts`), in units; null where that is the middle of its ink's box. */
export type OpticalOf = (layer: Layer) => Point | null
const byBox: OpticalOf = () => null

/** The middle of pieces as the eye sees it: every layer draws the middle of the box towards its own, by the ground that it covers. */
function seenCentre(
  document: DesignDocument,
  pieces: readonly Piece[],
  boundsOf: BoundsOf,
  opticalOf: OpticalOf,
): Point | null {
  const box = union(pieces.map((piece) => piece.box))
  if (!box) return null
  const drawn = new Set(
    withMembers(
      document,
      pieces.map(({ id }) => id),
    ),
  )
  let [sum, x, y] = [0, 0, 0]
  for (const layer of document.layers) {
    if (!drawn.has(layer.id) || isGroup(layer)) continue
    const own = boundsOf(layer)
    const ground = boxWidth(own) * boxHeight(own)
    const middle = boxCentre(own)
    const seen = opticalOf(layer) ?? middle
    sum += ground
    x += ground * (seen.x - middle.x)
    y += ground * (seen.y - middle.y)
  }
  const middle = boxCentre(box)
  return sum > 0 ? { x: middle.x + x / sum, y: middle.y + y / sum } : middle
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'
/** `own` is the piece's middle, which is not always that of its box. */
const alignDelta = (box: Box, own: Point, frame: Box, alignment: Alignment): Point => {
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

/** The silhouette of the badge: its largest shape that is not hidden, the lowest of several; null where there is none. */
export function badgeSilhouette({ layers }: DesignDocument): LayerOf<'shape'> | null {
  let largest: LayerOf<'shape'> | null = null
  for (const layer of layers)
    if (
      isKnownLayer(layer) &&
      layer.kind === 'shape' &&
      !layer.hidden &&
      (!largest || layer.width * layer.height > largest.width * largest.height)
    )
      largest = layer
  return largest
}

/**
 * Lines pieces up with each other, a group as one box; a single one, or all of them with `to: 'artboard'`, with the artboard, and
 * with `to: 'silhouette'` with the badge's silhouette (which stays; without one with the artboard). In the middle of artboard and
 * silhouette a piece stands by what the eye sees, among each other pieces go by their boxes.
 */
export const alignLayers = (
  ids: readonly string[],
  alignment: Alignment,
  boundsOf: BoundsOf,
  to: 'selection' | 'artboard' | 'silhouette' = 'selection',
  opticalOf: OpticalOf = byBox,
): Operation => ({
  verb: 'align',
  ids,
  apply: (document) => {
    const silhouette = to === 'silhouette' ? badgeSilhouette(document) : null
    const pieces = freePieces(document, ids, boundsOf).filter(({ id }) => id !== silhouette?.id)
    const among = to === 'selection' && pieces.length > 1 ? union(pieces.map(({ box }) => box)) : null
    const frame = silhouette ? boundsOf(silhouette) : (among ?? artboard(document))
    return moved(
      document,
      pieces.map((piece) => {
        const own = (among ? null : seenCentre(document, [piece], boundsOf, opticalOf)) ?? boxCentre(piece.box)
        return [piece.id, alignDelta(piece.box, own, frame, alignment)]
      }),
    )
  },
})

/** The point that a layer goes round by its nature: text on an arc by its circle, everything else by what the eye sees of its ink. */
const centreOf = (
  document: DesignDocument,
  pieces: readonly Piece[],
  boundsOf: BoundsOf,
  opticalOf: OpticalOf,
): Point | null => {
  const only = pieces.length === 1 ? document.layers.find(({ id }) => id === pieces[0]?.id) : undefined
  if (only && isKnownLayer(only) && only.kind === 'arcText') return { x: only.x, y: only.y }
  return seenCentre(document, pieces, boundsOf, opticalOf)
}

/**
 * Puts layers on the middle of the artboard, or of the silhouette, as one piece: by the middle that the eye sees, text on an arc by
 * its circle where it is the only one.
 */
export const centreLayers = (
  ids: readonly string[],
  boundsOf: BoundsOf,
  on: 'artboard' | 'silhouette' = 'artboard',
  opticalOf: OpticalOf = byBox,
): Operation => ({
  verb: 'align',
  ids,
  apply: (document) => {
    const silhouette = on === 'silhouette' ? badgeSilhouette(document) : null
    const pieces = freePieces(document, ids, boundsOf).filter(({ id }) => id !== silhouette?.id)
    const centre = centreOf(document, pieces, boundsOf, opticalOf)
    if (!centre) return document
    const middle = boxCentre(silhouette ? boundsOf(silhouette) : artboard(document))
    return moved(
      document,
      pieces.map(({ id }) => [id, { x: middle.x - centre.x, y: middle.y - centre.y }]),
    )
  },
})

type Axis = 'horizontal' | 'vertical'
const start = (box: Box, axis: Axis): number => (axis === 'horizontal' ? box.left : box.top)
const end = (box: Box, axis: Axis): number => (axis === 'horizontal' ? box.right : box.bottom)
const along = (way: number, axis: Axis): Point => (axis === 'horizontal' ? { x: way, y: 0 } : { x: 0, y: way })
const inRow = (pieces: readonly Piece[], axis: Axis): Piece[] =>
  pieces.toSorted((a, b) => start(a.box, axis) + end(a.box, axis) - start(b.box, axis) - end(b.box, axis))

/** The ways that bring a row of pieces to one gap; the first stays. */
function spread(row: readonly Piece[], axis: Axis, gap: number): (readonly [string, Point])[] {
  let next = row[0] ? start(row[0].box, axis) : 0
  return row.map(({ id, box }) => {
    const way = along(next - start(box, axis), axis)
    next += end(box, axis) - start(box, axis) + gap
    return [id, way] as const
  })
}

/** Makes the gaps between three or more pieces equal; the outermost two stay. */
export const distributeLayers = (ids: readonly string[], axis: Axis, boundsOf: BoundsOf): Operation => ({
  verb: 'distribute',
  ids,
  apply: (document) => {
    const row = inRow(freePieces(document, ids, boundsOf), axis)
    const first = row[0]
    const last = row.at(-1)
    if (!first || !last || row.length < 3) return document
    const taken = row.reduce((sum, { box }) => sum + end(box, axis) - start(box, axis), 0)
    const gap = (end(last.box, axis) - start(first.box, axis) - taken) / (row.length - 1)
    return moved(document, spread(row, axis, gap).slice(1, -1))
  },
})

/** Makes the gaps between pieces so many units wide (negative: they overlap); the first of the row stays. */
export const equalGaps = (ids: readonly string[], axis: Axis, gap: number, boundsOf: BoundsOf): Operation => ({
  verb: 'distribute',
  ids,
  apply: (document) => moved(document, spread(inRow(freePieces(document, ids, boundsOf), axis), axis, gap)),
})

const quarter = (rotation: number): number => (((rotation % 180) + 180) % 180) / 90

/** A layer grown so that its upright box grows by factors; one that is turned askew, or keeps its proportion, grows evenly. */
function grownUpright(layer: KnownLayer, sx: number, sy: number): KnownLayer {
  const turns = quarter(layer.rotation)
  if (turns === 0) return resizedLayer(layer, sx, sy)
  if (turns === 1) return resizedLayer(layer, sy, sx)
  const even = sx === 1 ? sy : sx
  return resizedLayer(layer, even, even)
}

/** Makes layers as wide, as high, or both, as the first one named (a group evenly), each round its own middle. */
export const matchSize = (
  ids: readonly string[],
  side: 'width' | 'height' | 'both',
  boundsOf: BoundsOf,
): Operation => ({
  verb: 'matchSize',
  ids,
  apply: (document) => {
    const key = ids[0]
    const wanted = key === undefined ? null : boundsWith(document, key, boundsOf)
    if (!wanted) return document
    return freePieces(document, ids, boundsOf).reduce((done, { id, box }) => {
      if (id === key || boxWidth(box) <= 0 || boxHeight(box) <= 0) return done
      const sx = side === 'height' ? 1 : boxWidth(wanted) / boxWidth(box)
      const sy = side === 'width' ? 1 : boxHeight(wanted) / boxHeight(box)
      const isWhole = isGroup(document.layers.find((it) => it.id === id))
      const about = boxCentre(box)
      const even = side === 'both' ? Math.min(sx, sy) : side === 'width' ? sx : sy
      return mapFree(done, [id], (layer) => (isWhole ? resizedAbout(layer, even, about) : grownUpright(layer, sx, sy)))
    }, document)
  },
})

/** A layer made larger evenly, round a point. */
export const resizedAbout = (layer: KnownLayer, factor: number, about: Point): KnownLayer =>
  at(resizedLayer(layer, factor, factor), {
    x: about.x + (layer.x - about.x) * factor,
    y: about.y + (layer.y - about.y) * factor,
  })
