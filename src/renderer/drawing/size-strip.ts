import type { DesignDocument } from '../../core/designs/document'
import type { DrawingAssets } from './assets'
import { drawLoaded, loaderOf } from './draw-design'
import { measuring } from './measure'

/** The sides in pixels that a badge is seen at: a wallet, a profile, a list, Mozilla's legibility test, a tab. */
export const stripSizes = [256, 128, 64, 50, 32] as const

export interface StripPicture {
  readonly size: (typeof stripSizes)[number]
  readonly canvas: OffscreenCanvas
}

/** Halves a picture until it is less than twice as large as wished, then draws it at the size: no jagged edges, no second drawing. */
export function reduced(master: OffscreenCanvas, size: number): OffscreenCanvas {
  let from = master
  for (let side = master.width; side > size;) {
    side = Math.max(size, Math.ceil(side / 2))
    const next = new OffscreenCanvas(side, side)
    const context = next.getContext('2d', { willReadFrequently: true })
    if (!context) return from
    context.imageSmoothingEnabled = true
    context.imageSmoothingQuality = 'high'
    context.drawImage(from, 0, 0, side, side)
    from = next
  }
  return from
}

/** The last strip: shown in more than one place, and asked for anew at every look. */
let last: {
  readonly document: DesignDocument
  readonly since: object
  readonly strip: readonly StripPicture[]
} | null = null

/** The size strip: one drawing at 256 px, the smaller ones derived from it (a design of hundreds of layers is drawn once). */
export async function sizeStrip(document: DesignDocument, assets: DrawingAssets): Promise<readonly StripPicture[]> {
  const loaded = await loaderOf(assets).load(document)
  if (last?.document === document && last.since === measuring()) return last.strip
  const master = drawLoaded(document, loaded, { size: stripSizes[0] })
  const strip: StripPicture[] = [{ size: stripSizes[0], canvas: master }]
  // Each from the last that was halved: the same steps as from the master, made once.
  for (const size of stripSizes.slice(1))
    strip.push({ size, canvas: reduced(strip.findLast((it) => it.size % 64 === 0)?.canvas ?? master, size) })
  last = { document, since: measuring(), strip }
  return strip
}
