import type { BadgeFacts, IssuerFacts } from '../openbadges/facts'
import type { PublishedKey } from '../openbadges/published-keys'
import type { Evidence } from '../contract/awards'

/** What the published site is made from: plain facts read from the catalog, no rows and no SQL. */

export type SiteIssuer = IssuerFacts & {
  showNames: boolean
  /** Every key that ever signed for the issuer, retired ones included, oldest first. */
  publicKeys: readonly PublishedKey[]
}

export type SiteVersion = BadgeFacts & {
  pictureSha256: string
  issuer: SiteIssuer
  /** False for a badge that the front page does not list. */
  isListed?: boolean | undefined
}

export type SiteAward = {
  token: string
  version: SiteVersion
  awardedAt: string
  expiresAt: string | null
  revokedAt: string | null
  revokedReason: string | null
  suspendedAt: string | null
  narrative: string
  evidence: readonly Evidence[]
  /** Null unless the issuer shows names. */
  recipientName: string | null
  /** The criteria that were met, in words, each with when; without them the page is as it was before there were any. */
  met?: readonly { words: string; at: string }[] | undefined
  /** The documents as issued. */
  assertion: string | null
  credential: string | null
}
