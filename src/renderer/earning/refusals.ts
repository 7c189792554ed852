import { BlazonError } from '../../core/errors'
import type { Problem } from '../../core/problem'
import { preparePictures } from '../app/personal-pictures'

/** Why a code or an application leads to no award: words of `codes.json`, `refused`. */
const refusals = [
  'code_used',
  'code_expired',
  'code_cancelled',
  'code_reserved',
  'code_for_another',
  'too_many_tries',
  'already_has_it',
  'no_address',
  'ambiguous',
  'opted_out',
  'do_not_award',
  'limit_reached',
  'prerequisite_missing',
  'archived',
  'incomplete',
  'hosting_undecided',
  'assigned',
  'decided',
  'rubric_unsatisfied',
]

/** The word for what is said in one sentence at the desk, and is no failure of the app; null for anything else. */
export const refusalOf = (problem: Problem | null): string | null =>
  problem?.code === 'conflict' && problem.details.reason !== undefined && refusals.includes(problem.details.reason)
    ? problem.details.reason
    : null

/**
 * Draws and keeps the picture of one person for a badge whose picture shows their name; the id of the preparation.
 * @throws BlazonError `conflict` with why they cannot be awarded, and what drawing throws
 */
export async function prepareFor(
  badgeId: string,
  person: { personId: string } | { name: string; email: string | null },
): Promise<string> {
  const { preparedId, rows, skipped } = await preparePictures(
    { badgeId, people: [person] },
    new AbortController().signal,
  )
  if (rows.length === 0)
    throw new BlazonError('conflict', 'the person cannot be awarded', { reason: skipped[0]?.reason ?? 'cancelled' })
  return preparedId
}
