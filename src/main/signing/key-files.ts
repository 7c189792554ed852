import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BlazonError } from '../../core/errors'
import type { Random } from '../../core/ports'
import { writeFileAtomically } from '../platform/atomic-write'
import type { Sealed, Secrets, SecretStore } from '../platform/platform'
import { type KeyKind, newSecret, openPrivateKey, type PrivateKey } from './private-key'

/** A row of the table signing_key, as far as signing needs it. The private half lies sealed in `keys/<secretRef>` in the library's folder. */
export type SigningKey = { id: string; kind: KeyKind; publicMultibase: string; secretRef: string }

/** Where the sealed private halves lie below the library's folder. */
export const keyFolder = 'keys'
const sealedFile = z.object({ store: z.enum(['platform', 'passphrase', 'owner_only_file']), text: z.string() })

/** Makes a key: its secret is sealed and on disk (owner-only) before its public half is told to anybody. A file without a row is harmless. */
export async function createKey(deps: {
  folder: string
  secrets: Pick<Secrets, 'seal'>
  random: Random
  newId: () => string
  kind: KeyKind
}): Promise<{ key: SigningKey; opened: PrivateKey }> {
  const secret = await newSecret(deps.kind, deps.random)
  try {
    const opened = openPrivateKey(deps.kind, secret)
    if (opened === null) throw unusable('not a key')
    const id = deps.newId()
    const key = { id, kind: deps.kind, publicMultibase: opened.publicMultibase, secretRef: `${id}.key` }
    await sealKey(deps.folder, deps.secrets, key, secret)
    return { key, opened }
  } finally {
    secret.fill(0)
  }
}

/** Opens a stored key. Throws `secret_unavailable` with reason `no_passphrase`, `wrong_passphrase` or `no_store` (its file is gone or is not this key). */
export function openKey(folder: string, secrets: Pick<Secrets, 'open'>, key: SigningKey): Promise<PrivateKey> {
  return withSecret(folder, secrets, key, (_secret, opened) => opened)
}

/** Hands a stored key's secret to `use` and zeroes it. Throws as `openKey`. */
export async function withSecret<Result>(
  folder: string,
  secrets: Pick<Secrets, 'open'>,
  key: SigningKey,
  use: (secret: Uint8Array, opened: PrivateKey) => Result,
): Promise<Result> {
  const secret = await secrets.open(await readSealedKey(folder, key))
  try {
    const opened = openPrivateKey(key.kind, secret)
    if (opened === null) throw unusable('not a key')
    if (opened.publicMultibase !== key.publicMultibase) throw unusable('another key')
    return use(secret, opened)
  } finally {
    secret.fill(0)
  }
}

/** Seals a secret as a key's file: a whole file or none, readable by its owner only, and on the disk before anything is signed with it. */
export async function sealKey(
  folder: string,
  secrets: Pick<Secrets, 'seal'>,
  key: Pick<SigningKey, 'secretRef'>,
  secret: Uint8Array,
): Promise<void> {
  const sealed = await secrets.seal(secret)
  await mkdir(join(folder, keyFolder), { recursive: true, mode: 0o700 })
  await writeFileAtomically(pathOf(folder, key), Buffer.from(`${JSON.stringify(sealed)}\n`), {
    sync: true,
    mode: 0o600,
  })
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
  const secret = Buffer.from(sealed.text, 'base64')
  try {
    await sealKey(folder, secrets, key, secret)
  } finally {
    secret.fill(0)
  }
}

/** The sealed text of a stored key, as a probe for a passphrase. Throws `secret_unavailable` with reason `no_store`. */
export async function readSealedKey(folder: string, key: Pick<SigningKey, 'secretRef'>): Promise<Sealed> {
  const text = await readFile(pathOf(folder, key), 'utf8').catch(() => '')
  const parsed = sealedFile.safeParse(safeJson(text))
  if (!parsed.success) throw unusable('no key file')
  return parsed.data
}

function pathOf(folder: string, { secretRef }: Pick<SigningKey, 'secretRef'>): string {
  if (!/^[\w-]+\.key$/.test(secretRef)) throw unusable('no key file')
  return join(folder, keyFolder, secretRef)
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
