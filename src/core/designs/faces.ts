import list from './bundled-fonts.json'
import type { Lettering } from './document'

/** A family that ships with Blazon, with the weights that it has. The pack script reads the same list. */
export interface BundledFamily {
  readonly family: string
  readonly weights: readonly number[]
}
export const bundledFamilies: readonly BundledFamily[] = list.map(({ family, weights }) => ({ family, weights }))

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

/** The bundled face for a family and weight: the nearest weight there is; a family that does not ship is replaced, and said to be missing. */
export function faceFor({ family, weight }: Pick<Lettering, 'family' | 'weight'>): Face {
  const found = bundledFamilies.find((it) => it.family === family)
  const used = found ?? bundledFamilies.find((it) => it.family === substituteFamily)
  const weights = used?.weights ?? []
  const nearest = weights.reduce(
    // Of two equally near the heavier: weights rise in the list.
    (best, it) => (Math.abs(it - weight) <= Math.abs(best - weight) ? it : best),
    weights[0] ?? 400,
  )
  const name = used?.family ?? substituteFamily
  return { face: faceName(name, nearest), family: name, weight: nearest, missing: !found }
}
