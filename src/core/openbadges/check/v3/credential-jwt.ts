import { asJwsKey, type PublicKey, sameKey } from '../../public-key'
import { didWebAddress } from '../../did'
import { readMoment } from '../dates'
import { objectIn, type LookUp } from '../documents'
import { checkJwsSignature, refusedHeader, type Jws } from '../jws'
import { failed, passed, unknown, type Check } from '../outcomes'
import type { CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { objectOf, textOf } from '../values'
import { checkRetired, findIssuerKey, listIssuerKeys, type KeySearch } from './issuer-key'
import { publicJwk } from './key-material'

/** OB 3.0 as a JWT (integrity.md §JWT): what the envelope claims must be what the credential says. */
export async function checkJwt(
  jws: Jws,
  document: JsonObject,
  issuer: string,
  lookUp: LookUp,
  ports: Pick<CheckPorts, 'verifyJws'>,
): Promise<Check[]> {
  const refused = refusedHeader(jws.header)
  if (refused) return [refused]
  const differing = differingClaim(jws.payload, document, issuer)
  if (differing) return [failed('signature', 'claims_differ', { field: differing })]
  const search = await findJwtKey(jws, document, issuer, lookUp)
  if (!search.key) {
    const open = search.check.outcome === 'unknown' ? [unknown('signature', 'not_checkable', { reason: 'key' })] : []
    return [search.check, ...open]
  }
  return [search.check, await checkJwsSignature(jws, asJwsKey(search.key), ports.verifyJws)]
}

/**
 * The key that the header names (`kid`) or carries (`jwk`), if the issuer lists it. Nothing is ever asked for outside of
 * the issuer's own host (`domain.md` row 93).
 */
async function findJwtKey({ header }: Jws, document: JsonObject, issuer: string, lookUp: LookUp): Promise<KeySearch> {
  const kid = textOf(header.kid)
  const signedAt = document.validFrom ?? document.issuanceDate
  if (kid !== null && kid.split('#')[0] === issuer.split('#')[0]) return findIssuerKey(issuer, kid, signedAt, lookUp)
  if (kid !== null && issuer.startsWith('did:') && kid.startsWith('#'))
    return findIssuerKey(issuer, issuer + kid, signedAt, lookUp)
  const carried = isObject(header.jwk) ? publicJwk(header.jwk) : null
  const isAddress = kid !== null && carried === null && /^https?:/i.test(kid)
  if (isAddress && !issuer.startsWith('did:')) {
    const fetched = await fetchJwk(kid, issuer, lookUp)
    if (fetched.check.outcome !== 'unknown') return fetched
    const listed = await findListed((names) => names.includes(kid), issuer, signedAt, lookUp)
    return listed?.key ? listed : fetched
  }
  const byName = await findListed(
    (names, key) => (carried ? sameKey(key, carried) : kid !== null && names.includes(kid)),
    issuer,
    signedAt,
    lookUp,
  )
  if (byName) return byName
  const method = (kid ?? 'jwk').slice(0, 300)
  // A DID's key may be named by the address of its JWK, on the DID's own host; it counts if the DID lists that very key.
  const home = didWebAddress(issuer)
  const published = isAddress && home !== null ? await fetchJwk(kid, home, lookUp) : null
  const key = published?.key
  const sameMaterial = key ? await findListed((_, one) => sameKey(one, key), issuer, signedAt, lookUp) : null
  return sameMaterial ?? { check: failed('key', 'key_not_listed', { method }) }
}

/** The first of an issuer's listed keys that is wanted; the check that says why there are none; null where none fits. */
async function findListed(
  wanted: (names: readonly string[], key: PublicKey) => boolean,
  issuer: string,
  signedAt: unknown,
  lookUp: LookUp,
): Promise<KeySearch | null> {
  const listed = await listIssuerKeys(issuer, lookUp)
  if ('check' in listed) return listed
  const found = listed.keys.find(({ names, key }) => wanted(names, key))
  return found ? { check: checkRetired(found.retiredAt, signedAt) ?? passed('key', 'ok'), key: found.key } : null
}

/** A JWK at an address on the issuer's own host: alone, or in a set in which it bears the address as its name. */
async function fetchJwk(kid: string, home: string, lookUp: LookUp): Promise<KeySearch> {
  const method = kid.slice(0, 300)
  if (URL.parse(kid)?.origin !== URL.parse(home)?.origin)
    return { check: failed('key', 'method_not_issuers', { method }) }
  const found = await lookUp(kid)
  if (found.state === 'offline') return { check: unknown('key', 'not_fetched', { url: kid, reason: found.reason }) }
  if (found.state !== 'found') return { check: unknown('key', 'not_found', { url: kid }) }
  const set = readKeySet(found.text)
  const jwk = set.length === 1 ? set[0] : set.find((one) => one.kid === kid)
  const key = jwk && publicJwk(jwk)
  return key ? { check: passed('key', 'ok', { method }), key } : { check: failed('key', 'key_malformed', { method }) }
}

function readKeySet(text: string): JsonObject[] {
  const document = objectIn(text)
  if (!document) return []
  return (Array.isArray(document.keys) ? document.keys : [document]).filter(isObject)
}

/** The first claim that says something else than the credential; null where all agree. */
function differingClaim(claims: JsonObject, document: JsonObject, issuer: string): string | null {
  if (claims.iss !== undefined && claims.iss !== issuer) return 'iss'
  if (claims.jti !== undefined && claims.jti !== document.id) return 'jti'
  const subject = textOf(objectOf(document.credentialSubject)?.id)
  if (claims.sub !== undefined && claims.sub !== subject) return 'sub'
  const times = [
    ['nbf', document.validFrom ?? document.issuanceDate],
    ['exp', document.validUntil ?? document.expirationDate],
  ] as const
  for (const [claim, stated] of times) {
    if (claims[claim] === undefined) continue
    if (typeof claims[claim] !== 'number') return claim
    const moment = readMoment(stated)
    if (!('at' in moment) || Math.floor(moment.at / 1000) !== Math.floor(claims[claim])) return claim
  }
  return null
}
