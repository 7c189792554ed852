import { webAddress, type LookUp } from '../documents'
import { fetchLinked, type Fetched } from '../linked'
import { checkJwsSignature, refusedHeader, type Jws } from '../jws'
import { failed, passed, unknown, type Check } from '../outcomes'
import type { CheckPorts, JwsKey } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { hasType, idOf, listOf, objectOf, textOf } from '../values'

/**
 * Checks a signed assertion (OB 2.0 SignedBadge, OB 1.x `verify.type` "signed"): the key that it names is the issuer's,
 * the signature fits, and the issuer's revocation list does not name it.
 */
export async function checkAssertionJws(
  jws: Jws,
  assertion: JsonObject,
  issuer: Fetched,
  badge: JsonObject | null,
  lookUp: LookUp,
  ports: Pick<CheckPorts, 'verifyJws'>,
): Promise<Check[]> {
  const refused = refusedHeader(jws.header)
  if (refused) return [refused]
  const issuerId = idOf(badge?.issuer)
  const profile = 'document' in issuer ? issuer.document : null
  const revocation = await checkRevocationList(assertion, issuerId, profile, lookUp)
  const key = await findKey(assertion, issuerId, profile, lookUp)
  if ('outcome' in key)
    return [
      key,
      ...(key.outcome === 'unknown' ? [unknown('signature', 'not_checkable', { reason: 'key' })] : []),
      revocation,
    ]
  return [passed('key', 'ok'), await checkJwsSignature(jws, key, ports.verifyJws), revocation]
}

/** The issuer's key, once it is shown that it is the issuer's: it names its owner and the owner lists it (OB 2.0, CryptographicKey). */
async function findKey(
  assertion: JsonObject,
  issuerId: string | null,
  issuer: JsonObject | null,
  lookUp: LookUp,
): Promise<JwsKey | Check> {
  const old = objectOf(assertion.verify)
  if (old) return findOldKey(textOf(old.url), issuerId, lookUp)
  // What came along with the signature cannot say whose it is.
  if (!issuer || issuerId === null || !webAddress(issuerId))
    return unknown('key', 'not_fetched', { url: issuerId ?? '' })
  const listed = listOf(issuer.publicKey)
  const method = idOf(objectOf(assertion.verification)?.creator) ?? idOf(listed[0])
  if (method === null) return failed('key', 'missing', { field: 'verification.creator' })
  if (!listed.some((key) => idOf(key) === method)) return failed('key', 'key_not_listed', { method })
  const embedded = listed.find((key) => isObject(key) && idOf(key) === method && textOf(key.publicKeyPem) !== null)
  const fetched = isObject(embedded) ? { document: embedded } : await fetchLinked('key', method, lookUp)
  if ('check' in fetched) return fetched.check
  const { document } = fetched
  if (idOf(document.owner) !== issuerId) return failed('key', 'method_not_issuers', { method })
  const pem = textOf(document.publicKeyPem)
  return pem === null ? failed('key', 'key_malformed') : { pem }
}

/** OB 1.x: `verify.url` is the address of the key's PEM text, on the issuer's own host. */
async function findOldKey(url: string | null, issuerId: string | null, lookUp: LookUp): Promise<JwsKey | Check> {
  const [address, home] = [webAddress(url), webAddress(issuerId)]
  if (!address || url === null) return failed('key', 'missing', { field: 'verify.url' })
  if (home?.host !== address.host) return failed('key', 'method_not_issuers', { method: url })
  const found = await lookUp(url)
  if (found.state === 'offline') return unknown('key', 'not_fetched', { url, reason: found.reason })
  if (found.state !== 'found') return unknown('key', 'not_found', { url })
  return { pem: found.text }
}

async function checkRevocationList(
  assertion: JsonObject,
  issuerId: string | null,
  issuer: JsonObject | null,
  lookUp: LookUp,
): Promise<Check> {
  if (!issuer) return unknown('revocation', 'not_fetched', { url: issuerId ?? '' })
  const url = idOf(issuer.revocationList)
  if (url === null) return passed('revocation', 'not_revocable')
  const fetched = await fetchLinked('revocation', url, lookUp)
  // A list that is wrong says nothing about the badge, neither for nor against it.
  if ('check' in fetched)
    return fetched.check.outcome === 'failed' ? unknown('revocation', 'list_not_trusted', { url }) : fetched.check
  const names = [textOf(assertion.id), textOf(assertion.uid)].filter((name) => name !== null)
  const { document } = fetched
  if (document.revokedAssertions === undefined && document.type === undefined) {
    // OB 1.x: a map from uid to reason.
    const name = names.find((one) => Object.hasOwn(document, one))
    return name === undefined ? passed('revocation', 'ok') : revoked(document[name])
  }
  const isList = document.revokedAssertions !== undefined || hasType(document, 'RevocationList')
  if (!isList || (document.issuer !== undefined && idOf(document.issuer) !== issuerId))
    return unknown('revocation', 'list_not_trusted', { url })
  for (const entry of listOf(document.revokedAssertions)) {
    const ids = isObject(entry) ? [textOf(entry.id), textOf(entry.uid)] : [textOf(entry)]
    if (ids.some((id) => id !== null && names.includes(id)))
      return revoked(isObject(entry) ? entry.revocationReason : undefined)
  }
  return passed('revocation', 'ok')
}

const revoked = (reason: unknown) => failed('revocation', 'revoked', { reason: (textOf(reason) ?? '').slice(0, 1000) })
