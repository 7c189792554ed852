import { isReinstatable, isRevocable, isSuspendable, isWithdrawable, type AwardFacts } from '../../core/awards/facts'
import { isCurrent } from './award-rules'
import { countAwards, noteHistory, type Fact } from './awards'
import type { Catalog, Transaction } from './catalog'
import { giveBack } from './give-back'
import { journalFacts } from './journal-lines'
import { prepared } from './sqlite'

/** What is written of an award after it was stored. Facts only ever arrive; each comes with its history, journal line and audit row. */

/** Notes that awards left the app: once handed out they can only be revoked. Withdrawn and unknown awards are passed over; answers with the noted ids. */
export function noteHandedOut(
  catalog: Catalog,
  ids: readonly string[],
  how: Extract<Fact, 'exported' | 'mailed' | 'printed' | 'handed_over'>,
): string[] {
  return catalog.write((tx) => {
    const at = catalog.now()
    const noted = prepared<[string], { id: string }>(
      catalog.db,
      `SELECT award.id FROM json_each(?) AS wanted CROSS JOIN award ON award.id = wanted.value
       WHERE withdrawn_at IS NULL ORDER BY wanted.key`,
    )
      .all(JSON.stringify(ids))
      .map(({ id }) => id)
    prepared<[string, string]>(
      catalog.db,
      'UPDATE award SET handed_out_at = coalesce(handed_out_at, ?) WHERE id IN (SELECT value FROM json_each(?))',
    ).run(at, JSON.stringify(noted))
    noteHistory(catalog, noted, at, how)
    journalFacts(tx, noted, { handed_out_at: at })
    if (noted.length > 0) tx.audit('awards.handed_out', { how, ids: noted })
    return noted
  })
}

type Stored = AwardFacts & { id: string; canSuspend: 0 | 1; personId: string; badgeId: string }

/** Sorts awards into those that a rule allows to change and the others. */
function sortedBy(catalog: Catalog, ids: readonly string[], isAllowed: (facts: Stored) => boolean) {
  const read = prepared<[string], Stored>(
    catalog.db,
    `SELECT id, expires_at AS expiresAt, handed_out_at AS handedOutAt, published_at AS publishedAt, revoked_at AS revokedAt,
       suspended_at AS suspendedAt, withdrawn_at AS withdrawnAt, superseded_at AS supersededAt,
       suspension_list_id IS NOT NULL AS canSuspend, person_id AS personId, badge_id AS badgeId FROM award WHERE id = ?`,
  )
  const allowed: Stored[] = []
  const refused: string[] = []
  for (const id of new Set(ids)) {
    const facts = read.get(id)
    if (facts && isAllowed(facts)) allowed.push(facts)
    else refused.push(id)
  }
  return { allowed, refused, allowedIds: allowed.map(({ id }) => id) }
}

/** Sets columns of several awards. With a new `rev` their published documents count as out of date. */
const update = (catalog: Catalog, ids: readonly string[], columns: Record<string, string | number | null>): void =>
  void prepared<[Record<string, string | number | null>]>(
    catalog.db,
    `UPDATE award SET ${Object.keys(columns)
      .map((column) => `${column} = @${column}`)
      .join(', ')} WHERE id IN (SELECT value FROM json_each(@ids))`,
  ).run({ ...columns, ids: JSON.stringify(ids) })

/** Takes awards back that nobody has seen yet; token and status index stay burnt. What they had replaced counts again, and what led to them is given back. */
export function withdrawAwards(catalog: Catalog, ids: readonly string[]): { withdrawn: string[]; refused: string[] } {
  return catalog.write((tx) => {
    const { allowed, refused, allowedIds } = sortedBy(catalog, ids, isWithdrawable)
    withdraw(catalog, tx, allowed)
    restoreReplaced(catalog, tx, allowedIds)
    giveBack(catalog, tx, allowedIds)
    if (allowed.length > 0) tx.audit('awards.withdrawn', { ids: allowedIds })
    return { withdrawn: allowedIds, refused }
  })
}

function withdraw(catalog: Catalog, tx: Transaction, awards: readonly Stored[]): void {
  if (awards.length === 0) return
  const ids = awards.map(({ id }) => id)
  const [at, rev] = [catalog.now(), tx.nextRev()]
  update(catalog, ids, { withdrawn_at: at, rev })
  for (const { badgeId, personId } of awards) countAwards(catalog, badgeId, [personId], -1, null)
  noteHistory(catalog, ids, at, 'withdrawn')
  journalFacts(tx, ids, { withdrawn_at: at, rev })
}

/** An award that gave way to one that was taken back is current again, unless it is gone too, or yet another one stands in its place. */
function restoreReplaced(catalog: Catalog, tx: Transaction, withdrawnIds: readonly string[]): void {
  // One after the other: of two that waited behind one person's awards, only the first is current again.
  const restore = prepared<[string]>(
    catalog.db,
    `UPDATE award AS old SET superseded_at = NULL WHERE id = (SELECT replaces_id FROM award WHERE id = ?)
       AND superseded_at IS NOT NULL AND withdrawn_at IS NULL AND revoked_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM award WHERE badge_id = old.badge_id AND person_id = old.person_id AND ${isCurrent}) RETURNING id`,
  ).pluck()
  const restored = withdrawnIds.flatMap((id) => restore.all(id) as string[])
  if (restored.length === 0) return
  const at = catalog.now()
  noteHistory(catalog, restored, at, 'restored')
  journalFacts(tx, restored, { restored_at: at })
}

