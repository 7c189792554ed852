import type { z } from 'zod'
import { freeSlug } from '../../core/badges/slug'
import type { Belonging, programsContract } from '../../core/contract/programs'
import { BlazonError } from '../../core/errors'
import { awardingIssuers, type AwardingIssuer, type ProgramPath } from '../../core/programs/awarding-issuers'
import { badgeRow } from './badge-rows'
import type { Catalog } from './catalog'
import { pictureRow } from './pictures'
import { prepared } from './sqlite'
import { dropScopes } from './uses'

type SaveBelonging = z.output<NonNullable<(typeof programsContract.save)['~orpc']['inputSchema']>>

/** Systems and programs say the same of themselves; each has a table. */
export type BelongingKind = 'system' | 'program'
type BelongingRow = {
  id: string
  slug: string
  name: string
  url: string
  description: string
  email: string
  picture_sha256: string | null
  created_at: string
  updated_at: string
}

/** Every system, or every program, by name. */
export function listBelongings(catalog: Catalog, kind: BelongingKind): Belonging[] {
  const collator = new Intl.Collator('en', { numeric: true })
  return prepared<[], BelongingRow>(catalog.db, `SELECT * FROM ${kind}`)
    .all()
    .map(toBelonging)
    .sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

/** Makes a system or a program, or changes the one named by id; its slug stays. Throws `not_found`, also for a picture that is not kept (field pictureSha256). */
export function saveBelonging(catalog: Catalog, kind: BelongingKind, input: SaveBelonging): Belonging {
  const { db } = catalog
  return catalog.write((tx) => {
    const known = input.id === undefined ? null : belongingRow(catalog, kind, input.id)
    if (input.pictureSha256 != null && pictureRow(catalog, input.pictureSha256) === null)
      throw new BlazonError('not_found', 'no such picture', { field: 'pictureSha256' })
    const isTaken = prepared<[string], object>(db, `SELECT 1 FROM ${kind} WHERE slug = ?`)
    const at = catalog.now()
    const row: BelongingRow = {
      id: known?.id ?? catalog.newId(),
      slug: known?.slug ?? freeSlug(input.name, (slug) => isTaken.get(slug) !== undefined, kind),
      name: input.name,
      url: input.url ?? known?.url ?? '',
      description: input.description ?? known?.description ?? '',
      email: input.email ?? known?.email ?? '',
      picture_sha256: input.pictureSha256 === undefined ? (known?.picture_sha256 ?? null) : input.pictureSha256,
      created_at: known?.created_at ?? at,
      updated_at: at,
    }
    prepared<BelongingRow>(
      db,
      `INSERT INTO ${kind} (id, slug, name, url, description, email, picture_sha256, created_at, updated_at)
       VALUES (@id, @slug, @name, @url, @description, @email, @picture_sha256, @created_at, @updated_at)
       ON CONFLICT (id) DO UPDATE SET name = @name, url = @url, description = @description, email = @email,
         picture_sha256 = @picture_sha256, updated_at = @updated_at`,
    ).run(row)
    tx.audit('programs.saved', { [`${kind}Id`]: row.id })
    return toBelonging(row)
  })
}

/** Deletes a system or a program with its links, and what was granted or forbidden for it; what it was joined to stays. Throws `not_found`. */
export function removeBelonging(catalog: Catalog, kind: BelongingKind, id: string): void {
  catalog.write((tx) => {
    belongingRow(catalog, kind, id)
    dropScopes(catalog, kind, id)
    prepared<[string]>(catalog.db, `DELETE FROM ${kind} WHERE id = ?`).run(id)
    tx.audit('programs.removed', { [`${kind}Id`]: id })
  })
}

function belongingRow(catalog: Catalog, kind: BelongingKind, id: string): BelongingRow {
  const row = prepared<[string], BelongingRow>(catalog.db, `SELECT * FROM ${kind} WHERE id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', `no such ${kind}`, { field: 'id' })
  return row
}

const toBelonging = (row: BelongingRow): Belonging => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  url: row.url,
  description: row.description,
  email: row.email,
  pictureSha256: row.picture_sha256,
})

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
