import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import type { AwardPeople } from '../catalog/award-people'
import { readBadgeCard } from '../catalog/badges'
import type { Catalog } from '../catalog/catalog'
import {
  confirmPeople,
  listMet,
  readCriteria,
  removeCriterion,
  saveCriterion,
  setCriteriaMethod,
  takeConfirmationsBack,
} from '../catalog/criteria'
import { awardEarned } from './criteria/award-earned'
import { lookWhoEarned, reviewOf } from './criteria/look'
import type { EarnedWatch } from './criteria/watch-earned'

export type CriteriaDeps = {
  catalog: Catalog
  announce: (change: Change) => void
  award: AwardPeople
  watch: EarnedWatch
}

/** `criteria.*`: what has to be done for badges, who has done it, and awarding them. */
export function criteriaHandlers({ catalog, announce, award, watch }: CriteriaDeps) {
  const os = implement(contract.criteria)
  const underWay = new Set<string>()
  const saved = (badgeId: string) => {
    announce({ name: 'criteria.saved', ids: [badgeId] })
    return readCriteria(catalog, badgeId)
  }
  return {
    read: os.read.handler(({ input }) => readCriteria(catalog, input.badgeId)),
    save: os.save.handler(({ input }) => {
      saveCriterion(catalog, input)
      return saved(input.badgeId)
    }),
    setMethod: os.setMethod.handler(({ input }) => {
      setCriteriaMethod(catalog, input.badgeId, input.method)
      return saved(input.badgeId)
    }),
    remove: os.remove.handler(({ input }) => {
      removeCriterion(catalog, input.badgeId, input.id)
      return saved(input.badgeId)
    }),
    confirm: os.confirm.handler(({ input }) => {
      const done = confirmPeople(catalog, input)
      if (done.confirmed > 0) announce({ name: 'criteria.saved', ids: [input.badgeId] })
      return done
    }),
    takeBack: os.takeBack.handler(({ input }) => {
      const takenBack = takeConfirmationsBack(catalog, input)
      if (takenBack > 0) announce({ name: 'criteria.saved', ids: [input.badgeId] })
      return { takenBack }
    }),
    met: os.met.handler(({ input }) => listMet(catalog, input)),
    review: os.review.handler(async function* ({ input }) {
      readCriteria(catalog, input.badgeId)
      return reviewOf(catalog, yield* lookWhoEarned(catalog, input.badgeId))
    }),
    awardReviewed: os.awardReviewed.handler(async function* ({ input, signal }) {
      const { badgeId } = input
      // Of a badge that may be held twice, two at once would award everybody twice.
      if (underWay.has(badgeId))
        throw new BlazonError('conflict', 'the badge is being awarded', { reason: 'being_awarded' })
      underWay.add(badgeId)
      try {
        return yield* awardEarned({ catalog, award }, input, signal)
      } finally {
        underWay.delete(badgeId)
      }
    }),
    pending: os.pending.handler(async () => {
      const earned = await watch.earned()
      return [...earned].map(([badgeId, people]) => {
        const { name, pictureSha256 } = readBadgeCard(catalog, badgeId)
        return { badgeId, badgeName: name, pictureSha256, count: people.size }
      })
    }),
  }
}
