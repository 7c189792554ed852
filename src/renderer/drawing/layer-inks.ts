import { contrastRatio } from '../../core/designs/colors'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer, type Paint } from '../../core/designs/document'
import type { Box } from '../../core/designs/geometry'
import { inkPixels, type InkPixels, type PixelWindow } from '../../core/designs/ink-pixels'
import { fitOf } from '../../core/designs/overflow'
import type { LayerInk } from '../../core/designs/readability'
import { shownLayers } from '../../core/designs/shown-layers'
import type { DrawingAssets } from './assets'
import { loaderOf } from './draw-design'
import type { LoadedAssets } from './loaded-assets'
import { measureText } from './measure'
import { paintDesign } from './paint'
import { giveWay } from './right-of-way'
import { sceneContext } from './scene-context'
import { meets, piecesOf } from './stage/pieces'

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
/** Layers without one's ink; a ribbon keeps its face and loses its letters. */
const withoutInk = (layers: readonly Layer[], { id }: KnownLayer): Layer[] =>
  layers.map((layer): Layer => {
    if (layer.id !== id || !isKnownLayer(layer)) return layer
    return layer.kind === 'ribbon' ? { ...layer, textPaint: nothing } : { ...layer, hidden: true }
  })

/** Layers with one's ink in the colour of the outline that it stands on; null where it has none. */
function onOutline(layers: readonly Layer[], layer: KnownLayer): Layer[] | null {
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
  return layers.map((it): Layer => (it.id === layer.id ? { ...it, ...own, ...spans } : it))
}

/** The pixels of a box and a few round it, as far as the picture goes; null where it lies outside. */
function windowOf(box: Box, size: number): PixelWindow | null {
  const pixel = (units: number): number => (units * side) / size
  const left = Math.max(0, Math.floor(pixel(box.left)) - 4)
  const top = Math.max(0, Math.floor(pixel(box.top)) - 4)
  const width = Math.min(side, Math.ceil(pixel(box.right)) + 4) - left
  const height = Math.min(side, Math.ceil(pixel(box.bottom)) + 4) - top
  return width > 0 && height > 0 ? { left, top, width, height } : null
}

let sheet: OffscreenCanvas | null = null
/** The pixels of a window of the picture that layers make. */
function drawn(
  layers: readonly Layer[],
  { palette, size }: DesignDocument,
  assets: LoadedAssets,
  { left, top, width, height }: PixelWindow,
): Uint8ClampedArray {
  sheet ??= new OffscreenCanvas(side, side)
  const context = sheet.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('the page has no 2D canvas')
  context.reset()
  context.beginPath()
  context.rect(0, 0, width, height)
  context.clip()
  context.translate(-left, -top)
  context.scale(side / size, side / size)
  paintDesign(context, { palette, layers: [...layers] }, assets)
  return context.getImageData(0, 0, width, height).data
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
function inkAgainst(
  whole: Uint8ClampedArray,
  without: Uint8ClampedArray,
  window: PixelWindow,
): [InkPixels[], InkPixels['pair']] {
  const grounds = isSolid(whole, without) ? [255] : [255, 0]
  const found = grounds.map((ground) => inkPixels(over(whole, ground), over(without, ground), side, window))
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

/** What a layer's ink was measured from: it is the same again while none of that has changed. */
interface Measured {
  readonly scene: object
  readonly palette: DesignDocument['palette']
  readonly size: number
  /** All layers that are drawn where it is, from the lowest, itself among them. */
  readonly near: readonly Layer[]
  readonly ink: LayerInk
}
const known = new WeakMap<Layer, Measured>()

const isSameAs = (before: Measured, now: Omit<Measured, 'ink'>): boolean =>
  before.scene === now.scene &&
  before.palette === now.palette &&
  before.size === now.size &&
  before.near.length === now.near.length &&
  before.near.every((layer, index) => layer === now.near[index])

/** True for a layer that is there to be read where it is shown. */
function isRead(layer: Layer, { size }: DesignDocument): layer is KnownLayer {
  if (!isKnownLayer(layer) || layer.opacity === 0) return false
  if (layer.kind === 'glyph') return layer.size >= ornamentShare * size
  return 'text' in layer && layer.text.trim() !== ''
}

/**
 * Measures every lettering and glyph that is drawn, from pixels: where it stands, the design is drawn once whole and once without it.
 * Where one stands on nothing, white and black are tried, and the worse counts. What has been measured is measured anew only where
 * something near it has changed. Between two layers the page gets its turn; ends early when `signal` aborts.
 */
export async function layerInks(
  document: DesignDocument,
  assets: DrawingAssets,
  signal: AbortSignal,
): Promise<LayerInk[]> {
  const loaded = await loaderOf(assets).load(document)
  const pieces = piecesOf(document)
  const shown = new Set(shownLayers(document))
  const inks: LayerInk[] = []
  for (const piece of pieces)
    for (const layer of piece.unit) {
      if (signal.aborted) return inks
      if (!shown.has(layer) || !isRead(layer, document)) continue
      const near = pieces.filter(({ box }) => meets(box, piece.box)).flatMap(({ unit }) => unit)
      const now = { scene: sceneContext(loaded), palette: document.palette, size: document.size, near }
      const before = known.get(layer)
      if (before && isSameAs(before, now)) inks.push(before.ink)
      else {
        await giveWay()
        const ink = inkOf(layer, document, near, loaded, windowOf(piece.box, document.size))
        // A face that came meanwhile has changed what letters measure.
        if (now.scene === sceneContext(loaded)) known.set(layer, { ...now, ink })
        inks.push(ink)
      }
    }
  return inks
}

function inkOf(
  layer: KnownLayer,
  document: DesignDocument,
  near: readonly Layer[],
  loaded: LoadedAssets,
  window: PixelWindow | null,
): LayerInk {
  const isGlyph = layer.kind === 'glyph'
  const height = isGlyph ? layer.size : 'text' in layer ? letterHeight(layer) : 0
  const told = { layerId: layer.id, kind: isGlyph ? ('glyph' as const) : ('letters' as const), height }
  if (!window) return { ...told, stroke: 0, pair: null }
  const draw = (layers: readonly Layer[]): Uint8ClampedArray => drawn(layers, document, loaded, window)
  const whole = draw(near)
  const [found, pair] = inkAgainst(whole, draw(withoutInk(near, layer)), window)
  // What is told from its own outline is read on any ground.
  const outlined = onOutline(near, layer)
  const own = outlined && inkAgainst(whole, draw(outlined), window)[1]
  return {
    ...told,
    stroke: Math.max(...found.map(({ stroke }) => stroke)) * (document.size / side),
    pair: own && ratioOf({ pair: own }) > ratioOf({ pair }) ? own : pair,
  }
}

/** Seen on one ground only: on the other it is the ground's own colour. */
const sameAs = (ink: InkPixels | undefined): InkPixels['pair'] =>
  ink?.pair ? { ink: ink.pair.ink, behind: ink.pair.ink } : null
