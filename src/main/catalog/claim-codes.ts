import { z } from 'zod'
import type { ClaimCode, CodeBatch, codesContract, NewCode } from '../../core/contract/codes'
import { codeState, newCode, type CodeStyle } from '../../core/earning/codes'
import { BlazonError } from '../../core/errors'
import { foldAddress } from '../../core/people/identity'
import type { Random } from '../../core/ports'
import type { Catalog, Transaction } from './catalog'
import { digestOfCode, saltOfCodes } from './code-digests'
import { readCursor, writeCursor } from './cursor'
import { oneRow, prepared } from './sqlite'

type CreateRequest = z.output<NonNullable<(typeof codesContract.create)['~orpc']['inputSchema']>>
type ListRequest = z.output<NonNullable<(typeof codesContract.list)['~orpc']['inputSchema']>>
type Made = { batch: CodeBatch; codes: NewCode[] }

/** SQL: each state of a claim code, in the order in which they count (`core/earning/codes.ts`). */
const usedUp = '(max_uses IS NOT NULL AND uses >= max_uses)'
const states = {
  used: usedUp,
  cancelled: `(NOT ${usedUp} AND cancelled_at IS NOT NULL)`,
  expired: `(NOT ${usedUp} AND cancelled_at IS NULL AND coalesce(expires_at, '9') <= @now)`,
  open: `(NOT ${usedUp} AND cancelled_at IS NULL AND coalesce(expires_at, '9') > @now)`,
} as const

const batchSql = `SELECT batch.id, batch.badge_id AS badgeId, version.name AS badgeName, batch.name, batch.kind, batch.style,
    batch.expires_at AS expiresAt, batch.created_at AS createdAt,
    (SELECT count(*) FROM claim_code WHERE batch_id = batch.id AND NOT ${states.cancelled}) AS total,
    (SELECT count(*) FROM claim_code WHERE batch_id = batch.id AND ${states.open}) AS open,
    (SELECT count(*) FROM code_claim JOIN claim_code ON claim_code.id = code_claim.code_id WHERE batch_id = batch.id) AS claims
  FROM code_batch AS batch JOIN badge ON badge.id = batch.badge_id JOIN badge_version AS version ON version.id = badge.current_version_id`

/** The batches of codes, newest first. */
export const listBatches = (catalog: Catalog, badgeId: string | undefined): CodeBatch[] =>
  prepared<[{ now: string; badgeId: string | null }], CodeBatch>(
    catalog.db,
    `${batchSql} WHERE @badgeId IS NULL OR batch.badge_id = @badgeId ORDER BY batch.created_at DESC, batch.id DESC`,
  ).all({ now: catalog.now(), badgeId: badgeId ?? null })

/** One batch. Throws `not_found`. */
function readBatch(catalog: Catalog, id: string): CodeBatch {
  const batch = prepared<[{ now: string; id: string }], CodeBatch>(catalog.db, `${batchSql} WHERE batch.id = @id`).get({
    now: catalog.now(),
    id,
  })
  if (batch === undefined) throw new BlazonError('not_found', 'No such batch of codes', { field: 'batchId' })
  return batch
}

