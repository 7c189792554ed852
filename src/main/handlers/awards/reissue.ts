import type { z } from 'zod'
import { readSubject } from '../../../core/contract/achievement'
import type { awardRefusal, awardsContract, Evidence } from '../../../core/contract/awards'
import { isBlazonError } from '../../../core/errors'
import { readReplaceable, type ReplaceableAward } from '../../catalog/award-facts'
import { readBadgeRules } from '../../catalog/award-rules'
import { readBadgeForAward } from '../../catalog/badges'
import { createAwards, type CreateDeps } from './create'

type Request = z.output<NonNullable<(typeof awardsContract.reissue)['~orpc']['inputSchema']>>
type Result = {
  reissued: { id: string; awardId: string }[]
  refused: { id: string; reason: z.infer<typeof awardRefusal> | 'gone' | 'needs_pictures' | 'needs_second' }[]
}

/**
 * Puts new awards in the place of old ones. What was awarded alike (mostly all of one act) is awarded alike again, together: of the badge's
 * current version, under the issuer of then, with the same date and words. An end stays where the version is the same; another version
 * says itself how long it holds.
 */
export async function reissueAwards(
  deps: CreateDeps,
  { ids, reason }: Request,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const { catalog } = deps
  const result: Result = { reissued: [], refused: [] }
  const old = readReplaceable(catalog, ids)
  const known = new Set(old.map(({ id }) => id))
  for (const id of new Set(ids)) if (!known.has(id)) result.refused.push({ id, reason: 'gone' })
  for (const alike of groupedAlike(old)) {
    const [first] = alike as [ReplaceableAward, ...ReplaceableAward[]]
    const badge = readBadgeForAward(catalog, first.badgeId)
    if (badge.art !== null) {
      result.refused.push(...alike.map(({ id }) => ({ id, reason: 'needs_pictures' as const })))
      continue
    }
    // Nobody alone makes valid again what two people have to award.
    if (first.isRevoked === 1 && readBadgeRules(catalog, first.badgeId).doubleEntry) {
      result.refused.push(...alike.map(({ id }) => ({ id, reason: 'needs_second' as const })))
      continue
    }
    const subject = readSubject(first.subject)
    const steps = createAwards(
      deps,
      {
        badgeId: first.badgeId,
        issuerId: first.issuerId,
        people: alike.map(({ personId }) => ({ personId })),
        awardedAt: first.awardedAt,
        ...(first.versionId === badge.versionId ? { expiresAt: first.expiresAt } : {}),
        ...(first.narrative === '' ? {} : { narrative: first.narrative }),
        evidence: JSON.parse(first.evidence) as Evidence[],
        subject,
        ...(first.eventId === null ? {} : { eventId: first.eventId }),
        customs: alike.map(({ custom }) => custom),
      },
      signal,
      { inPlaceOf: { awards: new Map(alike.map(({ id, personId }) => [personId, id])), reason } },
    )
    try {
      for (;;) {
        const step = await steps.next()
        if (!step.done) continue
        for (const { row, awardId } of step.value.awarded) result.reissued.push({ id: alike[row - 1]!.id, awardId })
        for (const { row, reason } of step.value.skipped) result.refused.push({ id: alike[row - 1]!.id, reason })
        break
      }
    } catch (error) {
      // What the current version no longer allows to say (a result it does not describe, an end before the date) concerns these alone.
      if (!isBlazonError(error, 'invalid_input')) throw error
      result.refused.push(...alike.map(({ id }) => ({ id, reason: 'broken' as const })))
    }
  }
  return result
}

/** Awards that say the same of different people: a second one of the same person is of the next group. */
function groupedAlike(awards: readonly ReplaceableAward[]): ReplaceableAward[][] {
  const turns = new Map<string, number>()
  const grouped = Map.groupBy(awards, ({ id: _id, personId, revokedAt: _revokedAt, custom: _custom, ...said }) => {
    const what = JSON.stringify(said)
    const turn = turns.get(`${personId} ${what}`) ?? 0
    turns.set(`${personId} ${what}`, turn + 1)
    return `${turn} ${what}`
  })
  return [...grouped.values()]
}
