import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import { readPictureHeader } from '../baking/picture-header'
import type { Catalog } from '../catalog/catalog'
import { keepPicture, readPicture } from '../catalog/pictures'

/** `pictures.*`: what designs place, kept by hash as it came. A kept picture changes no list, so nothing is announced. */
export function picturesHandlers({ catalog }: { catalog: Catalog }) {
  const { add, read } = implement(contract.pictures)
  return {
    add: add.handler(({ input }) => {
      const bytes = Buffer.from(input.bytes, 'base64')
      return keepPicture(catalog, bytes, readPictureHeader(bytes))
    }),
    read: read.handler(({ input }) => {
      const { sha256, mime, width, height, bytes, content } = readPicture(catalog, input.sha256)
      return { sha256, mime, width, height, bytes, base64: content.toString('base64') }
    }),
  }
}
