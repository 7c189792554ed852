import { z } from 'zod'
import { checkDates, timeText } from '../dates'
import { lookUpWith, type LookUp } from '../documents'
import type { Jws } from '../jws'
import { follow } from '../linked'
import { failed, passed, type Check } from '../outcomes'
import type { CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { resultOf, shown, type PayloadResult } from '../result'
import { checkShape } from '../shape'
import { hasType, idOf, objectOf, textOf } from '../values'
import { checkAssertionJws } from './assertion-jws'
import { checkHostedRevocation, compareHosted, findHosted, hostedAddress } from './hosted'
import { checkIssuerSpeaksAt } from './issuer-scope'
import { assertionSummary } from './summary'

const text = z.string().min(1)
const endorsementShape = z.looseObject({
  claim: z.looseObject({ id: text }),
  issuer: z.union([text, z.looseObject({})]),
  issuedOn: text,
  verification: z.looseObject({ type: z.union([text, z.array(text)]) }).optional(),
})

/** Whether a document means to be an OB 2.0 Endorsement. */
export const looksLikeEndorsement = (document: JsonObject): boolean =>
  hasType(document, 'Endorsement') && isObject(document.claim)

/** Where an endorsement came from: its JSON, the payload of a JWS, or its address. */
export type EndorsementSource = { document: JsonObject } | { jws: Jws } | { address: string }

/**
 * Checks an OB 2.0 Endorsement by the rules for assertions: hosted at its own address, or signed with its issuer's key.
 * `about`, where it belongs to a badge, are the ids of what it may speak of.
 */
export async function checkEndorsement(
  source: EndorsementSource,
  ports: CheckPorts,
  { about, lookUp = lookUpWith(ports) }: { about?: readonly string[]; lookUp?: LookUp } = {},
): Promise<PayloadResult> {
  const given = 'document' in source ? source.document : 'jws' in source ? source.jws.payload : null
  const address = 'address' in source ? source.address : given && hostedAddress(given)
  const hosted = 'jws' in source ? { address: null } : await findHosted(address, given, lookUp)
  const truth = hosted.document ?? given
  if ('gone' in hosted || !truth) {
    const open = hosted.check?.outcome === 'passed' ? undefined : hosted.check
    return resultOf({ format: '2.0', checks: [open ?? checkHostedRevocation(hosted, null)] })
  }
  const wrong = checkShape(endorsementShape, truth)
  if (wrong) return resultOf({ format: '2.0', checks: [wrong] })

  const claim = objectOf(truth.claim) ?? {}
  const issuer = await follow('issuer', truth.issuer, lookUp)
  const profile = 'document' in issuer ? issuer.document : objectOf(truth.issuer)
  const issuerId = idOf(truth.issuer)
  const checks: Check[] = [
    about && !about.includes(idOf(claim) ?? '') ? failed('structure', 'endorses_another') : passed('structure', 'ok'),
    ...checkDates(
      { field: 'issuedOn', value: truth.issuedOn },
      { field: 'expires', value: truth.expires },
      ports.now(),
    ),
  ]
  if ('jws' in source) checks.push(...(await checkAssertionJws(source.jws, truth, issuer, truth, lookUp, ports)))
  else checks.push(hosted.check ?? compareHosted(given, truth), checkHostedRevocation(hosted, truth))
  if ('check' in issuer) checks.push(issuer.check)
  else if (issuerId === null) checks.push(failed('issuer', 'missing', { field: 'id' }))
  else if ('jws' in source || address === null) checks.push(passed('issuer', 'ok'))
  else checks.push(checkIssuerSpeaksAt(address, issuerId, issuer.document))

  const withdrawn = checks.find((check) => check.name === 'revocation' && check.outcome === 'failed')
  const whom = { check: passed('recipient', 'not_compared'), clear: idOf(claim), matches: null }
  const parts = { assertion: truth, badge: { issuer: truth.issuer }, issuer: profile }
  return resultOf({
    format: '2.0',
    checks,
    summary: {
      ...assertionSummary(parts, textOf(truth.id) ?? address, whom, withdrawn, []),
      description: shown(textOf(claim.endorsementComment)),
      awardedAt: timeText(truth.issuedOn),
      achievementId: idOf(claim),
      achievementType: 'Endorsement',
    },
  })
}
