import type { Quad } from 'rdf-canonize'
import { type ContextSet, issuingContexts } from './contexts'

/**
 * Why a document has no canonical form:
 * - `unknown_context`: it names a context that is not bundled (nothing is ever fetched for it); `term` is its address;
 * - `undefined_term`: a property or type that no context defines, so no signature could cover it; `term` names it where known;
 * - `too_complex`: it is very large, or its blank nodes are arranged so alike that ordering them would take too long;
 * - `malformed`: it is not JSON-LD.
 */
export type NotCanonicalReason = 'unknown_context' | 'undefined_term' | 'too_complex' | 'malformed'

/** Thrown where a document cannot be brought into canonical form. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical'
  constructor(
    readonly reason: NotCanonicalReason,
    readonly term: string | null,
    options?: ErrorOptions,
  ) {
    super(`no canonical form: ${reason}`, options)
  }
}

/** Loads bundled contexts, by exact address; any other throws `NotCanonical` with `unknown_context`. */
function loaderOf(contexts: ContextSet) {
  return (url: string) => {
    const document = Object.hasOwn(contexts, url) ? contexts[url] : undefined
    if (document === undefined) return Promise.reject(new NotCanonical('unknown_context', url))
    return Promise.resolve({ contextUrl: null, documentUrl: url, document })
  }
}

/** The most values (objects, texts, numbers) that a document is brought into canonical form with: a full badge has some hundreds. */
const mostValues = 10_000
/** The most looks at the neighbours of blank nodes that are alike (RDFC-1.0 §7.1, dataset poisoning). */
const mostLooks = 1_000

/** How many values a document holds; stops counting once there are too many. */
function countValues(value: unknown, counted = 0): number {
  if (counted > mostValues) return counted
  if (typeof value !== 'object' || value === null) return counted + 1
  return Object.values(value).reduce<number>((sum, inner) => countValues(inner, sum), counted + 1)
}

/**
 * The RDF statements of a JSON-LD document, in safe mode: a term that no context defines is an error, because a
 * signature would silently not cover it. Throws `NotCanonical`.
 */
export async function toQuads(document: object, contexts: ContextSet = issuingContexts): Promise<Quad[]> {
  if (countValues(document) > mostValues) throw new NotCanonical('too_complex', null)
  // Loaded when first needed: most runs of the app sign and verify nothing.
  const { default: jsonld } = await import('jsonld')
  try {
    return await jsonld.toRDF(document, { base: null, safe: true, documentLoader: loaderOf(contexts) })
  } catch (error) {
    throw asNotCanonical(error)
  }
}

/**
 * The canonical form of a JSON-LD document: N-Quads after RDFC-1.0 (W3C RDF Dataset Canonicalization), one statement a
 * line. This is the general way, a few milliseconds each; `v3/batch.ts` is the fast way for a batch. Throws `NotCanonical`.
 */
export async function canonicalize(
  document: object,
  contexts: ContextSet = issuingContexts,
  sha: 256 | 384 = 256,
): Promise<string> {
  return canonicalizeQuads(await toQuads(document, contexts), sha)
}

/** RDFC-1.0 of statements; blank nodes are told apart by SHA-256, or SHA-384 for keys on P-384 (vc-di-ecdsa §3.2). Throws `NotCanonical` with `too_complex`. */
export async function canonicalizeQuads(quads: Quad[], sha: 256 | 384 = 256): Promise<string> {
  const { default: canonizer } = await import('rdf-canonize')
  try {
    return await canonizer.canonize(quads, {
      algorithm: 'RDFC-1.0',
      maxDeepIterations: mostLooks,
      messageDigestAlgorithm: `SHA-${sha}`,
    })
  } catch (error) {
    throw new NotCanonical('too_complex', null, { cause: error })
  }
}

function asNotCanonical(error: unknown): NotCanonical {
  for (let at: unknown = error; at instanceof Error; at = causeOf(at)) if (at instanceof NotCanonical) return at
  const term = undefinedTermOf(error)
  if (term !== null) return new NotCanonical('undefined_term', term === '' ? null : term, { cause: error })
  return new NotCanonical('malformed', null, { cause: error })
}

/** jsonld keeps what happened in `details`: the cause of a failed load, the event that safe mode refused. */
function causeOf(error: Error): unknown {
  const details = 'details' in error && typeof error.details === 'object' ? error.details : null
  return details !== null && 'cause' in details ? details.cause : error.cause
}

function undefinedTermOf(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'jsonld.ValidationError' || !('details' in error)) return null
  const details = error.details as { event?: { details?: Record<string, unknown> } } | null
  const named = details?.event?.details
  const term = named?.['property'] ?? named?.['type'] ?? named?.['id'] ?? named?.['value']
  return typeof term === 'string' ? term : ''
}
