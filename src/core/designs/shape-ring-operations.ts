import { isKnownLayer, type LayerOf, type ShapeRing } from './document'
import type { Operation } from './operations'

/** The most rings that a silhouette bears. */
export const mostRings = 6

const withRings = (id: string, change: (rings: readonly ShapeRing[]) => readonly ShapeRing[]): Operation => ({
  verb: 'change',
  ids: [id],
  apply: (document) => {
    const layer = document.layers.find(
      (it): it is LayerOf<'shape'> => it.id === id && isKnownLayer(it) && it.kind === 'shape' && !it.locked,
    )
    const rings = layer ? change(layer.rings) : []
    if (!layer || rings === layer.rings) return document
    return {
      ...document,
      layers: document.layers.map((it) => (it === layer ? { ...layer, rings: [...rings] } : it)),
    }
  },
})

/** Puts a ring into a shape, innermost or at a place counted from the edge. A shape that has six stays as it is. */
export const addShapeRing = (id: string, ring: ShapeRing, index?: number): Operation =>
  withRings(id, (rings) => (rings.length >= mostRings ? rings : rings.toSpliced(index ?? rings.length, 0, ring)))
