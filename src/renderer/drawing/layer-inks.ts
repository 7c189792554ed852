import { contrastRatio } from '../../core/designs/colors'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer, type Paint } from '../../core/designs/document'
import { inkPixels, type InkPixels } from '../../core/designs/ink-pixels'
import { fitOf } from '../../core/designs/overflow'
import type { LayerInk } from '../../core/designs/readability'
import type { DrawingAssets } from './assets'
import { drawLoaded, loaderOf } from './draw-design'
import type { LoadedAssets } from './loaded-assets'
import { measureText } from './measure'

/** Pixels a side at which inks are measured: half the picture's, so that a stroke of one unit still shows. */
const side = 300

const nothing: Paint = {
  kind: 'linear',
  angle: 0,
  stops: [
    { offset: 0, color: { hex: '#000000' }, opacity: 0 },
    { offset: 1, color: { hex: '#000000' }, opacity: 0 },
  ],
}
/** The design without a layer's ink; a ribbon keeps its face and loses its letters. */
const withoutInk = (document: DesignDocument, { id }: KnownLayer): DesignDocument => ({
  ...document,
  layers: document.layers.map((layer): Layer => {
    if (layer.id !== id || !isKnownLayer(layer)) return layer
    return layer.kind === 'ribbon' ? { ...layer, textPaint: nothing } : { ...layer, hidden: true }
  }),
})

/** Pixels over a plain ground: letters that stand on nothing stand on whatever the page is. */
function pixelsOn(drawing: OffscreenCanvas, ground: string): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(side, side)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return new Uint8ClampedArray(side * side * 4)
  context.fillStyle = ground
  context.fillRect(0, 0, side, side)
  context.drawImage(drawing, 0, 0)
  return context.getImageData(0, 0, side, side).data
}
const draw = (
  document: DesignDocument,
  assets: LoadedAssets,
): { white: Uint8ClampedArray; black: Uint8ClampedArray } => {
  const drawing = drawLoaded(document, assets, { size: side })
  return { white: pixelsOn(drawing, '#ffffff'), black: pixelsOn(drawing, '#000000') }
}

const ratioOf = ({ pair }: InkPixels): number => (pair ? contrastRatio(pair.ink, pair.behind) : 1)

/** The height in units of the letters of a layer that must be told apart, as large as they are drawn. */
function letterHeight(layer: Extract<KnownLayer, { text: string }>): number {
  const scale = fitOf(layer, measureText)?.scale ?? 1
  const size = layer.lettering.size * scale
  const sample = /\p{Ll}/u.test(layer.text) ? 'x' : 'H'
  return measureText(sample, { ...layer.lettering, size }).ascent
}

/**
 * Measures every lettering and glyph that is drawn, from pixels: the design is drawn once whole and once without each of them, on white
 * and on black, and the worse of the two counts. Between two layers the page gets its turn; ends early when `signal` aborts.
 */
export async function layerInks(
  document: DesignDocument,
  assets: DrawingAssets,
  signal: AbortSignal,
): Promise<LayerInk[]> {
  const loaded = await loaderOf(assets).load(document)
  const whole = draw(document, loaded)
  const inks: LayerInk[] = []
  for (const layer of document.layers) {
    if (signal.aborted) break
    if (!isKnownLayer(layer) || layer.hidden || layer.opacity === 0) continue
    if (layer.kind !== 'glyph' && (!('text' in layer) || layer.text.trim() === '')) continue
    await new Promise((done) => setTimeout(done))
    const without = draw(withoutInk(document, layer), loaded)
    const found = [inkPixels(whole.white, without.white, side), inkPixels(whole.black, without.black, side)]
    const seen = found.filter(({ pair }) => pair !== null).toSorted((a, b) => ratioOf(a) - ratioOf(b))
    const units = document.size / side
    const [isGlyph, height] = layer.kind === 'glyph' ? [true, layer.size] : [false, letterHeight(layer)]
    inks.push({
      layerId: layer.id,
      kind: isGlyph ? 'glyph' : 'letters',
      height,
      stroke: Math.max(...found.map(({ stroke }) => stroke)) * units,
      // White letters on nothing are not there on white: that is the case that counts.
      pair: seen.length === 2 ? (seen[0]?.pair ?? null) : seen.length === 1 ? sameAs(seen[0]) : null,
    })
  }
  return inks
}

/** Seen on one ground only: on the other it is the ground's own colour. */
const sameAs = (ink: InkPixels | undefined): InkPixels['pair'] =>
  ink?.pair ? { ink: ink.pair.ink, behind: ink.pair.ink } : null
