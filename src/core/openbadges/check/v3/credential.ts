import { z } from 'zod'
import type { StatedIdentity } from '../../identity'
import { checkDates, timeText } from '../dates'
import { lookUpWith, webAddress } from '../documents'
import type { Jws } from '../jws'
import { failed, passed, unknown, warned, type Check } from '../outcomes'
import type { CheckOptions, CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { checkRecipient, type Recipient } from '../recipient'
import { noDetails, resultOf, shown, type PayloadResult } from '../result'
import { checkSecured } from './secured'
import { checkStatus } from './status'
import { hasType, idOf, listOf, objectOf, textOf } from '../values'

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
  const own = await ports.ownFacts?.(idOf(document) ?? '')
  const subject = objectOf(document.credentialSubject) ?? {}
  const stated = statedIdentities(subject)
  const whom = await whoIsIt(stated, subject, ports, options)
  const status = await checkStatus(document, own, lookUp, ports)
  const checks: Check[] = [
    structure,
    checkContexts(document),
    ...checkDates(
      document.validFrom === undefined
        ? { field: 'issuanceDate', value: document.issuanceDate }
        : { field: 'validFrom', value: document.validFrom },
      { field: 'validUntil', value: document.validUntil ?? document.expirationDate },
      ports.now(),
      { others: [{ field: 'awardedDate', value: document.awardedDate }] },
    ),
    whom.check,
    checkIssuer(document.issuer),
    ...(await checkSecured(jws ? { document, jws } : { document }, lookUp, ports)),
    status,
  ]
  const badge = objectOf(subject.achievement) ?? {}
  const issuer = objectOf(document.issuer)
  const criteria = objectOf(badge.criteria)
  return resultOf({
    format: '3.0',
    checks,
    summary: {
      ...noDetails,
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
      revokedAt: status.outcome === 'failed' ? (status.details.at ?? null) : null,
      reason: status.outcome === 'failed' ? status.details.reason || null : null,
      evidence: listOf(document.evidence)
        .map((evidence) => idOf(evidence) ?? textOf(objectOf(evidence)?.narrative) ?? textOf(objectOf(evidence)?.name))
        .filter((evidence) => evidence !== null)
        .map((evidence) => evidence.slice(0, 5000)),
      achievementId: idOf(badge),
      credentialId: idOf(document),
      imageUrl: webAddress(idOf(badge.image) ?? idOf(document.image))?.href ?? null,
    },
    facts: {
      id: idOf(document),
      recipients: stated,
      matches: whom.matches,
      badgeId: idOf(badge),
      badgeName: textOf(badge.name),
      related: listOf(badge.related).flatMap((related) => idOf(related) ?? []),
    },
  })
}

function checkStructure(document: JsonObject): Check {
  const reading = credentialShape.safeParse(document)
  if (!reading.success) {
    const issue = reading.error.issues[0]
    const absent = issue?.path.reduce<unknown>(
      (value, key) => (isObject(value) ? value[String(key)] : undefined),
      document,
    )
    return failed('structure', absent === undefined ? 'missing' : 'wrong', {
      field: (issue?.path.join('.') ?? '').slice(0, 100),
    })
  }
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

const vcContexts = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/2018/credentials/v1']
const openBadgesContext = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.0\.\d+)?\.json$/

/** Tells what is unusual in the list of contexts (`domain.md` row 86); whether they are known is the signature's affair. */
function checkContexts(document: JsonObject): Check {
  const given = listOf(document['@context'])
  const openBadges = given.findIndex((context) => typeof context === 'string' && openBadgesContext.test(context))
  if (!vcContexts.includes(String(given[0])))
    return given.some((context) => vcContexts.includes(String(context)))
      ? warned('context', 'context_order')
      : warned('context', 'context_missing', { url: vcContexts[0] ?? '' })
  if (openBadges < 0)
    return warned('context', 'context_missing', { url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json' })
  if (!String(given[openBadges]).endsWith('-3.0.3.json'))
    return warned('context', 'context_version', { url: String(given[openBadges]) })
  return passed('context', 'ok')
}

function checkIssuer(issuer: unknown): Check {
  const name = textOf(objectOf(issuer)?.name)
  if (!isObject(issuer)) return warned('issuer', 'issuer_is_an_id')
  return passed('issuer', 'ok', { name: shown(name).slice(0, 200) })
}

function statedIdentities(subject: JsonObject): StatedIdentity[] {
  const identities = listOf(subject.identifier).flatMap((one) =>
    isObject(one) && typeof one.identityHash === 'string'
      ? [{ value: one.identityHash, hashed: one.hashed === true, salt: typeof one.salt === 'string' ? one.salt : null }]
      : [],
  )
  const mail = /^mailto:(.+)$/i.exec(textOf(subject.id) ?? '')?.[1]
  return mail === undefined ? identities : [...identities, { value: decodeMail(mail), hashed: false }]
}

function decodeMail(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

async function whoIsIt(
  stated: readonly StatedIdentity[],
  subject: JsonObject,
  ports: CheckPorts,
  options: CheckOptions,
): Promise<Recipient> {
  if (stated.length > 0) return checkRecipient(stated, ports, options)
  // A DID or URN: its holder would have to prove that it is theirs, which a file cannot.
  const check = options.identity ? unknown('recipient', 'not_compared') : passed('recipient', 'not_compared')
  return { check, clear: textOf(subject.id), matches: null }
}
