import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { checkExpiry } from '../../core/badges/expiry'
import type { MissingCode } from '../../core/badges/missing'
import {
  isActive,
  statusWhenActivated,
  statusWhenAwarded,
  statusWhenBroughtBack,
  statusWhenDeactivated,
  statusWhenSaved,
  type BadgeStatus,
} from '../../core/badges/status'
import type { Badge, BadgeCard, BadgeDetails, BadgeKeeping, badgesContract } from '../../core/contract/badges'
import type { Issuer } from '../../core/contract/issuers'
import type { DesignDocument } from '../../core/designs/document'
import { BlazonError } from '../../core/errors'
import { searchTerms } from '../../core/people/fold'
import { artOfDesign, hasCustomWords, readArt } from './art'
import { checkCourse, keepingColumns, keepingIn, keepingOf } from './badge-keeping'
import {
  copyBelongings,
  readBadgeCategories,
  readPrerequisites,
  readRelatedBadges,
  writeBadgeCategories,
  writePrerequisites,
  writeRelatedBadges,
} from './badge-links'
import {
  badgeRow,
  blankDetails,
  columnsOf,
  detailsOf,
  indexBadge,
  insertBadge,
  missingIn,
  nextVersion,
  readinessOf,
  unknownBadge,
  updateBadge,
  updateVersion,
  versionRow,
  type BadgeRow,
  type VersionRow,
} from './badge-rows'
import { isBeingEarned, usesOf } from './badge-uses'
import type { Catalog, Transaction } from './catalog'
import { spellingsOf } from './categories'
import { readCursor, writeCursor } from './cursor'
import { insertVersion as keepDesignVersion } from './design-versions'
import { copyDesign, readDesignCard } from './designs'
import { issuerRow, readIssuer } from './issuers'
import { journalGone } from './journal-lines'
import { pictureRow, type PictureRow } from './pictures'
import { siteOf, type Site } from './sites'
import { oneRow, prepared } from './sqlite'
import { dropScopes } from './uses'

type Input<Verb extends keyof typeof badgesContract> = z.output<
  NonNullable<(typeof badgesContract)[Verb]['~orpc']['inputSchema']>
>
/** `badges.create` with its picture already kept. */
export type CreateBadge = Omit<Input<'create'>, 'picture'> & { pictureSha256?: string | undefined }
/** `badges.save` with its SVG already kept. */
export type SaveBadge = Omit<Input<'save'>, 'vector'> & { vectorSha256?: string | null | undefined }

const card = `badge.id, badge.token, version.name, badge.status, badge.paused, version.number AS version, badge.issuer_id AS issuerId,
    badge.design_id AS designId, version.picture_sha256 AS pictureSha256, badge.awarded_count AS awardedCount, badge.updated_at AS updatedAt
  FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id`

const filters: Record<Input<'list'>['filter'], string> = {
  all: "status <> 'archived'",
  drafts: "status IN ('inactive', 'inactive_locked')",
  live: "status IN ('active', 'active_locked')",
  archived: "status = 'archived'",
}
const orders: Record<Input<'list'>['sort'], string> = {
  changed: 'badge.updated_at DESC, badge.id DESC',
  awarded: 'badge.awarded_count DESC, badge.updated_at DESC, badge.id DESC',
  name: 'badge.id',
}
const byName = new Intl.Collator(undefined, { numeric: true })

/** SQL of a filter by tags: whole tags (row 47). Each of `@tags` is a list of its spellings. */
const hasWanted =
  'EXISTS (SELECT 1 FROM badge_tag WHERE tag IN (SELECT value FROM json_each(wanted.value)) AND badge_id = badge.id)'
const taggedWith = {
  any: `EXISTS (SELECT 1 FROM json_each(@tags) AS wanted WHERE ${hasWanted})`,
  all: `NOT EXISTS (SELECT 1 FROM json_each(@tags) AS wanted WHERE NOT ${hasWanted})`,
} as const

