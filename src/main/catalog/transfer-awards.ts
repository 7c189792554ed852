import type { AwardedRow } from './award-people'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** Whether a person has a badge now. */
export const isHolder = ({ db }: Catalog, badgeId: string, personId: string): boolean =>
  prepared<[string, string], object>(
    db,
    'SELECT 1 FROM award WHERE badge_id = ? AND person_id = ? AND withdrawn_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL',
  ).get(badgeId, personId) !== undefined

/** Joins new awards to what was confirmed about their people before. Inside the transaction that stores them. */
export function linkConfirmations({ db }: Catalog, badgeId: string, awarded: readonly AwardedRow[]): void {
  const link = prepared<[string, string, string]>(
    db,
    `UPDATE criterion_met SET award_id = ? WHERE award_id IS NULL AND person_id = ?
       AND criterion_id IN (SELECT id FROM criterion WHERE badge_id = ?)`,
  )
  for (const { awardId, personId } of awarded) link.run(awardId, personId, badgeId)
}
