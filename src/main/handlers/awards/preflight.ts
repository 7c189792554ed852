import type { z } from 'zod'
import { badgeFindings } from '../../../core/badges/badge-findings'
import { expiresAt } from '../../../core/badges/expiry'
import { mostPrepared, type awardsContract } from '../../../core/contract/awards'
import type { KeyKind } from '../../../core/contract/keys'
import { shownFields } from '../../../core/designs/fields'
import { BlazonError } from '../../../core/errors'
import { kindsNeeded } from '../../../core/keys/kinds-needed'
import { finding, type Finding } from '../../../core/openbadges/conformance/findings'
import { missingPrerequisites, readBadgeRules, refusalsFor, type BadgeRules } from '../../catalog/award-rules'
import { heldAwards } from '../../catalog/award-facts'
import { readBadgeUnder } from '../../catalog/badge-under-issuer'
import type { Catalog } from '../../catalog/catalog'
import { lookUpPeople, readRecipients } from '../../catalog/people'
import { issuanceOf } from './create'
import { documentFindings } from './document-findings'

type Request = z.output<NonNullable<(typeof awardsContract.preflight)['~orpc']['inputSchema']>>

/** What is to be known of the signing keys without opening them for good. */
export type LockAndKeys = {
  /** False while a passphrase is wanted. */
  keyReady: () => Promise<boolean>
  /** Whether a key of these kinds that the issuer signs with has no file, or one that this computer cannot open. */
  isKeyMissing: (issuerId: string, kinds: readonly KeyKind[]) => Promise<boolean>
}

/** A baked file over this size is warned about, never refused (Mozilla's and Moodle's limit). */
const largeBytes = 262_144

/**
 * Looks at an award before it is made: what blocks it, what it will be for ever, who will be passed over, and what 1EdTech's validators
 * would refuse in its documents. An issue date in the future or a clock that is behind the library's own last award is a warning: laptops
 * at events are often wrong (row 34). Each thing is told once.
 */
export async function preflightAward(
  deps: LockAndKeys & { catalog: Catalog; lastAwardedAt: () => string | null },
  request: Request,
): Promise<Finding[]> {
  const { catalog } = deps
  const badge = readBadgeUnder(catalog, request.badgeId, request.issuerId)
  const findings = badge.missing.map((code) => finding(code))
  if (badge.status === 'archived') findings.push(finding('badge_archived'))
  else if (badge.paused) findings.push(finding('badge_paused'))
  if (!(await deps.keyReady())) findings.push(finding('key_locked'))
  if (badge.issuer) {
    const kinds = kindsNeeded(issuanceOf(badge.issuer, request.issuance), badge.site !== null)
    if (await deps.isKeyMissing(badge.issuer.id, kinds)) findings.push(finding('key_missing'))
    if (!badge.issuer.hostingDecided) findings.push(finding('hosting_undecided'))
    else findings.push(finding(badge.site ? 'hosting_set' : 'hosting_not_yet'))
  }
  if (badge.art && !badge.site && shownFields(badge.art).has('link')) findings.push(finding('link_impossible'))

  const now = catalog.now()
  const awardedAt = request.awardedAt ?? now
  if (awardedAt > now) findings.push(finding('date_in_future'))
  const last = deps.lastAwardedAt()
  if (last !== null && last > now) findings.push(finding('clock_wrong'))
  let ends: string | null = null
  try {
    ends = expiresAt(awardedAt, badge.details.expiry)
  } catch (error) {
    if (!(error instanceof BlazonError)) throw error
    findings.push(finding('expires_before'))
  }
  findings.push(...badgeFindings(badge.details, badge))
  const documents = await documentFindings(badge, request, { awardedAt, expiresAt: ends, now })
  findings.push(...documents.findings)
  const bytes = badge.pictureBytes + documents.bytes
  if (bytes > largeBytes) findings.push(finding('too_large', { count: bytes }))
  findings.push(...peopleFindings(catalog, request.people, documents.only2))
  const rules = readBadgeRules(catalog, badge.id)
  if (rules.doubleEntry)
    findings.push(finding(catalog.operator() === null ? 'confirmation_impossible' : 'confirmation_needed'))
  findings.push(...ruleFindings(catalog, rules, { ...request, issuerId: badge.issuer?.id }))

  const told = new Map<string, Finding>()
  for (const it of findings) if (!told.has(it.code)) told.set(it.code, it)
  if (!findings.some(({ level }) => level === 'block')) told.set('ready', finding('ready'))
  return [...told.values()]
}

