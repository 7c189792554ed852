import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer } from './document'
import { boxCentre, boxHeight, boxWidth, type Box } from './geometry'
import { boundsWith, groupsAround, membersOf } from './groups'
import { ringReach } from './rings'
import type { BoundsOf } from './operations'

/**
 * What of a drawing can be told in words to somebody who does not see it: where a piece lies, what it touches. Facts only; the page
 * turns them into sentences. Lengths in units of the artboard.
 */

/** How far a middle or an edge may be off and still count as being there. */
const near = 0.5
const tenth = (value: number): number => Math.round(value * 10) / 10 + 0
const across = ['left', 'middle', 'right'] as const
const down = ['upper', 'middle', 'lower'] as const

/** Where a middle lies on the artboard, in its ninths. */
export interface SpokenPlace {
  /** The middle, to a tenth. */
  readonly x: number
  readonly y: number
  readonly across: (typeof across)[number]
  readonly down: (typeof down)[number]
  /** Whether the middle is exactly the artboard's own, on the way across and on the way down. */
  readonly isCentredAcross: boolean
  readonly isCentredDown: boolean
  /** The artboard's edges that it lies against. */
  readonly edges: readonly ('left' | 'right' | 'top' | 'bottom')[]
  /** True where some of it is outside of the artboard, and so is not in the picture. */
  readonly isCut: boolean
}

/** Where a box lies on an artboard of a size. */
export function placeIn(box: Box, size: number): SpokenPlace {
  const { x, y } = boxCentre(box)
  const third = (at: number): 0 | 1 | 2 => (at < size / 3 ? 0 : at <= (2 * size) / 3 ? 1 : 2)
  const is = (one: number, other: number): boolean => Math.abs(one - other) < near
  return {
    x: tenth(x),
    y: tenth(y),
    across: across[third(x)],
    down: down[third(y)],
    isCentredAcross: is(x, size / 2),
    isCentredDown: is(y, size / 2),
    edges: [
      ...(is(box.left, 0) ? (['left'] as const) : []),
      ...(is(box.right, size) ? (['right'] as const) : []),
      ...(is(box.top, 0) ? (['top'] as const) : []),
      ...(is(box.bottom, size) ? (['bottom'] as const) : []),
    ],
    isCut: box.left < -near || box.top < -near || box.right > size + near || box.bottom > size + near,
  }
}

/** One that a piece meets on the canvas. */
export interface SpokenNeighbour {
  readonly id: string
  /** Which of the rings it is, counted from the outside, where there are several; else null. */
  readonly ring: number | null
  /** `touching`: their inks meet at the edge (by less than 2 units); `overlapping`: further than that. */
  readonly how: 'touching' | 'overlapping'
}
const touch = 2
/** More would be a list that nobody can keep in mind. */
const mostNeighbours = 3

type Ring = Extract<KnownLayer, { kind: 'ring' }>
const isSeen = (layer: Layer): layer is KnownLayer => isKnownLayer(layer) && !layer.hidden && layer.kind !== 'group'

/** How deep a box reaches into the band of a ring; below 0 it stays that far away. */
function depthInRing(box: Box, ring: Ring): number {
  const reach = ringReach(ring)
  const inner = ring.radius - (reach - ring.radius)
  const aside = (from: number, to: number, at: number): number => Math.max(from - at, 0, at - to)
  const nearest = Math.hypot(aside(box.left, box.right, ring.x), aside(box.top, box.bottom, ring.y))
  const farthest = Math.hypot(
    Math.max(ring.x - box.left, box.right - ring.x),
    Math.max(ring.y - box.top, box.bottom - ring.y),
  )
  return Math.min(reach - nearest, farthest - inner)
}
const depthInBox = (one: Box, other: Box): number =>
  Math.min(
    Math.min(one.right, other.right) - Math.max(one.left, other.left),
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
  )
const holds = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom

/**
 * What a layer or a group touches or overlaps, the shallowest first, three at most. Hidden layers are left out, and whatever holds
 * it or lies in it whole: a star in the middle of a field is no news. Rings count by their band.
 */
export function neighboursOf(document: DesignDocument, id: string, boundsOf: BoundsOf): SpokenNeighbour[] {
  const own = boundsWith(document, id, boundsOf)
  if (!own) return []
  const piece = new Set([id, ...membersOf(document, id).map((it) => it.id)])
  const self = document.layers.find((layer) => layer.id === id)
  const rings = document.layers
    .filter((it): it is Ring => isKnownLayer(it) && it.kind === 'ring')
    .toSorted((a, b) => b.radius - a.radius)
  const isHidden = (layer: Layer): boolean =>
    groupsAround(document, layer.id).some((group) =>
      document.layers.some((it) => it.id === group && isKnownLayer(it) && it.hidden),
    )
  const met = document.layers.flatMap((other): (SpokenNeighbour & { depth: number })[] => {
    if (piece.has(other.id) || !isSeen(other) || isHidden(other)) return []
    const box = boundsOf(other)
    const depth =
      other.kind === 'ring'
        ? depthInRing(own, other)
        : self && isKnownLayer(self) && self.kind === 'ring'
          ? depthInRing(box, self)
          : holds(box, own) || holds(own, box)
            ? -Infinity
            : depthInBox(own, box)
    if (depth < -near) return []
    const ring = other.kind === 'ring' && rings.length > 1 ? rings.indexOf(other) + 1 : null
    return [{ id: other.id, ring, how: depth <= touch ? 'touching' : 'overlapping', depth }]
  })
  return met
    .toSorted((a, b) => a.depth - b.depth)
    .slice(0, mostNeighbours)
    .map(({ depth: _, ...it }) => it)
}

/** The size of a layer or a group as it is said, to a tenth: a group of nothing has none. */
export function spokenSize(
  document: DesignDocument,
  id: string,
  boundsOf: BoundsOf,
): { readonly width: number; readonly height: number } | null {
  const box = boundsWith(document, id, boundsOf)
  return box && { width: tenth(boxWidth(box)), height: tenth(boxHeight(box)) }
}
