import { sign } from 'node:crypto'
import type { JwsSigner } from '../../core/openbadges/jws-signer'
import type { Signer } from '../../core/openbadges/proof'
import type { Random } from '../../core/ports'
import type { Secrets } from '../platform/platform'
import { createKey, openKey, protectKey, type SigningKey } from './key-files'
import { type KeyKind, type PrivateKey, publicJwkOf } from './private-key'

/** The catalog's side, handed in: signing knows no SQL. */
export type KeyRows = {
  /** The issuer's current key of a kind; null before its first use. */
  current: (issuerId: string, kind: KeyKind) => SigningKey | null
  /** Stores a new key's row. */
  insert: (issuerId: string, key: SigningKey) => void
}

/** The signing keys of a library. */
export type SigningKeys = {
  /**
   * The issuer's signer, made and sealed on first use, opened once and kept for as long as the app runs or until the key is
   * replaced; who holds a signer then goes on with it, so that a batch is signed by one key. Throws `secret_unavailable`
   * with reason `no_passphrase`, `wrong_passphrase` or `no_store` (the key's file is gone or is not this key).
   */
  signer: (issuerId: string) => Promise<Signer & { keyId: string }>
  /** The same for a JWS: the issuer's P-256 key for ES256, its RSA key for RS256. */
  jwsSigner: (issuerId: string, algorithm: JwsSigner['algorithm']) => Promise<JwsSigner>
  /** Forgets an issuer's opened keys: another one may be current now. */
  forget: (issuerId: string) => void
  /** Forgets every opened key (the library closes). */
  close: () => void
}

type Opened = { key: SigningKey; opened: PrivateKey }

/** The keys of the library in `folder`. */
export function signingKeys(deps: {
  folder: string
  secrets: Pick<Secrets, 'seal' | 'open' | 'store' | 'unlocked'>
  random: Random
  newId: () => string
  rows: KeyRows
}): SigningKeys {
  const { folder, secrets, rows } = deps
  const openOrMake = async (issuerId: string, kind: KeyKind): Promise<Opened> => {
    const key = rows.current(issuerId, kind)
    if (key !== null) {
      await protectKey(folder, secrets, key)
      return { key, opened: await openKey(folder, secrets, key) }
    }
    const made = await createKey({ ...deps, kind })
    rows.insert(issuerId, made.key)
    return made
  }

  const ed25519 = keptPerIssuer(async (issuerId) => ed25519Signer(await openOrMake(issuerId, 'ed25519')))
  const p256 = keptPerIssuer(async (issuerId) => jwsSignerOf(await openOrMake(issuerId, 'p256'), 'ES256'))
  const rsa = keptPerIssuer(async (issuerId) => jwsSignerOf(await openOrMake(issuerId, 'rsa'), 'RS256'))
  const all = [ed25519, p256, rsa]
  return {
    signer: ed25519.of,
    jwsSigner: (issuerId, algorithm) => (algorithm === 'ES256' ? p256 : rsa).of(issuerId),
    forget: (issuerId) => all.forEach((kept) => kept.opened.delete(issuerId)),
    close: () => all.forEach((kept) => kept.opened.clear()),
  }
}

/** One signer per issuer, however many ask for it at the same time. */
function keptPerIssuer<Made>(make: (issuerId: string) => Promise<Made>) {
  const opened = new Map<string, Promise<Made>>()
  const of = (issuerId: string): Promise<Made> => {
    const known = opened.get(issuerId)
    if (known !== undefined) return known
    const pending = make(issuerId)
    opened.set(issuerId, pending)
    // A failure (a passphrase still wanted) must not stick.
    pending.catch(() => opened.get(issuerId) === pending && opened.delete(issuerId))
    return pending
  }
  return { of, opened }
}

const ed25519Signer = ({ key, opened }: Opened): Signer & { keyId: string } => ({
  keyId: key.id,
  multikey: key.publicMultibase,
  sign: (bytes) => sign(null, bytes, opened.privateKey),
})

const jwsSignerOf = ({ key, opened }: Opened, algorithm: JwsSigner['algorithm']): JwsSigner => ({
  keyId: key.id,
  algorithm,
  publicMultibase: key.publicMultibase,
  publicJwk: publicJwkOf(opened),
  sign: (bytes) => sign('sha256', bytes, { key: opened.privateKey, dsaEncoding: 'ieee-p1363' }),
})