const told = (code: Finding['code'], rows: number[]) =>
  rows.length > 0 ? [finding(code, { count: rows.length, rows })] : []

/** Who is made out to a name, or has an address that others may hash otherwise. `only2`: no format but OB 2.0, which knows no names. */
function peopleFindings(catalog: Catalog, people: Request['people'], only2: boolean): Finding[] {
  const ids = people.flatMap((person) => ('personId' in person ? [person.personId] : []))
  const known = readRecipients(catalog, ids)
  const without: number[] = []
  const capitals: number[] = []
  for (const [index, person] of people.entries()) {
    const row = index + 1
    const email = 'personId' in person ? known.get(person.personId)?.email : (person.email ?? null)
    if (email === null) without.push(row)
    else if (email !== undefined && hasCapitals(email)) capitals.push(row)
  }
  return [
    ...told(only2 ? 'people_passed_over' : 'people_without_address', without),
    ...told('address_capitals', capitals),
  ]
}

/** What is said of people who hold the badge and may have it all the same. */
const heldCodes = { deny: null, allow: 'held_again', replace: 'held_replaced', renew: 'held_renewed' } as const

/** Who is passed over by the badge's rules, and what becomes of what people hold. */
function ruleFindings(
  catalog: Catalog,
  rules: BadgeRules,
  { badgeId, issuerId, people, override }: Pick<Request, 'badgeId' | 'issuerId' | 'people' | 'override'>,
): Finding[] {
  const typed = people.flatMap((person, index) =>
    'name' in person ? [{ row: index + 1, name: person.name, email: person.email ?? null }] : [],
  )
  // Looking up each of a hundred thousand would hold everything up; awarding itself looks.
  const lookedUp = typed.length <= mostPrepared ? typed : []
  const found = new Map(lookUpPeople(catalog, lookedUp).map(({ row, personIds }) => [row, personIds]))
  const ids = people.map((person, index) => {
    if (!('name' in person)) return person.personId
    const fitting = found.get(index + 1) ?? []
    // Somebody new, or one of several: as good as new until it is said who.
    return fitting.length === 1 ? fitting[0]! : `row ${index + 1}`
  })
  const rowsOf = (wanted: ReadonlySet<string>) => ids.flatMap((id, index) => (wanted.has(id) ? [index + 1] : []))
  const refusals = refusalsFor(catalog, { id: badgeId }, ids, { issuerId, overridden: override !== undefined, rules })
  const refused = (reason: string) => rowsOf(new Set(ids.filter((id) => refusals.get(id) === reason)))

  const heldCode = heldCodes[rules.duplicates]
  const held = heldCode === null ? [] : heldAwards(catalog, badgeId, ids).map(({ personId }) => personId)
  const lacking = rules.hasPrerequisites ? missingPrerequisites(catalog, badgeId, ids) : []
  const needs = [...Map.groupBy(lacking, ({ requiredName }) => requiredName)].map(([badgeName, lackers]) => ({
    badgeName,
    rows: rowsOf(new Set(lackers.map(({ personId }) => personId))),
  }))
  const lackingRows = rowsOf(new Set(lacking.map(({ personId }) => personId)))
  const waived = override === undefined ? [] : told('prerequisite_waived', lackingRows)
  return [
    ...told('already_held', refused('already_has_it')),
    ...(heldCode === null ? [] : told(heldCode, rowsOf(new Set(held)))),
    ...told('opted_out', refused('opted_out')),
    ...told('do_not_award', refused('do_not_award')),
    ...[...told('prerequisite_missing', refused('prerequisite_missing')), ...waived].map((it) => ({ ...it, needs })),
    ...told('limit_reached', refused('limit_reached')),
  ]
}

/** Capitals before the @: the part that counts letter for letter when it is hashed (row 24). */
const hasCapitals = (email: string) => {
  const local = email.slice(0, email.lastIndexOf('@'))
  return local !== local.toLowerCase()
}
