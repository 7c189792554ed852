import type { Catalog } from './catalog'
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

/** Any key of the library, to try a passphrase on; null while there is none. */
export const anyKey = (catalog: Catalog): KeyRow | null =>
  prepared<[], KeyRow>(
    catalog.db,
    `SELECT ${columns} FROM signing_key ORDER BY retired_at IS NOT NULL, created_at DESC, id DESC LIMIT 1`,
  ).get() ?? null

/** Whether a multikey is, or was, a key of this library. */
export const isOwnKey = (catalog: Catalog, multikey: string): boolean =>
  prepared<[string]>(catalog.db, 'SELECT 1 FROM signing_key WHERE public_multibase = ?').get(multikey) !== undefined

/** Stores the row of a new key. */
export function insertKey(catalog: Catalog, issuerId: string, key: KeyRow): void {
  catalog.write((tx) => {
    const row = {
      id: key.id,
      issuer_id: issuerId,
      kind: key.kind,
      public_multibase: key.publicMultibase,
      secret_ref: key.secretRef,
      created_at: catalog.now(),
      retired_at: null,
    }
    catalog.db
      .prepare(
        'INSERT INTO signing_key (id, issuer_id, kind, public_multibase, secret_ref, created_at, retired_at) VALUES (@id, @issuer_id, @kind, @public_multibase, @secret_ref, @created_at, @retired_at)',
      )
      .run(row)
    journalRow(tx, 'signing_key', row)
  })
}
