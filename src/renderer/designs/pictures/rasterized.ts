import { BlazonError } from '../../../core/errors'
import type { DrawingFile } from './drawing-file'

/** A safe drawing as a PNG, drawn by the browser as a picture: in there nothing runs and nothing is fetched, whatever it holds. */
export async function rasterized({ svg, width, height }: DrawingFile): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the page has no 2D canvas')
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    context.drawImage(image, 0, 0, width, height)
    return await canvas.convertToBlob({ type: 'image/png' })
  } catch (error) {
    throw new BlazonError('unreadable_file', 'the drawing cannot be drawn', { reason: 'damaged' }, { cause: error })
  } finally {
    URL.revokeObjectURL(url)
  }
}
