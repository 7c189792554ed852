import { z } from 'zod'
import { checkDates, timeText } from '../dates'
import { lookUpWith, webAddress, type LookUp } from '../documents'
import type { Jws } from '../jws'
import { failed, passed, warned, type Check } from '../outcomes'
import type { CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { resultOf, shown, type PayloadResult } from '../result'
import { checkShape } from '../shape'
import { hasType, idOf, objectOf, textOf } from '../values'
import { checkContexts } from './contexts'
import { checkSchema } from './schema'
import { checkSecured } from './secured'
import { checkStatus } from './status'
import { credentialSummary } from './summary'

const text = z.string().min(1)
const endorsementSubject = z.looseObject({
  id: text,
  endorsementComment: z.union([text, z.looseObject({})]).optional(),
})
const endorsementShape = z.looseObject({
  '@context': z.union([text, z.array(z.unknown()).min(1)]),
  type: z.union([text, z.array(text).min(1)]),
  issuer: z.union([text, z.looseObject({ id: text })]),
  validFrom: text.optional(),
  issuanceDate: text.optional(),
  credentialSubject: z.union([endorsementSubject, z.array(endorsementSubject).length(1)]),
})

/** Whether a document means to be an endorsement in the form of a credential. */
export const looksLikeEndorsementCredential = (document: JsonObject): boolean =>
  hasType(document, 'EndorsementCredential')

/**
 * Checks an OB 3.0 EndorsementCredential like the credential that it is. `about`, where it stands in a badge, are the ids
 * of what it may speak of; one that speaks of something else says nothing about the badge.
 */
export async function checkEndorsementCredential(
  document: JsonObject,
  jws: Jws | null,
  ports: CheckPorts,
  { about, lookUp = lookUpWith(ports) }: { about?: readonly string[]; lookUp?: LookUp } = {},
): Promise<PayloadResult> {
  const wrong = checkShape(endorsementShape, document)
  if (wrong) return resultOf({ format: '3.0', checks: [wrong] })
  const subject = objectOf(document.credentialSubject) ?? {}
  const status = await checkStatus(document, null, lookUp, ports)
  const checks: Check[] = [
    about && !about.includes(idOf(subject) ?? '') ? failed('structure', 'endorses_another') : passed('structure', 'ok'),
    checkContexts(document),
    ...checkDates(
      { field: 'validFrom', value: document.validFrom ?? document.issuanceDate },
      { field: 'validUntil', value: document.validUntil ?? document.expirationDate },
      ports.now(),
    ),
    isObject(document.issuer)
      ? passed('issuer', 'ok', { name: shown(textOf(document.issuer.name)).slice(0, 200) })
      : warned('issuer', 'issuer_is_an_id'),
    ...(await checkSecured(jws ? { document, jws } : { document }, lookUp, ports)),
    status,
    checkSchema(document, 'endorsement'),
  ]
  return resultOf({
    format: '3.0',
    checks,
    summary: {
      ...credentialSummary(document, { clear: idOf(subject), matches: null }, status, []),
      badgeName: shown(textOf(document.name)),
      description: shown(textOf(subject.endorsementComment)),
      awardedAt: timeText(document.awardedDate ?? document.validFrom ?? document.issuanceDate),
      achievementId: idOf(subject),
      achievementType: 'Endorsement',
      imageUrl: webAddress(idOf(document.image))?.href ?? null,
    },
  })
}
