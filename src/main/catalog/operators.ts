import { z } from 'zod'
import { grant, type Operator, type OperatorName, type operatorsContract } from '../../core/contract/operators'
import { BlazonError } from '../../core/errors'
import type { Grant } from '../../core/operators/capabilities'
import type { Catalog } from './catalog'
import { isoSeconds } from './ids'
import { prepared } from './sqlite'

export type SaveOperator = Omit<z.output<NonNullable<(typeof operatorsContract.save)['~orpc']['inputSchema']>>, 'pin'>

type Row = Omit<Operator, 'isAdmin' | 'isActive' | 'grants'> & { isAdmin: number; isActive: number; grants: string }
const read = `SELECT id, username, display_name AS displayName, email, role, is_admin AS isAdmin, is_active AS isActive,
    last_login_at AS lastLoginAt,
    (SELECT json_group_array(json_object('capability', capability, 'scope', json_object('type', scope_type, 'id', scope_id)))
     FROM capability_grant WHERE operator_id = operator.id) AS grants
  FROM operator`

/** Whether people who work here sign in at all. */
export const hasOperators = (catalog: Catalog): boolean =>
  prepared<[]>(catalog.db, 'SELECT 1 FROM operator WHERE is_active = 1 LIMIT 1').get() !== undefined

/** Everybody who works here or did, by name. */
export const listOperators = (catalog: Catalog): Operator[] =>
  prepared<[], Row>(catalog.db, `${read} ORDER BY is_active DESC, display_name COLLATE NOCASE, id`)
    .all()
    .map(toOperator)

/** The names of those who may sign in. */
export const operatorNames = (catalog: Catalog): OperatorName[] =>
  prepared<[], OperatorName>(
    catalog.db,
    `SELECT id, username, display_name AS displayName, role FROM operator WHERE is_active = 1
     ORDER BY display_name COLLATE NOCASE, id`,
  ).all()

/** One operator; null where there is none of that id. */
export function operatorOf(catalog: Catalog, id: string): Operator | null {
  const row = prepared<[string], Row>(catalog.db, `${read} WHERE id = ?`).get(id)
  return row ? toOperator(row) : null
}

/** One operator. Throws `not_found`. */
export function readOperator(catalog: Catalog, id: string): Operator {
  const found = operatorOf(catalog, id)
  if (!found) throw new BlazonError('not_found', 'no such operator', { field: 'id' })
  return found
}

/**
 * Takes somebody in, or changes the one named by id; `pinHash` is their new PIN, null keeps the one they have. Throws `not_found`,
 * `invalid_input` (pin), and `conflict` (username_taken, first_administrator, last_administrator).
 */
export function saveOperator(catalog: Catalog, input: SaveOperator, pinHash: string | null): Operator {
  const { db } = catalog
  const id = catalog.write((tx) => {
    const isFirst = !hasOperators(catalog)
    const namesake = prepared<[string], { id: string }>(db, 'SELECT id FROM operator WHERE username = ?').get(
      input.username,
    )
    // After everybody was let go, whoever begins anew under the name they had is the same again.
    const id = input.id ?? (isFirst ? namesake?.id : undefined) ?? catalog.newId()
    const known = input.id === undefined ? operatorOf(catalog, id) : readOperator(catalog, id)
    const hash = pinHash ?? (known ? pinHashOf(catalog, id) : null)
    if (hash === null) throw new BlazonError('invalid_input', 'somebody new needs a PIN', { field: 'pin' })
    if (namesake && namesake.id !== id) throw refused('username_taken')
    const row = {
      id,
      username: input.username,
      displayName: input.displayName,
      email: input.email ?? known?.email ?? '',
      role: input.role ?? known?.role ?? '',
      isAdmin: Number(input.isAdmin ?? known?.isAdmin ?? false),
      isActive: Number(input.isActive ?? (isFirst || (known?.isActive ?? true))),
      pinHash: hash,
      now: catalog.now(),
    }
    if (isFirst && !(row.isAdmin && row.isActive)) throw refused('first_administrator')
    prepared<typeof row>(
      db,
      `INSERT INTO operator (id, username, display_name, email, role, is_admin, is_active, pin_hash, created_at, updated_at)
       VALUES (@id, @username, @displayName, @email, @role, @isAdmin, @isActive, @pinHash, @now, @now)
       ON CONFLICT (id) DO UPDATE SET username = @username, display_name = @displayName, email = @email, role = @role,
         is_admin = @isAdmin, is_active = @isActive, pin_hash = @pinHash, updated_at = @now`,
    ).run(row)
    if (pinHash !== null) clearWrongPins(catalog, id)
    if (input.grants) replaceGrants(catalog, id, input.grants)
    assertAdministrator(catalog)
    tx.audit('operators.saved', {
      operatorId: id,
      isNew: known === null,
      isAdmin: row.isAdmin === 1,
      isActive: row.isActive === 1,
      ...(pinHash !== null && known ? { pinChanged: true } : {}),
      ...(input.grants ? { grants: input.grants.map(grantWord) } : {}),
    })
    return id
  })
  return readOperator(catalog, id)
}