/** A page of badges. `all` leaves out what was put away. A library has hundreds of badges, not millions: names are sorted here, as people sort them. */
export function listBadges(
  catalog: Catalog,
  { query = '', filter, sort, tags = [], tagMatch, categoryId, programId, issuerId, cursor, limit }: Input<'list'>,
): { rows: BadgeCard[]; total: number; next: string | null } {
  const terms = searchTerms(query)
  if (terms === null && query.trim() !== '') return { rows: [], total: 0, next: null }
  const wanted = [
    filters[filter],
    terms !== null && 'badge.rowid IN (SELECT rowid FROM badge_search WHERE badge_search MATCH @terms)',
    tags.length > 0 && taggedWith[tagMatch],
    categoryId !== undefined && 'badge.id IN (SELECT badge_id FROM badge_category WHERE category_id = @categoryId)',
    programId !== undefined && 'badge.id IN (SELECT badge_id FROM program_badge WHERE program_id = @programId)',
    issuerId !== undefined && 'badge.issuer_id = @issuerId',
  ].filter((condition) => condition !== false)
  const found = prepared<[Record<string, string | undefined>], { id: string; name: string }>(
    catalog.db,
    `SELECT badge.id, version.name FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id
     WHERE ${wanted.join(' AND ')} ORDER BY ${orders[sort]}`,
  ).all({
    terms: terms ?? undefined,
    tags: JSON.stringify(spellingsOf(catalog, tags)),
    categoryId,
    programId,
    issuerId,
  })
  if (sort === 'name') found.sort((a, b) => byName.compare(a.name, b.name))
  const [offset] = cursor == null ? [0] : readCursor(cursor, z.tuple([z.int().min(0)]))
  const end = offset + limit
  return {
    rows: found.slice(offset, end).map(({ id }) => readBadgeCard(catalog, id)),
    total: found.length,
    next: end < found.length ? writeCursor([end]) : null,
  }
}

/** The card of one badge. Throws `not_found`. */
export function readBadgeCard(catalog: Catalog, id: string): BadgeCard {
  const row = prepared<[string], Omit<BadgeCard, 'paused'> & { paused: 0 | 1 }>(
    catalog.db,
    `SELECT ${card} WHERE badge.id = ?`,
  ).get(id)
  if (!row) throw unknownBadge('id')
  return { ...row, paused: row.paused === 1 }
}

/** One badge with the details of its current version and all its versions, oldest first. Throws `not_found`. */
export function readBadge(catalog: Catalog, id: string): Badge {
  const badge = badgeRow(catalog, id)
  const version = versionRow(catalog, badge.current_version_id)
  const versions = prepared<[string], Badge['versions'][number]>(
    catalog.db,
    `SELECT number, name, picture_sha256 AS pictureSha256, created_at AS createdAt,
       (SELECT count(*) FROM award WHERE badge_version_id = badge_version.id AND withdrawn_at IS NULL) AS awardedCount
     FROM badge_version WHERE badge_id = ? ORDER BY number`,
  ).all(id)
  return {
    ...readBadgeCard(catalog, id),
    details: detailsOf(version),
    frozen: version.frozen_at !== null,
    personal: version.art !== null,
    customWords: hasCustomWords(version.art),
    mailSubject: badge.mail_subject,
    mailBody: badge.mail_body,
    keeping: keepingOf(badge),
    prerequisites: readPrerequisites(catalog, id),
    relatedBadges: readRelatedBadges(catalog, id),
    categories: readBadgeCategories(catalog, id),
    beingEarned: isActive(badge.status) && isBeingEarned(catalog, id),
    versions,
    missing: missingIn(badge, version),
  }
}

/**
 * Makes a badge, always a new one whatever its name; what is not given stays blank. The picture is the one given, else that of the design.
 * Throws `not_found` (field designId or issuerId) and `invalid_input` (field expiry).
 */
export function createBadge(catalog: Catalog, input: CreateBadge): Badge {
  return readBadge(
    catalog,
    catalog.write((tx) => addBadge(catalog, tx, input)),
  )
}

/** `createBadge` inside a transaction; answers with the badge's id. */
export function addBadge(catalog: Catalog, tx: Transaction, input: CreateBadge): string {
  const id = catalog.newId()
  const { designId = null, issuerId = null } = input
  if (input.details.expiry) checkExpiry(input.details.expiry, catalog.now())
  const design = designId === null ? null : readDesignCard(catalog, designId)
  if (issuerId !== null) issuerRow(catalog, issuerId)
  if (designId !== null && input.pictureSha256 === undefined && design?.pictureSha256)
    keepDesignVersion(catalog, designId, 'used')
  insertBadge(
    catalog,
    tx,
    id,
    { ...blankDetails, ...given(input.details) },
    {
      issuerId,
      designId,
      pictureSha256: input.pictureSha256 ?? design?.pictureSha256 ?? null,
      vectorSha256: null,
      art: input.pictureSha256 === undefined && designId !== null ? artOfDesign(catalog, designId) : null,
      mailSubject: null,
      mailBody: null,
    },
  )
  tx.audit('badges.created', { badgeId: id })
  return id
}

