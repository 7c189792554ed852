import type { DesignDocument, Layer, LayerOf } from '../../core/designs/document'
import type { Box } from '../../core/designs/geometry'
import { layerBox, localBounds } from '../../core/designs/layer-bounds'
import {
  arcTextLayout,
  textLayout,
  type Ink,
  type LetteringLayout,
  type MeasureText,
} from '../../core/designs/lettering'
import { cssFont, fontsReady, loadFonts } from './fonts'
import { glyphsReady, knownInk, loadGlyphs } from './glyph-pack'

/** The same settings wherever letters are measured or drawn: kerning on, and advances that do not depend on the zoom. */
export function setLetters(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D): void {
  context.fontKerning = 'normal'
  context.textRendering = 'geometricPrecision'
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
}

let ruler: CanvasRenderingContext2D | null = null
const measured = new Map<string, Ink>()

/** Measures letters of a loaded face. Remembered, since a drag asks for the same runs at every frame. */
export const measureText: MeasureText = (text, face) => {
  const font = cssFont(face, face.size)
  const key = `${font}\n${text}`
  const known = measured.get(key)
  if (known) return known
  ruler ??= document.createElement('canvas').getContext('2d')
  if (!ruler) throw new Error('the page has no 2D canvas')
  ruler.font = font
  setLetters(ruler)
  const metrics = ruler.measureText(text)
  const ink: Ink = {
    advance: metrics.width,
    left: metrics.actualBoundingBoxLeft,
    right: metrics.actualBoundingBoxRight,
    ascent: metrics.actualBoundingBoxAscent,
    descent: metrics.actualBoundingBoxDescent,
  }
  if (measured.size > 20_000) measured.clear()
  measured.set(key, ink)
  return ink
}
// Layers never change, they are replaced: what was worked out for one holds as long as it lives.
let layouts = new WeakMap<Layer, LetteringLayout>()
let boxes = new WeakMap<Layer, Box>()
let placed = new WeakMap<Layer, Box>()
let since = {}
/** Stands for the measures of now: another object once they have been forgotten. */
export const measuring = (): object => since

/** Forgets measures: a face or a glyph came after something had been measured without it. */
export function forgetMeasures(): void {
  since = {}
  measured.clear()
  layouts = new WeakMap()
  boxes = new WeakMap()
  placed = new WeakMap()
}
const remembered = <T>(known: WeakMap<Layer, T>, layer: Layer, make: () => T): T => {
  const there = known.get(layer)
  if (there !== undefined) return there
  const made = make()
  known.set(layer, made)
  return made
}

/** The lettering of a text or arc text layer, laid out. */
export const layoutOf = (layer: LayerOf<'text'> | LayerOf<'arcText'>): LetteringLayout =>
  remembered(layouts, layer, () =>
    layer.kind === 'text' ? textLayout(layer, measureText) : arcTextLayout(layer, measureText),
  )

/**
 * Loads what `layerBounds` needs for a design: its faces, and the ink boxes of its glyphs. Where all of it is at hand, what has been
 * measured stays true: it is asked for at every edit.
 */
export async function loadMeasuring(design: DesignDocument): Promise<void> {
  if (glyphsReady() && fontsReady(design)) return
  await Promise.all([loadFonts(design), loadGlyphs()])
  forgetMeasures()
}

/** The upright box of a layer's ink on the artboard, in units: what aligning and the number fields go by. After `loadMeasuring`. */
export const layerBounds = (layer: Layer): Box =>
  remembered(placed, layer, () => layerBox(layer, measureText, knownInk))
/** The box of a layer's ink round its own centre, before it is turned. After `loadMeasuring`. */
export const ownBounds = (layer: Layer): Box =>
  remembered(boxes, layer, () => localBounds(layer, measureText, knownInk))
