import type { Color, DesignDocument } from './document'

/** The brand roles that every palette has. */
export const roles = ['field', 'frame', 'accent', 'cream'] as const
export type Role = (typeof roles)[number]
/** A palette by name. Cream on frame is ≥ 7.5:1, accent on frame ≥ 4.4:1, cream on field ≥ 3.4:1 (large lettering only). */
export interface Palette {
  readonly name: string
  readonly colors: Readonly<Record<Role, string>>
}
const palette = (name: string, field: string, frame: string, accent: string, cream: string): Palette => ({
  name,
  colors: { field, frame, accent, cream },
})
/** The palettes that ship, each tried on templates. */
export const palettes: readonly Palette[] = [
  palette('ocean', '#2c6e8f', '#0e3247', '#f2c94c', '#fdf3d3'),
  palette('ember', '#e4572e', '#7d1f0f', '#ffd9c2', '#fff4ec'),
  palette('night', '#3b2e78', '#241b4b', '#7ce0c3', '#ffffff'),
  palette('meadow', '#1f8a70', '#0f5c4a', '#f2b84b', '#fff8e7'),
  palette('plum', '#7b3f8c', '#41204d', '#f4c95d', '#fbf1ff'),
  palette('brick', '#a23e48', '#5a1e26', '#f3d9b1', '#fff6ea'),
  palette('slate', '#46586b', '#1f2a36', '#f28f3b', '#f4f6f8'),
  palette('moss', '#5b7f3a', '#2c4019', '#f6e27f', '#fafbef'),
  palette('sky', '#2f80c2', '#123e66', '#ffd166', '#f0f7ff'),
  palette('rose', '#c2477f', '#6b1e43', '#ffd6a5', '#fff0f6'),
  palette('copper', '#b5651d', '#5c300a', '#9ad1d4', '#fff3e6'),
  palette('graphite', '#3a3f44', '#17191b', '#e0b252', '#f7f5f0'),
]

type Triple = readonly [number, number, number]

/** `#rrggbb` as red, green, blue from 0 to 1; black for anything else. */
export function rgbOf(hex: string): Triple {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (!match) return [0, 0, 0]
  return [parseInt(match[1] ?? '0', 16) / 255, parseInt(match[2] ?? '0', 16) / 255, parseInt(match[3] ?? '0', 16) / 255]
}
const hexOf = ([r, g, b]: Triple): string =>
  `#${[r, g, b]
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
/** sRGB's curve taken off: how much light a channel (0 to 1) stands for. */
export const linearOf = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const fromLinear = (part: number): number =>
  part <= 0.0031308 ? part * 12.92 : 1.055 * Math.max(0, part) ** (1 / 2.4) - 0.055

/** Linear light, red, green and blue from 0 to 1, as `#rrggbb`. What lies outside is cut off. */
export const hexOfLinear = (red: number, green: number, blue: number): string =>
  hexOf([fromLinear(red), fromLinear(green), fromLinear(blue)])

// OKLab (Björn Ottosson, 2020): even steps to the eye, and no drift of hue on the way to black or white.
/** Red, green, blue (0 to 1) in OKLab: lightness 0 to 1, then two axes of hue; distances there are even to the eye. */
export function oklab(red: number, green: number, blue: number): Triple {
  const [r, g, b] = [linearOf(red), linearOf(green), linearOf(blue)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}
function fromOklab([lightness, a, b]: Triple): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return hexOf([
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ])
}

/** How different two colours look, by their distance in OKLab: 0 for the same, 1 from black to white. */
export function colorDistance(one: string, other: string): number {
  const [l, a, b] = oklab(...rgbOf(one))
  const [l2, a2, b2] = oklab(...rgbOf(other))
  return Math.hypot(l - l2, a - a2, b - b2)
}

/** Yellows darken towards orange, as gold does: straight down they would turn olive. Angle in OKLab, 1 in the middle of the yellows. */
const yellowness = (hue: number): number => Math.max(0, 1 - Math.abs(hue - 1.5) / 0.6)

/** A colour moved towards black (−100) or white (100), evenly to the eye. Dark shades keep more of their colour than plain mixing does. */
export function shaded(hex: string, shade: number): string {
  if (shade === 0) return hex.toLowerCase()
  const [lightness, a, b] = oklab(...rgbOf(hex))
  const part = Math.min(1, Math.abs(shade) / 100)
  if (shade > 0) return fromOklab([lightness + (1 - lightness) * part, a * (1 - part), b * (1 - part)])
  const hue = Math.atan2(b, a)
  const chroma = Math.hypot(a, b) * Math.sqrt(1 - part)
  const turned = hue - yellowness(hue) * part * 0.9
  return fromOklab([lightness * (1 - part), Math.cos(turned) * chroma, Math.sin(turned) * chroma])
}

/** What a role is drawn in that the design's palette does not name. */
export const missingRole = '#808080'

/** A colour as `#rrggbb`: a role is looked up in the design's palette and shaded, a plain colour is itself. */
export function resolveColor(color: Color, { palette: named }: Pick<DesignDocument, 'palette'>): string {
  if ('hex' in color) return color.hex.toLowerCase()
  const base = Object.hasOwn(named, color.role) ? named[color.role] : undefined
  return shaded(base ?? missingRole, color.shade ?? 0)
}

/** How bright a colour is, 0 to 1 (WCAG 2.2, relative luminance). */
export function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map(linearOf) as unknown as Triple
  return brightness(r, g, b)
}
/** How much red, green and blue light count for how bright it is (Rec. 709; WCAG 2.2, relative luminance). */
export const lightWeights = [0.2126, 0.7152, 0.0722] as const
/** How bright linear light is: 0 to 1 for parts of 0 to 1. */
export const brightness = (red: number, green: number, blue: number): number =>
  lightWeights[0] * red + lightWeights[1] * green + lightWeights[2] * blue
/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrastRatio(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
