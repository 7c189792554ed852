import type { RuleRefusal } from '../awards/rules'

/** Whoever holds so many of some badges gets the target badge, or an application for it. */
export type Rule = {
  id: string
  targetBadgeId: string
  numberRequired: number
  action: 'award' | 'queue_application'
  badgeIds: readonly string[]
}

/** Why a rule is refused; `path` holds ids of badges, from the target back to itself. */
export type RuleProblem = { reason: 'too_few_badges' } | { reason: 'cycle'; path: string[] }

/**
 * What is wrong with a rule beside the others, or null: it asks for none or for more badges than it names, or its target leads to
 * itself (row 53).
 */
export function ruleProblem(rule: Rule, others: readonly Rule[]): RuleProblem | null {
  if (rule.numberRequired < 1 || rule.numberRequired > new Set(rule.badgeIds).size) return { reason: 'too_few_badges' }
  const path = cycleThrough(rule, others)
  return path === null ? null : { reason: 'cycle', path }
}

/** The way from a rule's target over what it needs back to it; the shortest, or null. */
function cycleThrough(rule: Rule, others: readonly Rule[]): string[] | null {
  const needs = new Map<string, string[]>()
  for (const { id, targetBadgeId, badgeIds } of others)
    if (id !== rule.id) needs.set(targetBadgeId, [...(needs.get(targetBadgeId) ?? []), ...badgeIds])
  const start = rule.targetBadgeId
  const cameFrom = new Map<string, string>()
  let edge: string[] = []
  for (const badgeId of rule.badgeIds) {
    if (badgeId === start) return [start, start]
    if (!cameFrom.has(badgeId)) edge.push(badgeId)
    cameFrom.set(badgeId, start)
  }
  while (edge.length > 0) {
    const further: string[] = []
    for (const badgeId of edge)
      for (const needed of needs.get(badgeId) ?? []) {
        if (needed === start) return [...wayTo(badgeId, start, cameFrom), start]
        if (cameFrom.has(needed)) continue
        cameFrom.set(needed, badgeId)
        further.push(needed)
      }
    edge = further
  }
  return null
}

function wayTo(badgeId: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [badgeId]
  for (let at = badgeId; at !== start;) {
    at = cameFrom.get(at) ?? start
    way.unshift(at)
  }
  return way
}

/** Rules so that each stands after those that give what it needs; among rules without a cycle. */
export function inOrder<Of extends Rule>(rules: readonly Of[]): Of[] {
  const ordered: Of[] = []
  const seen = new Set<string>()
  const visit = (rule: Of) => {
    if (seen.has(rule.id)) return
    seen.add(rule.id)
    for (const other of rules) if (rule.badgeIds.includes(other.targetBadgeId)) visit(other)
    ordered.push(rule)
  }
  rules.forEach(visit)
  return ordered
}

/** Where somebody stands as far as rules are concerned; badges by their ids. */
export type Standing = {
  /** Held now: neither revoked, withdrawn, replaced, suspended nor expired. */
  held: ReadonlySet<string>
  /** Awarded, also where it has expired or is suspended since. */
  has: ReadonlySet<string>
  /** Awarded once and taken back. */
  takenBack: ReadonlySet<string>
  /** An application is open, or a rule made one before. */
  applied: ReadonlySet<string>
  /** Why they may not be awarded a badge; null where they may. */
  refusalOf: (badgeId: string) => RuleRefusal | null
}

/** What a rule can do, which may be less than it is meant to. */
export type RuleMeans = Rule['action'] | 'nothing'

export type Due<Of extends Rule = Rule> = {
  rule: Of
  outcome: Rule['action'] | 'refused' | 'taken_back' | 'hindered'
  /** Why somebody is refused. */
  reason: RuleRefusal | null
}

/**
 * What rules, in order (`inOrder`), do for somebody now. A badge that one of them awards counts for those after it, so a whole chain is
 * told at once. Nobody gets a badge that they have, nor a second application; what was taken back from somebody, no rule gives again.
 */
export function dueFor<Of extends Rule>(
  rules: readonly Of[],
  standing: Standing,
  meansOf: (rule: Of) => RuleMeans,
): Due<Of>[] {
  const held = new Set(standing.held)
  const settled = new Set(standing.has)
  const due: Due<Of>[] = []
  for (const rule of rules) {
    const target = rule.targetBadgeId
    const reached = rule.badgeIds.filter((badgeId) => held.has(badgeId)).length >= rule.numberRequired
    if (!reached || settled.has(target)) continue
    const means = meansOf(rule)
    if (means === 'queue_application' && standing.applied.has(target)) continue
    settled.add(target)
    const reason = standing.refusalOf(target)
    if (reason !== null) due.push({ rule, outcome: 'refused', reason })
    else if (standing.takenBack.has(target)) due.push({ rule, outcome: 'taken_back', reason })
    else if (means === 'nothing') due.push({ rule, outcome: 'hindered', reason })
    else {
      due.push({ rule, outcome: means, reason })
      if (means === 'award') held.add(target)
    }
  }
  return due
}
