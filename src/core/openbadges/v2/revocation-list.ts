import { addressOf, sitePaths } from '../addresses'
import { readJws } from '../check/jws'
import { openBadges2 } from './build'

/** A signed assertion that was revoked: the JWS as issued, and why. */
export type RevokedJws = { assertion: string; reason: string }

/**
 * OB 2.0 §RevocationList of an issuer: a signed assertion stands in no place that could say that it is revoked, so the
 * issuer lists it by its id. Texts that are no JWS are left out.
 */
export function revocationList(base: string, issuerToken: string, revoked: readonly RevokedJws[]) {
  return {
    '@context': openBadges2,
    type: 'RevocationList',
    id: addressOf(base, sitePaths.revocationList(issuerToken)),
    issuer: addressOf(base, sitePaths.issuerProfile(issuerToken)),
    revokedAssertions: revoked.flatMap(({ assertion, reason }) => {
      const id = readJws(assertion)?.payload['id']
      return typeof id === 'string' ? [{ id, revocationReason: reason }] : []
    }),
  }
}
