import type { DocumentPlace } from '../facts'
import { credentials2, openBadges3, profile } from './build'

/** What somebody says in favour of a badge, an issuer or an award of another. */
export type EndorsementFacts = {
  /** A UUID: an endorsement stands at no address, it is handed over. */
  uuid: string
  /** The id of what is endorsed. */
  subjectId: string
  subjectName: string
  comment: string
  /** ISO 8601 UTC text to the second. */
  madeAt: string
}

/** OB 3.0 §EndorsementCredential, unsigned. What others said of the endorser stays out: it would go round in circles. */
export function endorsementCredential(place: DocumentPlace, facts: EndorsementFacts) {
  const { uuid, subjectId, subjectName, comment, madeAt } = facts
  return {
    '@context': [credentials2, openBadges3],
    id: `urn:uuid:${uuid}`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: `Endorsement of ${subjectName}`,
    issuer: profile({ ...place, issuer: { ...place.issuer, endorsements: [] } }),
    validFrom: madeAt,
    credentialSubject: {
      id: subjectId,
      type: ['EndorsementSubject'],
      endorsementComment: comment.toWellFormed(),
    },
  }
}
