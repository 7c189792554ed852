import type { ReceivedEndorsement } from '../contract/achievement'
import { BlazonError } from '../errors'
import { isObject, readJson, type JsonObject } from './check/read-json'
import { hasType, idOf, objectOf, textOf } from './check/values'

/** The endorsements of one format as they stand inside documents of that format, each as it was received. */
export function statedEndorsements(
  received: readonly ReceivedEndorsement[] | undefined,
  format: ReceivedEndorsement['format'],
): JsonObject[] {
  return (received ?? []).flatMap((endorsement) => {
    const reading = endorsement.format === format ? readJson(endorsement.text) : { value: null }
    return 'value' in reading && isObject(reading.value) ? [reading.value] : []
  })
}

/** What an endorsement says, of whom, and who says it. */
export type Endorsement = { id: string; subjectId: string; comment: string; issuerName: string; issuerId: string }

/**
 * Reads an endorsement that somebody handed over: OB 3.0 §EndorsementCredential or OB 2.0 §Endorsement. Throws
 * `invalid_input` (field endorsements) with reason `endorsement_as_jwt` (OB 3.0 has a property for those, but no context
 * that defines it: a signature could not cover it) or `not_an_endorsement`.
 */
export function readEndorsement({ format, text }: ReceivedEndorsement): Endorsement {
  if (/^\s*e[\w-]+\.[\w-]+\.[\w-]*\s*$/.test(text)) throw refused('endorsement_as_jwt')
  const reading = readJson(text)
  const document = 'value' in reading ? objectOf(reading.value) : null
  if (!document || !isWhole(document, format)) throw refused('not_an_endorsement')
  const claim = objectOf(format === '3.0' ? document.credentialSubject : document.claim)
  const [id, subjectId, comment] = [idOf(document), idOf(claim), textOf(claim?.endorsementComment) ?? '']
  const issuerId = idOf(document.issuer)
  if (id === null || subjectId === null || issuerId === null) throw refused('not_an_endorsement')
  return { id, subjectId, comment, issuerId, issuerName: textOf(objectOf(document.issuer)?.name) ?? issuerId }
}

function isWhole(document: JsonObject, format: ReceivedEndorsement['format']): boolean {
  if (format === '2.0')
    return hasType(document, 'Endorsement') && textOf(document.issuedOn) !== null && isObject(document.verification)
  return (
    hasType(document, 'VerifiableCredential') &&
    hasType(document, 'EndorsementCredential') &&
    textOf(document.validFrom) !== null &&
    isObject(document.issuer) &&
    document.proof !== undefined
  )
}

const refused = (reason: string) =>
  new BlazonError('invalid_input', `no endorsement that can be stated: ${reason}`, { field: 'endorsements', reason })
