import { z } from 'zod'
import { keyKind, retiredReason } from '../../core/contract/keys'
import { name, time, token } from '../../core/contract/shapes'
import { BlazonError, isBlazonError } from '../../core/errors'
import { passphraseSecrets } from '../platform/secrets'

/** What everybody may read of a key in a backup. */
const publicHalf = z.object({
  kind: keyKind,
  publicKey: z.string(),
  createdAt: time,
  retiredAt: time.nullable(),
  retiredReason: retiredReason.nullable(),
})
const issuerOf = <Key extends z.ZodType>(key: Key) => z.array(z.object({ token, name, keys: z.array(key) }))
const version = 1
const backupFile = z.object({
  format: z.literal('blazon-keys'),
  version: z.literal(version),
  createdAt: time,
  issuers: issuerOf(publicHalf),
  /** As `platform/secrets.ts` writes it: scrypt, AES-256-GCM. */
  sealed: z.record(z.string(), z.unknown()),
})
/** What is sealed says whose each key is, too: the part in clear could have been changed. */
const sealedPart = z.object({ issuers: issuerOf(publicHalf.extend({ secret: z.base64() })) })
export type BackedUpIssuers = z.infer<typeof sealedPart>['issuers']
/** What a backup says in clear. */
export type KeyBackup = z.infer<typeof backupFile>

/** Writes an encrypted file of keys under a passphrase of its own; `secret` is base64 of what `newSecret` made. */
export async function writeKeyBackup(issuers: BackedUpIssuers, passphrase: string, createdAt: string): Promise<Buffer> {
  const clear = Buffer.from(JSON.stringify({ issuers } satisfies z.infer<typeof sealedPart>))
  try {
    const { text } = await passphraseSecrets({ passphrase }).seal(clear)
    const file = {
      format: 'blazon-keys',
      version,
      createdAt,
      issuers: issuerOf(publicHalf).parse(issuers),
      sealed: z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
    } satisfies KeyBackup
    return Buffer.from(`${JSON.stringify(file, null, 2)}\n`)
  } finally {
    clear.fill(0)
  }
}

/** Reads what a backup says in clear. Throws `unreadable_file` with reason `not_keys` or `keys_newer`. */
export function readKeyBackup(bytes: Uint8Array): KeyBackup {
  const read = safeJson(bytes)
  const parsed = backupFile.safeParse(read)
  if (parsed.success) return parsed.data
  const named = z.object({ format: z.literal('blazon-keys'), version: z.int().gt(version) }).safeParse(read)
  throw unreadable(named.success ? 'keys_newer' : 'not_keys')
}

/** Opens a backup. Throws as `readKeyBackup`, `secret_unavailable` (`wrong_passphrase`), and `unreadable_file` (`keys_damaged`). */
export async function openKeyBackup(bytes: Uint8Array, passphrase: string): Promise<BackedUpIssuers> {
  const { sealed } = readKeyBackup(bytes)
  const clear = await passphraseSecrets({ passphrase })
    .open({ store: 'passphrase', text: JSON.stringify(sealed) })
    .catch((error: unknown) => {
      if (isBlazonError(error) && error.details.reason === 'no_store') throw unreadable('keys_damaged')
      throw error
    })
  try {
    const parsed = sealedPart.safeParse(safeJson(clear))
    if (!parsed.success) throw unreadable('keys_damaged')
    return parsed.data.issuers
  } finally {
    clear.fill(0)
  }
}

function safeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

const unreadable = (reason: string) => new BlazonError('unreadable_file', 'not a backup of keys', { reason })
