import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { BlazonError } from '../../core/errors'
import type { Sealed, Secrets } from './platform'

/** scrypt at about half a second and 128 MiB a guess (OWASP's figures for N = 2^17). */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const
const base64 = z.base64()
const passphraseText = z
  .object({
    kdf: z.literal('scrypt'),
    N: z.int().min(2),
    r: z.int().min(1).max(1024),
    p: z.int().min(1).max(4),
    salt: base64,
    iv: base64,
    tag: base64,
    sealed: base64,
  })
  // A sealed text names its own cost, but never one that would exhaust this machine (512 MiB), or that scrypt does not know.
  .refine(({ N, r }) => N * r <= 2 ** 22 && Number.isInteger(Math.log2(N)))
type PassphraseText = z.infer<typeof passphraseText>

/**
 * Seals with a passphrase: scrypt, then AES-256-GCM. The text carries its own salt and cost. The derived key is kept in
 * memory, so only the first secret of a run costs the half second. Without a passphrase everything throws
 * `secret_unavailable` (`no_passphrase`), with another one than it was sealed with (`wrong_passphrase`).
 */
export function passphraseSecrets(
  options: { passphrase?: string | undefined; cost?: { N: number; r: number; p: number } } = {},
): Secrets {
  let passphrase = options.passphrase === '' ? undefined : options.passphrase
  const keys = new Map<string, Promise<Buffer>>()
  const { N, r, p } = options.cost ?? cost
  let ownSalt: string | null = null

  const keyFor = (phrase: string, salt: string, parameters: { N: number; r: number; p: number }): Promise<Buffer> => {
    const name = JSON.stringify([phrase, salt, parameters.N, parameters.r, parameters.p])
    let key = keys.get(name)
    if (key === undefined) {
      key = derive(phrase, Buffer.from(salt, 'base64'), parameters)
      keys.set(name, key)
      key.catch(() => keys.delete(name))
    }
    return key
  }

  const openWith = async (phrase: string, sealed: Sealed): Promise<Uint8Array> => {
    if (sealed.store === 'owner_only_file') return Buffer.from(sealed.text, 'base64')
    const text = sealed.store === 'passphrase' ? passphraseText.safeParse(safeJson(sealed.text)) : null
    if (!text?.success) throw unavailable('no_store')
    return decipher(text.data, await keyFor(phrase, text.data.salt, text.data))
  }

  return {
    store: () => Promise.resolve('passphrase'),
    unlocked: () => Promise.resolve(passphrase !== undefined),
    unlock: async (typed, probe) => {
      if (typed === '') throw unavailable('no_passphrase')
      if (probe !== null) (await openWith(typed, probe)).fill(0)
      passphrase = typed
    },
    seal: async (secret) => {
      if (passphrase === undefined) throw unavailable('no_passphrase')
      ownSalt ??= randomBytes(16).toString('base64')
      const parameters = { N, r, p }
      const key = await keyFor(passphrase, ownSalt, parameters)
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(secret), cipher.final()])
      const text = {
        kdf: 'scrypt',
        ...parameters,
        salt: ownSalt,
        iv: iv.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        sealed: body.toString('base64'),
      } satisfies PassphraseText
      return { store: 'passphrase', text: JSON.stringify(text) }
    },
    canOpen: (sealed) =>
      Promise.resolve(
        sealed.store === 'owner_only_file' || (sealed.store === 'passphrase' && passphrase !== undefined),
      ),
    open: async (sealed) => {
      if (passphrase === undefined && sealed.store !== 'owner_only_file') throw unavailable('no_passphrase')
      return openWith(passphrase ?? '', sealed)
    },
  }
}

/**
 * The last resort, where there is neither a secret store nor a passphrase: the secret is only encoded, and what protects
 * it is that its file can be read by its owner alone. The one exception to "no secret in clear"; the app says so plainly.
 */
export function ownerOnlyFileSecrets(): Secrets {
  return {
    store: () => Promise.resolve('owner_only_file'),
    unlocked: () => Promise.resolve(true),
    unlock: () => Promise.resolve(),
    seal: (secret) => Promise.resolve({ store: 'owner_only_file', text: Buffer.from(secret).toString('base64') }),
    canOpen: (sealed) => Promise.resolve(sealed.store === 'owner_only_file'),
    open: (sealed) => {
      if (sealed.store === 'owner_only_file') return Promise.resolve(Buffer.from(sealed.text, 'base64'))
      return Promise.reject(unavailable(sealed.store === 'passphrase' ? 'no_passphrase' : 'no_store'))
    },
  }
}

function decipher(text: PassphraseText, key: Buffer): Uint8Array {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(text.iv, 'base64'), { authTagLength: 16 })
    decipher.setAuthTag(Buffer.from(text.tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(text.sealed, 'base64')), decipher.final()])
  } catch {
    throw unavailable('wrong_passphrase')
  }
}

function derive(passphrase: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFC'),
      salt,
      32,
      { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1024 * 1024 },
      (error, key) => {
        if (error === null) resolve(key)
        else reject(error)
      },
    )
  })
}

function unavailable(reason: 'no_passphrase' | 'wrong_passphrase' | 'no_store'): BlazonError {
  return new BlazonError('secret_unavailable', `a secret cannot be opened: ${reason}`, { reason })
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
