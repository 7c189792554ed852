import { readGif } from './gif-file'
import { readJpeg } from './jpeg-file'
import { pictureHeader, type PictureHeader } from './picture-header'
import type { PictureParts } from './picture-parts'
import { readPng } from './png-file'
import { readWebp } from './webp-file'

export interface PictureFile extends PictureHeader, PictureParts {}

/**
 * A whole PNG, JPEG, WebP or GIF, walked from end to end without decoding a pixel. Texts, thumbnails, EXIF (the place among it), XMP,
 * IPTC, and what cameras append after the picture are not part of its `essence`; colour profiles are.
 * @throws BlazonError as `pictureHeader`, and `unreadable_file` or `png_damaged` where the file is cut short or does not hang together
 */
export function readPictureFile(bytes: Uint8Array): PictureFile {
  const header = pictureHeader(bytes)
  switch (header.mime) {
    case 'image/png':
      return { ...header, ...readPng(bytes) }
    case 'image/jpeg':
      return { ...header, ...readJpeg(bytes) }
    case 'image/webp':
      return { ...header, ...readWebp(bytes) }
    case 'image/gif':
      return { ...header, ...readGif(bytes) }
  }
}