/** Makes a batch of codes. Throws `not_found`, `conflict` (reason `archived`) and `invalid_input`. */
export function createCodes(catalog: Catalog, random: Random, request: CreateRequest): Made {
  refuseArchived(catalog, request.badgeId)
  const { kind, style } = request
  const expiresAt = laterThanNow(catalog, request.expiresAt ?? null)
  const reserved = [...new Map((request.reservedFor ?? []).map((email) => [foldAddress(email), email])).values()]
  if (kind === 'reserved' && reserved.length === 0)
    throw new BlazonError('invalid_input', 'Reserved for nobody', { field: 'reservedFor', reason: 'missing' })
  const wanted = Array.from({ length: kind === 'reserved' ? reserved.length : request.count }, (_, index) => ({
    number: index + 1,
    reservedFor: kind === 'reserved' ? (reserved[index] ?? null) : null,
    maxUses: kind === 'multi' ? (request.maxUses ?? null) : 1,
  }))
  const batchId = catalog.newId()
  const codes = catalog.write((tx) => {
    prepared(
      catalog.db,
      'INSERT INTO code_batch (id, badge_id, name, kind, style, expires_at, operator_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(batchId, request.badgeId, request.name, kind, style, expiresAt, catalog.operator(), catalog.now())
    tx.audit('codes.created', { badgeId: request.badgeId, codeBatchId: batchId, count: wanted.length })
    return insertCodes(catalog, tx, random, { id: batchId, badgeId: request.badgeId, style, expiresAt }, wanted)
  })
  return { batch: readBatch(catalog, batchId), codes }
}

type CodeToMake = { number: number; reservedFor: string | null; maxUses: number | null }

function insertCodes(
  catalog: Catalog,
  tx: Transaction,
  random: Random,
  batch: { id: string; badgeId: string; style: CodeStyle; expiresAt: string | null },
  wanted: readonly CodeToMake[],
): NewCode[] {
  const { db } = catalog
  const salt = saltOfCodes(catalog, tx, random)
  const insert = prepared(
    db,
    `INSERT INTO claim_code (id, batch_id, badge_id, number, digest, reserved_for, max_uses, expires_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING`,
  )
  return wanted.map(({ number, reservedFor, maxUses }) => {
    for (;;) {
      const id = catalog.newId()
      const code = newCode(batch.style, random)
      const { changes } = insert.run(
        id,
        batch.id,
        batch.badgeId,
        number,
        digestOfCode(salt, code),
        reservedFor === null ? '' : foldAddress(reservedFor),
        maxUses,
        batch.expiresAt,
        catalog.now(),
      )
      // One in some trillions was drawn before.
      if (changes > 0) return { id, number, code, reservedFor }
    }
  })
}

/** New codes for those of a batch that are open and unclaimed; the old ones are cancelled. Throws `not_found`, `conflict` (reason `no_open_codes`). */
export function replaceCodes(catalog: Catalog, random: Random, batchId: string): Made {
  const { db } = catalog
  const batch = readBatch(catalog, batchId)
  const codes = catalog.write((tx) => {
    const old = prepared<[{ batchId: string; now: string }], CodeToMake & { id: string }>(
      db,
      `SELECT id, number, nullif(reserved_for, '') AS reservedFor, max_uses AS maxUses FROM claim_code
       WHERE batch_id = @batchId AND uses = 0 AND ${states.open} ORDER BY number`,
    ).all({ batchId, now: catalog.now() })
    if (old.length === 0)
      throw new BlazonError('conflict', 'No code of this batch is open', { reason: 'no_open_codes' })
    cancel(
      catalog,
      old.map(({ id }) => id),
    )
    tx.audit('codes.replaced', { codeBatchId: batchId, count: old.length })
    return insertCodes(catalog, tx, random, batch, old)
  })
  return { batch: readBatch(catalog, batchId), codes }
}

type StoredCode = Omit<ClaimCode, 'state' | 'claims'> & {
  cancelledAt: string | null
  expiresAt: string | null
  claims: string
}

/** A page of the codes of a batch, by number. */
export function listCodes(catalog: Catalog, { batchId, state, cursor, limit }: ListRequest) {
  const { db } = catalog
  readBatch(catalog, batchId)
  const now = catalog.now()
  const [number, id] = cursor == null ? [0, ''] : readCursor(cursor, z.tuple([z.int(), z.string()]))
  const where = `batch_id = @batchId AND ${state === 'all' ? '@now IS NOT NULL' : states[state]}`
  const rows = prepared<[Record<string, string | number>], StoredCode>(
    db,
    `SELECT id, number, nullif(reserved_for, '') AS reservedFor, max_uses AS maxUses, uses, cancelled_at AS cancelledAt, expires_at AS expiresAt,
       (SELECT json_group_array(json_object('personId', person_id, 'personName', name, 'awardId', award_id, 'claimedAt', claimed_at))
        FROM (SELECT person_id, person.name, award_id, claimed_at FROM code_claim JOIN person ON person.id = code_claim.person_id
              WHERE code_id = claim_code.id ORDER BY claimed_at LIMIT 10)) AS claims
     FROM claim_code WHERE ${where} AND (number, id) > (@number, @id) ORDER BY number, id LIMIT @limit`,
  ).all({ batchId, now, number, id, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ cancelledAt, expiresAt, claims, ...row }): ClaimCode => ({
      ...row,
      state: codeState({ isUsedUp: isUsedUp(row), cancelledAt, expiresAt }, now),
      claims: JSON.parse(claims) as ClaimCode['claims'],
    })),
    total: oneRow<{ total: number }>(db, `SELECT count(*) AS total FROM claim_code WHERE ${where}`, { batchId, now })
      .total,
    next: rows.length > limit && last ? writeCursor([last.number, last.id]) : null,
  }
}

const isUsedUp = ({ maxUses, uses }: { maxUses: number | null; uses: number }) => maxUses !== null && uses >= maxUses

