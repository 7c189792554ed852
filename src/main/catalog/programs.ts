import { awardingIssuers, type AwardingIssuer, type ProgramPath } from '../../core/programs/awarding-issuers'
import { badgeRow } from './badge-rows'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** Under which issuers a badge may be awarded, its own first. Throws `not_found` (field badgeId). */
export function issuersForBadge(catalog: Catalog, badgeId: string): AwardingIssuer[] {
  badgeRow(catalog, badgeId, 'badgeId')
  const own = prepared<[string], { id: string; name: string }>(
    catalog.db,
    'SELECT issuer.id, issuer.name FROM badge JOIN issuer ON issuer.id = badge.issuer_id WHERE badge.id = ?',
  ).get(badgeId)
  const paths = prepared<[string], ProgramPath>(
    catalog.db,
    `SELECT issuer.id AS issuerId, issuer.name AS issuerName, program.id AS programId, program.name AS programName
     FROM program_badge JOIN program ON program.id = program_badge.program_id
       JOIN issuer_program ON issuer_program.program_id = program.id JOIN issuer ON issuer.id = issuer_program.issuer_id
     WHERE program_badge.badge_id = ? ORDER BY issuer.created_at, issuer.id, issuer_program.position, program.id`,
  ).all(badgeId)
  return awardingIssuers(own ?? null, paths)
}
