import type { Digest, VerifyEd25519 } from '../ports'
import { decodeBase58, encodeBase58 } from './base58'
import { canonicalize, NotCanonical } from './canonical'
import { type ContextSet, issuingContexts } from './contexts'

/** The one cryptosuite written and accepted; parts of the Open Badges text misspell it `eddsa-rdf-2022`. */
export const cryptosuite = 'eddsa-rdfc-2022'

/** A Data Integrity proof without its value (W3C VC Data Integrity §2.1). */
export type ProofOptions = {
  type: 'DataIntegrityProof'
  created: string
  verificationMethod: string
  cryptosuite: typeof cryptosuite
  proofPurpose: 'assertionMethod'
}
export type Proof = ProofOptions & { proofValue: string }

/** Signs bytes with an Ed25519 key; `multikey` is its public half. */
export type Signer = { multikey: string; sign: (bytes: Uint8Array) => Uint8Array }

/** The options of a proof made at `created` by a verification method, in the key order that is published. */
export function proofOptions(created: string, verificationMethod: string): ProofOptions {
  return { type: 'DataIntegrityProof', created, verificationMethod, cryptosuite, proofPurpose: 'assertionMethod' }
}

/** SHA-256 of the canonical form of proof options, under the contexts of the document that they belong to (vc-di-eddsa §3.2.5). */
export async function hashProofOptions(
  options: object,
  documentContext: unknown,
  digest: Digest,
  contexts: ContextSet = issuingContexts,
): Promise<Uint8Array> {
  return digest(utf8(await canonicalize({ ...options, '@context': documentContext }, contexts)))
}

/** What is signed: the hash of the proof options, then the hash of the document (vc-di-eddsa §3.2.4). */
export function signedBytes(optionsHash: Uint8Array, documentHash: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(64)
  bytes.set(optionsHash, 0)
  bytes.set(documentHash, 32)
  return bytes
}

/** A proof value: multibase `z` and the signature in base58btc. */
export function proofValue(signature: Uint8Array): string {
  return `z${encodeBase58(signature)}`
}

/**
 * Signs a document the general way and gives it back with `proof` as an array of one. Throws `NotCanonical` where a
 * term is not defined by the document's contexts: a signature must cover everything that is said.
 */
export async function signDocument<T extends { '@context': unknown }>(
  document: T,
  options: ProofOptions,
  signer: Signer,
  digest: Digest,
): Promise<T & { proof: [Proof] }> {
  const optionsHash = await hashProofOptions(options, document['@context'], digest)
  const documentHash = await digest(utf8(await canonicalize(document)))
  const signature = signer.sign(signedBytes(optionsHash, documentHash))
  return { ...document, proof: [{ ...options, proofValue: proofValue(signature) }] }
}

/**
 * - `verified`: the key made this proof over exactly this document;
 * - `altered`: it did not: something was changed after it was signed;
 * - `unsupported`: another proof type or suite than `eddsa-rdfc-2022`;
 * - `malformed`: the proof lacks a part, or its value is no signature;
 * - the reasons of `NotCanonical`: the document cannot be brought into the form that was signed.
 */
export type ProofOutcome =
  | { outcome: 'verified' | 'altered' | 'unsupported' | 'malformed' }
  | { outcome: 'not_canonical'; reason: NotCanonical['reason']; term: string | null }

/**
 * Verifies one eddsa-rdfc-2022 proof of a document (vc-di-eddsa §3.2.2). `document` may still hold its `proof`; `proof`
 * is the one to check. Whether the key belongs to the issuer, and whether the purpose fits, is the caller's to check.
 */
export async function verifyProof(
  document: Readonly<Record<string, unknown>>,
  proof: Readonly<Record<string, unknown>>,
  publicKey: Uint8Array,
  ports: { digest: Digest; verifyEd25519: VerifyEd25519 },
  contexts: ContextSet = issuingContexts,
): Promise<ProofOutcome> {
  if (proof['type'] !== 'DataIntegrityProof' || proof['cryptosuite'] !== cryptosuite) return { outcome: 'unsupported' }
  const { proofValue: value, ...options } = proof
  const signature = typeof value === 'string' && value.startsWith('z') ? decodeBase58(value.slice(1)) : null
  if (signature?.length !== 64) return { outcome: 'malformed' }
  const { proof: _, ...unsigned } = document
  try {
    // The proof may repeat the document's contexts; if it does it must be the same ones (vc-di-eddsa §3.2.2 step 4).
    if ('@context' in options && JSON.stringify(options['@context']) !== JSON.stringify(document['@context']))
      return { outcome: 'malformed' }
    const optionsHash = await hashProofOptions(options, document['@context'], ports.digest, contexts)
    const documentHash = await ports.digest(utf8(await canonicalize(unsigned, contexts)))
    const genuine = await ports.verifyEd25519(publicKey, signedBytes(optionsHash, documentHash), signature)
    return { outcome: genuine ? 'verified' : 'altered' }
  } catch (error) {
    if (error instanceof NotCanonical) return { outcome: 'not_canonical', reason: error.reason, term: error.term }
    throw error
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
