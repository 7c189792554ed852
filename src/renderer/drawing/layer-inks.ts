import { contrastRatio } from '../../core/designs/colors'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer, type Paint } from '../../core/designs/document'
import { inkPixels, type InkPixels } from '../../core/designs/ink-pixels'
import { fitOf } from '../../core/designs/overflow'
import type { LayerInk } from '../../core/designs/readability'
import type { DrawingAssets } from './assets'
import { drawLoaded, loaderOf } from './draw-design'
import type { LoadedAssets } from './loaded-assets'
import { measureText } from './measure'
import { giveWay } from './right-of-way'

/** Pixels a side at which inks are measured: half the picture's, so that a stroke of one unit still shows. */
const side = 300

/** A glyph smaller than this share of the side parts words or fills a corner: nobody has to read it. */
const ornamentShare = 0.08

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

/** The design with a layer's ink in the colour of the outline that it stands on; null where it has none. */
function onOutline(document: DesignDocument, layer: KnownLayer): DesignDocument | null {
  const outline = layer.effects.findLast(({ kind }) => kind === 'outline')
  const line: Paint | null =
    (layer.kind === 'text' || layer.kind === 'arcText') && layer.stroke && layer.stroke.width > 0
      ? layer.stroke.paint
      : layer.kind === 'glyph' && outline?.kind === 'outline'
        ? { kind: 'solid', color: outline.color }
        : null
  if (!line) return null
  const own = layer.kind === 'glyph' ? { paint: line, paint2: layer.paint2 && line } : { paint: line }
  const spans = layer.kind === 'text' ? { spans: layer.spans.map((span) => ({ ...span, paint: line })) } : {}
  const layers = document.layers.map((it): Layer => (it.id === layer.id ? { ...it, ...own, ...spans } : it))
  return { ...document, layers }
}

const drawn = (document: DesignDocument, assets: LoadedAssets): Uint8ClampedArray => {
  const context = drawLoaded(document, assets, { size: side }).getContext('2d', { willReadFrequently: true })
  return context?.getImageData(0, 0, side, side).data ?? new Uint8ClampedArray(side * side * 4)
}

/** Pixels over a plain ground (0 black, 255 white): letters that stand on nothing stand on whatever the page is. */
function over(pixels: Uint8ClampedArray, ground: number): Uint8ClampedArray {
  const solid = new Uint8ClampedArray(pixels)
  for (let at = 0; at < solid.length; at += 4) {
    const opacity = (pixels[at + 3] as number) / 255
    if (opacity === 1) continue
    for (let channel = at; channel < at + 3; channel += 1)
      solid[channel] = (pixels[channel] as number) * opacity + ground * (1 - opacity)
  }
  return solid
}

/** True where everything that differs is solid in both: then the ground of the page does not matter. */
function isSolid(one: Uint8ClampedArray, other: Uint8ClampedArray): boolean {
  for (let at = 0; at < one.length; at += 4) {
    if (one[at + 3] === 255 && other[at + 3] === 255) continue
    for (let channel = at; channel < at + 4; channel += 1) if (one[channel] !== other[channel]) return false
  }
  return true
}

const ratioOf = ({ pair }: Pick<InkPixels, 'pair'>): number => (pair ? contrastRatio(pair.ink, pair.behind) : 1)

/** What tells a layer's ink from a drawing without it, on each ground that matters; and the pair of the worst. */
function inkAgainst(whole: Uint8ClampedArray, without: Uint8ClampedArray): [InkPixels[], InkPixels['pair']] {
  const grounds = isSolid(whole, without) ? [255] : [255, 0]
  const found = grounds.map((ground) => inkPixels(over(whole, ground), over(without, ground), side))
  const seen = found.filter(({ pair }) => pair !== null).toSorted((a, b) => ratioOf(a) - ratioOf(b))
  // White letters on nothing are not there on white: that is the case that counts.
  return [found, seen.length === grounds.length ? (seen[0]?.pair ?? null) : sameAs(seen[0])]
}

/** The height in units of the letters of a layer that must be told apart, as large as they are drawn. */
function letterHeight(layer: Extract<KnownLayer, { text: string }>): number {
  const scale = fitOf(layer, measureText)?.scale ?? 1
  const size = layer.lettering.size * scale
  const sample = /\p{Ll}/u.test(layer.text) ? 'x' : 'H'
  return measureText(sample, { ...layer.lettering, size }).ascent
}

/**
 * Measures every lettering and glyph that is drawn, from pixels: the design is drawn once whole and once without each of them. Where
 * one stands on nothing, white and black are tried, and the worse counts. Between two layers the page gets its turn; ends early when
 * `signal` aborts.
 */
export async function layerInks(
  document: DesignDocument,
  assets: DrawingAssets,
  signal: AbortSignal,
): Promise<LayerInk[]> {
  const loaded = await loaderOf(assets).load(document)
  const whole = drawn(document, loaded)
  const inks: LayerInk[] = []
  for (const layer of document.layers) {
    if (signal.aborted) break
    if (!isKnownLayer(layer) || layer.hidden || layer.opacity === 0) continue
    if (layer.kind === 'glyph' && layer.size < ornamentShare * document.size) continue
    if (layer.kind !== 'glyph' && (!('text' in layer) || layer.text.trim() === '')) continue
    await giveWay()
    const [found, pair] = inkAgainst(whole, drawn(withoutInk(document, layer), loaded))
    // What is told from its own outline is read on any ground.
    const outlined = onOutline(document, layer)
    const own = outlined && inkAgainst(whole, drawn(outlined, loaded))[1]
    const units = document.size / side
    const [isGlyph, height] = layer.kind === 'glyph' ? [true, layer.size] : [false, letterHeight(layer)]
    inks.push({
      layerId: layer.id,
      kind: isGlyph ? 'glyph' : 'letters',
      height,
      stroke: Math.max(...found.map(({ stroke }) => stroke)) * units,
      pair: own && ratioOf({ pair: own }) > ratioOf({ pair }) ? own : pair,
    })
  }
  return inks
}

/** Seen on one ground only: on the other it is the ground's own colour. */
const sameAs = (ink: InkPixels | undefined): InkPixels['pair'] =>
  ink?.pair ? { ink: ink.pair.ink, behind: ink.pair.ink } : null