/**
 * Changes a badge; what is not named stays. What its documents say (details, picture, issuer) is fixed once it was awarded: then it fails
 * with `locked` (reason awarded), or makes the next version where `asNewVersion` is set. While the badge is active and people may be earning
 * it, what is not yet awarded is fixed too (reason being_earned). Mail texts, how it is kept and the link to a design may always change.
 * Throws `not_found` (field id, designId, issuerId, keeping.courseId, prerequisiteIds, relatedIds or categoryIds), `locked`, `invalid_input`
 * (field expiry or relatedIds) and `conflict` (reason `design_without_picture` or `cycle`).
 */
export function saveBadge(catalog: Catalog, input: SaveBadge): Badge {
  catalog.write((tx) => {
    const badge = badgeRow(catalog, input.id)
    const version = versionRow(catalog, badge.current_version_id)
    const before = detailsOf(version)
    const details = { ...before, ...given(input.details ?? {}) }
    if (JSON.stringify(details.expiry) !== JSON.stringify(before.expiry)) checkExpiry(details.expiry, catalog.now())
    const issuerId = input.issuerId ?? badge.issuer_id
    if (input.issuerId !== undefined) issuerRow(catalog, input.issuerId)
    const designId = input.designId ?? badge.design_id
    const design = designId === null ? null : readDesignCard(catalog, designId)
    const picture = input.usePictureOfDesign ? drawnPicture(design) : version.picture_sha256
    // The SVG is of the picture it came with: under another one it would be another badge's.
    const vectorNow = picture === version.picture_sha256 ? version.vector_sha256 : null
    const changed: VersionRow = {
      ...version,
      ...columnsOf(details),
      picture_sha256: picture,
      vector_sha256: input.vectorSha256 === undefined ? vectorNow : input.vectorSha256,
      art: input.usePictureOfDesign && designId !== null ? artOfDesign(catalog, designId) : version.art,
    }
    // As it would be written today: what it says may have been stored by an older Blazon.
    const isOther = issuerId !== badge.issuer_id || !isDeepStrictEqual(changed, { ...version, ...columnsOf(before) })
    let current = version
    const isNext = version.frozen_at !== null
    if (isOther && !isNext && isActive(badge.status) && isBeingEarned(catalog, badge.id))
      throw new BlazonError('locked', 'people may be earning the badge', { reason: 'being_earned' })
    if (isOther && !isNext) current = updateVersion(catalog, tx, changed)
    else if (isOther && input.asNewVersion) current = nextVersion(catalog, tx, changed)
    else if (isOther)
      throw new BlazonError('locked', 'the version has been awarded', { reason: 'awarded', version: version.number })
    if (input.usePictureOfDesign && designId !== null) keepDesignVersion(catalog, designId, 'used')
    const saved: BadgeRow = {
      ...badge,
      issuer_id: issuerId,
      design_id: designId,
      current_version_id: current.id,
      mail_subject: input.mailSubject === undefined ? badge.mail_subject : input.mailSubject,
      mail_body: input.mailBody === undefined ? badge.mail_body : input.mailBody,
      ...keptAs(catalog, badge, input.keeping),
    }
    const status = statusWhenSaved(badge.status, readinessOf(saved, current))
    updateBadge(catalog, tx, saved, status)
    if (input.prerequisiteIds) writePrerequisites(catalog, badge.id, input.prerequisiteIds)
    if (input.relatedIds) writeRelatedBadges(catalog, badge.id, input.relatedIds)
    if (input.categoryIds) writeBadgeCategories(catalog, badge.id, input.categoryIds)
    indexBadge(catalog, badge.id)
    const isSecondLifted = badge.double_entry === 1 && saved.double_entry === 0
    // What a draft goes through while it is written is nobody's business.
    if (status !== 'inactive' || badge.status !== 'inactive' || isSecondLifted)
      tx.audit('badges.saved', {
        badgeId: badge.id,
        status,
        version: current.number,
        ...(isSecondLifted ? { doubleEntry: false } : {}),
      })
  })
  return readBadge(catalog, input.id)
}

function keptAs(catalog: Catalog, badge: BadgeRow, change: Input<'save'>['keeping']) {
  if (change === undefined) return {}
  const keeping: BadgeKeeping = { ...keepingOf(badge), ...given(change) }
  if (keeping.courseId !== badge.context_activity_id) checkCourse(catalog, keeping.courseId)
  return keepingColumns(keeping)
}

