import type { z } from 'zod'
import type { awardState } from '../contract/awards'

/** The independent facts of an award, each with its time (`sealed.md`, Facts of an award); null = has not happened. */
export type AwardFacts = {
  expiresAt: string | null
  handedOutAt: string | null
  publishedAt: string | null
  revokedAt: string | null
  suspendedAt: string | null
  withdrawnAt: string | null
  /** Another award stands in its place. */
  supersededAt: string | null
}

/** The one word a person sees. What takes validity away outranks how far the award has travelled. `now` is ISO 8601 UTC. */
export function awardStateOf(facts: AwardFacts, now: string): z.infer<typeof awardState> {
  if (facts.withdrawnAt) return 'withdrawn'
  // Whether it was revoked for it or runs on until it ends: what counts now is the other one.
  if (facts.supersededAt) return 'superseded'
  if (facts.revokedAt) return 'revoked'
  if (facts.suspendedAt) return 'suspended'
  if (facts.expiresAt && facts.expiresAt <= now) return 'expired'
  if (facts.publishedAt) return 'published'
  if (facts.handedOutAt) return 'handed_out'
  return 'awarded'
}

/** An award can be taken back until it is published or its file leaves the app, whichever is first; after that it can only be revoked. */
export const isWithdrawable = (facts: AwardFacts): boolean =>
  !facts.withdrawnAt && !facts.revokedAt && !facts.publishedAt && !facts.handedOutAt

/** Revoking is final and needs an award that somebody may hold. */
export const isRevocable = (facts: AwardFacts): boolean =>
  !facts.withdrawnAt && !facts.revokedAt && !isWithdrawable(facts)

/** What can be put on hold: everything that is not on hold yet, nor gone for good. Its documents must have a status entry for it besides. */
export const isSuspendable = (facts: AwardFacts): boolean =>
  !facts.withdrawnAt && !facts.revokedAt && !facts.suspendedAt

/** A suspension can end until the award is revoked or withdrawn. */
export const isReinstatable = (facts: AwardFacts): boolean =>
  !facts.withdrawnAt && !facts.revokedAt && facts.suspendedAt !== null
