import { mkdir, readdir, readFile } from 'node:fs/promises'
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
  secrets: Pick<Secrets, 'seal' | 'store'>
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

/**
 * Seals a secret as a key's file: a whole file or none, readable by its owner only, and on the disk before anything is signed with
 * it. Throws `secret_unavailable` (`no_passphrase`) where it would lie in clear beside keys that a passphrase protects.
 */
export async function sealKey(
  folder: string,
  secrets: Pick<Secrets, 'seal' | 'store'>,
  key: Pick<SigningKey, 'secretRef'>,
  secret: Uint8Array,
): Promise<void> {
  if (await wantsPassphrase(folder, secrets))
    throw new BlazonError('secret_unavailable', 'a passphrase protects the keys', { reason: 'no_passphrase' })
  const sealed = await secrets.seal(secret)
  await mkdir(join(folder, keyFolder), { recursive: true, mode: 0o700 })
  await writeFileAtomically(pathOf(folder, key), Buffer.from(`${JSON.stringify(sealed)}\n`), {
    sync: true,
    mode: 0o600,
  })
}

/** Whether a new key would lie in clear although a passphrase protects any of the library, in use or put away. */
async function wantsPassphrase(folder: string, secrets: Pick<Secrets, 'store'>): Promise<boolean> {
  if ((await secrets.store()) !== 'owner_only_file') return false
  const names = await readdir(join(folder, keyFolder)).catch(() => [])
  const files = names.filter((name) => isKeyFile(name)).map((secretRef) => ({ secretRef }))
  return (await passphraseProbe(folder, files)) !== null
}

/** Whether a key can sign here: `locked` wants a passphrase; `missing` has no file, or one that this computer cannot open. */
export type KeyOpens = 'yes' | 'locked' | 'missing'

/** Whether a stored key can sign here. Only the system's own store is really tried: scrypt would take half a second for each key. */
export async function keyOpens(
  folder: string,
  secrets: Pick<Secrets, 'open' | 'canOpen'>,
  key: SigningKey,
): Promise<KeyOpens> {
  const sealed = await readSealedKey(folder, key).catch(() => null)
  if (sealed === null) return 'missing'
  if (sealed.store === 'passphrase') return (await secrets.canOpen(sealed)) ? 'yes' : 'locked'
  return openKey(folder, secrets, key).then(
    () => 'yes',
    () => 'missing',
  )
}

/** How the keys of a library are kept. */
export type KeyState = {
  /** Where no file is there: as new ones would be kept. */
  secretStore: SecretStore
  /** Whether all whose files are there can be used now. */
  unlocked: boolean
  hasPassphrase: boolean
  /** Whether the file of one is gone or cannot be read. */
  isMissing: boolean
}

/** How the keys are kept, and whether they can be used now. */
export async function keyState(
  folder: string,
  secrets: Pick<Secrets, 'store' | 'unlocked' | 'canOpen'>,
  keys: readonly Pick<SigningKey, 'secretRef'>[],
): Promise<KeyState> {
  const sealed = await sealedKeys(folder, keys)
  const [first] = sealed
  const can = await Promise.all(sealed.map((it) => secrets.canOpen(it)))
  return {
    secretStore: first?.store ?? (await secrets.store()),
    unlocked:
      first === undefined
        ? (await secrets.unlocked()) && !(await wantsPassphrase(folder, secrets))
        : can.every(Boolean),
    hasPassphrase: sealed.some(({ store }) => store === 'passphrase'),
    isMissing: sealed.length < keys.length,
  }
}

/** A sealed text to try a passphrase on; null where no key is sealed with one. */
export async function passphraseProbe(
  folder: string,
  keys: readonly Pick<SigningKey, 'secretRef'>[],
): Promise<Sealed | null> {
  return (await sealedKeys(folder, keys)).find(({ store }) => store === 'passphrase') ?? null
}

async function sealedKeys(folder: string, keys: readonly Pick<SigningKey, 'secretRef'>[]): Promise<Sealed[]> {
  const read = await Promise.all(keys.map((key) => readSealedKey(folder, key).catch(() => null)))
  return read.filter((it) => it !== null)
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

/** The sealed text of a stored key. Throws `secret_unavailable` with reason `no_store`. */
export async function readSealedKey(folder: string, key: Pick<SigningKey, 'secretRef'>): Promise<Sealed> {
  const text = await readFile(pathOf(folder, key), 'utf8').catch(() => '')
  const parsed = sealedFile.safeParse(safeJson(text))
  if (!parsed.success) throw unusable('no key file')
  return parsed.data
}

const isKeyFile = (name: string) => /^[\w-]+\.key$/.test(name)

function pathOf(folder: string, { secretRef }: Pick<SigningKey, 'secretRef'>): string {
  if (!isKeyFile(secretRef)) throw unusable('no key file')
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
