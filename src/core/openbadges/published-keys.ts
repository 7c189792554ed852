import { addressOf, sitePaths } from './addresses'
import { decodeBase64url } from './base64url'
import { readMultikey } from './multikey'
import { openBadges2 } from './v2/build'

/** A key that an issuer signs with, or signed with, as its public documents list it. */
export type PublishedKey = {
  kind: 'ed25519' | 'p256' | 'rsa'
  /** As `signing_key.public_multibase`: a Multikey; of RSA `u` and base64url of 0x85 0x24 and the DER of PKCS #1. */
  publicMultibase: string
  /** ISO 8601 UTC; null while it is in use. */
  retiredAt: string | null
  retiredReason: 'rotated' | 'lost' | 'stolen' | null
}

/** When a key ceased to count. A key that was only replaced or lost still counts: nobody else can sign with it. */
export const revokedAt = (key: PublishedKey): string | null => (key.retiredReason === 'stolen' ? key.retiredAt : null)

/**
 * The document at a key's own address: a JWK for P-256 (RFC 7517, what a VC-JWT's `kid` leads to), an OB 2.0
 * §CryptographicKey for RSA. Null for Ed25519, which stands in `did.json` only.
 */
export function keyDocument(base: string, issuerToken: string, key: PublishedKey): object | null {
  const id = addressOf(base, sitePaths.key(issuerToken, key.publicMultibase))
  if (key.kind === 'p256') return { ...ecJwk(key), kid: id, alg: 'ES256', use: 'sig' }
  if (key.kind === 'rsa')
    return {
      '@context': openBadges2,
      type: 'CryptographicKey',
      id,
      owner: addressOf(base, sitePaths.issuerProfile(issuerToken)),
      publicKeyPem: rsaPem(key.publicMultibase),
    }
  return null
}

/** The JWK of a key on P-256 (RFC 7518 §6.2). Throws for a multibase that is none. */
export function ecJwk({ publicMultibase }: PublishedKey): Readonly<Record<string, unknown>> {
  const key = readMultikey(publicMultibase)
  if (key === null || !('jwk' in key)) throw new RangeError('not a key on P-256')
  return key.jwk
}

/** AlgorithmIdentifier of RSA: rsaEncryption with NULL (RFC 8017 §A.1). */
const rsaAlgorithm = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00]

/** A public RSA key as PEM of SubjectPublicKeyInfo (RFC 7468 §13), which readers take more often than bare PKCS #1. */
export function rsaPem(publicMultibase: string): string {
  const bytes = publicMultibase.startsWith('u') ? decodeBase64url(publicMultibase.slice(1)) : null
  if (bytes === null || bytes[0] !== 0x85 || bytes[1] !== 0x24) throw new RangeError('not an RSA key')
  const der = derValue(0x30, [...rsaAlgorithm, ...derValue(0x03, [0, ...bytes.subarray(2)])])
  const lines = btoa(String.fromCharCode(...der)).match(/.{1,64}/g) ?? []
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`
}

/** One value of DER: tag, length, content of less than 64 KiB. */
function derValue(tag: number, content: readonly number[]): number[] {
  const { length } = content
  if (length < 0x80) return [tag, length, ...content]
  if (length < 0x100) return [tag, 0x81, length, ...content]
  return [tag, 0x82, length >> 8, length & 0xff, ...content]
}
