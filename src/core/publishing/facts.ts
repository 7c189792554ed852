import type { BadgeFacts, IssuerFacts } from '../openbadges/facts'
import type { Evidence } from '../contract/awards'

/** What the published site is made from: plain facts read from the catalog, no rows and no SQL. */

export type SiteIssuer = IssuerFacts & {
  showNames: boolean
  /** Multikeys of every key that ever signed for the issuer, retired ones included. */
  publicKeys: readonly string[]
}

export type SiteVersion = BadgeFacts & { pictureSha256: string; issuer: SiteIssuer }

export type SiteAward = {
  token: string
  version: SiteVersion
  awardedAt: string
  expiresAt: string | null
  revokedAt: string | null
  revokedReason: string | null
  narrative: string
  evidence: readonly Evidence[]
  /** Null unless the issuer shows names. */
  recipientName: string | null
  /** The documents as issued. */
  assertion: string | null
  credential: string | null
}
