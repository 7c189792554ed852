import { z } from 'zod'
import type { StatedIdentity } from '../../identity'
import { checkDates, timeText } from '../dates'
import { lookUpWith, webAddress, type LookUp } from '../documents'
import { fetchLinked, follow, type Fetched } from '../linked'
import { checkIssuerSpeaksAt, firstDifference } from './hosted'
import { checkAssertionJws } from './assertion-jws'
import type { Jws } from '../jws'
import { failed, passed, unknown, warned, type Check } from '../outcomes'
import type { CheckOptions, CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { checkRecipient } from '../recipient'
import { noDetails, resultOf, shown, type PayloadResult } from '../result'
import { hasType, idOf, listOf, objectOf, textOf } from '../values'

/** Where an assertion came from: its JSON, the payload of a JWS, or only its address (0.5 baked nothing else). */
export type AssertionSource = { document: JsonObject } | { jws: Jws } | { address: string }

const text = z.string().min(1)
const link = z.union([text, z.looseObject({})])
const link2 = z.union([link, z.array(link).min(1)])
const recipient = z.looseObject({ identity: text, type: z.union([text, z.array(text)]), hashed: z.boolean() })
const shapes = {
  '2.0': z.looseObject({
    id: text,
    recipient,
    badge: link2,
    verification: z.looseObject({ type: z.union([text, z.array(text)]) }),
    issuedOn: text,
  }),
  '1.x': z.looseObject({
    uid: z.union([text, z.number()]).optional(),
    recipient,
    badge: link,
    verify: z.looseObject({ type: text, url: text }),
    issuedOn: z.union([text, z.number()]),
  }),
  '0.5': z.looseObject({ recipient: text, badge: z.looseObject({ issuer: z.looseObject({}) }) }),
} as const
type Edition = keyof typeof shapes

/** Which edition of Open Badges before 3.0 a document is of; null where it is none. */
export function editionOf(document: JsonObject): Edition | null {
  const contexts = listOf(document['@context'])
  if (
    contexts.some((context) => typeof context === 'string' && /openbadges?(spec\.org)?\/v2|\/ob\/v2p\d/.test(context))
  )
    return '2.0'
  if (isObject(document.verification) && document.issuedOn !== undefined) return '2.0'
  if (isObject(document.verify) && document.badge !== undefined) return '1.x'
  if (typeof document.recipient === 'string' && isObject(document.badge)) return '0.5'
  return hasType(document, 'Assertion') ? '2.0' : null
}

/**
 * Checks an Open Badges 2.0 assertion or an older one. Hosted: the document at the assertion's own address is the
 * truth, what is baked only has to agree with it. Signed (JWS): the signature is checked against the issuer's key.
 * The badge and the issuer are asked for at their addresses in both.
 */
export async function checkAssertion(
  source: AssertionSource,
  ports: CheckPorts,
  options: CheckOptions,
): Promise<PayloadResult> {
  const lookUp = lookUpWith(ports)
  const baked = 'document' in source ? source.document : 'jws' in source ? source.jws.payload : null
  const hosted = await findHosted(source, baked, lookUp)
  const truth = 'document' in hosted ? hosted.document : baked
  const edition = truth && editionOf(truth)
  const format = edition === '2.0' ? '2.0' : 'older'
  if (!truth && hosted.check?.outcome === 'unknown') return resultOf({ format, checks: [hosted.check] })
  if (!edition && ('gone' in hosted || truth?.revoked === true))
    return resultOf({ format, checks: [checkHostedRevocation(hosted, truth)] })
  if (!truth || !edition) return resultOf({ format, checks: [failed('structure', 'not_a_badge')] })

  const structure = checkStructure(truth, edition)
  if (structure.outcome === 'failed') return resultOf({ format, checks: [structure] })
  const old = edition !== '2.0'
  const [badge, issuer] = await findBadgeAndIssuer(truth, lookUp)
  const badgeDocument = 'document' in badge ? badge.document : objectOf(truth.badge)
  const issuerDocument = 'document' in issuer ? issuer.document : objectOf(badgeDocument?.issuer)
  const stated = statedRecipient(truth)
  const whom = await checkRecipient(stated, ports, options)
  const id = textOf(truth.id) ?? ('address' in source ? source.address : null)
  const own = id === null ? null : await ports.ownFacts?.(id)

  const checks: Check[] = [structure]
  checks.push(
    ...checkDates(
      { field: 'issuedOn', value: truth.issuedOn ?? truth.issued_on ?? (edition === '0.5' ? '1970-01-01' : undefined) },
      { field: 'expires', value: truth.expires },
      ports.now(),
      { old },
    ),
    whom.check,
  )
  if ('jws' in source) {
    checks.push(...(await checkAssertionJws(source.jws, truth, issuer, badgeDocument, lookUp, ports)))
  } else {
    checks.push(hosted.check ?? compare(baked, truth))
    checks.push(checkHostedRevocation(hosted, truth))
  }
  checks.push('check' in badge ? badge.check : checkBadge(badge.document))
  checks.push('check' in issuer ? issuer.check : checkIssuer(source, hosted.address, issuer.document, badgeDocument))
  if (own?.revokedAt) replace(checks, failed('revocation', 'revoked', { reason: own.reason ?? '', at: own.revokedAt }))
  else if (own?.suspendedAt) replace(checks, failed('revocation', 'suspended', { at: own.suspendedAt }))
  else if (own) replace(checks, passed('revocation', 'ok'), 'unknown')

  const withdrawn = checks.find((check) => check.name === 'revocation' && check.outcome === 'failed')
  const criteria = badgeDocument?.criteria
  return resultOf({
    format,
    checks,
    summary: {
      ...noDetails,
      badgeName: shown(textOf(badgeDocument?.name)),
      description: shown(textOf(badgeDocument?.description)),
      criteria: shown(textOf(objectOf(criteria)?.narrative) ?? idOf(criteria)),
      issuerName: shown(textOf(issuerDocument?.name)),
      issuerUrl: textOf(issuerDocument?.url) ?? textOf(issuerDocument?.origin),
      issuerId: shown(idOf(badgeDocument?.issuer) ?? textOf(issuerDocument?.origin)),
      recipient: whom.clear,
      recipientMatches: whom.matches,
      awardedAt: timeText(truth.issuedOn ?? truth.issued_on),
      expiresAt: timeText(truth.expires),
      revokedAt: withdrawn?.details.at ?? null,
      reason: withdrawn?.details.reason || null,
      evidence: evidenceOf(truth.evidence),
      achievementId: idOf(truth.badge),
      credentialId: id,
      imageUrl: webAddress(idOf(badgeDocument?.image))?.href ?? null,
    },
    facts: {
      id,
      recipients: stated,
      matches: whom.matches,
      badgeId: idOf(truth.badge),
      badgeName: textOf(badgeDocument?.name),
      related: [truth, badgeDocument, issuerDocument].flatMap((document) =>
        listOf(document?.related).flatMap((one) => idOf(one) ?? []),
      ),
    },
  })
}

type Hosted = { address: string | null; check?: Check; document?: JsonObject; gone?: JsonObject | null }

/** Where a hosted assertion stands: its id (2.0), `verify.url` (1.x), or the address that was baked. */
async function findHosted(source: AssertionSource, baked: JsonObject | null, lookUp: LookUp): Promise<Hosted> {
  if ('jws' in source) return { address: null }
  const verify = objectOf(baked?.verify)
  const address = 'address' in source ? source.address : (textOf(verify?.url) ?? textOf(baked?.id))
  if (address === null) return { address: null, check: unknown('hosted', 'missing', { field: 'id' }) }
  const fetched = await fetchLinked('hosted', address, lookUp)
  if ('check' in fetched)
    return 'gone' in fetched
      ? { address, check: passed('hosted', 'ok'), gone: fetched.gone ?? null }
      : { address, ...fetched }
  const { document } = fetched
  // What is left of a revoked assertion may be no more than the word that it is revoked.
  if (document.revoked === true) return { address, document: { ...baked, ...document } }
  if (baked && !editionOf(document)) return { address, check: unknown('hosted', 'not_readable', { url: address }) }
  return { address, document }
}

function checkStructure(document: JsonObject, edition: Edition): Check {
  const reading = shapes[edition].safeParse(document)
  if (!reading.success) {
    const issue = reading.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    const absent = issue?.path.reduce<unknown>(
      (value, key) => (isObject(value) ? value[String(key)] : undefined),
      document,
    )
    return failed('structure', absent === undefined ? 'missing' : 'wrong', { field: field.slice(0, 100) })
  }
  if (edition === '2.0' && !hasType(document, 'Assertion')) return failed('structure', 'wrong', { field: 'type' })
  const kind = textOf(objectOf(document.verification ?? document.verify)?.type)
  if (kind !== null && !/(^|[:#])(HostedBadge|SignedBadge|hosted|signed)$/.test(kind))
    return failed('structure', 'wrong', { field: 'verification.type' })
  return edition === '2.0' ? passed('structure', 'ok') : warned('structure', 'old_form', { edition })
}

async function findBadgeAndIssuer(assertion: JsonObject, lookUp: LookUp): Promise<[badge: Fetched, issuer: Fetched]> {
  const badge = await follow('badge', assertion.badge, lookUp)
  const document = 'document' in badge ? badge.document : objectOf(assertion.badge)
  if (!document) return [badge, 'check' in badge ? { check: { ...badge.check, name: 'issuer' } } : badge]
  return [badge, await follow('issuer', document.issuer, lookUp)]
}

function checkBadge(badge: JsonObject): Check {
  const lacking = ['name', 'issuer'].find((field) => badge[field] === undefined)
  if (lacking) return failed('badge', 'missing', { field: lacking })
  return passed('badge', 'ok', { name: shown(textOf(badge.name)).slice(0, 200) })
}

function checkIssuer(
  source: AssertionSource,
  address: string | null,
  issuer: JsonObject,
  badge: JsonObject | null,
): Check {
  const id = webAddress(idOf(badge?.issuer))?.href ?? textOf(issuer.id) ?? textOf(issuer.origin) ?? textOf(issuer.url)
  if (textOf(issuer.name) === null) return failed('issuer', 'missing', { field: 'name' })
  if (id === null) return failed('issuer', 'missing', { field: 'id' })
  // A signature ties the assertion to the issuer's key; only a hosted one must stand at the issuer's address.
  if ('jws' in source || address === null)
    return passed('issuer', 'ok', { name: shown(textOf(issuer.name)).slice(0, 200) })
  return checkIssuerSpeaksAt(address, id, issuer)
}

function compare(baked: JsonObject | null, hosted: JsonObject): Check {
  const field = baked === null ? null : firstDifference(baked, hosted)
  return field === null ? passed('hosted', 'ok') : failed('hosted', 'differs', { field })
}

function checkHostedRevocation(hosted: Hosted, truth: JsonObject | null): Check {
  const told = 'gone' in hosted ? hosted.gone : truth
  if ('gone' in hosted || truth?.revoked === true)
    return failed('revocation', 'revoked', { reason: shown(textOf(told?.revocationReason)).slice(0, 1000) })
  if (hosted.document) return passed('revocation', 'ok')
  return unknown('revocation', 'not_fetched', { url: hosted.address ?? '' })
}

function statedRecipient(document: JsonObject): StatedIdentity[] {
  const salt = (of: JsonObject) => (typeof of.salt === 'string' ? of.salt : null)
  if (typeof document.recipient === 'string') {
    const value = document.recipient
    return [{ value, hashed: /^\w+\$[0-9a-f]+$/i.test(value), salt: salt(document) }]
  }
  const object = objectOf(document.recipient)
  const value = textOf(object?.identity)
  return object && value !== null ? [{ value, hashed: object.hashed === true, salt: salt(object) }] : []
}

/** Evidence as addresses or, where it has none, in words. */
function evidenceOf(value: unknown): string[] {
  return listOf(value)
    .map((one) => idOf(one) ?? (isObject(one) ? (textOf(one.narrative) ?? textOf(one.name)) : null))
    .filter((one) => one !== null)
    .map((one) => one.slice(0, 5000))
}

function replace(checks: Check[], by: Check, only?: Check['outcome']) {
  const at = checks.findIndex((check) => check.name === by.name)
  if (at < 0) checks.push(by)
  else if (!only || checks[at]?.outcome === only) checks[at] = by
}
