import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Catalog } from '../catalog/catalog'
import { cutFromMaster, linkedDesigns, makeLevelBadges, masterOf } from '../catalog/levels'

/** `levels.*`: the designs and badges of a series, made from one master. */
export function levelsHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const calls = implement(contract.levels)
  return {
    read: calls.read.handler(({ input: { designId } }) => ({
      follows: masterOf(catalog, designId),
      linked: linkedDesigns(catalog, designId),
    })),
    make: calls.make.handler(({ input: { designId } }) => {
      const made = makeLevelBadges(catalog, designId)
      const linked = linkedDesigns(catalog, designId)
      announce({ name: 'designs.saved', ids: linked.map((it) => it.designId) })
      announce({ name: 'badges.saved', ids: linked.flatMap(({ badge }) => badge?.id ?? []) })
      return { made, linked }
    }),
    cut: calls.cut.handler(({ input: { designId } }) => {
      cutFromMaster(catalog, designId)
      announce({ name: 'designs.saved', ids: [designId] })
      return { designId }
    }),
  }
}
