import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { checkDetails } from '../../core/openbadges/check-details'
import { reencodePng } from '../baking/picture'
import { readVector } from '../baking/read-vector'
import {
  activateBadge,
  archiveBadge,
  createBadge,
  deactivateBadge,
  duplicateBadge,
  listBadges,
  readBadge,
  removeBadge,
  saveBadge,
  unarchiveBadge,
} from '../catalog/badges'
import type { Catalog } from '../catalog/catalog'
import { listCategories, listTags, removeCategory, saveCategory } from '../catalog/categories'
import { keepPicture } from '../catalog/pictures'

/** `badges.*`: the catalog entries that are awarded. */
export function badgesHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const calls = implement(contract.badges)
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
    list: calls.list.handler(({ input }) => listBadges(catalog, input)),
    read: calls.read.handler(({ input }) => readBadge(catalog, input.id)),
    create: calls.create.handler(async ({ input: { picture, ...badge } }) => {
      if (badge.details.achievement) await checkDetails(badge.details.achievement)
      const pictureSha256 = picture === undefined ? undefined : await keep(picture)
      return saved(createBadge(catalog, { ...badge, pictureSha256 }))
    }),
    save: calls.save.handler(async ({ input: { vector, ...badge } }) => {
      if (badge.details?.achievement) await checkDetails(badge.details.achievement)
      const vectorSha256 = vector == null ? vector : await keepVector(vector)
      return saved(saveBadge(catalog, { ...badge, vectorSha256 }))
    }),
    duplicate: calls.duplicate.handler(({ input }) => {
      const copy = duplicateBadge(catalog, input.id, input.name)
      if (copy.designId !== null) announce({ name: 'designs.saved', ids: [copy.designId] })
      return saved(copy)
    }),
    activate: calls.activate.handler(({ input }) => saved(activateBadge(catalog, input.id))),
    deactivate: calls.deactivate.handler(({ input }) => saved(deactivateBadge(catalog, input.id))),
    archive: calls.archive.handler(({ input }) => saved(archiveBadge(catalog, input.id))),
    unarchive: calls.unarchive.handler(({ input }) => saved(unarchiveBadge(catalog, input.id))),
    remove: calls.remove.handler(({ input }) => {
      removeBadge(catalog, input.id)
      announce({ name: 'badges.removed', ids: [input.id] })
      return { id: input.id }
    }),
    tags: calls.tags.handler(() => listTags(catalog)),
    categories: calls.categories.handler(() => listCategories(catalog)),
    saveCategory: calls.saveCategory.handler(({ input }) => {
      const category = saveCategory(catalog, input)
      announce({ name: 'badges.saved', ids: [] })
      return category
    }),
    removeCategory: calls.removeCategory.handler(({ input }) => {
      removeCategory(catalog, input.id)
      announce({ name: 'badges.saved', ids: [] })
      return { id: input.id }
    }),
  }
}
