import type { z } from 'zod'
import type { fact } from '../contract/awards'
import { type AwardFacts } from './facts'

/** One line of an award's history: when the library learned of what. */
export type HistoryLine = { at: string; fact: z.infer<typeof fact>; detail: string }

/**
 * What was known of an award at a moment, from its history (in order) and the end that it states. What the library learned later is not
 * in it, whatever day that happened on. `reason` is why it was revoked, '' where it was not. Times are ISO 8601 UTC.
 */
export function factsAsOf(
  history: readonly HistoryLine[],
  expiresAt: string | null,
  at: string,
): { facts: AwardFacts; reason: string } {
  const facts: AwardFacts = {
    expiresAt,
    handedOutAt: null,
    publishedAt: null,
    revokedAt: null,
    suspendedAt: null,
    withdrawnAt: null,
    supersededAt: null,
  }
  let reason = ''
  for (const line of history) {
    if (line.at > at) continue
    switch (line.fact) {
      case 'exported':
      case 'mailed':
      case 'printed':
      case 'handed_over':
        facts.handedOutAt ??= line.at
        break
      case 'published':
        facts.publishedAt ??= line.at
        break
      case 'revoked':
        facts.revokedAt = line.at
        reason = line.detail
        break
      case 'suspended':
        facts.suspendedAt = line.at
        break
      case 'reinstated':
        facts.suspendedAt = null
        break
      case 'superseded':
        facts.supersededAt = line.at
        break
      case 'restored':
        facts.supersededAt = null
        break
      case 'withdrawn':
        facts.withdrawnAt = line.at
        break
      case 'awarded':
        break
    }
  }
  return { facts, reason }
}
