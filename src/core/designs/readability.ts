import { contrastRatio } from './colors'
import { seenWith, visions, type Vision } from './color-vision'

/** What was measured of one lettering or glyph, from pixels of the drawing; lengths in units of the artboard. */
export interface LayerInk {
  readonly layerId: string
  readonly kind: 'letters' | 'glyph'
  /** Of the letters that must be told apart: the x-height where there are small ones, else the height of capitals; of a glyph its size. */
  readonly height: number
  /** The width of a stroke, twice the ink's area over its outline. */
  readonly stroke: number
  /** The ink's colour and that of what lies round it, where the two are hardest to tell apart. `#rrggbb`; null where none of it is seen. */
  readonly pair: { readonly ink: string; readonly behind: string } | null
}

/** What keeps a layer from being read: hidden behind others; never large enough on a screen; too thin; too like its ground; so to some eyes. */
export type ReadingProblem = 'unseen' | 'small' | 'thin' | 'faint' | 'faintToSome'
export interface Reading {
  readonly layerId: string
  readonly kind: LayerInk['kind']
  /** The least side of the badge in pixels at which the layer can be read. */
  readonly from: number
  /** Contrast of ink and ground, 1 to 21, and how much it should be. */
  readonly contrast: number
  readonly needed: number
  /** The colour that it stands on, where it is hardest to read; null where none of it is seen. */
  readonly behind: string | null
  /** The vision that sees the least contrast, where that is too little. */
  readonly vision: Vision | null
  readonly problems: readonly ReadingProblem[]
}

/** Pixels that letters must be high, and strokes wide, to be read (`ux.md`, (b) 2); a glyph is known from twelve. */
const [leastHeight, leastStroke, leastGlyph] = [7, 0.8, 12]
/** The largest side that a badge is shown at on a page. */
const largestShown = 256
/** Capitals of a fifteenth of the badge are large lettering, which needs less contrast, as glyphs do (WCAG 2.2, 1.4.3 and 1.4.11). */
const largeShare = 1 / 15

/** Judges what was measured: from which size a layer is read, and what stands in the way. `size` is the artboard's. */
export function readingOf({ layerId, kind, height, stroke, pair }: LayerInk, size: number): Reading {
  const least = kind === 'glyph' ? leastGlyph : leastHeight
  const byHeight = (least / Math.max(height, 0.01)) * size
  const byStroke = (leastStroke / Math.max(stroke, 0.01)) * size
  const needed = kind === 'glyph' || height >= size * largeShare ? 3 : 4.5
  const contrast = pair ? contrastRatio(pair.ink, pair.behind) : 1
  const some = pair
    ? visions
        .filter((vision) => vision !== 'greyPrint')
        .map((vision) => ({ vision, ratio: contrastRatio(seenWith(vision, pair.ink), seenWith(vision, pair.behind)) }))
        .toSorted((a, b) => a.ratio - b.ratio)[0]
    : undefined
  const isFaint = pair !== null && contrast < needed - 0.05
  const isFaintToSome = !isFaint && some !== undefined && some.ratio < needed * 0.8
  const problems: ReadingProblem[] = pair
    ? [
        ...(byHeight > largestShown ? (['small'] as const) : []),
        ...(byHeight <= largestShown && byStroke > largestShown ? (['thin'] as const) : []),
        ...(isFaint ? (['faint'] as const) : []),
        ...(isFaintToSome ? (['faintToSome'] as const) : []),
      ]
    : ['unseen']
  return {
    layerId,
    kind,
    from: Math.ceil(Math.max(byHeight, byStroke)),
    contrast: Math.round(contrast * 10) / 10,
    needed,
    behind: pair?.behind ?? null,
    vision: isFaintToSome ? some.vision : null,
    problems,
  }
}

/** How a reading is put into words, by the size from which it holds. */
export type ReadingWord = 'everywhere' | 'small' | 'medium' | 'large' | 'never'
export const wordOf = ({ from }: Reading): ReadingWord =>
  from <= 50 ? 'everywhere' : from <= 64 ? 'small' : from <= 128 ? 'medium' : from <= largestShown ? 'large' : 'never'
