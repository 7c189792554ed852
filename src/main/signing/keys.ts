import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BlazonError } from '../../core/errors'
import { encodeMultikey } from '../../core/openbadges/multikey'
import type { Signer } from '../../core/openbadges/proof'
import type { Random } from '../../core/ports'
import { writeFileAtomically } from '../platform/atomic-write'
import type { Sealed, Secrets, SecretStore } from '../platform/platform'

/** A row of the table signing_key, as far as signing needs it. The private half lies sealed in `keys/<secretRef>` in the library's folder. */
export type SigningKey = { id: string; publicMultibase: string; secretRef: string }

/** The catalog's side, handed in: signing knows no SQL. */
export type KeyRows = {
  /** The issuer's current key; null before its first use. */
  current: (issuerId: string) => SigningKey | null
  /** Stores a new key's row. */
  insert: (issuerId: string, key: SigningKey) => void
}

/** The signing keys of a library. */
export type SigningKeys = {
  /**
   * The issuer's signer, made and sealed on first use, opened once and kept for as long as the app runs. Throws
   * `secret_unavailable` with reason `no_passphrase`, `wrong_passphrase` or `no_store` (the key's file is gone or is not this key).
   */
  signer: (issuerId: string) => Promise<Signer & { keyId: string }>
  /** Forgets every opened key (the library closes). */
  close: () => void
}

/** Where the sealed private halves lie below the library's folder. */
export const keyFolder = 'keys'
const sealedFile = z.object({ store: z.enum(['platform', 'passphrase', 'owner_only_file']), text: z.string() })
/** DER of PKCS #8 around a raw Ed25519 seed (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The keys of the library in `folder`. */
export function signingKeys(deps: {
  folder: string
  secrets: Pick<Secrets, 'seal' | 'open' | 'store' | 'unlocked'>
  random: Random
  newId: () => string
  rows: KeyRows
}): SigningKeys {
  const opened = new Map<string, Promise<Signer & { keyId: string }>>()

  const openOrMake = async (issuerId: string) => {
    const existing = deps.rows.current(issuerId)
    if (existing !== null) {
      await protectKey(deps.folder, deps.secrets, existing)
      return openKey(deps.folder, deps.secrets, existing)
    }
    const { key, signer } = await createKey(deps)
    deps.rows.insert(issuerId, key)
    return signer
  }

  return {
    signer: (issuerId) => {
      let pending = opened.get(issuerId)
      if (pending === undefined) {
        pending = openOrMake(issuerId)
        opened.set(issuerId, pending)
        // A failure (a passphrase still wanted) must not stick.
        pending.catch(() => opened.delete(issuerId))
      }
      return pending
    },
    close: () => opened.clear(),
  }
}

/** Makes a key: 32 random bytes, sealed and on disk (owner-only) before its public half is told to anybody. */
export async function createKey(deps: {
  folder: string
  secrets: Pick<Secrets, 'seal'>
  random: Random
  newId: () => string
}): Promise<{ key: SigningKey; signer: Signer & { keyId: string } }> {
  const seed = deps.random(32)
  try {
    const privateKey = privateKeyOf(seed)
    const id = deps.newId()
    const key = { id, publicMultibase: multikeyOf(privateKey), secretRef: `${id}.key` }
    await writeSealedKey(join(deps.folder, keyFolder), key.secretRef, await deps.secrets.seal(seed))
    return { key, signer: signerOf(privateKey, key) }
  } finally {
    seed.fill(0)
  }
}

/** Opens a stored key. Throws as `SigningKeys.signer`. */
export async function openKey(
  folder: string,
  secrets: Pick<Secrets, 'open'>,
  key: SigningKey,
): Promise<Signer & { keyId: string }> {
  const seed = await secrets.open(await readSealedKey(folder, key))
  try {
    if (seed.length !== 32) throw unusable('not a key')
    const privateKey = privateKeyOf(seed)
    if (multikeyOf(privateKey) !== key.publicMultibase) throw unusable('another key')
    return signerOf(privateKey, key)
  } finally {
    seed.fill(0)
  }
}

/** How an issuer's key is kept and whether it can be used now; for a key whose file is gone, as new ones would be kept, and not usable. */
export async function keyState(
  folder: string,
  secrets: Pick<Secrets, 'store' | 'unlocked' | 'canOpen'>,
  key: Pick<SigningKey, 'secretRef'> | null,
): Promise<{ secretStore: SecretStore; unlocked: boolean }> {
  if (key === null) return { secretStore: await secrets.store(), unlocked: await secrets.unlocked() }
  const sealed = await readSealedKey(folder, key).catch(() => null)
  if (sealed === null) return { secretStore: await secrets.store(), unlocked: false }
  return { secretStore: sealed.store, unlocked: await secrets.canOpen(sealed) }
}

/** Seals a key that lies in clear once there is a better way (a passphrase was chosen, a secret store is there); any other key stays as it is. */
export async function protectKey(
  folder: string,
  secrets: Pick<Secrets, 'store' | 'unlocked' | 'seal'>,
  key: Pick<SigningKey, 'secretRef'>,
): Promise<void> {
  const sealed = await readSealedKey(folder, key).catch(() => null)
  if (sealed?.store !== 'owner_only_file') return
  if ((await secrets.store()) === 'owner_only_file' || !(await secrets.unlocked())) return
  const seed = Buffer.from(sealed.text, 'base64')
  try {
    await writeSealedKey(join(folder, keyFolder), key.secretRef, await secrets.seal(seed))
  } finally {
    seed.fill(0)
  }
}

/** The sealed text of a stored key, as a probe for a passphrase. Throws `secret_unavailable` with reason `no_store`. */
export async function readSealedKey(folder: string, key: Pick<SigningKey, 'secretRef'>): Promise<Sealed> {
  if (!/^[\w-]+\.key$/.test(key.secretRef)) throw unusable('no key file')
  const text = await readFile(join(folder, keyFolder, key.secretRef), 'utf8').catch(() => '')
  const parsed = sealedFile.safeParse(safeJson(text))
  if (!parsed.success) throw unusable('no key file')
  return parsed.data
}

function signerOf(privateKey: KeyObject, key: SigningKey): Signer & { keyId: string } {
  return { keyId: key.id, multikey: key.publicMultibase, sign: (bytes) => sign(null, bytes, privateKey) }
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([pkcs8Head, seed])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}

function multikeyOf(privateKey: KeyObject): string {
  return encodeMultikey(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32))
}

/** A whole file or none, readable by its owner only, and on the disk before anything is signed with it. */
async function writeSealedKey(folder: string, name: string, sealed: Sealed): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFileAtomically(join(folder, name), Buffer.from(`${JSON.stringify(sealed)}\n`), { sync: true, mode: 0o600 })
}

function unusable(what: string): BlazonError {
  return new BlazonError('secret_unavailable', `the signing key cannot be opened: ${what}`, { reason: 'no_store' })
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
