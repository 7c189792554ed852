import { readPictureFile, type PictureFile } from '../../core/designs/picture-files/picture-file'
import { joined } from '../../core/designs/picture-files/picture-parts'
import { isSvg } from '../../core/designs/svg-import/svg-text'
import { BlazonError } from '../../core/errors'
import { readDrawing, type DrawingPart } from './pictures/drawing-file'
import { rasterized } from './pictures/rasterized'
import { turned } from './pictures/turned'

/** The largest side that a design keeps. */
const largestSide = 4096
/** Refused before they are read, or decoded: 100 million pixels are 400 MB of memory. */
const largestFile = 50 * 1024 * 1024
const mostPixels = 100_000_000
/** What crosses to main in one piece (`base64` of the contract) with room to spare. */
const largestKept = 15 * 1024 * 1024

interface Size {
  readonly width: number
  readonly height: number
}
/** What a person should know of a picture that was taken. */
export type PictureNote =
  | { readonly kind: 'reduced'; readonly from: Size; readonly to: Size }
  | { readonly kind: 'firstFrame' }
  | { readonly kind: 'packed' }
export interface TakenPicture {
  readonly blob: Blob
  readonly notes: readonly PictureNote[]
}
export interface TakeWishes {
  /** `#rrggbb` for what a drawing leaves to its surroundings (`currentColor`). */
  readonly currentColor: string
  /** Asked where parts of an SVG are left out or cannot be taken apart; false cancels. */
  readonly mayPlace: (parts: readonly DrawingPart[]) => Promise<boolean>
}

/**
 * A picture file made ready to be kept, whatever its name says it is: PNG, JPEG and WebP stay as they are, save what tells of people and
 * places; turned ones are set upright; those over 4096 px a side are made smaller; GIF and SVG become PNG. Answers null where the
 * person would rather not.
 * @throws BlazonError `unreadable_file` (reasons `not_a_picture`, `damaged`, `too_many_bytes`, `too_many_pixels`, `too_complex`,
 * `entities`), `png_damaged`
 */
export async function takePicture(file: Blob, { currentColor, mayPlace }: TakeWishes): Promise<TakenPicture | null> {
  if (file.size > largestFile) throw refused('too_many_bytes')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (isSvg(bytes)) {
    const drawing = readDrawing(bytes, currentColor)
    if (drawing.parts.length > 0 && !(await mayPlace(drawing.parts))) return null
    return { blob: await rasterized(drawing), notes: [] }
  }
  const picture = readPictureFile(bytes)
  const { width, height } = picture
  if (width * height > mostPixels) throw refused('too_many_pixels', { millions: Math.round((width * height) / 1e6) })
  const plain = new Blob([joined(picture.essence)], { type: picture.mime })
  const upright = picture.orientation > 4 ? { width: height, height: width } : { width, height }
  const scale = Math.min(1, largestSide / Math.max(width, height))
  const side = (value: number): number => Math.max(1, Math.round(value * scale))
  const size = { width: side(upright.width), height: side(upright.height) }
  const notes: PictureNote[] = [
    ...(picture.isAnimated ? [{ kind: 'firstFrame' as const }] : []),
    ...(scale < 1 ? [{ kind: 'reduced' as const, from: upright, to: size }] : []),
  ]
  const asItIs = scale === 1 && picture.orientation === 1 && picture.mime !== 'image/gif' && !isMoving(picture)
  const bitmap = await decoded(plain, picture.orientation > 4 ? { width: size.height, height: size.width } : size)
  try {
    const type = picture.mime === 'image/gif' ? 'image/png' : picture.mime
    const blob = asItIs ? plain : await turned(bitmap, picture.orientation, type)
    if (blob.size <= largestKept) return { blob, notes }
    // Only a photo of a fine grain comes here: as WebP it is a tenth of that, and keeps what is see-through.
    const packed = await turned(bitmap, picture.orientation, 'image/webp')
    return { blob: packed, notes: [...notes, { kind: 'packed' }] }
  } finally {
    bitmap.close()
  }
}

/** A WebP keeps its further frames in its essence; a PNG's are cut out. */
const isMoving = ({ mime, isAnimated }: PictureFile): boolean => isAnimated && mime === 'image/webp'

const refused = (reason: string, details: Record<string, number> = {}): BlazonError =>
  new BlazonError('unreadable_file', `a picture is refused: ${reason}`, { reason, ...details })

/** Decoded at the size asked for, as its bytes lie: turning is up to us, so that it is the same for every kind. */
async function decoded(file: Blob, { width, height }: Size): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, {
      imageOrientation: 'none',
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    })
  } catch (error) {
    throw new BlazonError('unreadable_file', 'the browser cannot decode it', { reason: 'damaged' }, { cause: error })
  }
}
