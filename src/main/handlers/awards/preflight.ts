import type { z } from 'zod'
import { badgeFindings } from '../../../core/badges/badge-findings'
import { expiresAt } from '../../../core/badges/expiry'
import type { awardsContract } from '../../../core/contract/awards'
import type { KeyKind } from '../../../core/contract/keys'
import { shownFields } from '../../../core/designs/fields'
import { BlazonError } from '../../../core/errors'
import { kindsNeeded } from '../../../core/keys/kinds-needed'
import { finding, type Finding } from '../../../core/openbadges/conformance/findings'
import { holdersAmong } from '../../catalog/awards'
import { readBadgeForAward } from '../../catalog/badges'
import type { Catalog } from '../../catalog/catalog'
import { readRecipients } from '../../catalog/people'
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
  const badge = readBadgeForAward(catalog, request.badgeId)
  const findings = badge.missing.map((code) => finding(code))
  if (badge.status === 'archived') findings.push(finding('badge_archived'))
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
  findings.push(...peopleFindings(catalog, badge.id, request.people, documents.only2))

  const told = new Map<string, Finding>()
  for (const it of findings) if (!told.has(it.code)) told.set(it.code, it)
  if (!findings.some(({ level }) => level === 'block')) told.set('ready', finding('ready'))
  return [...told.values()]
}

/** Who is passed over, made out to a name, or has an address that others may hash otherwise. `only2`: no format but OB 2.0, which knows no names. */
function peopleFindings(catalog: Catalog, badgeId: string, people: Request['people'], only2: boolean): Finding[] {
  const ids = people.flatMap((person) => ('personId' in person ? [person.personId] : []))
  const known = readRecipients(catalog, ids)
  const holders = holdersAmong(catalog, badgeId, ids)
  const without: number[] = []
  const holding: number[] = []
  const capitals: number[] = []
  for (const [index, person] of people.entries()) {
    const row = index + 1
    const email = 'personId' in person ? known.get(person.personId)?.email : (person.email ?? null)
    if (email === null) without.push(row)
    else if (email !== undefined && hasCapitals(email)) capitals.push(row)
    if ('personId' in person && holders.has(person.personId)) holding.push(row)
  }
  const told = (code: Finding['code'], rows: number[]) =>
    rows.length > 0 ? [finding(code, { count: rows.length, rows })] : []
  return [
    ...told(only2 ? 'people_passed_over' : 'people_without_address', without),
    ...told('already_held', holding),
    ...told('address_capitals', capitals),
  ]
}

/** Capitals before the @: the part that counts letter for letter when it is hashed (row 24). */
const hasCapitals = (email: string) => {
  const local = email.slice(0, email.lastIndexOf('@'))
  return local !== local.toLowerCase()
}
