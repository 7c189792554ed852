import type { Color, Paint } from './document'

/** The metals that ship, brightest first. */
export const metalNames = ['gold', 'silver', 'bronze', 'steel', 'rose'] as const
export type MetalName = (typeof metalNames)[number]
/** How light falls on it: from above, from the middle, or round a turned disc. */
export type MetalLight = 'linear' | 'radial' | 'conic'

/** Three stops make a metal: where light falls, its own colour, its shade. */
interface Metal {
  readonly light: Color
  readonly body: Color
  readonly shade: Color
}
const metal = (light: string, body: string, shade: string): Metal => ({
  light: { hex: light },
  body: { hex: body },
  shade: { hex: shade },
})
const metals: Readonly<Record<MetalName, Metal>> = {
  gold: metal('#f9e7a3', '#d9a630', '#8f6115'),
  silver: metal('#f5f7f9', '#bcc4cc', '#717c86'),
  bronze: metal('#f2cda6', '#bb763d', '#6d3b18'),
  steel: metal('#dde5ec', '#8794a2', '#434f5b'),
  rose: metal('#fbdcd2', '#d89987', '#8e5046'),
}

function lit({ light, body, shade }: Metal, how: MetalLight): Paint {
  switch (how) {
    case 'linear':
      return {
        kind: 'linear',
        angle: 0,
        stops: [
          { offset: 0, color: light },
          { offset: 0.5, color: body },
          { offset: 1, color: shade },
        ],
      }
    case 'radial':
      return {
        kind: 'radial',
        stops: [
          { offset: 0, color: light },
          { offset: 0.6, color: body },
          { offset: 1, color: shade },
        ],
      }
    case 'conic':
      // Two lights and two shades opposite each other; the ends are alike, so that no seam shows.
      return {
        kind: 'conic',
        angle: -30,
        stops: [light, body, shade, body, light, body, shade, body, light].map((color, index) => ({
          offset: index / 8,
          color,
        })),
      }
  }
}

/** A metal as a paint in colours of its own, which no palette changes. */
export const metalPaint = (name: MetalName, how: MetalLight): Paint => lit(metals[name], how)
