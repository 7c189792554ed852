import { badgeCentre } from './centring'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer } from './document'
import { boxHeight, boxWidth, hundredth, radians, turn, union, type Point } from './geometry'
import { groupLayers } from './groups'
import { freeIds, parentOf, units, withMembers } from './groups-tree'
import { badgeSilhouette } from './operations-arrange'
import { at, byDelta, mapFree, withLayers, type BoundsOf, type Operation } from './operations-layers'

/** The most copies that one array makes, the first one counted in. */
export const mostInCircle = 72

export interface CircularArray {
  /** How many there are in the end, from 2 to 72. */
  readonly count: number
  /** What they go round; without it the middle of the badge. */
  readonly about?: Point
  /**
   * How far from there the middle of the first one is to stand; without it where it is. It goes there straight outwards, or
   * upwards where it stands (nearly) at the middle: copies would pile up there.
   */
  readonly radius?: number
  /** Whether each copy is turned with its place, as the petals of a flower are; otherwise all stand as the first. */
  readonly turn: boolean
  /** What the new group is called. */
  readonly name: string
}

/** A point carried round another. */
const carried = ({ x, y }: Point, about: Point, degrees: number): Point => {
  const [cos, sin] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))]
  return {
    x: about.x + (x - about.x) * cos - (y - about.y) * sin,
    y: about.y + (x - about.x) * sin + (y - about.y) * cos,
  }
}

const isDrawn = (layer: Layer): layer is KnownLayer => isKnownLayer(layer) && layer.kind !== 'group'
/** The middle of layers' places. */
const middleOf = (layers: readonly KnownLayer[]): Point => ({
  x: layers.reduce((sum, { x }) => sum + x, 0) / Math.max(1, layers.length),
  y: layers.reduce((sum, { y }) => sum + y, 0) / Math.max(1, layers.length),
})
const meantBy = (document: DesignDocument, ids: readonly string[]) => {
  const free = freeIds(document, ids)
  const pieces = units(document, ids).filter((id) => free.has(id))
  const all = new Set(withMembers(document, pieces))
  return { pieces, all, originals: document.layers.filter((it) => all.has(it.id)).filter(isKnownLayer) }
}

/** The share of the silhouette's shorter side at which copies stand at first: well within its rim. */
const ofSilhouette = 0.36
/**
 * How far from a middle copies of layers stand at first, in units: where the layers are, if that is further than they are large, so
 * that copies stand beside each other; else a share of the silhouette. Letters on an arc stand at their own circle's middle.
 */
export function firstRadius(
  document: DesignDocument,
  ids: readonly string[],
  about: Point,
  boundsOf: BoundsOf,
): number {
  const { originals } = meantBy(document, ids)
  const drawn = originals.filter(isDrawn)
  const middle = middleOf(drawn)
  const own = hundredth(Math.hypot(middle.x - about.x, middle.y - about.y))
  const box = union(drawn.map(boundsOf))
  if (!box || drawn.every(({ kind }) => kind === 'arcText')) return own
  if (own > Math.max(boxWidth(box), boxHeight(box))) return own
  const silhouette = badgeSilhouette(document)
  const isOwn = silhouette !== null && drawn.some(({ id }) => id === silhouette.id)
  const side = silhouette && !isOwn ? Math.min(silhouette.width, silhouette.height) : document.size
  return Math.round(side * ofSilhouette)
}

/** The way that brings a point to a distance from the pole, straight outwards; upwards from (nearly) the pole itself. */
function outwards(from: Point, pole: Point, radius: number): Point {
  const [dx, dy] = [from.x - pole.x, from.y - pole.y]
  const distance = Math.hypot(dx, dy)
  const isAtPole = distance < Math.max(0.01, radius / 4)
  const to = isAtPole
    ? { x: pole.x, y: pole.y - radius }
    : { x: pole.x + (dx / distance) * radius, y: pole.y + (dy / distance) * radius }
  return { x: to.x - from.x, y: to.y - from.y }
}

/**
 * Copies layers (whole groups too) round a middle and puts them with the first into one new group: one step. Locked layers stay
 * out. `newId` is asked for every copy and then for the group when the operation is made, so that `apply` stays pure; the group's
 * id comes last among `ids`.
 */
export function circularArray(
  document: DesignDocument,
  ids: readonly string[],
  { count, about, radius, turn: turns, name }: CircularArray,
  newId: () => string,
): Operation {
  const { pieces, all, originals: found } = meantBy(document, ids)
  const pole = about ?? badgeCentre(document)
  const way = radius === undefined ? { x: 0, y: 0 } : outwards(middleOf(found.filter(isDrawn)), pole, radius)
  const originals = found.map((layer) => (isDrawn(layer) ? byDelta(layer, way.x, way.y) : layer))
  const whole = Math.max(2, Math.min(mostInCircle, Math.round(count)))
  const copies: Layer[] = []
  const copied: string[] = []
  for (let place = 1; place < whole; place++) {
    const degrees = (place / whole) * 360
    const names = new Map(originals.map(({ id }) => [id, newId()] as const))
    for (const piece of pieces) {
      const members = originals.filter(({ id }) => withMembers(document, [piece]).includes(id))
      const drawn = members.filter(isDrawn)
      if (drawn.length === 0) continue
      // A group that keeps its stand is carried as one: by the middle of its members' places.
      const middle = middleOf(drawn)
      const to = carried(middle, pole, degrees)
      for (const layer of members) {
        const parent = parentOf(layer)
        const own = {
          ...layer,
          id: names.get(layer.id) ?? layer.id,
          locked: false,
          parent: parent === null ? null : (names.get(parent) ?? parent),
        }
        if (layer.kind === 'group') copies.push(own)
        else if (turns)
          copies.push(
            at({ ...own, rotation: hundredth(turn(layer.rotation + degrees)) }, carried(layer, pole, degrees)),
          )
        else copies.push(at(own, { x: layer.x + to.x - middle.x, y: layer.y + to.y - middle.y }))
      }
      const top = names.get(piece)
      if (top !== undefined) copied.push(top)
    }
  }
  const group = newId()
  return {
    verb: 'duplicate',
    ids: [...copied, group],
    apply: (present) => {
      if (copies.length === 0) return present
      const moved = mapFree(present, pieces, (layer) => byDelta(layer, way.x, way.y))
      const above = moved.layers.findLastIndex(({ id }) => all.has(id)) + 1
      const more = withLayers(moved, moved.layers.toSpliced(above, 0, ...copies))
      return groupLayers([...pieces, ...copied], group, name).apply(more)
    },
  }
}
