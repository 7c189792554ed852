import { z } from 'zod'
import { missingOf, type MissingCode } from '../../core/badges/missing'
import { freeSlug } from '../../core/badges/slug'
import { statusWhenSaved, type BadgeStatus, type Readiness } from '../../core/badges/status'
import { distinctTags } from '../../core/badges/tags'
import { readAchievement } from '../../core/contract/achievement'
import { expiry, type BadgeDetails } from '../../core/contract/badges'
import { BlazonError } from '../../core/errors'
import { foldText } from '../../core/people/fold'
import { blankKeeping, keepingColumns, keepingNames, type KeepingColumns } from './badge-keeping'
import type { Catalog, Transaction } from './catalog'
import { journalRow } from './journal-lines'
import { prepared } from './sqlite'

/** A row of the table `badge`. */
export type BadgeRow = KeepingColumns & {
  id: string
  token: string
  slug: string
  issuer_id: string | null
  design_id: string | null
  status: BadgeStatus
  status_before_archive: BadgeStatus | null
  current_version_id: string
  mail_subject: string | null
  mail_body: string | null
  /** 1: inactive because somebody said so, or because it is a copy. */
  paused: 0 | 1
  created_by: string | null
  awarded_count: number
  created_at: string
  updated_at: string
}
/** A row of the table `badge_version`: what documents say of a badge. */
export type VersionRow = {
  id: string
  badge_id: string
  number: number
  name: string
  description: string
  criteria: string
  alt_text: string
  tags: string
  expiry: string
  /** JSON: `core/contract/achievement.ts`. */
  achievement: string
  picture_sha256: string | null
  vector_sha256: string | null
  /** The design document behind the picture where every award needs one of its own (JSON), else null. */
  art: string | null
  frozen_at: string | null
  created_at: string
  rev: number
}

export const unknownBadge = (field: string) => new BlazonError('not_found', 'no such badge', { field })

/** The row of a badge. Throws `not_found` naming `field`. */
export function badgeRow(catalog: Catalog, id: string, field = 'id'): BadgeRow {
  const row = prepared<[string], BadgeRow>(catalog.db, 'SELECT * FROM badge WHERE id = ?').get(id)
  if (!row) throw unknownBadge(field)
  return row
}

/** The row of a badge version. Throws `not_found`. */
export function versionRow(catalog: Catalog, id: string): VersionRow {
  const row = prepared<[string], VersionRow>(catalog.db, 'SELECT * FROM badge_version WHERE id = ?').get(id)
  if (!row) throw unknownBadge('versionId')
  return row
}

const storedTags = z.array(z.string())
const tagsIn = (text: string) => storedTags.parse(JSON.parse(text))

/** A version's columns as the contract has them. */
export const detailsOf = (version: VersionRow): BadgeDetails => ({
  name: version.name,
  description: version.description,
  criteria: version.criteria,
  altText: version.alt_text,
  tags: tagsIn(version.tags),
  expiry: expiry.parse(JSON.parse(version.expiry)),
  achievement: readAchievement(version.achievement),
})

/** What a new badge says before anybody has written anything. */
export const blankDetails = {
  description: '',
  criteria: '',
  altText: '',
  tags: [],
  expiry: { kind: 'none' },
  achievement: readAchievement('{}'),
} satisfies Omit<BadgeDetails, 'name'>

/** Details as a version's columns; a tag given twice is kept once, whatever its capitals. */
export const columnsOf = (details: BadgeDetails) => ({
  name: details.name,
  description: details.description,
  criteria: details.criteria,
  alt_text: details.altText,
  tags: JSON.stringify(distinctTags(details.tags)),
  expiry: JSON.stringify(details.expiry),
  achievement: JSON.stringify(details.achievement),
})

/** What a version still lacks for being awarded. */
export const missingIn = (badge: Pick<BadgeRow, 'issuer_id'>, version: VersionRow): MissingCode[] =>
  missingOf({ ...detailsOf(version), pictureSha256: version.picture_sha256, issuerId: badge.issuer_id })

/** What decides a badge's state. */
export const readinessOf = (badge: Pick<BadgeRow, 'issuer_id' | 'paused'>, version: VersionRow): Readiness => ({
  complete: missingIn(badge, version).length === 0,
  paused: badge.paused === 1,
})

/** What a new badge has besides its details. */
export type BadgeLinks = {
  issuerId: string | null
  designId: string | null
  pictureSha256: string | null
  vectorSha256: string | null
  art: string | null
  mailSubject: string | null
  mailBody: string | null
  /** How it is kept and awarded; as a new badge is unless given. */
  keeping?: KeepingColumns
  /** Whether it waits for somebody to activate it; a new badge does not. */
  paused?: boolean
}

