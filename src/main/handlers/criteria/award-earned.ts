import type { z } from 'zod'
import type { criteriaContract } from '../../../core/contract/criteria'
import type { AwardPeople } from '../../catalog/award-people'
import type { Catalog } from '../../catalog/catalog'
import { linkMet, readCriteria } from '../../catalog/criteria'
import { lookWhoEarned } from './look'

type Request = z.output<NonNullable<(typeof criteriaContract.awardReviewed)['~orpc']['inputSchema']>>
type Awarded = Awaited<ReturnType<AwardPeople>>
type Answer = {
  batchId: string | null
  awarded: { awardId: string; personId: string }[]
  skipped: { personId: string; reason: Awarded['skipped'][number]['reason'] }[]
}

/**
 * Awards a badge to everybody who has earned it by now, or to those named. What they met is linked to their awards in the transaction that
 * stores these. Fails as `awards.create` does.
 */
export async function* awardEarned(
  { catalog, award }: { catalog: Catalog; award: AwardPeople },
  { badgeId, personIds, confirmation }: Request,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; total: number }, Answer> {
  readCriteria(catalog, badgeId)
  const { since, refused } = yield* lookWhoEarned(catalog, badgeId, personIds)
  const people = [...since.keys()]
  const answer: Answer = {
    batchId: null,
    awarded: [],
    skipped: [...refused].map(([personId, reason]) => ({ personId, reason })),
  }
  if (people.length === 0) return answer

  let done = 0
  let wake = () => {}
  let result: Awarded | undefined
  const left = new AbortController()
  const job = award(
    {
      badgeId,
      people: people.map((personId) => ({ personId })),
      ...(confirmation === undefined ? {} : { confirmation }),
    },
    {
      source: 'criteria',
      inTransaction: (tx, awarded) => {
        linkMet(catalog, tx, badgeId, awarded)
        done += awarded.length
        wake()
      },
    },
    signal ? AbortSignal.any([signal, left.signal]) : left.signal,
  ).then((awarded) => (result = awarded))
  try {
    while (result === undefined) {
      await Promise.race([job, new Promise<void>((resolve) => (wake = resolve))])
      yield { done, total: people.length }
    }
  } finally {
    // Whoever stops listening, or is signed out, stops the awarding: what is still being stored is waited for.
    left.abort()
    await job.catch(() => undefined)
  }
  return {
    batchId: result.batchId,
    awarded: result.awarded.map(({ awardId, personId }) => ({ awardId, personId })),
    skipped: [...answer.skipped, ...result.skipped.map(({ row, reason }) => ({ personId: people[row - 1]!, reason }))],
  }
}
