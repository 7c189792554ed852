import { BlazonError } from '../../core/errors'

/** The largest side that a design keeps. */
const largestSide = 4096
/** What a drawing without a size of its own (an SVG) is drawn at. */
const drawnSide = 2048

interface TakenPicture {
  readonly blob: Blob
  /** The longest side that the file had, where it was made smaller; else null. */
  readonly reducedFrom: number | null
}

async function imageOfSvg(file: Blob): Promise<HTMLImageElement> {
  // As an image: nothing in it runs, and nothing outside of it is fetched.
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}

async function decoded(file: Blob): Promise<{ source: CanvasImageSource; width: number; height: number }> {
  try {
    if (file.type === 'image/svg+xml') {
      const source = await imageOfSvg(file)
      const scale = drawnSide / Math.max(1, source.naturalWidth, source.naturalHeight)
      const side = (value: number): number => Math.max(1, Math.round((value || 1 / scale) * scale))
      return source.naturalWidth && source.naturalHeight
        ? { source, width: side(source.naturalWidth), height: side(source.naturalHeight) }
        : { source, width: drawnSide, height: drawnSide }
    }
    // Turned as the camera says.
    const source = await createImageBitmap(file, { imageOrientation: 'from-image' })
    return { source, width: source.width, height: source.height }
  } catch (error) {
    throw new BlazonError(
      'unreadable_file',
      'the browser cannot read the picture',
      { reason: 'picture' },
      { cause: error },
    )
  }
}

/**
 * A picture file made ready to be kept: PNG stays as it is; photos are turned upright and lose what the camera wrote into them
 * (the place among it); everything else the browser can read becomes PNG; at most 4096 px a side.
 * @throws BlazonError unreadable_file
 */
export async function takePicture(file: Blob): Promise<TakenPicture> {
  const { source, width, height } = await decoded(file)
  const longest = Math.max(width, height)
  const scale = Math.min(1, largestSide / longest)
  if (file.type === 'image/png' && scale === 1) return { blob: file, reducedFrom: null }
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the page has no 2D canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  if (source instanceof ImageBitmap) source.close()
  const blob = await canvas.convertToBlob(
    file.type === 'image/jpeg' ? { type: 'image/jpeg', quality: 0.92 } : { type: 'image/png' },
  )
  return { blob, reducedFrom: scale < 1 ? longest : null }
}
