import { withoutUnsafeLinks } from '../../../core/badges/criteria-links'
import { endorsementIn, isOfBadge } from '../../../core/badges/endorsement-reading'
import { plainAddress, withPlainAddresses } from '../../../core/badges/plain-address'
import type { Badge, BadgeDetails } from '../../../core/contract/badges'
import type { Issuer } from '../../../core/contract/issuers'
import type { Change } from '../../../core/contract/library'
import { BlazonError } from '../../../core/errors'
import type { LibraryRepair } from '../../../core/openbadges/conformance/findings'
import { activateBadge, readBadge, saveBadge, unarchiveBadge } from '../../catalog/badges'
import type { Catalog } from '../../catalog/catalog'
import { readIssuer, saveIssuer } from '../../catalog/issuers'

/** What a repair makes of a badge's details; undefined parts stay. */
const inBadge: Partial<Record<LibraryRepair, (badge: Badge) => Partial<BadgeDetails>>> = {
  // The name says what the picture stands for: better than nothing, and the person asked for it.
  fill_alt_text: ({ details }) => (details.altText.trim() === '' ? { altText: details.name } : {}),
  write_criteria_from_description: ({ details }) =>
    details.criteria.trim() === '' ? { criteria: details.description } : {},
  unlink_criteria: ({ details }) => ({ criteria: withoutUnsafeLinks(details.criteria) }),
  plain_addresses: ({ details }) => ({ achievement: withPlainAddresses(details.achievement) }),
  drop_foreign_endorsements: (badge) => {
    const { achievement } = badge.details
    const endorsements = achievement.endorsements.filter((received) => {
      const reading = endorsementIn(received)
      return reading === null || isOfBadge(reading, badge)
    })
    return { achievement: { ...achievement, endorsements } }
  },
}

const inIssuer: Partial<Record<LibraryRepair, (issuer: Issuer) => Partial<Pick<Issuer, 'url'>>>> = {
  https_url: ({ url }) => ({ url: url.replace(/^http:/i, 'https:') }),
  plain_addresses: ({ url }) => ({ url: plainAddress(url) }),
}

/** Applies one repair to a badge, its issuer or both. Throws `not_found`, and `conflict` (reason `nothing_to_repair`). */
export function repairAward(
  { catalog, announce }: { catalog: Catalog; announce: (change: Change) => void },
  { badgeId, repair }: { badgeId: string; repair: LibraryRepair },
): { badgeId: string; version: number } {
  const badge = readBadge(catalog, badgeId)
  let isChanged = false
  if (repair === 'unarchive' && badge.status === 'archived') {
    unarchiveBadge(catalog, badgeId)
    isChanged = true
  }
  if (repair === 'activate' && badge.paused) {
    activateBadge(catalog, badgeId)
    isChanged = true
  }
  const details = { ...badge.details, ...inBadge[repair]?.(badge) }
  if (JSON.stringify(details) !== JSON.stringify(badge.details)) {
    saveBadge(catalog, { id: badgeId, details, asNewVersion: badge.frozen })
    isChanged = true
  }
  if (isChanged) announce({ name: 'badges.saved', ids: [badgeId] })
  const issuer = badge.issuerId === null ? null : readIssuer(catalog, badge.issuerId)
  const mended = issuer && { ...issuer, ...inIssuer[repair]?.(issuer) }
  if (issuer && mended && mended.url !== issuer.url) {
    const { id, name, email, url } = mended
    saveIssuer(catalog, { id, name, email, url })
    announce({ name: 'issuers.saved', ids: [id] })
    isChanged = true
  }
  if (!isChanged) throw new BlazonError('conflict', 'nothing to repair', { reason: 'nothing_to_repair' })
  return { badgeId, version: readBadge(catalog, badgeId).version }
}
