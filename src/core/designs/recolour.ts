import { colorDistance, resolveColor, shaded } from './colors'
import { mapColors } from './document-colors'
import { isKnownLayer, type Color, type DesignDocument } from './document'
import { setPalette, type Operation } from './operations'

/** How far a plain colour may be from a role to count as that role: less than one notices side by side. */
const asGood = 0.03

/** The nearest role of a palette to a plain colour, in one of some shades and within a distance; the colour itself where there is none. */
function nearestRole(
  hex: string,
  palette: DesignDocument['palette'],
  shades: readonly number[],
  within: number,
): Color {
  let best: Color = { hex }
  let least = within
  for (const [role, base] of Object.entries(palette))
    for (const shade of shades) {
      // A role as it is beats a shade that is hardly nearer: that is what the author meant.
      const distance = colorDistance(hex, shaded(base, shade)) + Math.abs(shade) * 0.0001
      if (distance < least) [least, best] = [distance, shade === 0 ? { role } : { role, shade }]
    }
  return best
}

/**
 * Gives plain colours the role and shade nearest to them, so that a design made with plain colours follows a palette. `within` is
 * the distance in OKLab up to which a colour is taken (1 is from black to white); without it every colour is.
 */
export const rolesFromHexes = (within = Infinity): Operation => ({
  verb: 'recolour',
  ids: [],
  apply: (document) => bound(document, allShades, within),
})

const allShades = Array.from({ length: 51 }, (_, index) => index * 4 - 100)
function bound(document: DesignDocument, shades: readonly number[], within: number): DesignDocument {
  const known = new Map<string, Color>()
  return mapColors(document, (color) => {
    if (!('hex' in color)) return color
    const there = known.get(color.hex) ?? nearestRole(color.hex, document.palette, shades, within)
    known.set(color.hex, there)
    return 'hex' in there ? color : there
  })
}

/**
 * Recolours a whole design in one step: every role gets its new colour, and plain colours that are a role's in all but name follow
 * it. Other plain colours (a metal, a flag) and roles that are not named stay.
 */
export const recolourDesign = (colors: Readonly<Record<string, string>>): Operation => ({
  verb: 'recolour',
  ids: [],
  apply: (document) => {
    const painted = setPalette(colors).apply(bound(document, [0], asGood))
    // Where no colour changes in the end, nothing was asked for.
    return painted.palette === document.palette ? document : painted
  },
})

/**
 * The plain colours of a design that no palette changes, each once, in the order of the layers. The ground of a QR code is none of
 * them: it is plain for the scanner's sake.
 */
export function plainColors(document: DesignDocument): string[] {
  const found = new Set<string>()
  const layers = document.layers.map((layer) =>
    isKnownLayer(layer) && layer.kind === 'qr' ? { ...layer, light: null } : layer,
  )
  mapColors({ ...document, layers }, (color) => {
    if ('hex' in color) found.add(resolveColor(color, document))
    return color
  })
  return [...found]
}
