import type { DesignDocument, Layer } from '../../../core/designs/document'
import { grown, union, type Box } from '../../../core/designs/geometry'
import { layerBounds } from '../measure'
import { reachOf } from './reach'
import { unitsOf, type Unit } from './units'

/** A piece of the drawing, and the part of the artboard beyond which none of its ink reaches, effects and all. */
export interface Piece {
  readonly unit: Unit
  readonly box: Box
}

/** The pieces of a document in drawing order, each with its box. After `loadMeasuring`. */
export const piecesOf = (document: DesignDocument): Piece[] => unitsOf(document).map(pieceOf)

function pieceOf(unit: Unit): Piece {
  const reach = unit.reduce((most, layer) => Math.max(most, reachOf(layer)), 0)
  const around = unit.reduce((sum, layer) => sum + (layer.kind === 'group' ? reachOf(layer) : 0), 0)
  const box = union(unit.filter(({ kind }) => kind !== 'group').map(layerBounds))
  return { unit, box: box ? grown(box, reach + around) : { left: 0, top: 0, right: 0, bottom: 0 } }
}

export const meets = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

const isSame = (one: Unit, other: Unit | undefined): boolean =>
  one.length === other?.length && one.every((layer, index) => layer === other[index])

/** The box of all that is drawn otherwise in another document of the same palette; null where nothing is. */
export function changedBox(before: readonly Piece[], after: readonly Piece[]): Box | null {
  let from = 0
  while (from < before.length && from < after.length && isSame(before[from]?.unit ?? [], after[from]?.unit)) from++
  let rest = 0
  const most = Math.min(before.length, after.length) - from
  while (rest < most && isSame(before.at(-1 - rest)?.unit ?? [], after.at(-1 - rest)?.unit)) rest++
  const [gone, come] = [before.slice(from, before.length - rest), after.slice(from, after.length - rest)]
  // What stands between two that changed, and has kept its place among those, is drawn as it was.
  const kept = (pieces: readonly Piece[], others: readonly Piece[]): Piece[] => {
    const layers = new Set<Layer>(others.flatMap(({ unit }) => unit))
    return pieces.filter(({ unit }) => unit.every((layer) => layers.has(layer)))
  }
  const [stayed, still] = [kept(gone, come), kept(come, gone)]
  const hasOrder = stayed.length === still.length && stayed.every(({ unit }, at) => isSame(unit, still[at]?.unit))
  const changed = hasOrder
    ? [...gone.filter((it) => !stayed.includes(it)), ...come.filter((it) => !still.includes(it))]
    : [...gone, ...come]
  return union(changed.map(({ box }) => box))
}
