import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { checkEndorsements } from '../../core/openbadges/check-details'
import type { Catalog } from '../catalog/catalog'
import { listIssuers, removeIssuer, saveIssuer, setBrand, setHosting } from '../catalog/issuers'

/** `issuers.*`: who awards, and where its documents will live. */
export function issuersHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const { list, save, setHosting: decide, setBrand: choose, remove } = implement(contract.issuers)
  const saved = <T extends { id: string }>(issuer: T): T => {
    announce({ name: 'issuers.saved', ids: [issuer.id] })
    return issuer
  }
  return {
    list: list.handler(() => listIssuers(catalog)),
    save: save.handler(async ({ input }) => {
      await checkEndorsements(input.endorsements ?? [])
      return saved(saveIssuer(catalog, input))
    }),
    setHosting: decide.handler(({ input }) => saved(setHosting(catalog, input.id, input.baseUrl))),
    setBrand: choose.handler(({ input }) => saved(setBrand(catalog, input.id, input.brand))),
    remove: remove.handler(({ input }) => {
      removeIssuer(catalog, input.id)
      return saved(input)
    }),
  }
}
