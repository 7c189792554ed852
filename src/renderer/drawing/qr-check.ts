import { isKnownLayer, type DesignDocument, type LayerOf } from '../../core/designs/document'
import { qrMatrix } from '../../core/designs/qr'
import { shownLayers } from '../../core/designs/shown-layers'
import { reduced } from './size-strip'

/** The sizes in pixels at which a badge's QR code is tried: as baked, and as pages show it. */
export const qrSizes = [600, 256, 128, 64] as const
/** The least side of a module in print, in mm, that any phone reads from near by. */
export const leastModuleMm = 0.33

/** What was read back out of a design's own picture. */
export interface QrCheck {
  readonly layerId: string
  /** False where it cannot even be read at full size, or says something else. */
  readonly works: boolean
  /** The smallest of `qrSizes` at which it still reads; null where it does not work. */
  readonly smallest: number | null
  /** The least diameter of the badge in print, in mm, for modules of 0.33 mm. */
  readonly printMm: number
  /** True where what it says is an address: whoever reads it needs the internet. */
  readonly needsInternet: boolean
}

/** The codes of a design that are drawn. */
const codesOf = (design: DesignDocument): LayerOf<'qr'>[] =>
  shownLayers(design).filter(
    (layer): layer is LayerOf<'qr'> => isKnownLayer(layer) && layer.kind === 'qr' && layer.content !== '',
  )

/**
 * Reads a design's QR codes back out of its own picture, at full size and as small as it is shown (smaller sizes are derived from the
 * drawing, as pages do), and says how large it must be printed. Of several it tells of the one that is read worst, and how large all of
 * them must be printed. The design is a filled one. Null where it has no code.
 * `pixelsAt` draws it at a size in pixels on a transparent ground; it is asked for the largest of `qrSizes` only.
 */
export async function qrWorksAt(
  design: DesignDocument,
  pixelsAt: (size: number) => Promise<OffscreenCanvas> | OffscreenCanvas,
): Promise<QrCheck | null> {
  const codes = codesOf(design)
  if (codes.length === 0) return null
  const master = await pixelsAt(qrSizes[0])
  const pictures = qrSizes.map((size) => ({ size, picture: reduced(master, size) }))
  let worst: QrCheck | null = null
  for (const code of codes) {
    const check = await worksIn(pictures, code, design.size)
    if (!check.works) return check
    worst = worst === null ? check : worse(worst, check)
  }
  return worst
}

const worse = (one: QrCheck, other: QrCheck): QrCheck => ({
  ...((other.smallest ?? 0) > (one.smallest ?? 0) ? other : one),
  printMm: Math.max(one.printMm, other.printMm),
  needsInternet: one.needsInternet || other.needsInternet,
})

/** How small one code can be read, `pictures` from the largest down. */
async function worksIn(
  pictures: readonly { readonly size: number; readonly picture: OffscreenCanvas }[],
  code: LayerOf<'qr'>,
  designSize: number,
): Promise<QrCheck> {
  const matrix = qrMatrix(code.content, code.level)
  if (typeof matrix === 'string')
    return { layerId: code.id, works: false, smallest: null, printMm: 0, needsInternet: false }
  let smallest: number | null = null
  for (const { size, picture } of pictures) {
    if ((await read(picture, code, designSize)) !== code.content) break
    smallest = size
  }
  const modules = matrix.size + 2 * code.quiet
  return {
    layerId: code.id,
    works: smallest !== null,
    smallest,
    printMm: Math.ceil((leastModuleMm * modules * designSize) / code.size),
    needsInternet: /^https?:/i.test(code.content),
  }
}

/** What a reader finds in the part of a picture where the code stands, on white as on paper. */
async function read(picture: OffscreenCanvas, code: LayerOf<'qr'>, designSize: number): Promise<string | null> {
  const { default: jsQr } = await import('jsqr')
  const scale = picture.width / designSize
  // With a turn it takes a wider part; a little room round it, as a camera sees it.
  const half = (code.size / 2) * (code.rotation % 90 === 0 ? 1.1 : 1.5)
  const left = Math.max(0, Math.floor((code.x - half) * scale))
  const top = Math.max(0, Math.floor((code.y - half) * scale))
  const right = Math.min(picture.width, Math.ceil((code.x + half) * scale))
  const bottom = Math.min(picture.height, Math.ceil((code.y + half) * scale))
  if (right - left < 8 || bottom - top < 8) return null
  const canvas = new OffscreenCanvas(right - left, bottom - top)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, -left, -top)
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  return jsQr(data, width, height, { inversionAttempts: 'attemptBoth' })?.data ?? null
}
