import { z } from 'zod'
import { checkDates } from '../dates'
import { lookUpWith } from '../documents'
import { checkEndorsements } from '../endorsements'
import type { Jws } from '../jws'
import { failed, passed, warned, type Check } from '../outcomes'
import type { CheckOptions, CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { resultOf, shown, type PayloadResult } from '../result'
import { checkShape } from '../shape'
import { hasType, idOf, listOf, objectOf, textOf } from '../values'
import { checkContexts } from './contexts'
import { endorsementsIn } from './endorsements'
import { checkSubject, statedIdentities } from './recipient'
import { checkSchema } from './schema'
import { checkSecured } from './secured'
import { checkStatus } from './status'
import { credentialSummary } from './summary'

const text = z.string().min(1)
const types = z.union([text, z.array(text).min(1)])
/** Read tolerantly (`domain.md` row 88): one thing or a list of one, a type as text or in a list. */
const one = <Shape extends z.ZodType>(shape: Shape) => z.union([shape, z.array(shape).length(1)])
const words = z.union([text, z.looseObject({ '@value': text }), z.array(z.unknown()).min(1)])
const achievement = z.looseObject({ type: types, name: words, criteria: z.looseObject({}).optional() })
const identifier = z.looseObject({ type: types, hashed: z.boolean(), identityHash: text })
const credentialShape = z.looseObject({
  '@context': z.union([text, z.array(z.unknown()).min(1)]),
  id: text,
  type: types,
  issuer: z.union([text, z.looseObject({ id: text })]),
  validFrom: text.optional(),
  issuanceDate: text.optional(),
  credentialSubject: one(
    z.looseObject({
      id: text.optional(),
      achievement: one(achievement),
      identifier: z.union([identifier, z.array(identifier)]).optional(),
    }),
  ),
})

/** Whether a document means to be a verifiable credential. */
export function looksLikeCredential(document: JsonObject): boolean {
  return (
    hasType(document, 'VerifiableCredential') ||
    hasType(document, 'OpenBadgeCredential') ||
    hasType(document, 'AchievementCredential')
  )
}

/** Checks an Open Badges 3.0 credential: with a Data Integrity proof inside it, or (`jws`) as the payload of a JWT. */
export async function checkCredential(
  document: JsonObject,
  jws: Jws | null,
  ports: CheckPorts,
  options: CheckOptions,
): Promise<PayloadResult> {
  const structure = checkStructure(document)
  if (structure.outcome === 'failed') return resultOf({ format: '3.0', checks: [structure] })
  const lookUp = lookUpWith(ports)
  const own = await ports.ownFacts?.(idOf(document) ?? '', idOf(document.issuer))
  const subject = objectOf(document.credentialSubject) ?? {}
  const badge = objectOf(subject.achievement) ?? {}
  const whom = await checkSubject(subject, ports, options)
  const status = await checkStatus(document, own, lookUp, ports)
  const secured = await checkSecured(jws ? { document, jws } : { document }, lookUp, ports)
  const endorsements = await endorsementsIn(document, lookUp, ports)
  const isLegacy = document.validFrom === undefined
  const checks: Check[] = [
    structure,
    checkContexts(document),
    ...checkDates(
      isLegacy
        ? { field: 'issuanceDate', value: document.issuanceDate }
        : { field: 'validFrom', value: document.validFrom },
      { field: 'validUntil', value: document.validUntil ?? document.expirationDate },
      ports.now(),
      { others: [{ field: 'awardedDate', value: document.awardedDate }] },
    ),
    whom.check,
    checkIssuer(document.issuer, Boolean(own)),
    ...secured,
    status,
    // There is no schema for the credentials of the VC 1.1 era.
    ...(isLegacy ? [] : [checkSchema(document, 'badge')]),
    ...checkEndorsements(endorsements),
  ]
  return resultOf({
    format: '3.0',
    checks,
    summary: credentialSummary(document, whom, status, endorsements),
    facts: {
      id: idOf(document),
      by: idOf(document.issuer),
      recipients: statedIdentities(subject),
      matches: whom.matches,
      badgeId: idOf(badge),
      badgeName: textOf(badge.name),
      related: listOf(badge.related).flatMap((related) => idOf(related) ?? []),
    },
  })
}

function checkStructure(document: JsonObject): Check {
  const wrong = checkShape(credentialShape, document)
  if (wrong) return wrong
  if (!hasType(document, 'VerifiableCredential')) return failed('structure', 'wrong', { field: 'type' })
  if (!hasType(document, 'OpenBadgeCredential') && !hasType(document, 'AchievementCredential'))
    return failed('structure', 'wrong', { field: 'type' })
  const subject = objectOf(document.credentialSubject)
  // Row 90: a badge for nobody.
  if (textOf(subject?.id) === null && listOf(subject?.identifier).length === 0)
    return failed('recipient', 'no_recipient')
  return document.validFrom === undefined
    ? warned('structure', 'old_form', { edition: 'VC 1.1' })
    : passed('structure', 'ok')
}

/** A did:key says only that one key signed: who holds it is that key's own word. */
function checkIssuer(issuer: unknown, isOwn: boolean): Check {
  const name = textOf(objectOf(issuer)?.name)
  if (!isObject(issuer)) return warned('issuer', 'issuer_is_an_id')
  if (!isOwn && idOf(issuer)?.startsWith('did:key:'))
    return warned('issuer', 'self_named', { name: shown(name).slice(0, 200) })
  return passed('issuer', 'ok', { name: shown(name).slice(0, 200) })
}
