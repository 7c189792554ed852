import type { Digest, VerifyEd25519 } from '../ports'
import { decodeBase58 } from './base58'
import { canonicalize, NotCanonical } from './canonical'
import type { VerifyJws } from './check/ports'
import { isObject } from './check/read-json'
import { type ContextSet, issuingContexts } from './contexts'
import { signedBytes } from './proof'
import { asJwsKey, type KeyKind, keyKind, type PublicKey, rawEd25519 } from './public-key'

/** The cryptosuites that are read. Another name, also a misspelling of these, is another suite. */
export const cryptosuites = ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019'] as const
/** A kind of proof older than Data Integrity, whose type is its suite: common in credentials of VC 1.1. Read, never written. */
const olderSuite = 'Ed25519Signature2020'
export type Suite = (typeof cryptosuites)[number] | typeof olderSuite

/** What checking a proof is handed. A place that lacks SHA-384 or ECDSA cannot check proofs that need them. */
export type ProofPorts = {
  digest: Digest
  /** SHA-384, for keys on P-384. */
  digest384?: Digest
  verifyEd25519: VerifyEd25519
  verifyJws?: VerifyJws
}

/**
 * - `verified`: the key made this proof over exactly this document;
 * - `altered`: it did not: something was changed after it was signed;
 * - `unsupported`: another proof type or suite than those that are read;
 * - `malformed`: the proof lacks a part, or its value is no signature;
 * - `wrong_key`: the key is of a kind that the suite does not use;
 * - `not_here`: this place cannot compute such a signature;
 * - the reasons of `NotCanonical`: the document cannot be brought into the form that was signed.
 */
export type ProofOutcome =
  | { outcome: 'verified' | 'altered' | 'unsupported' | 'malformed' | 'wrong_key' | 'not_here' }
  | { outcome: 'not_canonical'; reason: NotCanonical['reason']; term: string | null }

/** How a suite signs with a kind of key: the hash of it all, and the length of a signature (raw, r ‖ s for ECDSA). */
const ways: Readonly<Record<Suite, Partial<Record<KeyKind, { hash: 256 | 384; length: number }>>>> = {
  'eddsa-rdfc-2022': { Ed25519: { hash: 256, length: 64 } },
  'ecdsa-rdfc-2019': {
    'P-256': { hash: 256, length: 64 },
    'P-384': { hash: 384, length: 96 },
    unsaid: { hash: 256, length: 64 },
  },
  Ed25519Signature2020: { Ed25519: { hash: 256, length: 64 } },
}

/** A proof's suite, where it is one that is read. */
export function suiteOf(proof: Readonly<Record<string, unknown>>): Suite | null {
  if (proof['type'] === olderSuite) return 'cryptosuite' in proof ? null : olderSuite
  if (proof['type'] !== 'DataIntegrityProof') return null
  return cryptosuites.find((suite) => suite === proof['cryptosuite']) ?? null
}

/**
 * Verifies one proof of a document (vc-di-eddsa §3.2.2, vc-di-ecdsa §3.2.2). Ed25519Signature2020 is computed in the same
 * way, options under the document's contexts first. `document` may still hold its `proof`; `proof` is the one to check.
 * Whether the key belongs to the issuer, and whether the purpose fits, is the caller's to check.
 */
export async function verifyProof(
  document: Readonly<Record<string, unknown>>,
  proof: Readonly<Record<string, unknown>>,
  key: PublicKey,
  ports: ProofPorts,
  contexts: ContextSet = issuingContexts,
): Promise<ProofOutcome> {
  const suite = suiteOf(proof)
  if (!suite) return { outcome: 'unsupported' }
  const kind = keyKind(key)
  const way = kind && ways[suite][kind]
  const { proofValue: value, ...options } = proof
  const signature = typeof value === 'string' && value.startsWith('z') ? decodeBase58(value.slice(1)) : null
  if (!signature || ![64, 96].includes(signature.length)) return { outcome: 'malformed' }
  if (!way) return { outcome: 'wrong_key' }
  if (signature.length !== way.length) return { outcome: 'malformed' }
  const secured = securedPart(document, proof)
  if (!secured) return { outcome: 'malformed' }
  // The proof may repeat the document's contexts; if it does it must be the same ones (vc-di-eddsa §3.2.2 step 4).
  if ('@context' in options && JSON.stringify(options['@context']) !== JSON.stringify(document['@context']))
    return { outcome: 'malformed' }
  const digest = way.hash === 256 ? ports.digest : ports.digest384
  if (!digest) return { outcome: 'not_here' }
  const hashed = async (part: object) => digest(new TextEncoder().encode(await canonicalize(part, contexts, way.hash)))
  try {
    const optionsHash = await hashed({ ...options, '@context': document['@context'] })
    const bytes = signedBytes(optionsHash, await hashed(secured))
    const genuine = await verifySignature(suite, way.hash, key, bytes, signature, ports)
    return { outcome: genuine === null ? 'not_here' : genuine ? 'verified' : 'altered' }
  } catch (error) {
    if (error instanceof NotCanonical) return { outcome: 'not_canonical', reason: error.reason, term: error.term }
    throw error
  }
}

/**
 * What a proof is over: the document without its proofs, but with those that it names as coming before it
 * (VC Data Integrity §2.1.2, proof chains). Null where one that it names is not there.
 */
function securedPart(
  { proof: proofs, ...unsigned }: Readonly<Record<string, unknown>>,
  proof: Readonly<Record<string, unknown>>,
): object | null {
  const names: readonly unknown[] = [proof['previousProof'] ?? []].flat()
  if (names.length === 0) return unsigned
  const all: readonly unknown[] = [proofs ?? []].flat()
  const before = names.map((name) => all.find((one) => isObject(one) && one['id'] === name))
  return before.includes(undefined) ? null : { ...unsigned, proof: before }
}

/** Null where this place cannot tell. */
async function verifySignature(
  suite: Suite,
  hash: 256 | 384,
  key: PublicKey,
  bytes: Uint8Array,
  signature: Uint8Array,
  { verifyEd25519, verifyJws }: ProofPorts,
): Promise<boolean | null> {
  if (suite !== 'ecdsa-rdfc-2019') {
    const raw = rawEd25519(key)
    return raw ? verifyEd25519(raw, bytes, signature) : false
  }
  if (!verifyJws) return null
  try {
    return await verifyJws(hash === 256 ? 'ES256' : 'ES384', asJwsKey(key), bytes, signature)
  } catch {
    return null
  }
}
