import { BlazonError } from '../../core/errors'
import { readBadgeForAward, type BadgeForAward, type UnreadyBadge } from './badges'
import type { Catalog } from './catalog'
import { issuerRow, readIssuer } from './issuers'
import { issuersForBadge } from './programs'
import { siteOf } from './sites'
import { prepared } from './sqlite'

/** A badge as it is awarded under an issuer. */
export type UnderIssuer = {
  /** False where another issuer than the badge's own awards it. */
  isOwn: boolean
}

/**
 * A badge as it is awarded under an issuer: that one's profile, site and keys. Under its own issuer (also where none is named) it is the
 * badge itself. Documents name one issuer, so under another one the badge has a public token of its own, and with it addresses: given by
 * `giveTokenUnder`; until then the badge's stands for it. Throws `not_found` (field badgeId) and `conflict` (reason `issuer_not_allowed`).
 */
export function readBadgeUnder(
  catalog: Catalog,
  badgeId: string,
  issuerId: string | undefined,
): (BadgeForAward | UnreadyBadge) & UnderIssuer {
  const badge = readBadgeForAward(catalog, badgeId)
  if (issuerId === undefined || issuerId === badge.issuer?.id) return { ...badge, isOwn: true }
  if (!issuersForBadge(catalog, badgeId).some((it) => it.issuerId === issuerId))
    throw new BlazonError('conflict', 'the badge is not awarded under this issuer', { reason: 'issuer_not_allowed' })
  return {
    ...badge,
    isOwn: false,
    token: knownToken(catalog, badgeId, issuerId) ?? badge.token,
    issuer: readIssuer(catalog, issuerId),
    site: siteOf(catalog, issuerRow(catalog, issuerId)),
  }
}

/** The public token of a badge under another issuer than its own, given once and for all. */
export function giveTokenUnder(catalog: Catalog, badgeId: string, issuerId: string): string {
  const known = knownToken(catalog, badgeId, issuerId)
  if (known !== null) return known
  const token = catalog.newToken()
  catalog.write(
    () =>
      void prepared(catalog.db, 'INSERT INTO badge_under_issuer (badge_id, issuer_id, token) VALUES (?, ?, ?)').run(
        badgeId,
        issuerId,
        token,
      ),
  )
  return token
}

const knownToken = (catalog: Catalog, badgeId: string, issuerId: string): string | null =>
  prepared<[string, string], { token: string }>(
    catalog.db,
    'SELECT token FROM badge_under_issuer WHERE badge_id = ? AND issuer_id = ?',
  ).get(badgeId, issuerId)?.token ?? null
