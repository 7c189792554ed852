import { isBlazonError } from '../../errors'
import { encodeBase64url } from '../base64url'
import { issuingContexts } from '../contexts'
import { olderCredentialContexts } from '../older-contexts'
import { verifyProof, type ProofOutcome } from '../proof'
import { objectIn, type LookUp } from './documents'
import { readMoment } from './dates'
import { findIssuerKey, listIssuerKeys, type IssuerKey, type KeySearch } from './issuer-key'
import { checkJwsSignature, refusedHeader, type Jws } from './jws'
import { failed, passed, unknown, type Check } from './outcomes'
import type { CheckPorts, JwsKey } from './ports'
import { isObject, type JsonObject } from './read-json'
import { idOf, listOf, objectOf, textOf } from './values'

/** A verifiable credential and how it is secured: a proof inside it, or a JWS around it (`jws`). */
export type Secured = { document: JsonObject; jws?: Jws }

const contexts = { ...issuingContexts, ...olderCredentialContexts }

/** The checks `key` and `signature` of a credential (a badge, or the status list that it names). */
export async function checkSecured({ document, jws }: Secured, lookUp: LookUp, ports: CheckPorts): Promise<Check[]> {
  const issuer = idOf(document.issuer)
  if (issuer === null) return [failed('issuer', 'missing', { field: 'issuer' })]
  return jws ? checkJwt(jws, document, issuer, lookUp, ports) : checkProofs(document, issuer, lookUp, ports)
}

/** Every eddsa-rdfc-2022 proof must fit; proofs of other suites may stand beside it. */
async function checkProofs(document: JsonObject, issuer: string, lookUp: LookUp, ports: CheckPorts): Promise<Check[]> {
  const proofs = listOf(document.proof)
  if (proofs.length === 0) return [failed('signature', 'no_proof')]
  if (!proofs.every(isObject) || proofs.length > 10) return [failed('signature', 'proof_malformed')]
  const suites = proofs.map((proof) => textOf(proof.cryptosuite) ?? textOf(proof.type) ?? '?')
  const misspelled = suites.find((suite) => suite === 'eddsa-rdf-2022')
  if (misspelled) return [failed('signature', 'suite_misspelled', { suite: misspelled })]
  const known = proofs.filter((proof, at) => proof.type === 'DataIntegrityProof' && suites[at] === 'eddsa-rdfc-2022')
  if (known.length === 0) return [unknown('signature', 'suite_unknown', { suite: (suites[0] ?? '?').slice(0, 100) })]
  const checks: Check[][] = []
  for (const proof of known) checks.push(await checkProof(document, proof, issuer, lookUp, ports))
  // One verdict each: the first set in which something is wrong, else the first.
  const outcome = (of: Check['outcome']) => checks.find((set) => set.some((check) => check.outcome === of))
  return outcome('failed') ?? outcome('unknown') ?? checks[0] ?? []
}

async function checkProof(
  document: JsonObject,
  proof: JsonObject,
  issuer: string,
  lookUp: LookUp,
  ports: CheckPorts,
): Promise<Check[]> {
  const method = idOf(proof.verificationMethod)
  if (method === null) return [failed('signature', 'proof_malformed')]
  if (proof.proofPurpose !== 'assertionMethod') return [failed('signature', 'wrong_purpose')]
  const expires = proof.expires === undefined ? null : readMoment(proof.expires)
  if (expires && (!('at' in expires) || expires.at <= ports.now())) return [failed('signature', 'proof_expired')]
  const search = await findIssuerKey(issuer, method, proof.created, lookUp)
  if (search.check.outcome === 'failed') return [search.check]
  const strange = strangeForm(document) ?? strangeForm({ proof })
  if (strange) return [search.check, strange]
  const key = search.key && 'ed25519' in search.key ? search.key.ed25519 : null
  if (search.key && !key) return [failed('key', 'key_malformed')]
  const against = key ?? search.claimed
  if (!against) return [search.check, unknown('signature', 'not_checkable', { reason: 'key' })]
  const outcome = await proofCheck(document, proof, against, ports)
  // The key that the method's name holds can show that something was changed, but not that the issuer said it.
  if (!key && outcome.outcome === 'passed')
    return [search.check, unknown('signature', 'not_checkable', { reason: 'key' })]
  return [search.check, outcome]
}

async function proofCheck(document: JsonObject, proof: JsonObject, key: Uint8Array, ports: CheckPorts): Promise<Check> {
  try {
    return asCheck(await verifyProof(document, proof, key, ports, contexts))
  } catch (error) {
    // A browser without Ed25519.
    if (isBlazonError(error, 'not_supported_here')) return unknown('signature', 'not_checkable', { reason: 'Ed25519' })
    throw error
  }
}

