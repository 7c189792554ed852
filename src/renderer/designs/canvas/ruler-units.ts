/** What the rulers count in: pixels of the finished picture (600), or millimetres of a large button. */
export type RulerUnit = 'px' | 'mm'

/** The diameter that millimetres are told for: the largest usual button. */
export const buttonMm = 58
/** Units of the artboard in one step of a ruler. */
export const unitsPer = (unit: RulerUnit): number => (unit === 'px' ? 1 : 600 / buttonMm)

/** How far apart the numbers stand, in the ruler's own unit: so that they have `leastPx` on the screen. */
export function rulerStep(unit: RulerUnit, zoom: number, leastPx = 56): number {
  for (let decade = 0.1; decade < 1e4; decade *= 10)
    for (const step of [1, 2, 5]) {
      const found = Math.round(step * decade * 10) / 10
      if (found >= (unit === 'px' ? 1 : 0.5) && found * unitsPer(unit) * zoom >= leastPx) return found
    }
  return 1e4
}
