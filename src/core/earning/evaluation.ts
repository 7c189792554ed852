import { termsOf, type Criterion, type CriterionMethod, type CriterionTerm } from './criteria'

/** Since when each of some people meets something: person id -> ISO time. Who does not meet it is absent. */
export type MetSince = ReadonlyMap<string, string>

/** What is known of some people: since when they meet one thing that a criterion asks for. */
export type FactsOf = (criterion: Criterion, term: CriterionTerm) => MetSince

/** How some people stand to the criteria of a badge. */
export type Standing = {
  /** By the criterion's id. */
  met: ReadonlyMap<string, MetSince>
  /** Whoever has earned the badge, since when. */
  earned: MetSince
}

/**
 * Who meets which criterion since when, and who has earned the badge. Under *all* the last thing met counts, under *any* the first. Where
 * nothing is asked, nobody has earned it: somebody awards it.
 */
export function evaluate(criteria: readonly Criterion[], overall: CriterionMethod, factsOf: FactsOf): Standing {
  const met = new Map(
    criteria.map((criterion) => [
      criterion.id,
      together(
        criterion.method,
        termsOf(criterion).map((term) => factsOf(criterion, term)),
      ),
    ]),
  )
  return { met, earned: together(overall, [...met.values()]) }
}

/** Several things as one: those who meet all of them, since the last; or those who meet any, since the first. */
export function together(method: CriterionMethod, parts: readonly MetSince[]): MetSince {
  const [first, ...others] = parts
  if (first === undefined) return new Map()
  const joined = new Map(first)
  if (method === 'any') {
    for (const part of others)
      for (const [person, at] of part) {
        const before = joined.get(person)
        if (before === undefined || at < before) joined.set(person, at)
      }
    return joined
  }
  for (const [person, since] of first) {
    let latest = since
    for (const part of others) {
      const at = part.get(person)
      if (at === undefined) {
        joined.delete(person)
        break
      }
      if (at > latest) latest = at
    }
    if (joined.has(person)) joined.set(person, latest)
  }
  return joined
}

/** How many criteria more somebody needs who has not earned the badge: of *all* those that are not met, of *any* one. */
export function stillMissing(
  criteria: readonly Criterion[],
  overall: CriterionMethod,
  { met }: Pick<Standing, 'met'>,
  personId: string,
): { missing: string[]; count: number } {
  const missing = criteria.filter(({ id }) => !met.get(id)?.has(personId)).map(({ id }) => id)
  return { missing, count: overall === 'all' ? missing.length : missing.length === criteria.length ? 1 : 0 }
}
