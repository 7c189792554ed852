import { z } from 'zod'
import type { Invitation, invitationsContract } from '../../core/contract/invitations'
import { codeState, newCode } from '../../core/earning/codes'
import { BlazonError } from '../../core/errors'
import type { Random } from '../../core/ports'
import type { Catalog, Transaction } from './catalog'
import { laterThanNow, refuseArchived } from './claim-codes'
import { digestOfCode, saltOfCodes } from './code-digests'
import { readCursor, writeCursor } from './cursor'
import { checkPerson } from './people'
import { oneRow, prepared } from './sqlite'

type CreateRequest = z.output<NonNullable<(typeof invitationsContract.create)['~orpc']['inputSchema']>>
type ListRequest = z.output<NonNullable<(typeof invitationsContract.list)['~orpc']['inputSchema']>>

type Stored = {
  id: string
  badgeId: string
  personId: string | null
  personName: string | null
  usedById: string | null
  usedByName: string | null
  awardId: string | null
  expiresAt: string
  createdAt: string
  usedAt: string | null
  cancelledAt: string | null
}
const sql = `SELECT invitation.id, badge_id AS badgeId, person_id AS personId, (SELECT name FROM person WHERE id = person_id) AS personName,
  used_by AS usedById, (SELECT name FROM person WHERE id = used_by) AS usedByName, award_id AS awardId, expires_at AS expiresAt,
  created_at AS createdAt, used_at AS usedAt, cancelled_at AS cancelledAt FROM invitation`

const named = (id: string | null, name: string | null) => (id === null || name === null ? null : { id, name })

function toInvitation(catalog: Catalog, row: Stored): Invitation {
  const { personId, personName, usedById, usedByName, cancelledAt, ...rest } = row
  return {
    ...rest,
    state: codeState({ isUsedUp: row.usedAt !== null, cancelledAt, expiresAt: row.expiresAt }, catalog.now()),
    person: named(personId, personName),
    usedBy: named(usedById, usedByName),
  }
}

/** A page of the invitations to a badge, newest first. */
export function listInvitations(catalog: Catalog, { badgeId, cursor, limit }: ListRequest) {
  const { db } = catalog
  const [at, id] = cursor == null ? ['9', ''] : readCursor(cursor, z.tuple([z.string(), z.string()]))
  const rows = prepared<[string, string, string, number], Stored>(
    db,
    `${sql} WHERE badge_id = ? AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?`,
  ).all(badgeId, at, id, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => toInvitation(catalog, row)),
    total: oneRow<{ total: number }>(db, 'SELECT count(*) AS total FROM invitation WHERE badge_id = ?', [badgeId])
      .total,
    next: rows.length > limit && last ? writeCursor([last.createdAt, last.id]) : null,
  }
}

/** One invitation. Throws `not_found`. */
function readInvitation(catalog: Catalog, id: string): Invitation {
  const row = prepared<[string], Stored>(catalog.db, `${sql} WHERE invitation.id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'No such invitation', { field: 'id' })
  return toInvitation(catalog, row)
}

/** Invites to a badge; the code is told this once. Throws `not_found`, `conflict` (reason `archived`). */
export function createInvitation(
  catalog: Catalog,
  random: Random,
  { badgeId, personId = null, lifeMinutes }: CreateRequest,
): { invitation: Invitation; code: string } {
  const { db } = catalog
  refuseArchived(catalog, badgeId)
  if (personId !== null) checkPerson(catalog, personId, 'personId')
  const id = catalog.newId()
  const code = newCode('letters', random)
  const now = catalog.now()
  const end = new Date(Date.parse(now) + lifeMinutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  catalog.write((tx) => {
    prepared(
      db,
      'INSERT INTO invitation (id, badge_id, digest, person_id, expires_at, operator_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(id, badgeId, digestOfCode(saltOfCodes(catalog, tx, random), code), personId, end, catalog.operator(), now)
    tx.audit('invitations.created', { invitationId: id, badgeId, personId })
  })
  return { invitation: readInvitation(catalog, id), code }
}

/** Gives an invitation another end. Throws `not_found`, `invalid_input`, `conflict` (reason `code_used` or `code_cancelled`). */
export function changeInvitationExpiry(catalog: Catalog, id: string, expiresAt: string): Invitation {
  const { state } = readInvitation(catalog, id)
  if (state === 'used' || state === 'cancelled')
    throw new BlazonError('conflict', 'the invitation is over', { reason: `code_${state}` })
  laterThanNow(catalog, expiresAt)
  catalog.write((tx) => {
    prepared(catalog.db, 'UPDATE invitation SET expires_at = ? WHERE id = ?').run(expiresAt, id)
    tx.audit('invitations.changed', { invitationId: id })
  })
  return readInvitation(catalog, id)
}

/** Cancels an invitation that was not used. Throws `not_found`, `conflict` (reason `code_used`). */
export function cancelInvitation(catalog: Catalog, id: string): Invitation {
  const { state } = readInvitation(catalog, id)
  if (state === 'used') throw new BlazonError('conflict', 'the invitation was used', { reason: 'code_used' })
  catalog.write((tx) => {
    prepared(catalog.db, 'UPDATE invitation SET cancelled_at = coalesce(cancelled_at, ?) WHERE id = ?').run(
      catalog.now(),
      id,
    )
    tx.audit('invitations.cancelled', { invitationId: id })
  })
  return readInvitation(catalog, id)
}

/** The invitation of a digest, or null. */
export function invitationOfDigest(catalog: Catalog, digest: string): Invitation | null {
  const row = prepared<[string], Stored>(catalog.db, `${sql} WHERE digest = ?`).get(digest)
  return row === undefined ? null : toInvitation(catalog, row)
}

/** Uses an invitation for an award, in the transaction that stores it. False where it is no longer open. */
export function useInvitation(
  catalog: Catalog,
  tx: Transaction,
  id: string,
  { awardId, personId }: { awardId: string; personId: string },
): boolean {
  const now = catalog.now()
  const { changes } = prepared(
    catalog.db,
    `UPDATE invitation SET used_at = ?, used_by = ?, award_id = ?
     WHERE id = ? AND used_at IS NULL AND cancelled_at IS NULL AND expires_at > ?`,
  ).run(now, personId, awardId, id, now)
  if (changes === 0) return false
  tx.audit('invitations.used', { invitationId: id, awardId })
  return true
}
