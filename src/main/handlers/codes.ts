import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Random } from '../../core/ports'
import type { AwardPeople } from '../catalog/award-people'
import type { Catalog } from '../catalog/catalog'
import { cancelCodes, createCodes, listBatches, listCodes, replaceCodes } from '../catalog/claim-codes'
import { claimCode, codeFinder, describeCode } from './codes/claim'

export type CodesDeps = {
  catalog: Catalog
  announce: (change: Change) => void
  random: Random
  awardPeople: AwardPeople
}

/** `codes.*`: claim codes, and redeeming them and invitations at the desk. */
export function codesHandlers({ catalog, announce, random, awardPeople }: CodesDeps) {
  const os = implement(contract.codes)
  const find = codeFinder(catalog)
  const saved = (ids: readonly string[]) => announce({ name: 'codes.saved', ids: ids.slice(0, 100) })
  return {
    batches: os.batches.handler(({ input }) => listBatches(catalog, input.badgeId)),
    create: os.create.handler(({ input }) => {
      const made = createCodes(catalog, random, input)
      saved([made.batch.id])
      return made
    }),
    replace: os.replace.handler(({ input }) => {
      const made = replaceCodes(catalog, random, input.batchId)
      saved([made.batch.id])
      return made
    }),
    list: os.list.handler(({ input }) => listCodes(catalog, input)),
    cancel: os.cancel.handler(({ input }) => {
      const cancelled = cancelCodes(catalog, input.ids)
      if (cancelled.length > 0) saved([])
      return { cancelled }
    }),
    find: os.find.handler(({ input }) => describeCode(catalog, find(input.code))),
    claim: os.claim.handler(async ({ input }) => {
      const claimed = await claimCode({ catalog, find, awardPeople }, input)
      saved([])
      return claimed
    }),
  }
}
