import { documentText } from '../document-text'
import type { AwardFacts, BadgeFacts } from '../facts'
import { jsonEscaped, markedAward, slotMarks, slotValues } from '../slots'
import { cut, fill } from '../template'
import { assertion, type AssertionForm } from './build'

/** Writes the hosted assertions of awards of one shape (`shapeOf`) as `documentText` would, without building each document. */
export function compileAssertion(
  base: string,
  badge: Pick<BadgeFacts, 'token' | 'version'>,
  award: AwardFacts,
  form: AssertionForm,
): (award: AwardFacts) => string {
  const direct = (facts: AwardFacts) => documentText(assertion(base, badge, facts, form))
  const template = cut(direct(markedAward(award)), slotMarks(base))
  const quick = (facts: AwardFacts) => fill(template, slotValues(base, facts, jsonEscaped))
  return quick(award) === direct(award) ? quick : direct
}
