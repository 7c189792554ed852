import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { readFontFile } from '../../core/designs/font-file'
import type { Catalog } from '../catalog/catalog'
import { keepFont, listFonts, readFont, removeFont } from '../catalog/fonts'
import { fontUnpackers } from '../platform/font-unpackers'

/** `fonts.*`: faces that somebody added, kept as they came. */
export function fontsHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const { list, add, read, remove } = implement(contract.fonts)
  return {
    list: list.handler(() => listFonts(catalog)),
    add: add.handler(async ({ input }) => {
      const bytes = Buffer.from(input.bytes, 'base64')
      const kept = await keepFont(catalog, bytes, await readFontFile(bytes, fontUnpackers))
      announce({ name: 'fonts.saved', ids: [kept.sha256] })
      return kept
    }),
    read: read.handler(({ input }) => {
      const { content, ...font } = readFont(catalog, input.sha256)
      return { ...font, base64: content.toString('base64') }
    }),
    remove: remove.handler(({ input }) => {
      removeFont(catalog, input.sha256)
      announce({ name: 'fonts.saved', ids: [input.sha256] })
      return { sha256: input.sha256 }
    }),
  }
}