/** Revokes for good; the reason is what verifiers will read. Row 78: a revocation without a reason does not get here, the contract asks for one. */
export function revokeAwards(
  catalog: Catalog,
  ids: readonly string[],
  reason: string,
): { revoked: string[]; refused: string[] } {
  return catalog.write((tx) => {
    const { refused, allowedIds } = sortedBy(catalog, ids, isRevocable)
    revoke(catalog, tx, allowedIds, reason)
    if (allowedIds.length > 0) tx.audit('awards.revoked', { ids: allowedIds })
    return { revoked: allowedIds, refused }
  })
}

function revoke(catalog: Catalog, tx: Transaction, ids: readonly string[], reason: string): void {
  if (ids.length === 0) return
  const [at, rev] = [catalog.now(), tx.nextRev()]
  update(catalog, ids, { revoked_at: at, revoked_reason: reason, rev })
  noteHistory(catalog, ids, at, 'revoked', reason)
  journalFacts(tx, ids, { revoked_at: at, revoked_reason: reason, rev })
}

/** Puts awards on hold; the reason stays in the library. An award without a status entry for it is refused: nobody could read of it. */
export function suspendAwards(
  catalog: Catalog,
  ids: readonly string[],
  reason: string,
): { suspended: string[]; refused: string[] } {
  return catalog.write((tx) => {
    const mayBe = (facts: Stored) => facts.canSuspend === 1 && isSuspendable(facts)
    const { refused, allowedIds } = sortedBy(catalog, ids, mayBe)
    const [at, rev] = [catalog.now(), tx.nextRev()]
    update(catalog, allowedIds, { suspended_at: at, suspended_reason: reason, rev })
    noteHistory(catalog, allowedIds, at, 'suspended', reason)
    journalFacts(tx, allowedIds, { suspended_at: at, rev })
    if (allowedIds.length > 0) tx.audit('awards.suspended', { ids: allowedIds })
    return { suspended: allowedIds, refused }
  })
}

/** Ends suspensions. */
export function reinstateAwards(catalog: Catalog, ids: readonly string[]): { reinstated: string[]; refused: string[] } {
  return catalog.write((tx) => {
    const { refused, allowedIds } = sortedBy(catalog, ids, isReinstatable)
    const [at, rev] = [catalog.now(), tx.nextRev()]
    update(catalog, allowedIds, { suspended_at: null, suspended_reason: null, rev })
    noteHistory(catalog, allowedIds, at, 'reinstated')
    journalFacts(tx, allowedIds, { reinstated_at: at, rev })
    if (allowedIds.length > 0) tx.audit('awards.reinstated', { ids: allowedIds })
    return { reinstated: allowedIds, refused }
  })
}

/** What people hold of a badge, newest first for each. */
export const heldAwards = (
  catalog: Catalog,
  badgeId: string,
  personIds: readonly string[],
): { id: string; personId: string }[] =>
  prepared<[string, string], { id: string; personId: string }>(
    catalog.db,
    `SELECT award.id, person_id AS personId FROM json_each(?) AS wanted CROSS JOIN award ON badge_id = ? AND person_id = wanted.value
     WHERE ${isCurrent} ORDER BY award.id DESC`,
  ).all(JSON.stringify(personIds), badgeId)

/** An award that can give way to another, with what it says. */
export type ReplaceableAward = {
  id: string
  badgeId: string
  versionId: string
  issuerId: string
  personId: string
  eventId: string | null
  awardedAt: string
  expiresAt: string | null
  revokedAt: string | null
  narrative: string
  /** JSON. */
  evidence: string
  subject: string
  custom: string
  isRevoked: 0 | 1
}

/** Those of some awards that can give way to others: neither taken back nor replaced. */
export const readReplaceable = (catalog: Catalog, ids: readonly string[]): ReplaceableAward[] =>
  prepared<[string], ReplaceableAward>(
    catalog.db,
    `SELECT award.id, award.badge_id AS badgeId, badge_version_id AS versionId, coalesce(award.issuer_id, badge.issuer_id) AS issuerId,
       person_id AS personId, event_id AS eventId, awarded_at AS awardedAt, expires_at AS expiresAt,
       revoked_at AS revokedAt, narrative, evidence, subject, custom,
       revoked_at IS NOT NULL AS isRevoked
     FROM (SELECT DISTINCT value AS id FROM json_each(?)) AS wanted CROSS JOIN award ON award.id = wanted.id
       JOIN badge ON badge.id = award.badge_id
     WHERE withdrawn_at IS NULL AND superseded_at IS NULL ORDER BY award.id`,
  ).all(JSON.stringify(ids))

/**
 * Lets awards give way to others that are stored in the same transaction, after this. With a reason they end with it: taken back where
 * nobody has seen them, else revoked. Without one they run on until they expire (a renewal).
 */
export function supersedeAwards(
  catalog: Catalog,
  tx: Transaction,
  ids: readonly string[],
  reason: string | null,
): void {
  if (ids.length === 0) return
  if (reason !== null) {
    const { allowed, refused } = sortedBy(catalog, ids, isWithdrawable)
    withdraw(catalog, tx, allowed)
    revoke(catalog, tx, sortedBy(catalog, refused, isRevocable).allowedIds, reason)
  }
  const at = catalog.now()
  update(catalog, ids, { superseded_at: at })
  noteHistory(catalog, ids, at, 'superseded')
  journalFacts(tx, ids, { superseded_at: at })
  tx.audit('awards.superseded', { ids })
}
