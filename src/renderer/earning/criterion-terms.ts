import {
  criterionAsked,
  termsOf,
  type Criterion,
  type CriterionAsked,
  type CriterionTerm,
} from '../../core/earning/criteria'

/** A term without the type that its criterion says. */
const paramOf = ({ type: _type, ...param }: CriterionTerm) => param

/** A criterion that asks for one thing more; a new one where there is none yet. */
export const withTerm = (criterion: Criterion | null, term: CriterionTerm): CriterionAsked =>
  criterionAsked.parse({
    type: term.type,
    method: criterion?.method,
    description: criterion?.description,
    params: [...(criterion ? termsOf(criterion) : []), term].map(paramOf),
  })

/** A criterion that asks for one thing less; null where nothing is left. */
export const withoutTerm = (criterion: Criterion, at: number): CriterionAsked | null =>
  criterion.params.length === 1
    ? null
    : criterionAsked.parse({ ...criterion, params: termsOf(criterion).toSpliced(at, 1).map(paramOf) })