/** Lets somebody go. Throws `not_found` and `conflict` (last_administrator). */
export function removeOperator(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    readOperator(catalog, id)
    deactivate(catalog, id)
    assertAdministrator(catalog)
    tx.audit('operators.removed', { operatorId: id })
  })
}

/** Lets everybody go: the library asks nobody for a name any more. `how` is who may do so: an administrator, or whoever owns the files. */
export function removeAllOperators(catalog: Catalog, how: 'turned_off' | 'reset'): number {
  return catalog.write((tx) => {
    const { changes } = prepared<[string]>(
      catalog.db,
      'UPDATE operator SET is_active = 0, updated_at = ? WHERE is_active = 1',
    ).run(catalog.now())
    if (changes > 0) tx.audit(`operators.${how}`, { count: changes })
    return changes
  })
}

/** Stores a new PIN. Throws `not_found`. */
export function storePin(catalog: Catalog, id: string, pinHash: string): void {
  catalog.write((tx) => {
    readOperator(catalog, id)
    prepared<[string, string, string]>(catalog.db, 'UPDATE operator SET pin_hash = ?, updated_at = ? WHERE id = ?').run(
      pinHash,
      catalog.now(),
      id,
    )
    clearWrongPins(catalog, id)
    tx.audit('operators.pin_changed', { operatorId: id })
  })
}

/** Who may sign in under a name, upper or lower case; null for nobody. */
export function findActive(catalog: Catalog, username: string): { id: string; pinHash: string } | null {
  return (
    prepared<[string], { id: string; pinHash: string }>(
      catalog.db,
      'SELECT id, pin_hash AS pinHash FROM operator WHERE username = ? AND is_active = 1',
    ).get(username.trim().normalize('NFC')) ?? null
  )
}

/** Seconds to wait after so many wrong PINs in a row: none for four, then 30, 60, 120, 240 and from then on 300 s each. */
export const waitAfter = (wrongPins: number): number => (wrongPins < 5 ? 0 : Math.min(300, 30 * 2 ** (wrongPins - 5)))

/**
 * Counts a try before its PIN is looked at, so that many at once are counted too, and across restarts. Throws `not_allowed` (reason
 * wait, seconds) while one has to wait; such a try is neither looked at nor counted. A library that cannot be written counts nothing.
 */
