import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto'
import type { Digest } from '../../core/ports'
import type { CheckPorts, JwsKey, VerifyJws } from '../../core/openbadges/check/ports'

/** Verifies a signature as JWS writes it, with Node's crypto. Throws where the key is not of the kind that the algorithm needs. */
export const verifyJws: VerifyJws = (algorithm, key, signed, signature) => {
  const object = publicKey(key)
  const kind = object.asymmetricKeyType
  if (algorithm === 'RS256') {
    // A JWS key shorter than 2048 bits must not be used (RFC 7518 §3.3).
    if (kind !== 'rsa' || (object.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
      throw new TypeError('not an RSA key')
    return verify('sha256', signed, object, signature)
  }
  if (algorithm === 'ES256' || algorithm === 'ES384') {
    const [curve, digest] = algorithm === 'ES256' ? ['prime256v1', 'sha256'] : ['secp384r1', 'sha384']
    if (kind !== 'ec' || object.asymmetricKeyDetails?.namedCurve !== curve) throw new TypeError(`no key on ${curve}`)
    return verify(digest, signed, { key: object, dsaEncoding: 'ieee-p1363' }, signature)
  }
  if (kind !== 'ed25519') throw new TypeError('not an Ed25519 key')
  return verify(null, signed, object, signature)
}

const publicKey = (key: JwsKey): KeyObject =>
  'pem' in key ? createPublicKey(key.pem) : createPublicKey({ key: key.jwk, format: 'jwk' })

/** SHA-384, for proofs by keys on P-384. */
export const digest384: Digest = (bytes) => hash('sha384', bytes, 'buffer')

/** The digests of old badges' recipients. */
export const weakDigests = {
  md5: (bytes) => hash('md5', bytes, 'buffer'),
  sha1: (bytes) => hash('sha1', bytes, 'buffer'),
} satisfies CheckPorts['weakDigests']