/** Lets a badge be awarded and earned; once more changes nothing. Throws `not_found` and `conflict` (reason `archived`, or `incomplete` with `missing`). */
export function activateBadge(catalog: Catalog, id: string): BadgeCard {
  catalog.write((tx) => {
    const badge = badgeRow(catalog, id)
    const missing = missingIn(badge, versionRow(catalog, badge.current_version_id))
    const status = statusWhenActivated(badge.status, missing)
    if (badge.paused === 0 && badge.status === status) return
    updateBadge(catalog, tx, { ...badge, paused: 0 }, status)
    tx.audit('badges.activated', { badgeId: id })
  })
  return readBadgeCard(catalog, id)
}

/** Pauses a badge until it is activated again; once more changes nothing. Throws `not_found` and `conflict` (reason `archived`). */
export function deactivateBadge(catalog: Catalog, id: string): BadgeCard {
  catalog.write((tx) => {
    const badge = badgeRow(catalog, id)
    const status = statusWhenDeactivated(badge.status)
    if (badge.paused === 1 && badge.status === status) return
    updateBadge(catalog, tx, { ...badge, paused: 1 }, status)
    tx.audit('badges.deactivated', { badgeId: id })
  })
  return readBadgeCard(catalog, id)
}

/**
 * Copies a badge under another name, with a copy of its design, its criteria, rubric, categories, prerequisites and rules. The copy is
 * version 1, was never awarded, has no codes and is paused: whoever copies wants to change something first (row 56). Throws `not_found`.
 */
export function duplicateBadge(catalog: Catalog, id: string, name: string): Badge {
  const copy = catalog.newId()
  catalog.write((tx) => {
    const badge = badgeRow(catalog, id)
    const version = versionRow(catalog, badge.current_version_id)
    insertBadge(
      catalog,
      tx,
      copy,
      { ...detailsOf(version), name },
      {
        issuerId: badge.issuer_id,
        designId: badge.design_id === null ? null : copyDesign(catalog, badge.design_id, name),
        pictureSha256: version.picture_sha256,
        vectorSha256: version.vector_sha256,
        art: version.art,
        mailSubject: badge.mail_subject,
        mailBody: badge.mail_body,
        keeping: keepingIn(badge),
        paused: true,
      },
    )
    copyBelongings(catalog, id, copy)
    tx.audit('badges.duplicated', { badgeId: copy, fromId: id })
  })
  return readBadge(catalog, copy)
}

/** Puts a badge away; once more changes nothing. Throws `not_found`. */
export function archiveBadge(catalog: Catalog, id: string): BadgeCard {
  catalog.write((tx) => {
    const badge = badgeRow(catalog, id)
    if (badge.status === 'archived') return
    updateBadge(catalog, tx, { ...badge, status_before_archive: badge.status }, 'archived')
    tx.audit('badges.archived', { badgeId: id })
  })
  return readBadgeCard(catalog, id)
}

/** Brings an archived badge back, locked where it was awarded and paused where it was paused. Throws `not_found`. */
export function unarchiveBadge(catalog: Catalog, id: string): BadgeCard {
  catalog.write((tx) => {
    const badge = badgeRow(catalog, id)
    if (badge.status !== 'archived') return
    const ready = readinessOf(badge, versionRow(catalog, badge.current_version_id))
    const everAwarded = prepared<[string], object>(
      catalog.db,
      'SELECT 1 FROM badge_version WHERE badge_id = ? AND frozen_at IS NOT NULL LIMIT 1',
    ).get(id)
    const status = statusWhenBroughtBack(everAwarded !== undefined, ready)
    updateBadge(catalog, tx, { ...badge, status_before_archive: null }, status)
    tx.audit('badges.unarchived', { badgeId: id })
  })
  return readBadgeCard(catalog, id)
}

/**
 * Deletes a badge that was never awarded and that nothing needs (row 52). Throws `not_found`, or `conflict` with reason `has_awards`
 * (awards) or `in_use` (how many events, applications, codes … need it, `usesOf`).
 */
