import type { z } from 'zod'
import { awardTime } from '../../../core/awards/roster-row'
import type { rostersContract } from '../../../core/contract/rosters'
import { addressOf } from '../../../core/people/identity'
import type { AwardPeople } from '../../catalog/award-people'
import type { Catalog } from '../../catalog/catalog'
import {
  noteRosterAwards,
  readReadyRows,
  readRoster,
  updateRosterRows,
  type RosterRowRecord,
} from '../../catalog/rosters'

type Request = z.output<NonNullable<(typeof rostersContract.award)['~orpc']['inputSchema']>>

/** Rows that are awarded between two signs of life; awarding itself lets others in every 25 ms. */
const rowsAtOnce = 500

/**
 * Awards the rows of a roster that are ready, those of the same badge, day and words together. A row is noted in the transaction of its
 * award, so that whatever cuts this off, the next run begins where it ended. Answers after each act how many were awarded.
 */
export async function* awardRoster(
  { catalog, awardPeople }: { catalog: Catalog; awardPeople: AwardPeople },
  request: Request,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; total: number }> {
  const total = readRoster(catalog, request.id).counts.ready ?? 0
  let done = 0
  while (!signal?.aborted) {
    const rows = readReadyRows(catalog, request.id, rowsAtOnce)
    if (rows.length === 0) return
    const { awarded, refused } = await awardRows({ catalog, awardPeople }, request, rows, signal)
    yield { done: (done += awarded), total }
    // Every row got its verdict, unless somebody stopped it.
    if (awarded + refused < rows.length) return
  }
}

async function awardRows(
  { catalog, awardPeople }: { catalog: Catalog; awardPeople: AwardPeople },
  { id, awardedAt, override, confirmation }: Request,
  rows: readonly RosterRowRecord[],
  signal: AbortSignal | undefined,
): Promise<{ awarded: number; refused: number }> {
  const [first] = rows
  if (first === undefined || first.badge_id === null) return { awarded: 0, refused: 0 }
  const written = awardTime(first.awarded_on, catalog.now())
  const result = await awardPeople(
    {
      badgeId: first.badge_id,
      people: rows.map(({ person_id, name, email }) =>
        person_id === null ? { name, email: addressOf(email) } : { personId: person_id },
      ),
      ...(written === null || written === 'bad_date'
        ? awardedAt === undefined
          ? {}
          : { awardedAt }
        : { awardedAt: written }),
      ...(first.narrative === '' ? {} : { narrative: first.narrative }),
      ...(override === undefined ? {} : { override }),
      ...(confirmation === undefined ? {} : { confirmation }),
    },
    {
      source: 'roster',
      inTransaction: (_tx, awarded) =>
        noteRosterAwards(
          catalog,
          id,
          awarded.map(({ row, ...award }) => ({ ...award, row: rows[row - 1]!.row })),
        ),
    },
    signal,
  )
  const refused = result.skipped.flatMap(({ row, reason }) => {
    const record = rows[row - 1]
    if (record === undefined || reason === 'cancelled' || reason === 'changed_meanwhile') return []
    return [{ ...record, verdict: reason === 'unknown_person' ? ('broken' as const) : reason }]
  })
  updateRosterRows(catalog, refused)
  return { awarded: result.awarded.length, refused: refused.length }
}
