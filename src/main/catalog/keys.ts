import { BlazonError } from '../../core/errors'
import type { Catalog, Transaction } from './catalog'
import { journalRow } from './journal-lines'
import { prepared } from './sqlite'

/** A signing key as its row tells: the private half lies sealed in the file `secretRef` names. */
export type KeyRow = { id: string; kind: 'ed25519' | 'p256' | 'rsa'; publicMultibase: string; secretRef: string }

const columns = 'id, kind, public_multibase AS publicMultibase, secret_ref AS secretRef'

/** The key of a kind that an issuer signs with now; null before its first use. */
export const currentKey = (catalog: Catalog, issuerId: string, kind: KeyRow['kind']): KeyRow | null =>
  prepared<[string, string], KeyRow>(
    catalog.db,
    `SELECT ${columns} FROM signing_key
     WHERE issuer_id = ? AND kind = ? AND retired_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1`,
  ).get(issuerId, kind) ?? null

/** The keys that are signed with now, of every issuer. */
export const keysInUse = (catalog: Catalog): KeyRow[] =>
  prepared<[], KeyRow>(
    catalog.db,
    `SELECT ${columns} FROM signing_key WHERE retired_at IS NULL ORDER BY created_at DESC, id DESC`,
  ).all()

/** The key that is, or was, this library's, by its name in addresses (`sitePaths.key`: 80 characters at most); null for every other. */
export const ownKeyNamed = (catalog: Catalog, name: string): string | null =>
  prepared<[string], { multibase: string }>(
    catalog.db,
    'SELECT public_multibase AS multibase FROM signing_key WHERE substr(public_multibase, 1, 80) = ?',
  ).get(name)?.multibase ?? null

/** What the library knows of a key besides. */
export type KeyDetails = KeyRow & {
  issuerId: string
  createdAt: string
  retiredAt: string | null
  retiredReason: 'rotated' | 'lost' | 'stolen' | null
  backedUpAt: string | null
  rehearsedAt: string | null
}
type StoredKey = {
  id: string
  issuer_id: string
  kind: KeyRow['kind']
  public_multibase: string
  secret_ref: string
  created_at: string
  retired_at: string | null
  retired_reason: KeyDetails['retiredReason']
  backed_up_at: string | null
  rehearsed_at: string | null
}

/** Every key of the library, the newest first, those in use before those put away. */
export const listKeys = (catalog: Catalog): KeyDetails[] =>
  prepared<[], StoredKey>(
    catalog.db,
    'SELECT * FROM signing_key ORDER BY retired_at IS NOT NULL, created_at DESC, id DESC',
  )
    .all()
    .map(toDetails)

/** How many awards each key signed, by its id. */
export const awardsByKey = (catalog: Catalog): Map<string, number> =>
  new Map(
    prepared<[], { keyId: string; awards: number }>(
      catalog.db,
      `SELECT keyId, sum(awards) AS awards FROM (
         SELECT key_id AS keyId, count(*) AS awards FROM award WHERE key_id IS NOT NULL GROUP BY key_id
         UNION ALL SELECT assertion_key_id, count(*) FROM award
           WHERE assertion_key_id IS NOT NULL AND assertion_key_id IS NOT key_id GROUP BY assertion_key_id
       ) GROUP BY keyId`,
    )
      .all()
      .map(({ keyId, awards }) => [keyId, awards]),
  )

/** One key. Throws `not_found`. */
export const readKey = (catalog: Catalog, id: string): KeyDetails => toDetails(storedKey(catalog, id))

/** The key with a public half; null where the library never had it. */
export function keyByPublic(catalog: Catalog, publicMultibase: string): KeyDetails | null {
  const row = prepared<[string], StoredKey>(catalog.db, 'SELECT * FROM signing_key WHERE public_multibase = ?').get(
    publicMultibase,
  )
  return row ? toDetails(row) : null
}

/** Stores the row of a new key. Throws `conflict` (`has_key`) where the issuer has one of the kind in use. */
export function insertKey(catalog: Catalog, issuerId: string, key: KeyRow): void {
  catalog.write((tx) => {
    if (currentKey(catalog, issuerId, key.kind) !== null) throw hasKey()
    store(catalog, tx, newRow(issuerId, key, catalog.now()))
    tx.audit('keys.made', { issuerId, keyId: key.id, kind: key.kind })
  })
}

/** Puts the key in use away and takes a new one of its kind, whose file lies on disk already: both or neither. Throws `conflict` (`retired`). */
export function rotateKey(catalog: Catalog, id: string, next: KeyRow): void {
  catalog.write((tx) => {
    const old = keyInUse(catalog, id)
    const at = catalog.now()
    store(catalog, tx, { ...old, retired_at: at, retired_reason: 'rotated' })
    store(catalog, tx, newRow(old.issuer_id, next, at))
    tx.audit('keys.rotated', { issuerId: old.issuer_id, keyId: id, nextId: next.id, kind: next.kind })
  })
}

