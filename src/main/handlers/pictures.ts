import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import { readPictureFile } from '../../core/designs/picture-files/picture-file'
import { joined } from '../../core/designs/picture-files/picture-parts'
import { readPictureHeader } from '../baking/picture-header'
import type { Catalog } from '../catalog/catalog'
import { isKept, keepPicture, readPicture } from '../catalog/pictures'

/**
 * `pictures.*`: what designs place, kept by the hash of what draws in it. Whoever hands it in, nothing that tells of people or places is
 * kept. A kept picture changes no list, so nothing is announced.
 */
export function picturesHandlers({ catalog }: { catalog: Catalog }) {
  const { add, missing, read } = implement(contract.pictures)
  return {
    add: add.handler(({ input }) => {
      const file = Buffer.from(input.bytes, 'base64')
      const header = readPictureHeader(file)
      return keepPicture(catalog, joined(readPictureFile(file).essence), header)
    }),
    missing: missing.handler(({ input }) => input.sha256s.filter((sha256) => !isKept(catalog, sha256))),
    read: read.handler(({ input }) => {
      const { sha256, mime, width, height, bytes, content } = readPicture(catalog, input.sha256)
      return { sha256, mime, width, height, bytes, base64: content.toString('base64') }
    }),
  }
}
