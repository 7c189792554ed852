import { badgeCentre } from './centring'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer } from './document'
import { hundredth, radians, turn, type Point } from './geometry'
import { groupLayers } from './groups'
import { freeIds, parentOf, units, withMembers } from './groups-tree'
import type { Operation } from './operations'
import { at, withLayers } from './operations-layers'

/** The most copies that one array makes, the first one counted in. */
export const mostInCircle = 72

export interface CircularArray {
  /** How many there are in the end, from 2 to 72. */
  readonly count: number
  /** What they go round; without it the middle of the badge. */
  readonly about?: Point
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

/**
 * Copies layers (whole groups too) round a middle and puts them with the first into one new group: one step. Locked layers stay
 * out. `newId` is asked for every copy and then for the group when the operation is made, so that `apply` stays pure; the group's
 * id comes last among `ids`.
 */
export function circularArray(
  document: DesignDocument,
  ids: readonly string[],
  { count, about, turn: turns, name }: CircularArray,
  newId: () => string,
): Operation {
  const free = freeIds(document, ids)
  const pieces = units(document, ids).filter((id) => free.has(id))
  const all = new Set(withMembers(document, pieces))
  const originals = document.layers.filter((layer): layer is KnownLayer => all.has(layer.id) && isKnownLayer(layer))
  const pole = about ?? badgeCentre(document)
  const whole = Math.max(2, Math.min(mostInCircle, Math.round(count)))
  const copies: Layer[] = []
  const copied: string[] = []
  for (let place = 1; place < whole; place++) {
    const degrees = (place / whole) * 360
    const names = new Map(originals.map(({ id }) => [id, newId()] as const))
    for (const piece of pieces) {
      const members = originals.filter(({ id }) => withMembers(document, [piece]).includes(id))
      const drawn = members.filter(({ kind }) => kind !== 'group')
      if (drawn.length === 0) continue
      // A group that keeps its stand is carried as one: by the middle of its members' places.
      const middle = {
        x: drawn.reduce((sum, { x }) => sum + x, 0) / drawn.length,
        y: drawn.reduce((sum, { y }) => sum + y, 0) / drawn.length,
      }
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
      const above = present.layers.findLastIndex(({ id }) => all.has(id)) + 1
      const more = withLayers(present, present.layers.toSpliced(above, 0, ...copies))
      return groupLayers([...pieces, ...copied], group, name).apply(more)
    },
  }
}
