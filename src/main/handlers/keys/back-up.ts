import { fileNameOf } from '../../../core/awards/file-name'
import { BlazonError, isBlazonError } from '../../../core/errors'
import { listIssuers } from '../../catalog/issuers'
import { type KeyDetails, listKeys, noteBackup, readKey } from '../../catalog/keys'
import { type BackedUpIssuers, writeKeyBackup } from '../../signing/key-backup'
import { withSecret } from '../../signing/key-files'
import type { KeptKeys } from './kept-keys'

type HeldKey = { key: KeyDetails; secret: string }

/** Writes the keys that open here into an encrypted file. Throws `secret_unavailable` where none does, `not_found` where there is none. */
export async function backUpKeys(
  { catalog, secrets }: KeptKeys,
  { ids, passphrase }: { ids?: string[] | undefined; passphrase: string },
) {
  const wanted = ids?.map((id) => readKey(catalog, id)) ?? listKeys(catalog)
  const held: HeldKey[] = []
  const leftOut: string[] = []
  let refused: unknown = new BlazonError('not_found', 'there is no key yet', { field: 'ids' })
  for (const key of wanted)
    try {
      const toText = (secret: Uint8Array) => Buffer.from(secret).toString('base64')
      held.push({ key, secret: await withSecret(catalog.folder, secrets, key, toText) })
    } catch (error) {
      if (!isBlazonError(error, 'secret_unavailable')) throw error
      refused = error
      leftOut.push(key.id)
    }
  if (held.length === 0) throw refused
  const at = catalog.now()
  const issuers = byIssuer(listIssuers(catalog), held)
  const file = await writeKeyBackup(issuers, passphrase, at)
  const ofHeld = held.map(({ key }) => key.id)
  noteBackup(catalog, ofHeld, { rehearsed: false })
  const [only, another] = issuers
  const name = `${only && !another ? `${only.name} ` : ''}signing keys ${at.slice(0, 10)}`
  return {
    issuerIds: held.map(({ key }) => key.issuerId),
    made: {
      fileName: fileNameOf(name, 'blazon-keys'),
      content: file.toString('base64'),
      keys: held.length,
      leftOut,
    },
  }
}

const byIssuer = (issuers: readonly { id: string; token: string; name: string }[], held: readonly HeldKey[]) =>
  issuers
    .map(({ id, token, name }) => ({
      token,
      name,
      keys: held.filter(({ key }) => key.issuerId === id).map(asBackedUp),
    }))
    .filter(({ keys }) => keys.length > 0) satisfies BackedUpIssuers

const asBackedUp = ({ key, secret }: HeldKey): BackedUpIssuers[number]['keys'][number] => ({
  kind: key.kind,
  publicKey: key.publicMultibase,
  createdAt: key.createdAt,
  retiredAt: key.retiredAt,
  retiredReason: key.retiredReason,
  secret,
})
