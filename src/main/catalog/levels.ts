import type { LinkedDesign } from '../../core/contract/levels'
import { levelBadgeName, levelDocument } from '../../core/designs/levels'
import { BlazonError } from '../../core/errors'
import { badgeRow, blankDetails, detailsOf, insertBadge, versionRow } from './badge-rows'
import type { Catalog } from './catalog'
import { insertDesign, readDesign } from './designs'
import { prepared } from './sqlite'

/** Whom a design follows; null where nobody. Throws `not_found`. */
export function masterOf(
  catalog: Catalog,
  designId: string,
): { designId: string; name: string; levelId: string } | null {
  const row = prepared<[string], { masterId: string | null; name: string | null; levelId: string | null }>(
    catalog.db,
    `SELECT design.master_id AS masterId, design.level_id AS levelId, master.name FROM design
     LEFT JOIN design AS master ON master.id = design.master_id WHERE design.id = ?`,
  ).get(designId)
  if (!row) throw new BlazonError('not_found', 'no such design', { field: 'designId' })
  const { masterId, name, levelId } = row
  return masterId === null || name === null || levelId === null ? null : { designId: masterId, name, levelId }
}

type LinkedRow = {
  designId: string
  levelId: string
  name: string
  pictureSha256: string | null
  badgeId: string | null
  badgeName: string
  frozen: 0 | 1
  badgePicture: string | null
}

/** The designs that follow a master, in the order of its levels; those of levels that are gone come last. */
export function linkedDesigns(catalog: Catalog, masterId: string): LinkedDesign[] {
  const rows = prepared<[string], LinkedRow>(
    catalog.db,
    `SELECT design.id AS designId, design.level_id AS levelId, design.name, design.picture_sha256 AS pictureSha256, badge.id AS badgeId,
       coalesce(version.name, '') AS badgeName, version.frozen_at IS NOT NULL AS frozen, version.picture_sha256 AS badgePicture
     FROM design LEFT JOIN badge ON badge.id = (SELECT id FROM badge WHERE design_id = design.id ORDER BY created_at, id LIMIT 1)
       LEFT JOIN badge_version AS version ON version.id = badge.current_version_id
     WHERE design.master_id = ? AND design.level_id IS NOT NULL ORDER BY design.id`,
  ).all(masterId)
  if (rows.length === 0) return []
  const order = readDesign(catalog, masterId).document.levels.map(({ id }) => id)
  const place = (levelId: string) => (order.includes(levelId) ? order.indexOf(levelId) : order.length)
  return rows
    .sort((a, b) => place(a.levelId) - place(b.levelId))
    .map(({ badgeId, badgeName, frozen, badgePicture, ...design }) => ({
      ...design,
      badge:
        badgeId === null ? null : { id: badgeId, name: badgeName, frozen: frozen === 1, pictureSha256: badgePicture },
    }))
}

/**
 * Gives every level of a master a design that follows it, and a badge named "Badge – Level" with the words of the master's own badge. What
 * is there stays. Answers with the number of badges made. Throws `not_found`, or `conflict` (reason `no_levels` or `follows_master`).
 */
export function makeLevelBadges(catalog: Catalog, masterId: string): number {
  const master = readDesign(catalog, masterId)
  if (masterOf(catalog, masterId))
    throw new BlazonError('conflict', 'the design follows another', { reason: 'follows_master' })
  const { levels } = master.document
  if (levels.length === 0) throw new BlazonError('conflict', 'the design has no levels', { reason: 'no_levels' })
  return catalog.write((tx) => {
    const known = new Map(linkedDesigns(catalog, masterId).map((linked) => [linked.levelId, linked]))
    const own = master.badgeId === null ? null : badgeRow(catalog, master.badgeId)
    const words = own ? detailsOf(versionRow(catalog, own.current_version_id)) : null
    let made = 0
    for (const level of levels) {
      const linked = known.get(level.id)
      const document = levelDocument(master.document, level.id)
      if (!document) continue
      const designId = linked?.designId ?? catalog.newId()
      const name = levelBadgeName(master.name, level.name)
      if (!linked) insertDesign(catalog, designId, { name, document: JSON.stringify(document), picture: null })
      prepared<[string, string, string, string]>(
        catalog.db,
        'UPDATE design SET master_id = ?, level_id = ?, name = ?, revision = revision + 1 WHERE id = ?',
      ).run(masterId, level.id, name, designId)
      if (linked?.badge) continue
      insertBadge(
        catalog,
        tx,
        catalog.newId(),
        {
          ...blankDetails,
          ...words,
          name: levelBadgeName(words?.name ?? master.name, level.name),
        },
        {
          issuerId: own?.issuer_id ?? null,
          designId,
          pictureSha256: null,
          vectorSha256: null,
          art: null,
          mailSubject: own?.mail_subject ?? null,
          mailBody: own?.mail_body ?? null,
        },
      )
      made++
    }
    return made
  })
}

/** Cuts the tie of a design to its master; its art stays. Throws `not_found`. */
export function cutFromMaster(catalog: Catalog, designId: string): void {
  catalog.write(() => {
    const { changes } = prepared<[string]>(
      catalog.db,
      'UPDATE design SET master_id = NULL, level_id = NULL WHERE id = ?',
    ).run(designId)
    if (changes === 0) throw new BlazonError('not_found', 'no such design', { field: 'designId' })
  })
}
