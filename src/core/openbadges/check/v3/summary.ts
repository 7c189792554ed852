import { alignmentsIn, evidenceIn } from '../details'
import { timeText } from '../dates'
import { webAddress } from '../documents'
import type { Check } from '../outcomes'
import type { JsonObject } from '../read-json'
import type { Recipient } from '../recipient'
import { type BadgeSummary, shortly, shown } from '../result'
import { idOf, objectOf, textOf } from '../values'
import { resultsIn } from './results'

/** What an OB 3.0 credential says, for people; `status` is the check of its withdrawal. */
export function credentialSummary(
  document: JsonObject,
  whom: Pick<Recipient, 'clear' | 'matches'>,
  status: Check,
  endorsements: BadgeSummary['endorsements'],
): BadgeSummary {
  const subject = objectOf(document.credentialSubject) ?? {}
  const badge = objectOf(subject.achievement) ?? {}
  const issuer = objectOf(document.issuer)
  const criteria = objectOf(badge.criteria)
  const withdrawn = status.outcome === 'failed' ? status.details : {}
  return {
    badgeName: shown(textOf(badge.name) ?? textOf(document.name)),
    description: shown(textOf(badge.description)),
    criteria: shown(textOf(criteria?.narrative) ?? idOf(criteria)),
    issuerName: shown(textOf(issuer?.name)),
    issuerUrl: webAddress(textOf(issuer?.url))?.href ?? null,
    issuerId: shown(idOf(document.issuer)),
    recipient: whom.clear,
    recipientMatches: whom.matches,
    awardedAt: timeText(document.awardedDate ?? document.validFrom ?? document.issuanceDate),
    expiresAt: timeText(document.validUntil ?? document.expirationDate),
    revokedAt: withdrawn['at'] ?? null,
    reason: withdrawn['reason'] || null,
    ...evidenceIn(document.evidence),
    achievementId: idOf(badge),
    credentialId: idOf(document),
    imageUrl: webAddress(idOf(badge.image) ?? idOf(document.image))?.href ?? null,
    achievementType: shortly(textOf(badge.achievementType)),
    language: shortly(textOf(badge.inLanguage) ?? textOf(document.inLanguage)),
    alignments: alignmentsIn(badge.alignment),
    results: resultsIn(subject, badge),
    endorsements,
    extensions: [],
  }
}
