import { setImmediate as turn } from 'node:timers/promises'
import type { z } from 'zod'
import { isOver } from '../../../core/badges/expiry'
import type { awardRefusal } from '../../../core/contract/awards'
import type { Change } from '../../../core/contract/library'
import type { RuleFindings, RuleHindrance } from '../../../core/contract/series'
import { BlazonError } from '../../../core/errors'
import { dueFor, inOrder, type Due, type Rule, type RuleMeans } from '../../../core/programs/milestones'
import type { AwardPeople } from '../../catalog/award-people'
import { readBadgeRules } from '../../catalog/award-rules'
import { readBadgeForAward } from '../../catalog/badges'
import type { Catalog } from '../../catalog/catalog'
import { holdersOf, queueApplications, readRules, readStandings } from '../../catalog/milestones'

export type FollowDeps = { catalog: Catalog; announce: (change: Change) => void; award: AwardPeople }
type Followed = {
  awarded: number
  queued: number
  refused: { personId: string; badgeId: string; reason: z.infer<typeof awardRefusal> }[]
}

/** People looked at before anything else gets its turn. */
const peopleAtOnce = 250
const mostAwardedAtOnce = 10_000
const mostShown = 200
const mostRefused = 1000

/** Who is being awarded what by a rule at this moment, so that two looks at once award nobody twice: "badge person". */
type UnderWay = Set<string>

/** Follows the milestone rules, for whoever was just awarded something or for everybody. */
export function milestones(deps: FollowDeps) {
  const underWay: UnderWay = new Set()
  return {
    /** For everybody, with progress by rules. Throws the first failure once every rule had its turn. */
    followForAll: (signal?: AbortSignal) =>
      followRules(deps, underWay, ({ badgeIds }) => holdersOf(deps.catalog, badgeIds, peopleAtOnce), signal),
    /** For people who were just awarded something. It never fails: what could not be awarded is found again by `series.previewRules`. */
    followForAwarded: async (personIds: readonly string[]): Promise<void> => {
      const rules = inOrder(readRules(deps.catalog))
      if (rules.length === 0 || !(await isAnythingDue(deps.catalog, rules, personIds))) return
      try {
        const steps = followRules(deps, underWay, () => slicesOf(personIds))
        while (!(await steps.next()).done);
      } catch (error) {
        if (!(error instanceof BlazonError)) throw error
      }
    },
  }
}

/**
 * Awards, or queues applications for, what people have reached by the milestone rules: rule by rule, those first whose badges others
 * need, so that a chain settles in one go. Whom a rule cannot award is told, and not tried again before the next look. A rule that
 * fails keeps no other from its work; the first failure is thrown at the end.
 */
async function* followRules(
  deps: FollowDeps,
  underWay: UnderWay,
  peopleFor: (rule: Rule) => Iterable<string[]>,
  signal?: AbortSignal,
): AsyncGenerator<{ done: number; total: number }, Followed> {
  const { catalog, announce } = deps
  const rules = inOrder(readRules(catalog))
  const result: Followed = { awarded: 0, queued: 0, refused: [] }
  let failure: BlazonError | null = null
  for (const [index, rule] of rules.entries()) {
    if (signal?.aborted) break
    const toAward: string[] = []
    const toQueue: string[] = []
    // Looked at anew for each rule: those before it have changed what people hold.
    for await (const { personId, outcome } of dueAmong(catalog, [rule], peopleFor(rule), signal))
      if (outcome === 'award') toAward.push(personId)
      else if (outcome === 'queue_application') toQueue.push(personId)
    try {
      for (let from = 0; from < toAward.length && !signal?.aborted; from += mostAwardedAtOnce)
        await awardTarget(deps, rule, toAward.slice(from, from + mostAwardedAtOnce), { underWay, result, signal })
    } catch (error) {
      if (!(error instanceof BlazonError)) throw error
      failure ??= error
    }
    const queued = toQueue.length === 0 ? [] : queueApplications(catalog, rule, toQueue)
    result.queued += queued.length
    if (queued.length > 0) announce({ name: 'applications.saved', ids: queued.slice(0, 100) })
    yield { done: index + 1, total: rules.length }
  }
  if (failure !== null) throw failure
  return result
}