/** Cancels codes that are not used up; the ids of those that were cancelled now. */
export const cancelCodes = (catalog: Catalog, ids: readonly string[]): string[] =>
  catalog.write((tx) => {
    const cancelled = cancel(catalog, ids)
    if (cancelled.length > 0) tx.audit('codes.cancelled', { count: cancelled.length, ids: cancelled.slice(0, 100) })
    return cancelled
  })

const cancel = (catalog: Catalog, ids: readonly string[]): string[] =>
  prepared<[string, string], { id: string }>(
    catalog.db,
    `UPDATE claim_code SET cancelled_at = ? WHERE id IN (SELECT value FROM json_each(?)) AND cancelled_at IS NULL AND NOT ${usedUp} RETURNING id`,
  )
    .all(catalog.now(), JSON.stringify(ids))
    .map(({ id }) => id)

/** A claim code as it is redeemed. */
export type CodeToClaim = {
  id: string
  badgeId: string
  batchName: string
  number: number
  reservedFor: string | null
  maxUses: number | null
  uses: number
  cancelledAt: string | null
  expiresAt: string | null
}

/** The claim code of a digest, or null. */
export const codeOfDigest = (catalog: Catalog, digest: string): CodeToClaim | null =>
  prepared<[string], CodeToClaim>(
    catalog.db,
    `SELECT code.id, code.badge_id AS badgeId, code_batch.name AS batchName, code.number, nullif(code.reserved_for, '') AS reservedFor,
       code.max_uses AS maxUses, code.uses, code.cancelled_at AS cancelledAt, code.expires_at AS expiresAt
     FROM claim_code AS code JOIN code_batch ON code_batch.id = code.batch_id WHERE code.digest = ?`,
  ).get(digest) ?? null

/** What a code is good for now. */
export const stateOfCode = (catalog: Catalog, code: CodeToClaim) =>
  codeState({ ...code, isUsedUp: isUsedUp(code) }, catalog.now())

/** True where one of a person's addresses is this one. */
export const hasAddress = (catalog: Catalog, personId: string, folded: string): boolean =>
  prepared<[string, string]>(
    catalog.db,
    "SELECT 1 FROM person_identifier WHERE person_id = ? AND type = 'email' AND value_folded = ?",
  ).get(personId, folded) !== undefined

/**
 * Uses a code for an award, in the transaction that stores it: of two that come at once, one finds it used (row 61). False where it is
 * no longer open. Throws `conflict` (reason `already_has_it`) where the person has used it.
 */
export function useCode(
  catalog: Catalog,
  tx: Transaction,
  code: CodeToClaim,
  { awardId, personId }: { awardId: string; personId: string },
): boolean {
  const { db } = catalog
  const { changes } = prepared<[{ id: string; now: string }]>(
    db,
    `UPDATE claim_code SET uses = uses + 1 WHERE id = @id AND ${states.open}`,
  ).run({ id: code.id, now: catalog.now() })
  if (changes === 0) return false
  // A code for many is used once by each; what was taken back of it leaves the way free.
  const claim = prepared(
    db,
    `INSERT INTO code_claim (code_id, person_id, award_id, claimed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (code_id, person_id) DO UPDATE SET award_id = excluded.award_id, claimed_at = excluded.claimed_at
       WHERE (SELECT withdrawn_at FROM award WHERE id = code_claim.award_id) IS NOT NULL`,
  ).run(code.id, personId, awardId, catalog.now())
  if (claim.changes === 0)
    throw new BlazonError('conflict', 'the person has used this code', { reason: 'already_has_it' })
  tx.audit('codes.claimed', { codeId: code.id, awardId })
  return true
}

/** Throws `not_found`, and `conflict` (reason `archived`) for a badge that will not be awarded again. */
export function refuseArchived(catalog: Catalog, badgeId: string): void {
  const badge = prepared<[string], { status: string }>(catalog.db, 'SELECT status FROM badge WHERE id = ?').get(badgeId)
  if (badge === undefined) throw new BlazonError('not_found', 'No such badge', { field: 'badgeId' })
  if (badge.status === 'archived') throw new BlazonError('conflict', 'the badge is archived', { reason: 'archived' })
}

/** An end that is still to come. Throws `invalid_input`. */
export function laterThanNow<End extends string | null>(catalog: Catalog, expiresAt: End): End {
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(catalog.now()))
    throw new BlazonError('invalid_input', 'It would end before it begins', { field: 'expiresAt', reason: 'past' })
  return expiresAt
}
