import type { StatedIdentity } from '../../identity'
import { alignmentsIn, evidenceIn } from '../details'
import { timeText } from '../dates'
import { webAddress } from '../documents'
import type { Check } from '../outcomes'
import type { JsonObject } from '../read-json'
import type { Recipient } from '../recipient'
import { type BadgeSummary, shortly, shown } from '../result'
import { idOf, objectOf, textOf } from '../values'
import type { AssertionParts } from './editions'
import { extensionsIn } from './extensions'

/** What an assertion says, for people; `withdrawn` is the check that says that it was. */
export function assertionSummary(
  { assertion, badge, issuer }: AssertionParts,
  id: string | null,
  whom: Recipient,
  withdrawn: Check | undefined,
  endorsements: BadgeSummary['endorsements'],
): BadgeSummary {
  const criteria = badge?.criteria
  return {
    badgeName: shown(textOf(badge?.name)),
    description: shown(textOf(badge?.description)),
    criteria: shown(textOf(objectOf(criteria)?.narrative) ?? idOf(criteria)),
    issuerName: shown(textOf(issuer?.name)),
    issuerUrl: textOf(issuer?.url) ?? textOf(issuer?.origin),
    issuerId: shown(idOf(badge?.issuer) ?? textOf(issuer?.origin)),
    recipient: whom.clear,
    recipientMatches: whom.matches,
    awardedAt: timeText(assertion.issuedOn ?? assertion.issued_on),
    expiresAt: timeText(assertion.expires),
    revokedAt: withdrawn?.details.at ?? null,
    reason: withdrawn?.details.reason || null,
    ...evidenceIn(assertion.evidence),
    achievementId: idOf(assertion.badge),
    credentialId: id,
    imageUrl: webAddress(idOf(badge?.image))?.href ?? null,
    achievementType: null,
    language: shortly(textOf(assertion['@language']) ?? textOf(badge?.['@language'])),
    alignments: alignmentsIn(badge?.alignment),
    results: [],
    endorsements,
    extensions: [assertion, badge, issuer].flatMap((part) => extensionsIn(part)).slice(0, 50),
  }
}

/** Whom an assertion says that it is for. */
export function statedRecipient(document: JsonObject): StatedIdentity[] {
  const salt = (of: JsonObject) => (typeof of.salt === 'string' ? of.salt : null)
  if (typeof document.recipient === 'string') {
    const value = document.recipient
    return [{ value, hashed: /^\w+\$[0-9a-f]+$/i.test(value), salt: salt(document) }]
  }
  const object = objectOf(document.recipient)
  const value = textOf(object?.identity)
  return object && value !== null ? [{ value, hashed: object.hashed === true, salt: salt(object) }] : []
}
