import type { DoNotAward } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** What an entry of the list is about; `scopeId` is '' for the whole library. */
export type AwardScope = { scopeType: DoNotAward['scopeType']; scopeId: string }

const nameOfScope = `CASE scope_type
  WHEN 'system' THEN (SELECT name FROM system WHERE id = scope_id)
  WHEN 'issuer' THEN (SELECT name FROM issuer WHERE id = scope_id)
  WHEN 'program' THEN (SELECT name FROM program WHERE id = scope_id)
  WHEN 'badge' THEN (SELECT badge_version.name FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id WHERE badge.id = scope_id)
  END`

/** What a person may not be awarded, the widest scope first. */
export const forbiddenAwards = (catalog: Catalog, personId: string): DoNotAward[] =>
  prepared<[string], DoNotAward>(
    catalog.db,
    `SELECT scope_type AS scopeType, scope_id AS scopeId, coalesce(${nameOfScope}, '') AS scopeName, reason, created_at AS createdAt
     FROM do_not_award WHERE person_id = ?
     ORDER BY CASE scope_type WHEN 'library' THEN 0 WHEN 'system' THEN 1 WHEN 'issuer' THEN 2 WHEN 'program' THEN 3 ELSE 4 END, scope_id`,
  ).all(personId)

/** Puts a person on the list, or changes the reason. Throws `not_found` (field personId or scopeId). */
export function forbidAward(catalog: Catalog, personId: string, scope: AwardScope, reason: string): void {
  const { db } = catalog
  const { scopeType, scopeId } = scope
  if (
    scopeType !== 'library' &&
    prepared<[string]>(db, `SELECT 1 FROM ${scopeType} WHERE id = ?`).get(scopeId) === undefined
  )
    throw new BlazonError('not_found', 'Nothing to forbid there', { field: 'scopeId' })
  catalog.write((tx) => {
    const { changes } = prepared(
      db,
      `INSERT INTO do_not_award (person_id, scope_type, scope_id, reason, created_at)
       SELECT id, ?, ?, ?, ? FROM person WHERE id = ? AND erased_at IS NULL
       ON CONFLICT DO UPDATE SET reason = excluded.reason`,
    ).run(scopeType, scopeId, reason, catalog.now(), personId)
    if (changes === 0) throw new BlazonError('not_found', 'No such person', { field: 'personId' })
    tx.audit('people.award_forbidden', { personId, scopeType, scopeId })
  })
}

/** Takes an entry off the list; one that is not there is none. */
export function allowAward(catalog: Catalog, personId: string, { scopeType, scopeId }: AwardScope): void {
  catalog.write((tx) => {
    const { changes } = prepared(
      catalog.db,
      'DELETE FROM do_not_award WHERE person_id = ? AND scope_type = ? AND scope_id = ?',
    ).run(personId, scopeType, scopeId)
    if (changes > 0) tx.audit('people.award_allowed', { personId, scopeType, scopeId })
  })
}
