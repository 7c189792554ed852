import { documentText } from '../../core/openbadges/document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../../core/openbadges/facts'
import { hashProofOptions, proofOptions, proofValue, signDocument, type Signer } from '../../core/openbadges/proof'
import { assertion } from '../../core/openbadges/v2/build'
import { compileShape, type CredentialShape, shapeKey } from '../../core/openbadges/v3/batch'
import { credential, verificationMethodOf } from '../../core/openbadges/v3/build'
import { sha256, sha256Hex } from './ports'

/** What a batch of documents is issued from. */
export type IssueRequest = {
  place: DocumentPlace
  badge: BadgeFacts
  formats: 'both' | '2.0' | '3.0'
  /** The issuer's revocation list; null = credentials carry no status entry. */
  statusListToken: string | null
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

/** Issues a batch: make one for a badge and a moment, then hand it awards in slices. */
export type DocumentIssuer = {
  /** The documents of these awards, in their order. Throws `NotCanonical` where a text cannot be signed safely. */
  issue: (awards: readonly AwardFacts[]) => Promise<IssuedDocuments[]>
}

/** Shapes kept at a time: one batch has one or two; an import with a text for each person must not pile them up. */
const maxShapes = 16

/**
 * Builds and signs the documents of a batch. Without a hosting address the 3.0 credential is issued whatever `formats`
 * says: a hosted 2.0 assertion cannot exist. The first award of a shape costs some milliseconds of JSON-LD; every further one a
 * few string joins, hashes and the signature itself.
 */
export function documentIssuer(request: IssueRequest): DocumentIssuer {
  const { place, badge, signer, signedAt, statusListToken } = request
  const { base } = place
  const writesAssertion = base !== null && request.formats !== '3.0'
  const writesCredential = base === null || request.formats !== '2.0'
  const options = proofOptions(signedAt, verificationMethodOf(place))
  const shapes = new Map<string, CredentialShape | null>()
  let optionsHash: Buffer | null = null

  const shapeOf = async (key: string, award: AwardFacts): Promise<CredentialShape | null> => {
    const shape = await compileShape({ place, badge, statusListToken, signedAt }, award, sha256Hex)
    if (shapes.size >= maxShapes) shapes.clear()
    shapes.set(key, shape)
    return shape
  }

  const signGenerally = async (award: AwardFacts): Promise<string> => {
    const unsigned = credential(place, badge, award, statusListToken)
    return documentText(await signDocument(unsigned, options, signer, sha256))
  }

  const signCredential = (shape: CredentialShape, award: AwardFacts, proof: Buffer): string | null => {
    const documentHash = shape.hash(award)
    if (documentHash === null) return null
    proof.write(documentHash, 32, 'hex')
    return shape.text(award, proofValue(signer.sign(proof)))
  }

  return {
    issue: async (awards) => {
      const issued: IssuedDocuments[] = []
      for (const award of awards) {
        let signed: string | null = null
        if (writesCredential) {
          optionsHash ??= Buffer.concat([
            await hashProofOptions(options, credential(place, badge, award, statusListToken)['@context'], sha256),
            Buffer.alloc(32),
          ])
          const key = shapeKey(award)
          const known = shapes.get(key)
          const shape = known === undefined ? await shapeOf(key, award) : known
          signed = shape === null ? null : signCredential(shape, award, optionsHash)
          signed ??= await signGenerally(award)
        }
        issued.push({
          assertion:
            base !== null && writesAssertion
              ? documentText(assertion(base, badge, award, { twin: writesCredential }))
              : null,
          credential: signed,
        })
      }
      return issued
    },
  }
}
