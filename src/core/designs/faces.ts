import list from './bundled-fonts.json'
import type { Lettering } from './document'

/** A family with the weights that it has; `bundled` ones ship with Blazon, the others were added to this library. */
export interface Family {
  readonly family: string
  readonly weights: readonly number[]
  readonly bundled: boolean
}
/** The families that ship with Blazon. The pack script reads the same list. */
export const bundledFamilies: readonly Family[] = list.map(({ family, weights }) => ({
  family,
  weights,
  bundled: true,
}))

/** A face that was added to the library. */
export interface AddedFace {
  readonly family: string
  readonly weight: number
  readonly style: 'normal' | 'italic'
}
/** The family that lettering calls an added face by: an italic is a family of its own. */
export const addedFamily = ({ family, style }: AddedFace): string =>
  style === 'italic' && !/\bitalic$/i.test(family) ? `${family} Italic` : family

let known: readonly Family[] = bundledFamilies
/**
 * Says which faces the library adds to the bundled ones; the drawing calls it before it measures or draws anything. A weight that
 * ships stays the one that ships, so that a design looks the same wherever Blazon runs.
 */
export function setAddedFaces(faces: readonly AddedFace[]): void {
  const families = new Map(bundledFamilies.map((it) => [it.family, it]))
  for (const face of faces) {
    const family = addedFamily(face)
    const there = families.get(family) ?? { family, weights: [], bundled: false }
    const weights = [...new Set([...there.weights, face.weight])].sort((a, b) => a - b)
    families.set(family, { ...there, weights })
  }
  const added = [...families.values()].filter(({ bundled }) => !bundled)
  known = [
    ...bundledFamilies.map((it) => families.get(it.family) ?? it),
    ...added.sort((a, b) => a.family.localeCompare(b.family)),
  ]
}
/** Every family that lettering may be set in here: those that ship, then the library's own. */
export const knownFamilies = (): readonly Family[] => known

/** What missing families are drawn in: never silently, `missing` says so. */
export const substituteFamily = 'Montserrat'

/** The face that lettering is drawn in. `face` is a family name of its own for each weight (trap 1 of fabric: browsers mix weights up while some are still loading). */
export interface Face {
  readonly face: string
  readonly family: string
  readonly weight: number
  readonly missing: boolean
}

/** The name of one weight's own face. */
export const faceName = (family: string, weight: number): string => `Blazon ${family} ${weight}`

/** The weight of a family that is nearest to the one asked for; of two equally near the heavier. */
export const nearestWeight = (weights: readonly number[], wanted: number): number =>
  weights.reduce((best, it) => (Math.abs(it - wanted) <= Math.abs(best - wanted) ? it : best), weights[0] ?? wanted)

/** The face for a family and weight: the nearest weight there is; a family that is not here is replaced, and said to be missing. */
export function faceFor({ family, weight }: Pick<Lettering, 'family' | 'weight'>): Face {
  const found = known.find((it) => it.family === family)
  const used = found ?? known.find((it) => it.family === substituteFamily)
  const nearest = nearestWeight(used?.weights ?? [400], weight)
  const name = used?.family ?? substituteFamily
  return { face: faceName(name, nearest), family: name, weight: nearest, missing: !found }
}
