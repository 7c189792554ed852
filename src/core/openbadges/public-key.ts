import { decodeBase64url, encodeBase64url } from './base64url'

/** A public key as documents publish it: raw Ed25519 (Multikey), a JWK of any kind, or the PEM text of a key. */
export type PublicKey = { ed25519: Uint8Array } | { jwk: Readonly<Record<string, unknown>> } | { pem: string }

/** What a key is for; a PEM does not say it in words. Null where it is of no kind that signs badges. */
export type KeyKind = 'Ed25519' | 'P-256' | 'P-384' | 'RSA' | 'unsaid'

/** The kind of a key. */
export function keyKind(key: PublicKey): KeyKind | null {
  if ('ed25519' in key) return 'Ed25519'
  if ('pem' in key) return /-----BEGIN (RSA )?PUBLIC KEY-----/.test(key.pem) ? 'unsaid' : null
  const { kty, crv } = key.jwk
  if (kty === 'RSA') return 'RSA'
  if (kty === 'EC') return crv === 'P-256' || crv === 'P-384' ? crv : null
  return kty === 'OKP' && crv === 'Ed25519' ? 'Ed25519' : null
}

/** The 32 bytes of an Ed25519 key; null for every other kind. */
export function rawEd25519(key: PublicKey): Uint8Array | null {
  if ('ed25519' in key) return key.ed25519
  if (keyKind(key) !== 'Ed25519' || !('jwk' in key) || typeof key.jwk['x'] !== 'string') return null
  const raw = decodeBase64url(key.jwk['x'])
  return raw?.length === 32 ? raw : null
}

/** A key as the port for JWS takes it (RFC 7517; RFC 8037 for Ed25519). */
export function asJwsKey(key: PublicKey): Exclude<PublicKey, { ed25519: Uint8Array }> {
  return 'ed25519' in key ? { jwk: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(key.ed25519) } } : key
}

/** Whether two keys are the same public key, however each is written. PEM texts are compared as texts. */
export function sameKey(one: PublicKey, other: PublicKey): boolean {
  const [mine, its] = [asJwsKey(one), asJwsKey(other)]
  if ('pem' in mine || 'pem' in its) return 'pem' in mine && 'pem' in its && mine.pem.trim() === its.pem.trim()
  return (
    typeof mine.jwk['kty'] === 'string' &&
    ['kty', 'crv', 'x', 'y', 'n', 'e'].every((part) => mine.jwk[part] === its.jwk[part])
  )
}
