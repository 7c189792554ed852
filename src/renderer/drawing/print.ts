import type { DesignDocument } from '../../core/designs/document'
import { pixelsOf } from '../../core/designs/print-layout'
import type { DrawingAssets } from './assets'
import { drawDesign } from './draw-design'

const sheetOf = (width: number, height: number): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] => {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('the page has no 2D canvas')
  return [canvas, context]
}
const pngOf = (canvas: OffscreenCanvas): Promise<Blob> => canvas.convertToBlob({ type: 'image/png' })

/**
 * The picture for paper: the design `artMm` across in the middle of a square of `sideMm`, at 300 dots per inch. With a `ground` the
 * circle that fills the square is coloured first, so that what wraps round a button's edge, or a cut a little beside its line, is not white.
 */
export async function drawForPaper(
  document: DesignDocument,
  assets: DrawingAssets,
  { artMm, sideMm, ground }: { artMm: number; sideMm: number; ground: string | null },
): Promise<Blob> {
  const side = pixelsOf(sideMm)
  const art = pixelsOf(artMm)
  const [canvas, context] = sheetOf(side, side)
  if (ground !== null) {
    context.fillStyle = ground
    context.beginPath()
    context.arc(side / 2, side / 2, side / 2, 0, 2 * Math.PI)
    context.fill()
  }
  const at = Math.round((side - art) / 2)
  context.drawImage(await drawDesign(document, assets, { size: art }), at, at)
  return pngOf(canvas)
}

/**
 * A line of words for paper, black on nothing, in the middle of its box; letters as tall as the box allows, at most 3.2 mm, and
 * made narrower where the words are too long. In the page's own face, so that every script the page can show prints.
 */
export async function drawWords(
  text: string,
  { widthMm, heightMm }: { widthMm: number; heightMm: number },
): Promise<Blob> {
  const [canvas, context] = sheetOf(pixelsOf(widthMm), pixelsOf(heightMm))
  context.font = `${pixelsOf(Math.min(3.2, heightMm * 0.7))}px Inter, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = '#1d2228'
  context.fillText(text, canvas.width / 2, canvas.height / 2, canvas.width)
  return pngOf(canvas)
}
