import { isKnownLayer, type DesignDocument, type KnownLayer } from './document'
import { boxCentre, union, type Box, type Point } from './geometry'
import { boundsWith, freeIds, units } from './groups-tree'
import { resizedAbout } from './operations-arrange'
import { at, mapFree, type BoundsOf, type Operation } from './operations-layers'
import { resizedLayer, stretches } from './resize'

/** What several layers, or a group, are as one: their common upright box, how it is turned, and whether it may be stretched. */
export interface CommonBox {
  readonly box: Box
  /** The turn of the lowest layer in it, in degrees: turned together, it stays true of them all. */
  readonly rotation: number
  /** False where a member keeps its proportion or stands askew: then the whole grows evenly. */
  readonly stretches: boolean
}

const drawn = (document: DesignDocument, ids: readonly string[]): KnownLayer[] => {
  const free = freeIds(document, ids)
  return document.layers.filter(isKnownLayer).filter(({ id, kind }) => free.has(id) && kind !== 'group')
}
const isAskew = ({ rotation }: KnownLayer): boolean => rotation % 90 !== 0
const mayStretch = (layers: readonly KnownLayer[]): boolean =>
  layers.every((layer) => stretches(layer) && !isAskew(layer))

/** The common box of layers that may be moved, in units; what is locked counts for nothing. Null where none of them is seen. */
export function commonBox(document: DesignDocument, ids: readonly string[], boundsOf: BoundsOf): CommonBox | null {
  const free = freeIds(document, ids)
  const pieces = units(document, ids).filter((id) => free.has(id))
  const box = union(pieces.flatMap((id) => boundsWith(document, id, boundsOf) ?? []))
  const layers = drawn(document, ids)
  const [lowest] = layers
  return box && lowest ? { box, rotation: lowest.rotation, stretches: mayStretch(layers) } : null
}

/**
 * Makes layers larger or smaller together, by factors, round the middle of their common box: places and sizes alike. Where one of
 * them keeps its proportion or stands askew, all grow evenly by the factor that is further from 1.
 */
export const resizeTogether = (ids: readonly string[], sx: number, sy: number, boundsOf: BoundsOf): Operation => ({
  verb: 'resize',
  ids,
  apply: (document) => {
    const common = commonBox(document, ids, boundsOf)
    if (!common) return document
    const about = boxCentre(common.box)
    const even = Math.abs(sx - 1) >= Math.abs(sy - 1) ? sx : sy
    return mapFree(document, ids, (layer) =>
      common.stretches ? stretched(layer, sx, sy, about) : resizedAbout(layer, even, about),
    )
  },
})

function stretched(layer: KnownLayer, sx: number, sy: number, about: Point): KnownLayer {
  const lies = layer.rotation % 180 !== 0
  return at(lies ? resizedLayer(layer, sy, sx) : resizedLayer(layer, sx, sy), {
    x: about.x + (layer.x - about.x) * sx,
    y: about.y + (layer.y - about.y) * sy,
  })
}
