import { didWebAddress, publicKeyOfDidKey } from '../../did'
import { readMultikey } from '../../multikey'
import type { PublicKey } from '../../public-key'
import { readMoment } from '../dates'
import { webAddress, type LookUp } from '../documents'
import { fetchLinked, type Fetched } from '../linked'
import { failed, passed, unknown, type Check } from '../outcomes'
import { isObject, type JsonObject } from '../read-json'
import { idOf, listOf, textOf } from '../values'
import { keyIn, publicJwk, retiredAt } from './key-material'

/** What looking for a key gave. `claimed` is the key that the method's own name holds, not yet vouched for. */
export type KeySearch = { check: Check; key?: PublicKey; claimed?: PublicKey }

/** A key that an issuer lists for assertions. */
export type ListedKey = {
  key: PublicKey
  /** The method's id, and the `kid` of its JWK. */
  names: readonly string[]
  retiredAt: number | null
}

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
  const named = { method: cut(method) }
  if (controller !== issuerId.split('#')[0]) return { check: failed('key', 'method_not_issuers', named) }
  if (issuerId.startsWith('did:key:')) {
    const key = publicKeyOfDidKey(method)
    return key ? { check: passed('key', 'ok', named), key } : { check: failed('key', 'key_malformed', named) }
  }
  const strange = unknownMethod(issuerId)
  if (strange) return { check: strange }
  const claimed = fragment === undefined ? null : readMultikey(fragment)
  const answer = (search: KeySearch): KeySearch => (claimed ? { ...search, claimed } : search)
  const address = issuerId.startsWith('did:web:') ? didWebAddress(issuerId) : (webAddress(issuerId)?.href ?? null)
  if (address === null) return { check: failed('key', 'method_not_issuers', named) }

  const fetched = await fetchIssuerDocument(issuerId, address, lookUp)
  if ('check' in fetched) return answer(fetched)
  const entry = assertionMethods(fetched.document).find((one) => sameMethod(idOf(one), method, issuerId))
  if (!entry) return answer({ check: failed('key', 'key_not_listed', named) })
  if (textOf(entry.controller) !== issuerId) return { check: failed('key', 'method_not_issuers', named) }
  const key = keyIn(entry)
  if (!key) return { check: failed('key', 'key_malformed', named) }
  const retired = checkRetired(retiredAt(entry), signedAt)
  return { check: retired ?? passed('key', 'ok', named), key }
}

/** Every key that an issuer lists for assertions; for a JWT, whose header names a key by other names or carries it. */
export async function listIssuerKeys(
  issuerId: string,
  lookUp: LookUp,
): Promise<{ keys: ListedKey[] } | { check: Check }> {
  if (issuerId.startsWith('did:key:')) {
    const key = publicKeyOfDidKey(issuerId)
    return key ? { keys: [{ key, names: [], retiredAt: null }] } : { check: failed('key', 'key_malformed') }
  }
  const strange = unknownMethod(issuerId)
  if (strange) return { check: strange }
  const did = didWebAddress(issuerId)
  if (did === null) return listKeySet(issuerId, lookUp)
  const fetched = await fetchIssuerDocument(issuerId, did, lookUp)
  if ('check' in fetched) return { check: fetched.check }
  const keys = assertionMethods(fetched.document).flatMap((method) => {
    const key = textOf(method.controller) === issuerId ? keyIn(method) : null
    if (!key) return []
    const kid = 'jwk' in key ? textOf(key.jwk['kid']) : null
    return [{ key, names: [idOf(method), kid].filter((name) => name !== null), retiredAt: retiredAt(method) }]
  })
  return { keys }
}

/** A DID whose keys cannot be found here says nothing for or against a badge; null for every other issuer. */
function unknownMethod(issuerId: string): Check | null {
  const method = /^did:[^:]*/.exec(issuerId)?.[0] ?? null
  if (method === null || method === 'did:key' || method === 'did:web') return null
  return unknown('key', 'not_checkable', { reason: cut(method) })
}

/** The key set of an https issuer's host (OB 3.0, integrity: `/.well-known/jwks.json`). */
async function listKeySet(issuerId: string, lookUp: LookUp): Promise<{ keys: ListedKey[] } | { check: Check }> {
  if (!webAddress(issuerId)) return { check: failed('key', 'method_not_issuers', { method: cut(issuerId) }) }
  const url = new URL('/.well-known/jwks.json', issuerId).href
  const fetched = await fetchLinked('key', url, lookUp, { anyId: true })
  if ('check' in fetched) return { check: fetched.check }
  const keys = listOf(fetched.document.keys).flatMap((jwk) => {
    const key = isObject(jwk) ? publicJwk(jwk) : null
    const kid = isObject(jwk) ? textOf(jwk.kid) : null
    return key ? [{ key, names: kid === null ? [] : [kid], retiredAt: null }] : []
  })
  return { keys }
}

/** The check that fails where a key was put away before it signed (`domain.md` row 97); null where it still counted. */
export function checkRetired(retired: number | null, signedAt: unknown): Check | null {
  if (retired === null) return null
  const signed = readMoment(signedAt)
  return 'at' in signed && signed.at < retired
    ? null
    : failed('key', 'key_retired', { at: new Date(retired).toISOString() })
}

/** The verification methods that a DID document allows for assertions, each whole. */
function assertionMethods(document: JsonObject): JsonObject[] {
  const listed = listOf(document.verificationMethod).filter(isObject)
  return listOf(document.assertionMethod).flatMap((one) => {
    if (isObject(one) && Object.keys(one).length > 1) return [one]
    const id = idOf(one)
    const self = idOf(document) ?? ''
    const found = listed.find((method) => id !== null && sameMethod(idOf(method), inFull(id, self), self))
    return found ? [found] : []
  })
}

const inFull = (id: string, issuerId: string) => (id.startsWith('#') ? issuerId + id : id)

/** The issuer's own document: its id is the issuer's (a DID), not the address where it stands. */
async function fetchIssuerDocument(issuerId: string, url: string, lookUp: LookUp): Promise<Fetched> {
  const fetched = await fetchLinked('key', url, lookUp, { anyId: true })
  if ('check' in fetched) return fetched
  const id = idOf(fetched.document)
  return id === issuerId ? fetched : { check: failed('key', 'address_differs', { url, id: cut(id ?? '') }) }
}

/** A method may be named in full or by its fragment alone (DID Core §3.2.2). */
const sameMethod = (id: string | null, method: string, issuerId: string) =>
  id !== null && inFull(id, issuerId) === method

const cut = (text: string) => text.slice(0, 300)
