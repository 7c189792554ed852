import { setImmediate as turn } from 'node:timers/promises'
import type { z } from 'zod'
import { shownInReview, type Earner, type reviewed } from '../../../core/contract/criteria'
import { evaluate, stillMissing } from '../../../core/earning/evaluation'
import { refusalsFor } from '../../catalog/award-rules'
import type { Catalog } from '../../catalog/catalog'
import { readAsked } from '../../catalog/criteria'
import { candidatesFor, canEarnAmong, factsAmong, noteMet } from '../../catalog/criteria-facts'
import { readRecipients } from '../../catalog/people'

/** People looked at together: some 10 ms of work, so that nothing else waits. */
const peopleAtOnce = 500

/** Who has earned a badge and can be awarded it. */
export type Earned = {
  /** Since when, the longest first. */
  since: ReadonlyMap<string, string>
  /** Who has earned it and may not be awarded it, and why. */
  refused: ReturnType<typeof refusalsFor>
  /** Whom one criterion keeps from it, with those that are not met: the first of them, and how many there are. */
  nearly: { personId: string; missing: string[] }[]
  nearlyCount: number
}

/**
 * Looks who has earned a badge and does not hold it: everybody, or among some people. Notes which criteria they meet by now. Slice by
 * slice; whoever stops listening stops it, and what was noted stays.
 */
export async function* lookWhoEarned(
  catalog: Catalog,
  badgeId: string,
  among: readonly string[] | null = null,
): AsyncGenerator<{ done: number; total: number }, Earned> {
  const { overall, criteria } = readAsked(catalog, badgeId)
  const people = among === null ? candidatesFor(catalog, badgeId, criteria) : canEarnAmong(catalog, badgeId, among)
  const earned: [string, string][] = []
  const nearly: Earned['nearly'] = []
  let nearlyCount = 0
  for (let from = 0; from < people.length; from += peopleAtOnce) {
    const slice = people.slice(from, from + peopleAtOnce)
    const standing = evaluate(criteria, overall, factsAmong(catalog, slice))
    noteMet(catalog, criteria, slice, standing.met)
    for (const entry of standing.earned) earned.push(entry)
    for (const personId of slice) {
      if (standing.earned.has(personId)) continue
      const { missing, count } = stillMissing(criteria, overall, standing, personId)
      if (count !== 1) continue
      nearlyCount += 1
      if (nearly.length < shownInReview) nearly.push({ personId, missing })
    }
    yield { done: from + slice.length, total: people.length }
    await turn()
  }
  earned.sort(([personA, a], [personB, b]) => (a < b || (a === b && personA < personB) ? -1 : 1))
  const refused = refusalsFor(
    catalog,
    { id: badgeId },
    earned.map(([person]) => person),
  )
  return { since: new Map(earned.filter(([person]) => !refused.has(person))), refused, nearly, nearlyCount }
}

/** What a person is shown of it before anybody is awarded. */
export function reviewOf(catalog: Catalog, { since, refused, nearly, nearlyCount }: Earned): z.infer<typeof reviewed> {
  const first = [...since].slice(0, shownInReview)
  const names = readRecipients(catalog, [...first.map(([person]) => person), ...nearly.map((it) => it.personId)])
  const named = (personId: string, of: Omit<Earner, 'personId' | 'name'>): Earner[] => {
    const person = names.get(personId)
    return person ? [{ personId, name: person.name, ...of }] : []
  }
  const leftOut: z.infer<typeof reviewed>['leftOut'] = {}
  for (const reason of refused.values()) leftOut[reason] = (leftOut[reason] ?? 0) + 1
  return {
    count: since.size,
    people: first.flatMap(([person, at]) => named(person, { since: at, missing: [] })),
    leftOut,
    nearlyCount,
    nearly: nearly.flatMap(({ personId, missing }) => named(personId, { since: null, missing })),
  }
}