/** Stores a new badge with its version 1, under a slug that no other has. Inside a transaction. */
export function insertBadge(
  catalog: Catalog,
  tx: Transaction,
  id: string,
  details: BadgeDetails,
  links: BadgeLinks,
): void {
  const at = catalog.now()
  const isTaken = prepared<[string], object>(catalog.db, 'SELECT 1 FROM badge WHERE slug = ?')
  const version: VersionRow = {
    id: catalog.newId(),
    badge_id: id,
    number: 1,
    ...columnsOf(details),
    picture_sha256: links.pictureSha256,
    vector_sha256: links.vectorSha256,
    art: links.art,
    frozen_at: null,
    created_at: at,
    rev: tx.nextRev(),
  }
  const badge: BadgeRow = {
    id,
    token: catalog.newToken(),
    slug: freeSlug(details.name, (slug) => isTaken.get(slug) !== undefined),
    issuer_id: links.issuerId,
    design_id: links.designId,
    status: 'inactive',
    status_before_archive: null,
    current_version_id: version.id,
    mail_subject: links.mailSubject,
    mail_body: links.mailBody,
    ...(links.keeping ?? keepingColumns(blankKeeping)),
    paused: links.paused ? 1 : 0,
    created_by: catalog.operator(),
    awarded_count: 0,
    created_at: at,
    updated_at: at,
  }
  badge.status = statusWhenSaved(badge.status, readinessOf(badge, version))
  prepared<BadgeRow>(
    catalog.db,
    `INSERT INTO badge (id, token, slug, issuer_id, design_id, status, current_version_id, mail_subject, mail_body,
       ${keepingNames.join(', ')}, paused, created_by, created_at, updated_at)
     VALUES (@id, @token, @slug, @issuer_id, @design_id, @status, @current_version_id, @mail_subject, @mail_body,
       ${keepingNames.map((column) => `@${column}`).join(', ')}, @paused, @created_by, @created_at, @updated_at)`,
  ).run(badge)
  journalRow(tx, 'badge', badge)
  insertVersion(catalog, tx, version)
  indexBadge(catalog, id)
}

function insertVersion(catalog: Catalog, tx: Transaction, version: VersionRow): void {
  prepared<VersionRow>(
    catalog.db,
    `INSERT INTO badge_version (id, badge_id, number, name, description, criteria, alt_text, tags, expiry, achievement, picture_sha256, vector_sha256, art, frozen_at, created_at, rev)
     VALUES (@id, @badge_id, @number, @name, @description, @criteria, @alt_text, @tags, @expiry, @achievement, @picture_sha256, @vector_sha256, @art, @frozen_at, @created_at, @rev)`,
  ).run(version)
  journalRow(tx, 'badge_version', version)
}

/** Stores a version as the one after it, not yet awarded. Inside a transaction. */
export function nextVersion(catalog: Catalog, tx: Transaction, version: VersionRow): VersionRow {
  const next: VersionRow = {
    ...version,
    id: catalog.newId(),
    number: version.number + 1,
    frozen_at: null,
    created_at: catalog.now(),
    rev: tx.nextRev(),
  }
  insertVersion(catalog, tx, next)
  return next
}

/** Changes a version in place. Inside a transaction. */
export function updateVersion(catalog: Catalog, tx: Transaction, version: VersionRow): VersionRow {
  const row: VersionRow = { ...version, rev: tx.nextRev() }
  prepared<VersionRow>(
    catalog.db,
    `UPDATE badge_version SET name = @name, description = @description, criteria = @criteria, alt_text = @alt_text, tags = @tags,
       expiry = @expiry, achievement = @achievement, picture_sha256 = @picture_sha256, vector_sha256 = @vector_sha256, art = @art, frozen_at = @frozen_at, rev = @rev WHERE id = @id`,
  ).run(row)
  journalRow(tx, 'badge_version', row)
  return row
}

/** Changes a badge's own columns. Inside a transaction. */
export function updateBadge(catalog: Catalog, tx: Transaction, badge: BadgeRow, status: BadgeStatus): void {
  const row: BadgeRow = { ...badge, status, updated_at: catalog.now() }
  prepared<BadgeRow>(
    catalog.db,
    `UPDATE badge SET issuer_id = @issuer_id, design_id = @design_id, status = @status, status_before_archive = @status_before_archive,
       current_version_id = @current_version_id, mail_subject = @mail_subject, mail_body = @mail_body,
       ${keepingNames.map((column) => `${column} = @${column}`).join(', ')}, paused = @paused, updated_at = @updated_at WHERE id = @id`,
  ).run(row)
  journalRow(tx, 'badge', row)
}

/** Writes a badge's search row and its tags anew: those of its current version. Inside a transaction. */
export function indexBadge(catalog: Catalog, id: string): void {
  const row = prepared<[string], { rowid: number; name: string; description: string; tags: string }>(
    catalog.db,
    `SELECT badge.rowid, version.name, version.description, version.tags
     FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id WHERE badge.id = ?`,
  ).get(id)
  if (!row) return
  const tags = tagsIn(row.tags)
  prepared<[string]>(catalog.db, 'DELETE FROM badge_tag WHERE badge_id = ?').run(id)
  // Two that differ in capitals alone are one tag.
  const addTag = prepared<[string, string]>(catalog.db, 'INSERT OR IGNORE INTO badge_tag (tag, badge_id) VALUES (?, ?)')
  for (const tag of tags) addTag.run(tag, id)
  prepared<[number]>(catalog.db, 'DELETE FROM badge_search WHERE rowid = ?').run(row.rowid)
  prepared<[number, string]>(catalog.db, 'INSERT INTO badge_search (rowid, folded) VALUES (?, ?)').run(
    row.rowid,
    foldText([row.name, row.description, ...tags].join(' ')),
  )
}
