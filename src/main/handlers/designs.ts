import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import { reencodePng } from '../baking/picture'
import type { Catalog } from '../catalog/catalog'
import {
  createDesign,
  duplicateDesign,
  listDesigns,
  readDesign,
  readDesignCard,
  removeDesign,
  saveDesign,
  setPictureOfDesign,
} from '../catalog/designs'
import { keepPicture } from '../catalog/pictures'

/** Pixels a side of a picture drawn from a design (`core/designs/document.ts`). */
const side = 600

/** `designs.*`: the drawings behind badges. */
export function designsHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const { list, create, read, save, setPicture, duplicate, remove } = implement(contract.designs)
  const saved = <T extends { id: string }>(design: T): T => {
    announce({ name: 'designs.saved', ids: [design.id] })
    return design
  }
  return {
    list: list.handler(() => listDesigns(catalog)),
    create: create.handler(({ input }) => saved(createDesign(catalog, input))),
    read: read.handler(({ input }) => readDesign(catalog, input.id)),
    save: save.handler(({ input }) => saved(saveDesign(catalog, input))),
    setPicture: setPicture.handler(async ({ input }) => {
      // Before the work, so that a design which is gone costs nothing and leaves no picture.
      readDesignCard(catalog, input.id)
      const png = await reencodePng(Buffer.from(input.png, 'base64'))
      if (png.width !== side || png.height !== side)
        throw new BlazonError('invalid_input', `a drawn picture is ${side} px square`, {
          field: 'png',
          reason: 'not_600_square',
        })
      const picture = await keepPicture(catalog, png.bytes, { ...png, mime: 'image/png' })
      setPictureOfDesign(catalog, input.id, picture.sha256)
      announce({ name: 'designs.saved', ids: [input.id] })
      return picture
    }),
    duplicate: duplicate.handler(({ input }) => saved(duplicateDesign(catalog, input.id, input.name))),
    remove: remove.handler(({ input }) => {
      removeDesign(catalog, input.id)
      announce({ name: 'designs.removed', ids: [input.id] })
      return { id: input.id }
    }),
  }
}