async function awardTarget(
  { award }: FollowDeps,
  { targetBadgeId: badgeId }: Rule,
  personIds: readonly string[],
  { underWay, result, signal }: { underWay: UnderWay; result: Followed; signal: AbortSignal | undefined },
): Promise<void> {
  const mark = (personId: string) => `${badgeId} ${personId}`
  const people = personIds.filter((personId) => !underWay.has(mark(personId)))
  if (people.length === 0) return
  for (const personId of people) underWay.add(mark(personId))
  try {
    const request = { badgeId, people: people.map((personId) => ({ personId })) }
    const { awarded, skipped } = await award(request, { source: 'milestone' }, signal)
    result.awarded += awarded.length
    for (const { row, reason } of skipped.slice(0, mostRefused - result.refused.length))
      result.refused.push({ personId: people[row - 1]!, badgeId, reason })
  } finally {
    for (const personId of people) underWay.delete(mark(personId))
  }
}

/** What the rules would do now, rule by rule, without doing it. */
export async function previewRules(catalog: Catalog, signal?: AbortSignal): Promise<RuleFindings[]> {
  const rules = inOrder(readRules(catalog))
  const findings = new Map(
    rules.map((rule) => [
      rule.id,
      {
        ruleId: rule.id,
        hindrance: hindranceOf(catalog, rule),
        counts: { award: 0, queue_application: 0, refused: 0, taken_back: 0, hindered: 0 },
        people: [] as RuleFindings['people'],
      },
    ]),
  )
  const everybody = holdersOf(catalog, [...new Set(rules.flatMap(({ badgeIds }) => badgeIds))], peopleAtOnce)
  for await (const { rule, personId, name, outcome, reason } of dueAmong(catalog, rules, everybody, signal)) {
    const found = findings.get(rule.id)!
    found.counts[outcome] += 1
    if (found.people.length < mostShown) found.people.push({ personId, name, outcome, reason })
  }
  return [...findings.values()]
}

async function isAnythingDue(catalog: Catalog, rules: readonly Rule[], personIds: readonly string[]): Promise<boolean> {
  for await (const { outcome } of dueAmong(catalog, rules, slicesOf(personIds)))
    if (outcome === 'award' || outcome === 'queue_application') return true
  return false
}

async function* dueAmong(
  catalog: Catalog,
  rules: readonly Rule[],
  slices: Iterable<string[]>,
  signal?: AbortSignal,
): AsyncGenerator<Due & { personId: string; name: string }> {
  const means = new Map(rules.map((rule) => [rule.id, meansOf(rule, hindranceOf(catalog, rule))]))
  for (const slice of slices) {
    signal?.throwIfAborted()
    for (const { personId, name, standing } of readStandings(catalog, rules, slice))
      for (const due of dueFor(rules, standing, ({ id }) => means.get(id)!)) yield { ...due, personId, name }
    await turn()
  }
}

function* slicesOf(personIds: readonly string[]): Generator<string[]> {
  for (let from = 0; from < personIds.length; from += peopleAtOnce) yield personIds.slice(from, from + peopleAtOnce)
}

/** What keeps a rule from awarding its target by itself. */
function hindranceOf(catalog: Catalog, { targetBadgeId }: Rule): RuleHindrance | null {
  const badge = readBadgeForAward(catalog, targetBadgeId)
  if (badge.status === 'archived') return 'archived'
  const isActive = badge.status === 'active' || badge.status === 'active_locked'
  if (!badge.ready || !isActive || !badge.issuer.hostingDecided) return 'not_ready'
  if (isOver(badge.details.expiry, catalog.now())) return 'not_ready'
  if (badge.art !== null) return 'needs_pictures'
  return readBadgeRules(catalog, targetBadgeId).doubleEntry ? 'needs_second' : null
}

/** Where every award needs a picture or a second pair of eyes, an application waits for a person. One may wait for a badge that is not ready, too. */
function meansOf({ action }: Rule, hindrance: RuleHindrance | null): RuleMeans {
  if (hindrance === 'archived') return 'nothing'
  if (action === 'queue_application' || hindrance === 'needs_pictures' || hindrance === 'needs_second')
    return 'queue_application'
  return hindrance === null ? 'award' : 'nothing'
}
