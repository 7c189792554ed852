import type { Digest } from '../ports'
import { encodeBase58 } from './base58'
import { canonicalize } from './canonical'
import { type ContextSet, issuingContexts } from './contexts'

/** The one cryptosuite written (`verify-proof.ts` reads another); parts of the Open Badges text misspell it `eddsa-rdf-2022`. */
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
  const bytes = new Uint8Array(optionsHash.length + documentHash.length)
  bytes.set(optionsHash, 0)
  bytes.set(documentHash, optionsHash.length)
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

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
