import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto'
import type { CheckPorts, JwsKey, VerifyJws } from '../../core/openbadges/check/ports'

/** Verifies a JWS with Node's crypto. Throws where the key is not of the kind that the algorithm needs. */
export const verifyJws: VerifyJws = (algorithm, key, signed, signature) => {
  const object = publicKey(key)
  const kind = object.asymmetricKeyType
  if (algorithm === 'RS256') {
    // A JWS key shorter than 2048 bits must not be used (RFC 7518 §3.3).
    if (kind !== 'rsa' || (object.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
      throw new TypeError('not an RSA key')
    return verify('sha256', signed, object, signature)
  }
  if (algorithm === 'ES256') {
    if (kind !== 'ec' || object.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
      throw new TypeError('not a P-256 key')
    return verify('sha256', signed, { key: object, dsaEncoding: 'ieee-p1363' }, signature)
  }
  if (kind !== 'ed25519') throw new TypeError('not an Ed25519 key')
  return verify(null, signed, object, signature)
}

const publicKey = (key: JwsKey): KeyObject =>
  'pem' in key ? createPublicKey(key.pem) : createPublicKey({ key: key.jwk, format: 'jwk' })

/** The digests of old badges' recipients. */
export const weakDigests = {
  md5: (bytes) => hash('md5', bytes, 'buffer'),
  sha1: (bytes) => hash('sha1', bytes, 'buffer'),
} satisfies CheckPorts['weakDigests']
