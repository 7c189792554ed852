import { pictureHeader } from '../../core/designs/picture-files/picture-header'
import { BlazonError } from '../../core/errors'

/** What the first bytes of a picture promise that the library can keep. */
export type PictureHeader = { mime: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }

/** Pixels a side; more is refused before anything is decoded. */
const maxSide = 4096

/**
 * Reads kind and size of a PNG, JPEG or WebP without decoding it; costs the same for any file.
 * Throws `unreadable_file` (reason `not_a_picture` or `damaged`), `png_damaged` for a PNG whose header is cut or forged, `png_too_large`
 * for any kind beyond 4096 px a side.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader {
  const { mime, width, height } = pictureHeader(bytes)
  if (mime === 'image/gif') throw new BlazonError('unreadable_file', 'a GIF is not kept', { reason: 'not_a_picture' })
  if (width > maxSide || height > maxSide) throw new BlazonError('png_too_large', 'too many pixels', { width, height })
  return { mime, width, height }
}
