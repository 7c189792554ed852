import { isBlazonError } from '../../../errors'
import { issuingContexts } from '../../contexts'
import { olderCredentialContexts } from '../../older-contexts'
import type { PublicKey } from '../../public-key'
import { suiteOf, verifyProof, type ProofOutcome } from '../../verify-proof'
import { readMoment } from '../dates'
import type { LookUp } from '../documents'
import { failed, passed, unknown, warned, type Check } from '../outcomes'
import type { CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { idOf, listOf, textOf } from '../values'
import { findIssuerKey } from './issuer-key'

const contexts = { ...issuingContexts, ...olderCredentialContexts }

/** Each proof costs a canonical form of the whole document. */
const mostProofs = 4

/**
 * The checks `key` and `signature` of a document that is signed by proofs inside it (W3C VC Data Integrity). Of several,
 * every one of a known suite is checked: the document is signed if one of the issuer's fits and none is wrong. Others'
 * proofs and those of unknown suites may stand beside it; that is told.
 */
export async function checkProofs(
  document: JsonObject,
  issuer: string,
  lookUp: LookUp,
  ports: CheckPorts,
): Promise<Check[]> {
  const proofs = listOf(document.proof)
  if (proofs.length === 0) return [failed('signature', 'no_proof')]
  if (!proofs.every(isObject) || proofs.length > mostProofs) return [failed('signature', 'proof_malformed')]
  const suites = proofs.map((proof) => (textOf(proof.cryptosuite) ?? textOf(proof.type) ?? '?').slice(0, 100))
  const misspelled = suites.find((suite) => suite === 'eddsa-rdf-2022' || suite === 'ecdsa-rdf-2019')
  if (misspelled) return [failed('signature', 'suite_misspelled', { suite: misspelled })]
  const known = proofs.filter((proof) => suiteOf(proof) !== null)
  const strangers = suites.filter((_, at) => proofs[at] && suiteOf(proofs[at]) === null)
  if (known.length === 0) return [unknown('signature', 'suite_unknown', { suite: suites[0] ?? '?' })]

  const found: Check[][] = []
  for (const proof of known) found.push(await checkProof(document, proof, issuer, lookUp, ports))
  const signed = found.find((checks) => checks.every((check) => check.outcome === 'passed'))
  const isOthers = (checks: Check[]) => checks.some((check) => check.code === 'method_not_issuers')
  const wrong = found.find((checks) => has(checks, 'failed') && !(signed && isOthers(checks)))
  const decided = wrong ?? signed ?? found.find((checks) => has(checks, 'unknown')) ?? []
  const beside = [
    ...strangers.map((suite) => warned('signature', 'suite_unknown', { suite })),
    ...(signed && !wrong && found.some(isOthers) ? [warned('signature', 'signed_by_others_too')] : []),
  ]
  return [...decided, ...beside]
}

const has = (checks: readonly Check[], outcome: Check['outcome']) => checks.some((check) => check.outcome === outcome)

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
  const against = search.key ?? search.claimed
  if (!against) return [search.check, unknown('signature', 'not_checkable', { reason: 'key' })]
  const outcome = await checkSignature(document, proof, against, ports)
  // The key that the method's name holds can show that something was changed, but not that the issuer said it.
  if (!search.key && outcome.outcome === 'passed')
    return [search.check, unknown('signature', 'not_checkable', { reason: 'key' })]
  return [search.check, outcome]
}

async function checkSignature(
  document: JsonObject,
  proof: JsonObject,
  key: PublicKey,
  ports: CheckPorts,
): Promise<Check> {
  const suite = suiteOf(proof) ?? ''
  try {
    return asCheck(await verifyProof(document, proof, key, ports, contexts), suite)
  } catch (error) {
    // A browser without Ed25519.
    if (isBlazonError(error, 'not_supported_here')) return unknown('signature', 'not_checkable', { reason: 'Ed25519' })
    throw error
  }
}

function asCheck(proof: ProofOutcome, suite: string): Check {
  switch (proof.outcome) {
    case 'verified':
      return passed('signature', 'ok', { algorithm: suite })
    case 'altered':
      return failed('signature', 'changed')
    case 'unsupported':
    case 'malformed':
      return failed('signature', 'proof_malformed')
    case 'wrong_key':
      return failed('key', 'key_malformed')
    case 'not_here':
      return unknown('signature', 'not_checkable', { reason: suite })
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
 * written into the document, contexts further in, keywords, properties by their full names (`limits.md` F37). Language values are harmless, and an
 * endorsement is a whole credential with contexts of its own, which must be known ones as well.
 */
function strangeForm(document: JsonObject): Check | null {
  const { '@context': given, ...rest } = document
  const strange = listOf(given).find((context) => typeof context !== 'string' || !Object.hasOwn(contexts, context))
  if (strange !== undefined)
    return unknown('signature', 'context_unknown', { url: typeof strange === 'string' ? strange.slice(0, 300) : '{…}' })
  if (Object.keys(rest).some(isStrangeName)) return unknown('signature', 'unusual_form')
  return firstStrange(Object.entries(rest))
}

/** Keywords, and full or shortened IRIs: a property under such a name is signed, and passed over by whoever looks for its term. */
const isStrangeName = (key: string) => key.startsWith('@') || key.includes(':')

const harmless = new Set(['@value', '@language', '@direction'])
function strangeValue(name: string, value: unknown): Check | null {
  if (Array.isArray(value)) return firstStrange(value.map((one) => [name, one]))
  if (!isObject(value)) return null
  const keys = Object.keys(value)
  if (keys.includes('@value') && keys.every((key) => harmless.has(key))) return null
  if (name === 'endorsement') return strangeForm(value)
  if (keys.some(isStrangeName)) return unknown('signature', 'unusual_form')
  return firstStrange(Object.entries(value))
}

function firstStrange(values: readonly (readonly [name: string, value: unknown])[]): Check | null {
  for (const [name, value] of values) {
    const strange = strangeValue(name, value)
    if (strange) return strange
  }
  return null
}
