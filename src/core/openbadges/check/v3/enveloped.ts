import type { Jws } from '../jws'
import { isObject, type JsonObject } from '../read-json'
import { objectOf } from '../values'

/**
 * The credential in a JWT: the payload itself, or what its claim `vc` holds. That may leave to the envelope's own claims
 * what these say (VC Data Model 1.1 §6.3.1, "instead of"); where both say it, `checkJwt` compares them.
 */
export function enveloped({ payload }: Pick<Jws, 'payload'>): JsonObject {
  const vc = objectOf(payload.vc)
  if (!vc) return payload
  const { iss, jti, sub } = payload
  const begins = vc.validFrom === undefined && vc.issuanceDate === undefined ? timeOf(payload.nbf) : null
  const ends = vc.validUntil === undefined && vc.expirationDate === undefined ? timeOf(payload.exp) : null
  const subject = objectOf(vc.credentialSubject)
  return {
    ...(jti !== undefined && { id: jti }),
    ...(iss !== undefined && { issuer: iss }),
    ...(begins !== null && { issuanceDate: begins }),
    ...(ends !== null && { expirationDate: ends }),
    ...vc,
    ...(isObject(vc.issuer) && { issuer: { ...(iss !== undefined && { id: iss }), ...vc.issuer } }),
    ...(subject && sub !== undefined && { credentialSubject: { id: sub, ...subject } }),
  }
}

/** A NumericDate (RFC 7519 §2) as ISO 8601 text; null for what is none. */
function timeOf(seconds: unknown): string | null {
  const time = new Date(typeof seconds === 'number' ? seconds * 1000 : NaN)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