/** Puts the key in use away. Throws `conflict` (`retired`). */
export function retireKey(catalog: Catalog, id: string, reason: NonNullable<KeyDetails['retiredReason']>): void {
  catalog.write((tx) => {
    const old = keyInUse(catalog, id)
    store(catalog, tx, { ...old, retired_at: catalog.now(), retired_reason: reason })
    tx.audit('keys.retired', { issuerId: old.issuer_id, keyId: id, kind: old.kind, reason })
  })
}

/** Takes a key back into use that was put away as lost and is there again. Throws `conflict` (`has_key`) where another one took its place. */
export function findKey(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    const row = storedKey(catalog, id)
    if (currentKey(catalog, row.issuer_id, row.kind) !== null) throw hasKey()
    store(catalog, tx, { ...row, retired_at: null, retired_reason: null })
    tx.audit('keys.found', { issuerId: row.issuer_id, keyId: id, kind: row.kind })
  })
}

/** Notes that keys were backed up now; `rehearsed` where the words of a recovery sheet were typed in and were right. */
export function noteBackup(catalog: Catalog, ids: readonly string[], { rehearsed }: { rehearsed: boolean }): void {
  catalog.write((tx) => {
    const at = catalog.now()
    for (const id of ids) {
      const row = storedKey(catalog, id)
      store(catalog, tx, { ...row, backed_up_at: at, rehearsed_at: rehearsed ? at : row.rehearsed_at })
    }
    tx.audit(rehearsed ? 'keys.rehearsed' : 'keys.backed_up', { ids: [...ids] })
  })
}

/**
 * Stores a key that came back from a backup to a library that did not know it. One of a kind is in use: where the issuer has
 * another one, the older of the two counts as replaced.
 */
export function insertRestoredKey(
  catalog: Catalog,
  issuerId: string,
  key: KeyRow & Pick<KeyDetails, 'createdAt' | 'retiredAt' | 'retiredReason'>,
): void {
  catalog.write((tx) => {
    const row = newRow(issuerId, key, key.createdAt)
    const other = key.retiredAt === null ? currentKey(catalog, issuerId, key.kind) : null
    const current = other && storedKey(catalog, other.id)
    if (current && current.created_at < row.created_at)
      store(catalog, tx, { ...current, retired_at: row.created_at, retired_reason: 'rotated' })
    const replacedAt = current && current.created_at >= row.created_at ? current.created_at : null
    store(catalog, tx, {
      ...row,
      retired_at: key.retiredAt ?? replacedAt,
      retired_reason: key.retiredReason ?? (replacedAt === null ? null : 'rotated'),
    })
    tx.audit('keys.restored', { issuerId, keyId: key.id, kind: key.kind })
  })
}

/** Why an issuer gets no second key of a kind. */
export const hasKey = () =>
  new BlazonError('conflict', 'the issuer has a key of this kind in use', { reason: 'has_key' })

function storedKey(catalog: Catalog, id: string): StoredKey {
  const row = prepared<[string], StoredKey>(catalog.db, 'SELECT * FROM signing_key WHERE id = ?').get(id)
  if (!row) throw new BlazonError('not_found', 'no such key', { field: 'id' })
  return row
}

function keyInUse(catalog: Catalog, id: string): StoredKey {
  const row = storedKey(catalog, id)
  if (row.retired_at !== null) throw new BlazonError('conflict', 'the key was put away', { reason: 'retired' })
  return row
}

const newRow = (issuerId: string, key: KeyRow, createdAt: string): StoredKey => ({
  id: key.id,
  issuer_id: issuerId,
  kind: key.kind,
  public_multibase: key.publicMultibase,
  secret_ref: key.secretRef,
  created_at: createdAt,
  retired_at: null,
  retired_reason: null,
  backed_up_at: null,
  rehearsed_at: null,
})

function store(catalog: Catalog, tx: Transaction, row: StoredKey): void {
  prepared<StoredKey>(
    catalog.db,
    `INSERT INTO signing_key (id, issuer_id, kind, public_multibase, secret_ref, created_at, retired_at, retired_reason, backed_up_at, rehearsed_at)
     VALUES (@id, @issuer_id, @kind, @public_multibase, @secret_ref, @created_at, @retired_at, @retired_reason, @backed_up_at, @rehearsed_at)
     ON CONFLICT (id) DO UPDATE SET retired_at = @retired_at, retired_reason = @retired_reason,
       backed_up_at = @backed_up_at, rehearsed_at = @rehearsed_at`,
  ).run(row)
  journalRow(tx, 'signing_key', row)
}

const toDetails = (row: StoredKey): KeyDetails => ({
  id: row.id,
  kind: row.kind,
  publicMultibase: row.public_multibase,
  secretRef: row.secret_ref,
  issuerId: row.issuer_id,
  createdAt: row.created_at,
  retiredAt: row.retired_at,
  retiredReason: row.retired_reason,
  backedUpAt: row.backed_up_at,
  rehearsedAt: row.rehearsed_at,
})
