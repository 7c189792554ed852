import { checkDates } from '../dates'
import { lookUpWith, webAddress, type LookUp } from '../documents'
import { checkEndorsements } from '../endorsements'
import type { Jws } from '../jws'
import { follow, type Fetched } from '../linked'
import { failed, passed, type Check } from '../outcomes'
import type { CheckOptions, CheckPorts } from '../ports'
import type { JsonObject } from '../read-json'
import { checkRecipient } from '../recipient'
import { resultOf, shown, type PayloadResult } from '../result'
import { idOf, listOf, objectOf, textOf } from '../values'
import { checkAssertionJws } from './assertion-jws'
import { checkStructure, editionOf } from './editions'
import { endorsementsIn } from './endorsements'
import { checkExtensions } from './extensions'
import { checkHostedRevocation, compareHosted, findHosted, hostedAddress, saysRevoked, type Hosted } from './hosted'
import { checkIssuerSpeaksAt } from './issuer-scope'
import { assertionSummary, statedRecipient } from './summary'

/** Where an assertion came from: its JSON, the payload of a JWS, or only its address (0.5 baked nothing else). */
export type AssertionSource = { document: JsonObject } | { jws: Jws } | { address: string }

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
  const address = 'address' in source ? source.address : baked && hostedAddress(baked)
  const hosted: Hosted = 'jws' in source ? { address: null } : await findHosted(address, baked, lookUp)
  const truth = 'document' in hosted ? hosted.document : baked
  const edition = truth && editionOf(truth)
  const format = edition === '2.0' ? '2.0' : 'older'
  if (!truth && hosted.check?.outcome === 'unknown') return resultOf({ format, checks: [hosted.check] })
  if (!edition && ('gone' in hosted || saysRevoked(truth)))
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
  const own = id === null ? null : await ports.ownFacts?.(id, idOf(truth.badge))

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
    checks.push(hosted.check ?? compareHosted(baked, truth))
    checks.push(checkHostedRevocation(hosted, truth))
  }
  checks.push('check' in badge ? badge.check : checkBadge(badge.document))
  checks.push('check' in issuer ? issuer.check : checkIssuer(source, hosted.address, issuer.document, badgeDocument))
  if (own?.revokedAt) replace(checks, failed('revocation', 'revoked', { reason: own.reason ?? '', at: own.revokedAt }))
  else if (own?.suspendedAt) replace(checks, failed('revocation', 'suspended', { at: own.suspendedAt }))
  else if (own) replace(checks, passed('revocation', 'ok'), 'unknown')

  const parts = { assertion: truth, badge: badgeDocument, issuer: issuerDocument }
  const endorsements = await endorsementsIn(parts, id, lookUp, ports)
  checks.push(...checkExtensions(parts, ports.extensionSchemas), ...checkEndorsements(endorsements))
  const withdrawn = checks.find((check) => check.name === 'revocation' && check.outcome === 'failed')
  return resultOf({
    format,
    checks,
    summary: assertionSummary(parts, id, whom, withdrawn, endorsements),
    facts: {
      id,
      by: idOf(truth.badge),
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
  // What was only written into the badge cannot say for whom it speaks.
  return checkIssuerSpeaksAt(address, id, webAddress(idOf(badge?.issuer)) ? issuer : { name: issuer.name })
}

function replace(checks: Check[], by: Check, only?: Check['outcome']) {
  const at = checks.findIndex((check) => check.name === by.name)
  if (at < 0) checks.push(by)
  else if (!only || checks[at]?.outcome === only) checks[at] = by
}
