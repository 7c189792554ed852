import { didWebAddress, publicKeyOfDidKey } from '../did'
import { decodeMultikey } from '../multikey'
import { readMoment } from './dates'
import { webAddress, type LookUp } from './documents'
import { fetchLinked, type Fetched } from './hosted'
import { failed, passed, type Check } from './outcomes'
import { isObject, type JsonObject } from './read-json'
import { idOf, listOf, textOf } from './values'

/** A key that its issuer vouches for: raw Ed25519, or a JWK of any kind. */
export type IssuerKey = { ed25519: Uint8Array } | { jwk: JsonObject }

/** What looking for a key gave. `claimed` is the key that the method's own name holds, not yet vouched for. */
export type KeySearch = { check: Check; key?: IssuerKey; claimed?: Uint8Array }

/**
 * Finds the key of a verification method and whether it is the issuer's (`domain.md` rows 93, 95–97).
 * - did:key says it itself;
 * - did:web and https issuers: their document lists the method under `assertionMethod`, with the issuer as controller.
 *   `signedAt` is the proof's time: a retired key counts only for what was signed before.
 */
export async function findIssuerKey(
  issuerId: string,
  method: string,
  signedAt: unknown,
  lookUp: LookUp,
): Promise<KeySearch> {
  const [controller = '', fragment] = method.split('#')
  if (controller !== issuerId.split('#')[0])
    return { check: failed('key', 'method_not_issuers', { method: cut(method) }) }
  if (issuerId.startsWith('did:key:')) {
    const key = publicKeyOfDidKey(method)
    return key
      ? { check: passed('key', 'ok', { method: cut(method) }), key: { ed25519: key } }
      : { check: failed('key', 'key_malformed', { method: cut(method) }) }
  }
  const claimed = fragment === undefined ? null : decodeMultikey(fragment)
  const answer = (search: KeySearch): KeySearch => (claimed ? { ...search, claimed } : search)
  const address = issuerId.startsWith('did:web:') ? didWebAddress(issuerId) : (webAddress(issuerId)?.href ?? null)
  if (address === null) return { check: failed('key', 'method_not_issuers', { method: cut(method) }) }

  const fetched = await fetchIssuerDocument(issuerId, address, lookUp)
  if ('check' in fetched) return answer(fetched)
  const { document } = fetched
  const listed = listOf(document.verificationMethod).find(
    (one) => isObject(one) && sameMethod(idOf(one), method, issuerId),
  )
  const allowed = listOf(document.assertionMethod)
  const embedded = allowed.find((one) => isObject(one) && sameMethod(idOf(one), method, issuerId))
  const entry = isObject(embedded) ? embedded : listed
  const vouched = allowed.some((one) => sameMethod(idOf(one), method, issuerId))
  if (!isObject(entry) || !vouched) return answer({ check: failed('key', 'key_not_listed', { method: cut(method) }) })
  if (textOf(entry.controller) !== issuerId)
    return { check: failed('key', 'method_not_issuers', { method: cut(method) }) }
  const key = keyIn(entry)
  if (!key) return { check: failed('key', 'key_malformed', { method: cut(method) }) }
  const retired = retiredAt(entry)
  const signed = readMoment(signedAt)
  if (retired !== null && (!('at' in signed) || signed.at >= retired))
    return { check: failed('key', 'key_retired', { at: new Date(retired).toISOString() }), key }
  return { check: passed('key', 'ok', { method: cut(method) }), key }
}

/** Every key that an issuer lists for assertions; for a JWT whose header carries its key instead of naming it. */
export async function listIssuerKeys(
  issuerId: string,
  lookUp: LookUp,
): Promise<{ keys: IssuerKey[] } | { check: Check }> {
  if (issuerId.startsWith('did:key:')) {
    const key = publicKeyOfDidKey(issuerId)
    return key ? { keys: [{ ed25519: key }] } : { check: failed('key', 'key_malformed') }
  }
  const did = didWebAddress(issuerId)
  const url = did ?? (webAddress(issuerId) ? new URL('/.well-known/jwks.json', issuerId).href : null)
  if (url === null) return { check: failed('key', 'method_not_issuers', { method: cut(issuerId) }) }
  const fetched =
    did === null
      ? await fetchLinked('key', url, lookUp, { anyId: true })
      : await fetchIssuerDocument(issuerId, did, lookUp)
  if ('check' in fetched) return { check: fetched.check }
  const { document } = fetched
  if (did === null) return { keys: listOf(document.keys).flatMap((jwk) => (isObject(jwk) ? [{ jwk }] : [])) }
  const allowed = listOf(document.assertionMethod)
  const entries = [...listOf(document.verificationMethod), ...allowed].filter(
    (one) => isObject(one) && allowed.some((name) => idOf(name) === idOf(one)) && retiredAt(one) === null,
  )
  return { keys: entries.flatMap((entry) => (isObject(entry) ? (keyIn(entry) ?? []) : [])) }
}

/** The issuer's own document: its id is the issuer's (a DID), not the address where it stands. */
async function fetchIssuerDocument(issuerId: string, url: string, lookUp: LookUp): Promise<Fetched> {
  const fetched = await fetchLinked('key', url, lookUp, { anyId: true })
  if ('check' in fetched) return fetched
  const id = idOf(fetched.document)
  return id === issuerId ? fetched : { check: failed('key', 'address_differs', { url, id: cut(id ?? '') }) }
}

function keyIn(method: JsonObject): IssuerKey | null {
  const multibase = textOf(method.publicKeyMultibase)
  if (multibase !== null) {
    const key = decodeMultikey(multibase)
    return key && { ed25519: key }
  }
  return isObject(method.publicKeyJwk) && !('d' in method.publicKeyJwk) ? { jwk: method.publicKeyJwk } : null
}

/** A method may be named in full or by its fragment alone (DID Core §3.2.2). */
const sameMethod = (id: string | null, method: string, issuerId: string) =>
  id === method || (id?.startsWith('#') === true && issuerId + id === method)

function retiredAt(method: JsonObject): number | null {
  const moments = [method.revoked, method.expires].map((value) => readMoment(value))
  const times = moments.flatMap((moment) => ('at' in moment ? [moment.at] : []))
  return times.length > 0 ? Math.min(...times) : null
}

const cut = (text: string) => text.slice(0, 300)
