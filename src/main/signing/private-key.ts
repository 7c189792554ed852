import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { encodeEcMultikey, encodeMultikey } from '../../core/openbadges/multikey'
import type { PublicJwk } from '../../core/openbadges/jws-signer'
import type { Random } from '../../core/ports'

/** The kinds of signing keys: Ed25519 for Data Integrity, P-256 for ES256, RSA for RS256. */
export type KeyKind = 'ed25519' | 'p256' | 'rsa'

/** An opened key. Its secret, as it is sealed and backed up, is 32 bytes (seed or scalar), of RSA the DER of PKCS #8. */
export type PrivateKey = { kind: KeyKind; privateKey: KeyObject; publicKey: KeyObject; publicMultibase: string }

/** A badge has to hold for decades; below 3072 bits RSA is not expected to after 2030 (NIST SP 800-57). */
const rsaBits = 3072
/** DER of PKCS #8 around the 32 bytes: RFC 8410 §7, and RFC 5915 without the public half, which OpenSSL works out. */
const pkcs8Heads = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  p256: Buffer.from('3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420', 'hex'),
}

/** Makes the secret of a new key. The caller zeroes it. */
export async function newSecret(kind: KeyKind, random: Random): Promise<Uint8Array> {
  // One in 2^32 draws is no scalar of P-256: then `openPrivateKey` throws, nothing was stored, and the next attempt draws anew.
  if (kind !== 'rsa') return random(32)
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: rsaBits })
  return privateKey.export({ format: 'der', type: 'pkcs8' })
}

/** Opens a secret; null where the bytes are no key of this kind. */
export function openPrivateKey(kind: KeyKind, secret: Uint8Array): PrivateKey | null {
  if (kind !== 'rsa' && secret.length !== 32) return null
  const der = Buffer.concat([kind === 'rsa' ? Buffer.alloc(0) : pkcs8Heads[kind], secret])
  try {
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey(privateKey)
    return { kind, privateKey, publicKey, publicMultibase: multibaseOf(kind, publicKey) }
  } catch {
    return null
  } finally {
    der.fill(0)
  }
}

/** The public half as RFC 7517 writes it. */
export const publicJwkOf = ({ publicKey }: PrivateKey): PublicJwk => jwk.parse(publicKey.export({ format: 'jwk' }))

const jwk = z.object({ kty: z.string() }).catchall(z.string())
const ecJwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() })
const rsaKey = z.object({ kty: z.literal('RSA') })

/** Multikey; of RSA, which has none, `u` and base64url of the multicodec 0x1205 as a varint and the DER of PKCS #1. Throws for another kind. */
function multibaseOf(kind: KeyKind, publicKey: KeyObject): string {
  const exported = publicKey.export({ format: 'jwk' })
  switch (kind) {
    case 'ed25519':
      return encodeMultikey(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
    case 'p256':
      return encodeEcMultikey(ecJwk.parse(exported))
    case 'rsa': {
      rsaKey.parse(exported)
      const der = publicKey.export({ format: 'der', type: 'pkcs1' })
      return `u${Buffer.concat([Buffer.of(0x85, 0x24), der]).toString('base64url')}`
    }
  }
}
