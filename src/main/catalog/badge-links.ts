import { prerequisiteCycle } from '../../core/badges/prerequisites'
import { BlazonError } from '../../core/errors'
import { unknownBadge } from './badge-rows'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** What a badge has to do with other badges and with categories; by name. */

type Named = { id: string; name: string }

const named = (catalog: Catalog, sql: string, badgeId: string): Named[] =>
  prepared<[{ badgeId: string }], Named>(catalog.db, sql).all({ badgeId })

/** The badges that somebody has to hold before. */
export const readPrerequisites = (catalog: Catalog, badgeId: string): Named[] =>
  named(
    catalog,
    `SELECT badge.id, version.name FROM badge_prerequisite JOIN badge ON badge.id = required_badge_id
       JOIN badge_version AS version ON version.id = badge.current_version_id WHERE badge_prerequisite.badge_id = @badgeId ORDER BY version.name, badge.id`,
    badgeId,
  )

/** The badges near it, whichever of the two said so. */
export const readRelatedBadges = (catalog: Catalog, badgeId: string): Named[] =>
  named(
    catalog,
    `SELECT badge.id, version.name FROM (SELECT b_id AS id FROM related_badge WHERE a_id = @badgeId UNION SELECT a_id FROM related_badge WHERE b_id = @badgeId) AS near
       JOIN badge ON badge.id = near.id JOIN badge_version AS version ON version.id = badge.current_version_id ORDER BY version.name, badge.id`,
    badgeId,
  )

export const readBadgeCategories = (catalog: Catalog, badgeId: string): Named[] =>
  named(
    catalog,
    `SELECT category.id, category.name FROM badge_category JOIN category ON category.id = category_id
     WHERE badge_id = @badgeId ORDER BY category.name COLLATE NOCASE`,
    badgeId,
  )

/**
 * Sets what has to be held before. Inside a transaction. Throws `not_found` (field prerequisiteIds) and `conflict` (reason cycle, with the
 * `path` in names; row 53).
 */
export function writePrerequisites(catalog: Catalog, badgeId: string, required: readonly string[]): void {
  checkBadges(catalog, required, 'prerequisiteIds')
  const requiredBy = prepared<[string], { id: string }>(
    catalog.db,
    'SELECT required_badge_id AS id FROM badge_prerequisite WHERE badge_id = ?',
  )
  const cycle = prerequisiteCycle(badgeId, required, (id) => requiredBy.all(id).map((row) => row.id))
  if (cycle !== null)
    throw new BlazonError('conflict', 'a badge would be needed for itself', {
      reason: 'cycle',
      field: 'prerequisiteIds',
      path: cycle.map((id) => nameOf(catalog, id)),
    })
  replaceLinks(catalog, 'badge_prerequisite', 'required_badge_id', badgeId, required)
}

/** Sets the badges near it. Inside a transaction. Throws `not_found` and `invalid_input` (field relatedIds; reason itself). */
export function writeRelatedBadges(catalog: Catalog, badgeId: string, related: readonly string[]): void {
  checkBadges(catalog, related, 'relatedIds')
  if (related.includes(badgeId))
    throw new BlazonError('invalid_input', 'a badge is not related to itself', {
      field: 'relatedIds',
      reason: 'itself',
    })
  prepared<[{ badgeId: string }]>(catalog.db, 'DELETE FROM related_badge WHERE a_id = @badgeId OR b_id = @badgeId').run(
    { badgeId },
  )
  const add = prepared<[{ badgeId: string; id: string }]>(
    catalog.db,
    'INSERT INTO related_badge (a_id, b_id) VALUES (min(@badgeId, @id), max(@badgeId, @id))',
  )
  for (const id of new Set(related)) add.run({ badgeId, id })
}

/** Sets the categories. Inside a transaction. Throws `not_found` (field categoryIds). */
export function writeBadgeCategories(catalog: Catalog, badgeId: string, categories: readonly string[]): void {
  const isKnown = prepared<[string], object>(catalog.db, 'SELECT 1 FROM category WHERE id = ?')
  if (categories.some((id) => isKnown.get(id) === undefined))
    throw new BlazonError('not_found', 'no such category', { field: 'categoryIds' })
  replaceLinks(catalog, 'badge_category', 'category_id', badgeId, categories)
}

function replaceLinks(
  catalog: Catalog,
  table: 'badge_prerequisite' | 'badge_category',
  column: string,
  badgeId: string,
  ids: readonly string[],
): void {
  prepared<[string]>(catalog.db, `DELETE FROM ${table} WHERE badge_id = ?`).run(badgeId)
  const add = prepared<[string, string]>(catalog.db, `INSERT INTO ${table} (badge_id, ${column}) VALUES (?, ?)`)
  for (const id of new Set(ids)) add.run(badgeId, id)
}

function checkBadges(catalog: Catalog, ids: readonly string[], field: string): void {
  const isKnown = prepared<[string], object>(catalog.db, 'SELECT 1 FROM badge WHERE id = ?')
  if (ids.some((id) => isKnown.get(id) === undefined)) throw unknownBadge(field)
}

/** A badge's name today; its id where there is no such badge. */
export const nameOf = (catalog: Catalog, badgeId: string): string =>
  prepared<[string], { name: string }>(
    catalog.db,
    'SELECT version.name FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id WHERE badge.id = ?',
  ).get(badgeId)?.name ?? badgeId

/** Gives a copy what belongs to the badge itself: criteria, rubric, categories and prerequisites. Inside a transaction. */
export function copyBelongings(catalog: Catalog, from: string, to: string): void {
  const { db } = catalog
  const pair = { from, to }
  for (const [table, column] of [
    ['badge_category', 'category_id'],
    ['badge_prerequisite', 'required_badge_id'],
  ] as const)
    prepared<[typeof pair]>(
      db,
      `INSERT INTO ${table} (badge_id, ${column}) SELECT @to, ${column} FROM ${table} WHERE badge_id = @from`,
    ).run(pair)
  for (const [table, columns] of [
    ['criterion', 'type, method, description, params'],
    ['rubric_item', 'position, description, note, is_required'],
  ] as const) {
    const add = prepared<[{ id: string; row: string; to: string }]>(
      db,
      `INSERT INTO ${table} (id, badge_id, ${columns}) SELECT @id, @to, ${columns} FROM ${table} WHERE id = @row`,
    )
    const rows = prepared<[string], { id: string }>(db, `SELECT id FROM ${table} WHERE badge_id = ? ORDER BY id`)
    for (const { id } of rows.all(from)) add.run({ id: catalog.newId(), row: id, to })
  }
}
