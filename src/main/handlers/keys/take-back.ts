import { readIssuer } from '../../catalog/issuers'
import { currentKey, findKey, insertRestoredKey, keyByPublic, type KeyDetails } from '../../catalog/keys'
import { openKey, sealKey } from '../../signing/key-files'
import { keyFingerprint } from '../../signing/key-fingerprint'
import type { KeptKeys } from './kept-keys'

/** A key as a backup or a sheet gives it. */
export type FoundKey = Pick<KeyDetails, 'kind' | 'createdAt' | 'retiredAt' | 'retiredReason'> & { publicKey: string }
type Outcome = 'restored' | 'added' | 'unchanged'

/**
 * Takes a secret back: into the row that has its public half, which is in use again if it was put away as lost and nothing took its
 * place; else into a new row of `issuerId`. Null where there is neither.
 */
export async function takeBack(
  { catalog, secrets }: KeptKeys,
  found: FoundKey,
  secret: Uint8Array,
  issuerId: string | null,
) {
  const { folder } = catalog
  const told = (key: Pick<KeyDetails, 'id' | 'kind' | 'publicMultibase' | 'issuerId'>, outcome: Outcome) => ({
    keyId: key.id,
    issuerId: key.issuerId,
    issuerName: readIssuer(catalog, key.issuerId).name,
    kind: key.kind,
    fingerprint: keyFingerprint(key.publicMultibase),
    outcome,
  })

  const known = keyByPublic(catalog, found.publicKey)
  if (known !== null) {
    // Really opened: its file may be sealed with a passphrase that nobody knows any more.
    const opens = await openKey(folder, secrets, known).then(
      () => true,
      () => false,
    )
    if (!opens) await sealKey(folder, secrets, known, secret)
    const isFoundAgain = known.retiredReason === 'lost' && currentKey(catalog, known.issuerId, known.kind) === null
    if (isFoundAgain) findKey(catalog, known.id)
    return told(known, opens && !isFoundAgain ? 'unchanged' : 'restored')
  }
  if (issuerId === null) return null
  const id = catalog.newId()
  const key = { ...found, id, issuerId, publicMultibase: found.publicKey, secretRef: `${id}.key` }
  await sealKey(folder, secrets, key, secret)
  insertRestoredKey(catalog, issuerId, key)
  return told(key, 'added')
}
