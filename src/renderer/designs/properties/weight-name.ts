import type { TFunction } from 'i18next'

const named = [100, 200, 300, 400, 500, 600, 700, 800, 900]
/** The word for a weight of a typeface, in any namespace; a number where there is no word. */
export const weightName = (t: TFunction, weight: number): string =>
  named.includes(weight) ? t(`properties:weights.${String(weight)}`) : String(weight)
