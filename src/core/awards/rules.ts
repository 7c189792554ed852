import type { z } from 'zod'
import type { awardRefusal } from '../contract/awards'

/** What happens where a badge is awarded to somebody who holds it (row 68). */
export type DuplicatePolicy = 'deny' | 'allow' | 'replace' | 'renew'

/** What a badge asks of its awards. */
export type AwardingRules = {
  duplicates: DuplicatePolicy
  /** How many more may be awarded; null where there is no limit. */
  placesLeft: number | null
}

/** How somebody stands to a badge that is to be awarded. */
export type Standing = {
  /** Nothing but a number in the counts is left of them. */
  erased: boolean
  optedOut: boolean
  /** On the list of whom the badge, or all of what it belongs to, may not be awarded to. */
  barred: boolean
  /** Holds a current award of it. */
  holds: boolean
  /** Does not hold a badge that is needed first. */
  lacksPrerequisite: boolean
}

export type RuleRefusal = Extract<
  z.infer<typeof awardRefusal>,
  'unknown_person' | 'opted_out' | 'do_not_award' | 'already_has_it' | 'prerequisite_missing' | 'limit_reached'
>

/** How somebody stands who comes into the library with the award. */
export const newcomer = (lacksPrerequisite: boolean): Standing => ({
  erased: false,
  optedOut: false,
  barred: false,
  holds: false,
  lacksPrerequisite,
})

/**
 * Why somebody may not be awarded, null where they may; the first reason counts. `overridden`: a person with the right to do so said why
 * prerequisites do not matter. Of the limit nothing is said here: it depends on who else is awarded. Rows 68 and 74.
 */
export function refusalOf(
  { duplicates }: Pick<AwardingRules, 'duplicates'>,
  standing: Standing,
  overridden: boolean,
): Exclude<RuleRefusal, 'limit_reached'> | null {
  if (standing.erased) return 'unknown_person'
  if (standing.optedOut) return 'opted_out'
  if (standing.barred) return 'do_not_award'
  if (standing.holds && duplicates === 'deny') return 'already_has_it'
  if (standing.lacksPrerequisite && !overridden) return 'prerequisite_missing'
  return null
}

/** Whether an award takes one of the places of a limited badge: one that stands in another's place does not (row 65). */
export const takesPlace = ({ duplicates }: Pick<AwardingRules, 'duplicates'>, { holds }: Standing): boolean =>
  !holds || duplicates === 'allow'

/**
 * The refusals of several people, in their order: whoever comes first gets the places of a limited badge. Who is not named in `standings`
 * comes into the library with the award, and stands as `stranger`.
 */
export function refusalsAmong<Key>(
  rules: AwardingRules,
  people: readonly Key[],
  {
    standings,
    stranger,
    overridden,
  }: { standings: ReadonlyMap<Key, Standing>; stranger: Standing; overridden: boolean },
): Map<Key, RuleRefusal> {
  const refusals = new Map<Key, RuleRefusal>()
  let places = rules.placesLeft ?? Infinity
  for (const key of new Set(people)) {
    const standing = standings.get(key) ?? stranger
    const refusal = refusalOf(rules, standing, overridden)
    if (refusal !== null) refusals.set(key, refusal)
    else if (takesPlace(rules, standing) && places-- <= 0) refusals.set(key, 'limit_reached')
  }
  return refusals
}

/** What verifiers read of an award that gave way to a new one of the same badge. */
export const replacedReason = 'Replaced by a newer award of this badge.'
