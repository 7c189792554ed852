import { oklab, resolveColor, rgbOf } from './colors'
import { isKnownLayer, type Color, type DesignDocument, type KnownLayer, type Paint } from './document'
import { shownLayers } from './shown-layers'

/** Everyday names of colours. */
type PlainColor =
  | 'black'
  | 'grey'
  | 'white'
  | 'red'
  | 'orange'
  | 'brown'
  | 'yellow'
  | 'green'
  | 'turquoise'
  | 'blue'
  | 'purple'
  | 'pink'
/** What a badge shows, for a first sentence about it: names to be put into words by the page. Null where there is none. */
interface Described {
  /** The colour of its lowest shape. */
  readonly color: PlainColor | null
  /** The name of that shape's silhouette. */
  readonly shape: string | null
  /** The id of its largest glyph. */
  readonly glyph: string | null
  /** What it says, from the top downwards, without merge fields. */
  readonly words: readonly string[]
}

/** The everyday name of a colour `#rrggbb`, by its place in OKLab. */
function plainColor(hex: string): PlainColor {
  const [lightness, a, b] = oklab(...rgbOf(hex))
  const chroma = Math.hypot(a, b)
  if (chroma < 0.035) return lightness < 0.32 ? 'black' : lightness > 0.9 ? 'white' : 'grey'
  const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
  if (hue < 12 || hue >= 335) return lightness > 0.45 ? 'pink' : 'purple'
  if (hue < 36) return 'red'
  if (hue < 75) return lightness < 0.56 ? 'brown' : 'orange'
  if (hue < 112) return lightness < 0.5 ? 'brown' : 'yellow'
  if (hue < 168) return 'green'
  if (hue < 205) return 'turquoise'
  return hue < 280 ? 'blue' : 'purple'
}

const colorOf = (paint: Paint | null): Color | undefined =>
  paint?.kind === 'solid' ? paint.color : paint?.stops[0]?.color

/** How far down a layer's words are read. */
const heightOf = (layer: KnownLayer): number =>
  layer.kind === 'arcText' ? layer.y + (layer.side === 'top' ? -layer.radius : layer.radius) : layer.y

/** Tells what a design shows, for the draft of a badge's picture in words. Hidden layers say nothing. */
export function describedBy(document: DesignDocument): Described {
  const shown = shownLayers(document)
    .filter(isKnownLayer)
    .filter(({ opacity }) => opacity > 0)
  const ground = shown.find((layer) => layer.kind === 'shape')
  const color = ground?.kind === 'shape' ? colorOf(ground.fill) : undefined
  const glyphs = shown.flatMap((layer) => (layer.kind === 'glyph' ? [layer] : [])).toSorted((a, b) => b.size - a.size)
  const words = shown
    .toSorted((a, b) => heightOf(a) - heightOf(b))
    .flatMap((layer) =>
      'text' in layer
        ? [
            layer.text
              .replace(/\{+[^{}]*\}+/g, ' ')
              .replace(/\s+/g, ' ')
              .trim(),
          ]
        : [],
    )
  return {
    color: color ? plainColor(resolveColor(color, document)) : null,
    shape: ground?.kind === 'shape' ? ground.shape : null,
    glyph: glyphs[0]?.glyph ?? null,
    words: [...new Set(words.filter((it) => it !== ''))],
  }
}
