import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import { reencodePng } from '../baking/picture'
import type { Catalog } from '../catalog/catalog'
import { readSteps } from '../catalog/design-history'
import { keepVersion, listVersions, readVersion, restoreVersion } from '../catalog/design-versions'
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
import { exportProject, importProject } from './designs/project'

/** Pixels a side of a picture drawn from a design (`core/designs/document.ts`). */
const side = 600

/** `designs.*`: the drawings behind badges. */
export function designsHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const calls = implement(contract.designs)
  const saved = <T extends { id: string; revision: number }>(design: T): T => {
    announce({ name: 'designs.saved', ids: [design.id], revision: design.revision })
    return design
  }
  return {
    list: calls.list.handler(() => listDesigns(catalog)),
    create: calls.create.handler(({ input }) => saved(createDesign(catalog, input))),
    read: calls.read.handler(({ input }) => readDesign(catalog, input.id)),
    save: calls.save.handler(({ input }) => saved(saveDesign(catalog, input))),
    setPicture: calls.setPicture.handler(async ({ input }) => {
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
      saved(readDesignCard(catalog, input.id))
      return picture
    }),
    duplicate: calls.duplicate.handler(({ input }) => saved(duplicateDesign(catalog, input.id, input.name))),
    remove: calls.remove.handler(({ input }) => {
      removeDesign(catalog, input.id)
      announce({ name: 'designs.removed', ids: [input.id] })
      return { id: input.id }
    }),
    history: calls.history.handler(({ input }) => {
      readDesignCard(catalog, input.id)
      return readSteps(catalog, input.id)
    }),
    versions: calls.versions.handler(({ input }) => listVersions(catalog, input.id)),
    keepVersion: calls.keepVersion.handler(({ input }) => keepVersion(catalog, input.id, input.reason)),
    readVersion: calls.readVersion.handler(({ input }) => readVersion(catalog, input.id, input.versionId)),
    restoreVersion: calls.restoreVersion.handler(({ input }) =>
      saved(restoreVersion(catalog, input.id, input.versionId)),
    ),
    exportProject: calls.exportProject.handler(({ input }) => exportProject(catalog, input.id)),
    importProject: calls.importProject.handler(async ({ input }) => {
      const made = await importProject(catalog, Buffer.from(input.bytes, 'base64'), (sha256) =>
        announce({ name: 'fonts.saved', ids: [sha256] }),
      )
      if (made.badgeId !== null) announce({ name: 'badges.saved', ids: [made.badgeId] })
      return saved(made)
    }),
  }
}