function asCheck(proof: ProofOutcome): Check {
  switch (proof.outcome) {
    case 'verified':
      return passed('signature', 'ok', { algorithm: 'eddsa-rdfc-2022' })
    case 'altered':
      return failed('signature', 'changed')
    case 'unsupported':
    case 'malformed':
      return failed('signature', 'proof_malformed')
    case 'not_canonical': {
      const term = (proof.term ?? '').slice(0, 200)
      if (proof.reason === 'unknown_context') return unknown('signature', 'context_unknown', { url: term })
      if (proof.reason === 'undefined_term') return unknown('signature', 'terms_unknown', { term })
      return unknown('signature', 'not_checkable', { reason: proof.reason })
    }
  }
}

/**
 * Forms of JSON-LD in which a signature could hold while a plain reader of the JSON sees something else: contexts
 * written into the document, contexts further in, keywords (`limits.md` F37). Language values are harmless.
 */
function strangeForm(document: JsonObject): Check | null {
  for (const context of listOf(document['@context'])) {
    if (typeof context !== 'string') return unknown('signature', 'context_unknown', { url: '{…}' })
    if (!Object.hasOwn(contexts, context))
      return unknown('signature', 'context_unknown', { url: context.slice(0, 300) })
  }
  const { '@context': _, ...rest } = document
  return holdsKeyword(rest) ? unknown('signature', 'unusual_form') : null
}

const harmless = new Set(['@value', '@language', '@direction'])
function holdsKeyword(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsKeyword)
  if (!isObject(value)) return false
  const keys = Object.keys(value)
  const literal = keys.includes('@value') && keys.every((key) => harmless.has(key))
  return !literal && keys.some((key) => key.startsWith('@') || holdsKeyword(value[key]))
}

/** OB 3.0 as a JWT (integrity.md §JWT): what the envelope claims must be what the credential says. */
async function checkJwt(
  jws: Jws,
  document: JsonObject,
  issuer: string,
  lookUp: LookUp,
  ports: CheckPorts,
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

/** The key that the header names (`kid`) or carries (`jwk`), if the issuer lists it; never from an address outside the issuer's. */
async function findJwtKey({ header }: Jws, document: JsonObject, issuer: string, lookUp: LookUp): Promise<KeySearch> {
  const kid = textOf(header.kid)
  const signedAt = document.validFrom ?? document.issuanceDate
  if (kid !== null && kid.split('#')[0] === issuer.split('#')[0]) return findIssuerKey(issuer, kid, signedAt, lookUp)
  if (kid !== null && issuer.startsWith('did:') && kid.startsWith('#'))
    return findIssuerKey(issuer, issuer + kid, signedAt, lookUp)
  if (kid !== null && !isObject(header.jwk) && URL.parse(kid) !== null && !issuer.startsWith('did:'))
    return fetchJwk(kid, issuer, lookUp)
  const listed = await listIssuerKeys(issuer, lookUp)
  if ('check' in listed) return { check: listed.check }
  const carried = isObject(header.jwk) ? header.jwk : null
  const key = listed.keys.find((one) => {
    const jwk = asJwk(one)
    return carried ? sameJwk(jwk, carried) : kid !== null && jwk.kid === kid
  })
  if (!key) return { check: failed('key', 'key_not_listed', { method: (kid ?? 'jwk').slice(0, 300) }) }
  return { check: passed('key', 'ok'), key }
}

/** A JWK at an address on the issuer's own host. */
async function fetchJwk(kid: string, issuer: string, lookUp: LookUp): Promise<KeySearch> {
  const method = kid.slice(0, 300)
  if (URL.parse(kid)?.origin !== URL.parse(issuer)?.origin)
    return { check: failed('key', 'method_not_issuers', { method }) }
  const found = await lookUp(kid)
  if (found.state !== 'found')
    return { check: unknown('key', found.state === 'offline' ? 'not_fetched' : 'not_found', { url: kid }) }
  const set = readKeySet(found.text)
  const jwk = set.length === 1 ? set[0] : set.find((one) => one.kid === kid)
  return jwk
    ? { check: passed('key', 'ok', { method }), key: { jwk } }
    : { check: failed('key', 'key_malformed', { method }) }
}

function readKeySet(text: string): JsonObject[] {
  const document = objectIn(text)
  if (!document) return []
  return (Array.isArray(document.keys) ? document.keys : [document]).filter(isObject).filter((jwk) => !('d' in jwk))
}

const asJwsKey = (key: IssuerKey): JwsKey => ({ jwk: asJwk(key) })
const asJwk = (key: IssuerKey): JsonObject =>
  'jwk' in key ? key.jwk : { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(key.ed25519) }
const sameJwk = (one: JsonObject, other: JsonObject) =>
  typeof one.kty === 'string' && ['kty', 'crv', 'x', 'y', 'n', 'e'].every((part) => one[part] === other[part])

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
