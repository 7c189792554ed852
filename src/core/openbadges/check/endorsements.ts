import { passed, warned, type Check } from './outcomes'
import type { BadgeSummary, PayloadResult } from './result'
import { shown } from './result'

/** The most endorsements of one badge that are looked at. */
export const mostEndorsements = 10

/** What came of the endorsements of a badge, for its summary. One without a summary is told by its verdict alone. */
export const toldOf = ({ verdict, because, summary }: PayloadResult): BadgeSummary['endorsements'][number] => ({
  issuerName: shown(summary?.issuerName || summary?.issuerId || null).slice(0, 1000),
  comment: summary?.description ?? '',
  verdict,
  because: because?.code ?? null,
})

/**
 * The check `endorsement`: whether all that others say of a badge is theirs. Whatever it finds is a note: what others say
 * never makes a badge invalid. None where there is nothing said.
 */
export function checkEndorsements(found: BadgeSummary['endorsements']): Check[] {
  const [first] = found
  if (!first) return []
  const doubtful = found.find(({ verdict }) => !['valid', 'genuine_unchecked', 'unreachable'].includes(verdict))
  if (doubtful) return [warned('endorsement', 'endorsement_doubtful', { issuer: doubtful.issuerName })]
  const open = found.find(({ verdict }) => verdict === 'unreachable')
  if (open) return [warned('endorsement', 'endorsement_unchecked', { issuer: open.issuerName })]
  return [passed('endorsement', 'ok')]
}
