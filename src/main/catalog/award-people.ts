import type { z } from 'zod'
import type { awardRefusal, awardsContract } from '../../core/contract/awards'
import type { BatchSource } from './awards'
import type { Transaction } from './catalog'

type Request = z.output<NonNullable<(typeof awardsContract.create)['~orpc']['inputSchema']>>

/** One award as it was just stored; rows count from 1 in the order of the request. */
export type AwardedRow = { row: number; awardId: string; personId: string }

/** What else happens with awards that are not simply asked for by a person at the desk. */
export type AwardingExtra = {
  source?: BatchSource
  /** Awards that these replace, by person: they end, with the reason that verifiers read. */
  inPlaceOf?: { awards: ReadonlyMap<string, string>; reason: string }
  /**
   * Runs in the transaction that stores awards, after them: what it writes (a code used up, an application decided) is there together
   * with them or not at all. Throwing takes these awards back.
   */
  inTransaction?: (tx: Transaction, awarded: readonly AwardedRow[]) => void
}

/** Awards a badge as `awards.create` does, for whoever awards as a consequence: codes, applications, criteria, milestones, rosters. */
export type AwardPeople = (
  request: Request,
  extra: AwardingExtra,
  signal?: AbortSignal,
) => Promise<{
  batchId: string
  awarded: AwardedRow[]
  skipped: { row: number; reason: z.infer<typeof awardRefusal> }[]
}>
