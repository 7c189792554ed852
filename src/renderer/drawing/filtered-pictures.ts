import type { PictureOp } from '../../core/designs/scene'
import { filtersInWorker } from './filters-in-worker'

/** Pictures with their filters, worked out once for each way that they are asked for. */
export interface FilteredPictures {
  /** True when a picture can be drawn as an operation asks for: it has no filters, or they have been worked out. */
  readonly has: (op: PictureOp) => boolean
  /** The picture as asked for; while that is still to come as it was last, and else null. */
  readonly get: (op: PictureOp) => ImageBitmap | null
  readonly make: (op: PictureOp, picture: ImageBitmap) => Promise<void>
}

/** Filtered at most this large, in pixels of the longer side: three times the artboard is sharp in every export that is asked for. */
const longestSide = 2048
const mostKept = 32

const plainKey = ({ sha256, filters }: PictureOp): string => `${sha256}${JSON.stringify(filters)}`
/** Only a blur is counted in units: for all else the size that the picture is shown at does not matter. */
const keyOf = (op: PictureOp): string =>
  plainKey(op) + (op.filters.some(({ kind }) => kind === 'blur') ? op.unitsPerPixel.toPrecision(4) : '')

export function createFilteredPictures(): FilteredPictures {
  const made = new Map<string, ImageBitmap>()
  const latest = new Map<string, ImageBitmap>()
  const underWay = new Map<string, Promise<void>>()
  const work = async (op: PictureOp, picture: ImageBitmap): Promise<void> => {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const width = Math.max(1, Math.round(picture.width * scale))
    const height = Math.max(1, Math.round(picture.height * scale))
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('the page has no 2D canvas')
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    const pixels = await filtersInWorker(data, width, height, op.filters, {
      // The operation's colours are plain already.
      resolve: (color) => ('hex' in color ? color.hex : '#000000'),
      unitsPerPixel: (op.unitsPerPixel * picture.width) / width,
    })
    const bitmap = await createImageBitmap(new ImageData(pixels, width, height))
    const [oldest] = made.keys()
    if (made.size >= mostKept && oldest !== undefined) made.delete(oldest)
    made.set(keyOf(op), bitmap)
    latest.delete(plainKey(op))
    latest.set(plainKey(op), bitmap)
    const [first] = latest.keys()
    if (latest.size > mostKept && first !== undefined) latest.delete(first)
  }
  return {
    has: (op) => op.filters.length === 0 || made.has(keyOf(op)),
    get: (op) => made.get(keyOf(op)) ?? latest.get(plainKey(op)) ?? null,
    make(op, picture) {
      if (this.has(op)) return Promise.resolve()
      const key = keyOf(op)
      const known = underWay.get(key) ?? work(op, picture).finally(() => underWay.delete(key))
      underWay.set(key, known)
      return known
    },
  }
}
