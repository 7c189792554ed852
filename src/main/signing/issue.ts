import { BlazonError } from '../../core/errors'
import { documentText } from '../../core/openbadges/document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../../core/openbadges/facts'
import { hashProofOptions, proofOptions, proofValue, signDocument, type Signer } from '../../core/openbadges/proof'
import { haveSameShape, shapeOf } from '../../core/openbadges/slots'
import { compileAssertion } from '../../core/openbadges/v2/batch'
import { compileShape, type CredentialShape } from '../../core/openbadges/v3/batch'
import { credential, verificationMethodOf } from '../../core/openbadges/v3/build'
import { sha256, sha256OfBinary } from './ports'

/** What a batch of documents is issued from. */
export type IssueRequest = {
  place: DocumentPlace
  badge: BadgeFacts
  formats: 'both' | '2.0' | '3.0'
  /** Made by `signingKeys`; not asked for anything where `formats` is 2.0. */
  signer: Signer
  /** When the proofs are made: now, ISO 8601 UTC text to the second. */
  signedAt: string
}

/** An award's documents, letter for letter as they are to be stored, baked and published. */
export type IssuedDocuments = {
  /** OB 2.0 Assertion; null without a hosting address or where only 3.0 is wanted. */
  assertion: string | null
  /** OB 3.0 credential with its proof; null where only 2.0 is wanted. */
  credential: string | null
}

/** Issues the documents of a batch: make one for a badge and a moment, then hand it one award after the other. */
export type DocumentIssuer = {
  /**
   * An award's documents. The first of a kind (with or without expiry, evidence …) takes some milliseconds of JSON-LD and
   * comes as a promise; every further one is there at once. Throws `NotCanonical` where a text cannot be signed safely,
   * `invalid_input` for a person without an address where only 2.0 is wanted.
   */
  issue: (award: AwardFacts) => IssuedDocuments | Promise<IssuedDocuments>
}

/** How the documents of awards of one shape are written. `credential` is null where only the general way will do. */
type Shape = { assertion: ((award: AwardFacts) => string) | null; credential: CredentialShape | null }

/** Shapes kept at a time: one batch has one or two; an import with evidence of its own for each person must not pile them up. */
const maxShapes = 16

/**
 * Builds and signs the documents of a batch. Without a hosting address the 3.0 credential is issued whatever `formats`
 * says: a hosted 2.0 assertion cannot exist.
 */
export function documentIssuer(request: IssueRequest): DocumentIssuer {
  const { place, badge, signer, signedAt } = request
  const { base } = place
  const writesCredential = base === null || request.formats !== '2.0'
  const options = proofOptions(signedAt, verificationMethodOf(place))
  const shapes = new Map<string, Shape>()
  /** Hash of the proof options, the same for all; the second half takes each document's hash. */
  let signedBytes: Buffer | null = null

  const assertionWriter = (award: AwardFacts) =>
    base === null || request.formats === '3.0' || award.identityType !== 'emailAddress'
      ? null
      : compileAssertion(base, badge, award, { twin: writesCredential })

  const prepare = async (award: AwardFacts): Promise<Shape> => {
    const shape = {
      assertion: assertionWriter(award),
      credential: writesCredential ? await compileShape({ place, badge, signedAt }, award, sha256OfBinary) : null,
    }
    if (shapes.size >= maxShapes) shapes.clear()
    shapes.set(shapeOf(award), shape)
    return shape
  }

  const signGenerally = async (award: AwardFacts): Promise<string> =>
    documentText(await signDocument(credential(place, badge, award), options, signer, sha256))

  const signQuickly = (shape: CredentialShape, award: AwardFacts, bytes: Buffer): string | null => {
    const documentHash = shape.hash(award)
    if (documentHash === null) return null
    bytes.write(documentHash, 32, 'hex')
    return shape.text(award, proofValue(signer.sign(bytes)))
  }

  const issueFirst = async (award: AwardFacts): Promise<IssuedDocuments> => {
    if (!writesCredential && award.identityType !== 'emailAddress')
      throw new BlazonError('invalid_input', 'Open Badges 2.0 knows people by address only', { field: 'email' })
    const shape = shapes.get(shapeOf(award)) ?? (await prepare(award))
    if (signedBytes === null && writesCredential) {
      const hash = await hashProofOptions(options, credential(place, badge, award)['@context'], sha256)
      signedBytes = Buffer.concat([hash, Buffer.alloc(32)])
    }
    const quick = shape.credential && signedBytes ? signQuickly(shape.credential, award, signedBytes) : null
    return {
      assertion: shape.assertion?.(award) ?? null,
      credential: writesCredential ? (quick ?? (await signGenerally(award))) : null,
    }
  }

  /** The award before and its shape: in a batch nearly always this one's too. */
  let last: { award: AwardFacts; shape: Shape } | null = null
  const knownShape = (award: AwardFacts): Shape | undefined => {
    if (last !== null && haveSameShape(last.award, award)) return last.shape
    const shape = shapes.get(shapeOf(award))
    if (shape !== undefined) last = { award, shape }
    return shape
  }

  return {
    issue: (award) => {
      const shape = knownShape(award)
      if (shape === undefined) return issueFirst(award)
      if (!writesCredential) return { assertion: shape.assertion?.(award) ?? null, credential: null }
      const signed = shape.credential && signedBytes ? signQuickly(shape.credential, award, signedBytes) : null
      if (signed === null) return issueFirst(award)
      return { assertion: shape.assertion?.(award) ?? null, credential: signed }
    },
  }
}
