import { decodeBase58 } from '../../base58'
import { readMultikey } from '../../multikey'
import { keyKind, type PublicKey } from '../../public-key'
import { readMoment } from '../dates'
import { isObject, type JsonObject } from '../read-json'
import { textOf } from '../values'

/**
 * The key that a verification method of a DID document holds, in any of the forms that are in use: Multikey and
 * Ed25519VerificationKey2020 (`publicKeyMultibase`), JsonWebKey (`publicKeyJwk`), Ed25519VerificationKey2018
 * (`publicKeyBase58`), PEM. Null where there is none, where it is of a kind that signs no badge, and where a private
 * half lies beside it: such a key is everybody's.
 */
export function keyIn(method: JsonObject): PublicKey | null {
  const multibase = textOf(method.publicKeyMultibase)
  if (multibase !== null) return readMultikey(multibase)
  if (isObject(method.publicKeyJwk)) return publicJwk(method.publicKeyJwk)
  const base58 = textOf(method.publicKeyBase58)
  if (base58 !== null) {
    const raw = decodeBase58(base58)
    return raw?.length === 32 && textOf(method.type)?.startsWith('Ed25519') === true ? { ed25519: raw } : null
  }
  const pem = textOf(method.publicKeyPem)
  return pem !== null && keyKind({ pem }) !== null ? { pem } : null
}

/** The parts of a JWK that only its owner may have (RFC 7518 §6). */
const privateParts = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth']
/** Whether a JWK holds a private half. */
export const isPrivateJwk = (jwk: JsonObject): boolean => privateParts.some((part) => part in jwk)

/** A JWK as a key; null where it is of no kind that signs badges, or not public. */
export function publicJwk(jwk: JsonObject): PublicKey | null {
  return !isPrivateJwk(jwk) && keyKind({ jwk }) !== null ? { jwk } : null
}

/**
 * When a method ceased to count (milliseconds): what its document says of it being revoked or expired; 0 where that cannot
 * be read, null where it still counts.
 */
export function retiredAt(method: JsonObject): number | null {
  const times = [method.revoked, method.expires].flatMap((value) => {
    if (value === undefined || value === null || value === false) return []
    const moment = readMoment(value)
    return 'at' in moment ? [moment.at] : [0]
  })
  return times.length > 0 ? Math.min(...times) : null
}
