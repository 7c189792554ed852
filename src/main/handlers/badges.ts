import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { checkDetails } from '../../core/openbadges/check-details'
import { reencodePng } from '../baking/picture'
import { readVector } from '../baking/read-vector'
import {
  archiveBadge,
  createBadge,
  duplicateBadge,
  listBadges,
  readBadge,
  removeBadge,
  saveBadge,
  unarchiveBadge,
} from '../catalog/badges'
import type { Catalog } from '../catalog/catalog'
import { keepPicture } from '../catalog/pictures'

/** `badges.*`: the catalog entries that are awarded. */
export function badgesHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const { list, read, create, save, duplicate, archive, unarchive, remove } = implement(contract.badges)
  const saved = <T extends { id: string }>(badge: T): T => {
    announce({ name: 'badges.saved', ids: [badge.id] })
    return badge
  }
  const keep = async (base64: string): Promise<string> => {
    const png = await reencodePng(Buffer.from(base64, 'base64'))
    return (await keepPicture(catalog, png.bytes, { ...png, mime: 'image/png' })).sha256
  }
  const keepVector = async (svg: string): Promise<string> =>
    (await keepPicture(catalog, Buffer.from(svg), readVector(svg))).sha256
  return {
    list: list.handler(({ input }) => listBadges(catalog, input)),
    read: read.handler(({ input }) => readBadge(catalog, input.id)),
    create: create.handler(async ({ input: { picture, ...badge } }) => {
      if (badge.details.achievement) await checkDetails(badge.details.achievement)
      const pictureSha256 = picture === undefined ? undefined : await keep(picture)
      return saved(createBadge(catalog, { ...badge, pictureSha256 }))
    }),
    save: save.handler(async ({ input: { vector, ...badge } }) => {
      if (badge.details?.achievement) await checkDetails(badge.details.achievement)
      const vectorSha256 = vector == null ? vector : await keepVector(vector)
      return saved(saveBadge(catalog, { ...badge, vectorSha256 }))
    }),
    duplicate: duplicate.handler(({ input }) => {
      const copy = duplicateBadge(catalog, input.id, input.name)
      if (copy.designId !== null) announce({ name: 'designs.saved', ids: [copy.designId] })
      return saved(copy)
    }),
    archive: archive.handler(({ input }) => saved(archiveBadge(catalog, input.id))),
    unarchive: unarchive.handler(({ input }) => saved(unarchiveBadge(catalog, input.id))),
    remove: remove.handler(({ input }) => {
      removeBadge(catalog, input.id)
      announce({ name: 'badges.removed', ids: [input.id] })
      return { id: input.id }
    }),
  }
}
