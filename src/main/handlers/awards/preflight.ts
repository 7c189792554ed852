import type { z } from 'zod'
import { expiresAt } from '../../../core/badges/expiry'
import type { awardsContract, finding } from '../../../core/contract/awards'
import { shownFields } from '../../../core/designs/fields'
import { BlazonError } from '../../../core/errors'
import { holdersAmong } from '../../catalog/awards'
import { readBadgeForAward } from '../../catalog/badges'
import type { Catalog } from '../../catalog/catalog'
import { readRecipients } from '../../catalog/people'

type Finding = z.infer<typeof finding>
type Request = z.infer<NonNullable<(typeof awardsContract.preflight)['~orpc']['inputSchema']>>

/** A baked file over this size is warned about, never refused (Mozilla's and Moodle's limit). */
const largeBytes = 262_144
/** Both chunks of an ordinary award. */
const chunkBytes = 6_000

/**
 * Looks at an award before it is made: what blocks it, what it will be for ever, who will be passed over. An issue date in the future
 * or a clock that is behind the library's own last award is a warning: laptops at events are often wrong (row 34).
 */
export async function preflightAward(
  deps: { catalog: Catalog; keyReady: () => Promise<boolean>; lastAwardedAt: () => string | null },
  request: Request,
): Promise<Finding[]> {
  const { catalog } = deps
  const badge = readBadgeForAward(catalog, request.badgeId)
  const findings: Finding[] = badge.missing.map((code) => ({ level: 'block', code }))
  if (badge.status === 'archived') findings.push({ level: 'block', code: 'badge_archived' })
  if (!(await deps.keyReady())) findings.push({ level: 'block', code: 'key_locked' })
  if (badge.issuer) {
    if (!badge.issuer.hostingDecided) findings.push({ level: 'block', code: 'hosting_undecided' })
    else if (!badge.site) findings.push({ level: 'warn', code: 'hosting_not_yet' })
    else findings.push({ level: 'ok', code: 'hosting_set' })
  }

  if (badge.art && !badge.site && shownFields(badge.art).has('link'))
    findings.push({ level: 'warn', code: 'link_impossible' })

  const now = catalog.now()
  const awardedAt = request.awardedAt ?? now
  if (awardedAt > now) findings.push({ level: 'warn', code: 'date_in_future' })
  const last = deps.lastAwardedAt()
  if (last !== null && last > now) findings.push({ level: 'warn', code: 'clock_wrong' })
  try {
    expiresAt(awardedAt, badge.details.expiry)
  } catch (error) {
    if (!(error instanceof BlazonError)) throw error
    findings.push({ level: 'block', code: 'expires_before' })
  }
  if (badge.pictureBytes + chunkBytes > largeBytes)
    findings.push({ level: 'warn', code: 'too_large', count: badge.pictureBytes + chunkBytes })

  const ids = request.people.flatMap((person) => ('personId' in person ? [person.personId] : []))
  const people = readRecipients(catalog, ids)
  const without =
    [...people.values()].filter((person) => person.email === null).length +
    request.people.filter((person) => 'name' in person && !person.email).length
  if (without > 0) findings.push({ level: 'warn', code: 'people_without_address', count: without })
  const holding = holdersAmong(catalog, badge.id, ids).size
  if (holding > 0) findings.push({ level: 'warn', code: 'already_held', count: holding })
  if (!findings.some(({ level }) => level === 'block')) findings.push({ level: 'ok', code: 'ready' })
  return findings
}
