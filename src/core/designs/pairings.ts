import { contrastRatio, resolveColor, shaded } from './colors'
import type { Color, DesignDocument } from './document'

/** The least contrast that lettering needs (WCAG 2.2, 1.4.3): small, or large (from 24 px, or 18.7 px and bold) and glyphs. */
export const leastContrast = { small: 4.5, large: 3 } as const
export type LetteringSize = keyof typeof leastContrast

/** A colour that can be read on a ground, and how well: 1 to 21. */
export interface Pairing {
  readonly color: Color
  readonly ratio: number
}
type Palette = Pick<DesignDocument, 'palette'>

const shades = [0, 20, -20, 35, -35, 50, -50, 65, -65, 80, -80, 92, -92] as const

/** The role that a ground is made of; null for a plain colour. */
const roleOf = (color: Color): string | null => ('role' in color ? color.role : null)

/**
 * Roles and shades of a palette that can be read on a ground, the best first: a role as it is before its shades, another role than
 * the ground's before the same, then the stronger contrast. Colours that look alike are named once.
 */
export function contrastSafe(palette: DesignDocument['palette'], on: Color, size: LetteringSize = 'small'): Pairing[] {
  const ground = resolveColor(on, { palette })
  const own = roleOf(on)
  const seen = new Set<string>()
  const all = shades.flatMap((shade) =>
    Object.keys(palette).map((role) => {
      const color: Color = shade === 0 ? { role } : { role, shade }
      const hex = resolveColor(color, { palette })
      const ratio = contrastRatio(hex, ground)
      // Beyond 12:1 nothing is gained, and a pure shade of another role is rarely what a design wants.
      const worth = Math.min(ratio, 12) - Math.abs(shade) / 10 - (role === own ? 2 : 0)
      return { color, hex, ratio, worth }
    }),
  )
  return all
    .filter(({ ratio }) => ratio >= leastContrast[size])
    .sort((a, b) => b.worth - a.worth)
    .filter(({ hex }) => !seen.has(hex) && seen.add(hex))
    .map(({ color, ratio }) => ({ color, ratio }))
}

/**
 * The nearest shades of a colour that reach a contrast ratio on a ground, one darker and one lighter, the nearer first: the same
 * role; of a plain colour a plain shade. The colour itself where it is enough already; none where not even black or white is.
 */
export function mendedColors(color: Color, ground: Color, ratio: number, { palette }: Palette): Color[] {
  const on = resolveColor(ground, { palette })
  const isEnough = (it: Color): boolean => contrastRatio(resolveColor(it, { palette }), on) >= ratio
  if (isEnough(color)) return [color]
  const from = 'role' in color ? (color.shade ?? 0) : 0
  const moved = (shade: number): Color =>
    'role' in color ? { role: color.role, shade } : { hex: shaded(color.hex, shade) }
  return [1, -1]
    .flatMap((way) => {
      for (let step = 1; Math.abs(from + way * step) <= 100; step++)
        if (isEnough(moved(from + way * step))) return [{ step, color: moved(from + way * step) }]
      return []
    })
    .toSorted((a, b) => a.step - b.step)
    .map((it) => it.color)
}
