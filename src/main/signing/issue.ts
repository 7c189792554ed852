import { BlazonError } from '../../core/errors'
import { toQuads } from '../../core/openbadges/canonical'
import { checkFacts } from '../../core/openbadges/check-facts'
import { compactJws } from '../../core/openbadges/compact-jws'
import { documentText } from '../../core/openbadges/document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../../core/openbadges/facts'
import { jwsKeyName, type JwsSigner } from '../../core/openbadges/jws-signer'
import { hashProofOptions, proofOptions, proofValue, signDocument, type Signer } from '../../core/openbadges/proof'
import { haveSameShape, shapeOf } from '../../core/openbadges/slots'
import { compileAssertion } from '../../core/openbadges/v2/batch'
import { assertion } from '../../core/openbadges/v2/build'
import { compileShape } from '../../core/openbadges/v3/batch'
import { credential, verificationMethodOf } from '../../core/openbadges/v3/build'
import { vcJwt } from '../../core/openbadges/v3/jwt'
import { sha256, sha256OfBinary } from './ports'

/** What a batch of documents is issued from. The signers that are there say how each format is proved. */
export type IssueRequest = {
  place: DocumentPlace
  badge: BadgeFacts
  formats: 'both' | '2.0' | '3.0'
  /** Ed25519: credentials with a Data Integrity proof; not asked for anything where none is written. */
  signer?: Signer | undefined
  /** ES256: credentials are VC-JWTs instead. */
  credentialSigner?: JwsSigner | undefined
  /** RS256: assertions are signed instead of hosted. */
  assertionSigner?: JwsSigner | undefined
  /** When the proofs are made: now, ISO 8601 UTC text to the second. */
  signedAt: string
}

/** An award's documents, letter for letter as they are to be stored, baked and published. */
export type IssuedDocuments = {
  /** OB 2.0 Assertion: JSON, or a compact JWS where it is signed; null without a hosting address or where only 3.0 is wanted. */
  assertion: string | null
  /** OB 3.0 credential: JSON with its proof, or a VC-JWT; null where only 2.0 is wanted. */
  credential: string | null
}

/** Issues the documents of a batch: make one for a badge and a moment, then hand it one award after the other. */
export type DocumentIssuer = {
  /**
   * An award's documents. The first of a kind (with or without expiry, evidence …) takes some milliseconds of JSON-LD and
   * comes as a promise; every further one is there at once. Throws `NotCanonical` where a text cannot be signed safely,
   * `invalid_input` for facts that documents must not state (`checkFacts`), for a result that the badge does not describe,
   * and for a person without an address where only 2.0 is wanted.
   */
  issue: (award: AwardFacts) => IssuedDocuments | Promise<IssuedDocuments>
}

/** Writes one document of awards of one shape; null where only the general way will do. */
type Writer = (award: AwardFacts) => string | null
type Shape = { assertion: Writer | null; credential: Writer | null }

/** Shapes kept at a time: one batch has one or two; an import with evidence of its own for each person must not pile them up. */
const maxShapes = 16

/**
 * Builds and signs the documents of a batch. Without a hosting address the 3.0 credential is issued whatever `formats`
 * says: a 2.0 assertion leans on documents that stand at addresses, signed or not.
 */
export function documentIssuer(request: IssueRequest): DocumentIssuer {
  const { place, badge, signedAt, credentialSigner, assertionSigner } = request
  const { base, issuer } = place
  const writesCredential = base === null || request.formats !== '2.0'
  const options = proofOptions(signedAt, verificationMethodOf(place))
  const shapes = new Map<string, Shape>()
  /** Hash of the proof options, the same for all; the second half takes each document's hash. */
  let signedBytes: Buffer | null = null

  const keyName = ({ publicMultibase }: JwsSigner) => jwsKeyName(base, issuer.token, publicMultibase)
  const signer = (): Signer => {
    if (!request.signer) throw new Error('no key for Data Integrity proofs')
    return request.signer
  }

  const assertionWriter = (award: AwardFacts): Writer | null => {
    if (base === null || request.formats === '3.0' || award.identityType !== 'emailAddress') return null
    const form = { twin: writesCredential, jwt: credentialSigner !== undefined }
    if (assertionSigner === undefined) return compileAssertion(base, badge, award, form)
    const signed = { ...form, creator: keyName(assertionSigner) }
    // OB 2.0 §Signed: the key is found by `verification.creator`; the header holds the algorithm alone.
    return (facts) =>
      compactJws({ alg: assertionSigner.algorithm }, assertion(base, badge, facts, signed), assertionSigner)
  }

  const credentialWriter = async (award: AwardFacts): Promise<Writer | null> => {
    if (!writesCredential) return null
    if (credentialSigner === undefined) return proofWriter(award)
    // A JWT is signed as text: whether every term is defined has to be asked for (`domain.md` row 87).
    await toQuads(credential(place, badge, award, 'jwt'))
    return (facts) => vcJwt(credential(place, badge, facts, 'jwt'), keyName(credentialSigner), credentialSigner)
  }

  const proofWriter = async (award: AwardFacts): Promise<Writer> => {
    const { sign } = signer()
    const shape = await compileShape({ place, badge, signedAt }, award, sha256OfBinary)
    const context = credential(place, badge, award)['@context']
    signedBytes ??= Buffer.concat([await hashProofOptions(options, context, sha256), Buffer.alloc(32)])
    const bytes = signedBytes
    return (facts) => {
      const documentHash = shape?.hash(facts) ?? null
      if (shape === null || documentHash === null) return null
      bytes.write(documentHash, 32, 'hex')
      return shape.text(facts, proofValue(sign(bytes)))
    }
  }

  const prepare = async (award: AwardFacts): Promise<Shape> => {
    const shape = { assertion: assertionWriter(award), credential: await credentialWriter(award) }
    if (shapes.size >= maxShapes) shapes.clear()
    shapes.set(shapeOf(award), shape)
    return shape
  }

  const signGenerally = async (award: AwardFacts): Promise<string> =>
    documentText(await signDocument(credential(place, badge, award), options, signer(), sha256))

  const issueFirst = async (award: AwardFacts): Promise<IssuedDocuments> => {
    if (!writesCredential && award.identityType !== 'emailAddress')
      throw new BlazonError('invalid_input', 'Open Badges 2.0 knows people by address only', { field: 'email' })
    const shape = shapes.get(shapeOf(award)) ?? (await prepare(award))
    return {
      assertion: shape.assertion?.(award) ?? null,
      credential: shape.credential === null ? null : (shape.credential(award) ?? (await signGenerally(award))),
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
      checkFacts(award)
      const shape = knownShape(award)
      if (shape === undefined) return issueFirst(award)
      const signed = shape.credential === null ? null : shape.credential(award)
      if (shape.credential !== null && signed === null) return issueFirst(award)
      return { assertion: shape.assertion?.(award) ?? null, credential: signed }
    },
  }
}