export function countTry(catalog: Catalog, id: string): void {
  if (catalog.isReadOnly) return
  const left = catalog.write(() => {
    const row = prepared<[string], { wrongPins: number; waitUntil: string | null }>(
      catalog.db,
      'SELECT wrong_pins AS wrongPins, wait_until AS waitUntil FROM operator WHERE id = ?',
    ).get(id)
    if (!row) return 0
    const now = Date.parse(catalog.now())
    const until = (seconds: number) => isoSeconds(now + seconds * 1000)
    const wait = waitAfter(row.wrongPins)
    const left = row.waitUntil === null ? 0 : (Date.parse(row.waitUntil) - now) / 1000
    // A clock that was set back: the wait begins anew by what it says now, and is no longer than it was.
    if (left > wait)
      prepared<[string, string]>(catalog.db, 'UPDATE operator SET wait_until = ? WHERE id = ?').run(until(wait), id)
    if (left > 0) return Math.min(left, wait)
    const next = waitAfter(row.wrongPins + 1)
    prepared<[string | null, string]>(
      catalog.db,
      'UPDATE operator SET wrong_pins = wrong_pins + 1, wait_until = ? WHERE id = ?',
    ).run(next === 0 ? null : until(next), id)
    return 0
  })
  if (left > 0) throw new BlazonError('not_allowed', 'too many wrong PINs', { reason: 'wait', seconds: left })
}

/** The PIN was right: earlier tries count no more. */
export function forgetWrongPins(catalog: Catalog, id: string): void {
  if (!catalog.isReadOnly) catalog.write(() => clearWrongPins(catalog, id))
}

function clearWrongPins(catalog: Catalog, id: string) {
  prepared<[string]>(catalog.db, 'UPDATE operator SET wrong_pins = 0, wait_until = NULL WHERE id = ?').run(id)
}

/** Notes a sign-in, with its row in the audit log. */
export function noteSignIn(catalog: Catalog, id: string): void {
  if (catalog.isReadOnly) return
  catalog.write((tx) => {
    prepared<[string, string]>(catalog.db, 'UPDATE operator SET last_login_at = ? WHERE id = ?').run(catalog.now(), id)
    tx.audit('operators.signed_in', { operatorId: id })
  })
}

function pinHashOf(catalog: Catalog, id: string): string | null {
  return (
    prepared<[string], { pinHash: string }>(catalog.db, 'SELECT pin_hash AS pinHash FROM operator WHERE id = ?').get(id)
      ?.pinHash ?? null
  )
}

function deactivate(catalog: Catalog, id: string) {
  prepared<[string, string]>(catalog.db, 'UPDATE operator SET is_active = 0, updated_at = ? WHERE id = ?').run(
    catalog.now(),
    id,
  )
}

/** Somebody must be able to let others in. */
function assertAdministrator(catalog: Catalog) {
  const admin = prepared<[]>(catalog.db, 'SELECT 1 FROM operator WHERE is_active = 1 AND is_admin = 1 LIMIT 1').get()
  if (admin === undefined) throw refused('last_administrator')
}

function replaceGrants(catalog: Catalog, operatorId: string, grants: readonly Grant[]) {
  prepared<[string]>(catalog.db, 'DELETE FROM capability_grant WHERE operator_id = ?').run(operatorId)
  const insert = prepared<[string, string, string, string]>(
    catalog.db,
    'INSERT OR IGNORE INTO capability_grant (operator_id, capability, scope_type, scope_id) VALUES (?, ?, ?, ?)',
  )
  for (const { capability, scope } of grants)
    insert.run(operatorId, capability, scope.type, scope.type === 'library' ? '' : scope.id)
}

const grantWord = ({ capability, scope }: Grant) =>
  scope.type === 'library' ? capability : `${capability} ${scope.type} ${scope.id}`

const refused = (reason: string) => new BlazonError('conflict', 'operators cannot be left like that', { reason })

/** What was granted under a name that this Blazon does not know gives nothing. */
function toOperator({ isAdmin, isActive, grants, ...row }: Row): Operator {
  const stored = z.array(z.unknown()).parse(JSON.parse(grants))
  return {
    ...row,
    isAdmin: isAdmin === 1,
    isActive: isActive === 1,
    grants: stored.flatMap((it) => grant.safeParse(it).data ?? []),
  }
}
