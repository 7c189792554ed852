import type { z } from 'zod'
import type { badgeSummary, Verdict } from '../../contract/verification'
import type { StatedIdentity } from '../identity'
import type { Check } from './outcomes'
import { conclude } from './verdict'

export type BadgeSummary = z.infer<typeof badgeSummary>

/** What checking one document gave. */
export type PayloadResult = {
  format: '2.0' | '3.0' | 'older'
  verdict: Verdict
  /** The check that decided the verdict; null for `valid`. */
  because: Check | null
  checks: Check[]
  summary: BadgeSummary | null
  /** What a twin in the same file must agree with; null where nothing could be read. */
  facts: TwinFacts | null
}

/** What two documents of one award have in common (`domain.md` row 16). */
export type TwinFacts = {
  id: string | null
  /** Whose it is: the issuer that a credential names, the badge that an assertion names. */
  by: string | null
  recipients: readonly StatedIdentity[]
  /** Whether the recipient is the address given; null where none was. */
  matches: boolean | null
  badgeId: string | null
  badgeName: string | null
  /** Ids that the document, its badge or its issuer name as being the same thing in the other format. */
  related: readonly string[]
}

/** Adds the verdict to a document's checks. */
export function resultOf(
  found: Pick<PayloadResult, 'format' | 'checks'> & Partial<Pick<PayloadResult, 'summary' | 'facts'>>,
): PayloadResult {
  return { summary: null, facts: null, ...found, ...conclude(found.checks) }
}

/** The longest text that a summary carries: pages show it, and a stranger wrote it. */
const longest = 20_000
/** A text of a stranger for a summary, cut; '' where there is none. */
export const shown = (text: string | null): string => (text ?? '').slice(0, longest)
/** A short text of a stranger for a summary, cut; null where there is none. */
export const shortly = (text: string | null): string | null =>
  text === null || text === '' ? null : text.slice(0, 1000)
