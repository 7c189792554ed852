import { prepared } from './sqlite'
import type { Catalog } from './catalog'

/** What verifying needs of an award of this library. */
export type OwnAwardRow = {
  id: string
  assertion: string | null
  credential: string | null
  revokedAt: string | null
  revokedReason: string | null
  suspendedAt: string | null
  suspendedReason: string | null
  pixelDigest: string | null
}

/** An award that was not withdrawn, by its public token, with the digest of its picture's pixels. */
export const readOwnAward = (catalog: Catalog, token: string): OwnAwardRow | null =>
  prepared<[string], OwnAwardRow>(
    catalog.db,
    `SELECT award.id, document.assertion, document.credential, award.revoked_at AS revokedAt,
       award.revoked_reason AS revokedReason, award.suspended_at AS suspendedAt, award.suspended_reason AS suspendedReason,
       picture.pixel_digest AS pixelDigest
     FROM award JOIN award_document AS document ON document.award_id = award.id JOIN picture ON picture.sha256 = award.picture_sha256
     WHERE award.token = ? AND award.withdrawn_at IS NULL`,
  ).get(token) ?? null