export function removeBadge(catalog: Catalog, id: string): void {
  const { db } = catalog
  catalog.write((tx) => {
    badgeRow(catalog, id)
    // Withdrawn awards count too: their tokens stay burnt, so their rows stay.
    const { awards } = oneRow<{ awards: number }>(db, 'SELECT count(*) AS awards FROM award WHERE badge_id = ?', [id])
    if (awards > 0) throw new BlazonError('conflict', 'the badge was awarded', { reason: 'has_awards', awards })
    const needed = usesOf(catalog, id)
    if (Object.keys(needed).length > 0)
      throw new BlazonError('conflict', 'something needs the badge', { reason: 'in_use', ...needed })
    dropScopes(catalog, 'badge', id)
    // Batches that awarded nobody would hold on to the version.
    prepared<[string]>(
      db,
      'DELETE FROM batch WHERE badge_version_id IN (SELECT id FROM badge_version WHERE badge_id = ?)',
    ).run(id)
    prepared<[string]>(db, 'DELETE FROM badge_search WHERE rowid = (SELECT rowid FROM badge WHERE id = ?)').run(id)
    prepared<[string]>(db, 'DELETE FROM badge WHERE id = ?').run(id)
    journalGone(tx, 'badge', [id])
    tx.audit('badges.removed', { badgeId: id })
  })
}

type FactsForAward = {
  id: string
  token: string
  slug: string
  status: BadgeStatus
  /** Paused badges are not awarded (`conflict`, reason `inactive`). */
  paused: boolean
  versionId: string
  /** The version's number, as in `v<n>.json`. */
  version: number
  details: BadgeDetails
  missing: MissingCode[]
  /** What every award's own picture is drawn from; null where all have the badge's. */
  art: DesignDocument | null
  /** Where its documents will live; null without a hosting address. */
  site: Site | null
  /** Size of the unbaked picture; 0 while there is none. */
  pictureBytes: number
  mailSubject: string | null
  mailBody: string | null
}
/** Everything that the documents of an award need; nothing is missing. */
export type BadgeForAward = FactsForAward & { ready: true; issuer: Issuer; picture: PictureRow; pictureSha256: string }
/** The same of a badge that still lacks something. */
export type UnreadyBadge = FactsForAward & {
  ready: false
  issuer: Issuer | null
  picture: PictureRow | null
  pictureSha256: string | null
}

/** Reads what awarding needs of a badge's current version; `ready` says whether it may be awarded. Throws `not_found` (field badgeId). */
export function readBadgeForAward(catalog: Catalog, badgeId: string): BadgeForAward | UnreadyBadge {
  const badge = badgeRow(catalog, badgeId, 'badgeId')
  const version = versionRow(catalog, badge.current_version_id)
  const issuer = badge.issuer_id === null ? null : readIssuer(catalog, badge.issuer_id)
  const picture = version.picture_sha256 === null ? null : pictureRow(catalog, version.picture_sha256)
  const facts: FactsForAward = {
    id: badge.id,
    token: badge.token,
    slug: badge.slug,
    status: badge.status,
    paused: badge.paused === 1,
    versionId: version.id,
    version: version.number,
    details: detailsOf(version),
    missing: missingIn(badge, version),
    art: readArt(version.art),
    site: badge.issuer_id === null ? null : siteOf(catalog, issuerRow(catalog, badge.issuer_id)),
    pictureBytes: picture?.bytes ?? 0,
    mailSubject: badge.mail_subject,
    mailBody: badge.mail_body,
  }
  return facts.missing.length === 0 && issuer !== null && picture !== null
    ? { ...facts, ready: true, issuer, picture, pictureSha256: picture.sha256 }
    : { ...facts, ready: false, issuer, picture, pictureSha256: picture?.sha256 ?? null }
}

/** Fixes what a version says, at its first award; later ones change nothing. Inside a transaction. */
export function freezeVersion(catalog: Catalog, tx: Transaction, versionId: string): void {
  const version = versionRow(catalog, versionId)
  if (version.frozen_at === null) updateVersion(catalog, tx, { ...version, frozen_at: catalog.now() })
}

/** Notes that a badge has been awarded. Inside a transaction. Throws `conflict` (reason `archived` or `inactive`). */
export function lockStatus(catalog: Catalog, tx: Transaction, badgeId: string): void {
  const badge = badgeRow(catalog, badgeId, 'badgeId')
  const status = statusWhenAwarded(badge.status, badge.paused === 1)
  if (status !== badge.status) updateBadge(catalog, tx, badge, status)
}

/** The details that were named: a field that is undefined is not. */
const given = <T extends object>(details: T) =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>
  }

function drawnPicture(design: { pictureSha256: string | null } | null): string {
  if (design?.pictureSha256 == null)
    throw new BlazonError('conflict', 'no picture was drawn yet', { reason: 'design_without_picture' })
  return design.pictureSha256
}
