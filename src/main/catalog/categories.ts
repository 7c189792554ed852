import { tagKey } from '../../core/badges/tags'
import type { Category } from '../../core/contract/badges'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Every tag of a badge that is not put away, by name, with the number of such badges. */
export function listTags(catalog: Catalog): { tag: string; count: number }[] {
  const rows = prepared<[], { tag: string; count: number }>(
    catalog.db,
    `SELECT min(tag) AS tag, count(*) AS count FROM badge_tag JOIN badge ON badge.id = badge_id
     WHERE badge.status <> 'archived' GROUP BY tag`,
  ).all()
  // SQLite knows the capitals of A to Z only.
  return Array.from(Map.groupBy(rows, ({ tag }) => tagKey(tag)).values(), (same) => ({
    tag: same.map(({ tag }) => tag).sort()[0] ?? '',
    count: same.reduce((sum, { count }) => sum + count, 0),
  })).sort((a, b) => byName.compare(a.tag, b.tag))
}

/** Each of some tags in every spelling that the library has of it; none for a tag that it has not. */
export function spellingsOf(catalog: Catalog, tags: readonly string[]): string[][] {
  if (tags.length === 0) return []
  const known = prepared<[], { tag: string }>(catalog.db, 'SELECT DISTINCT tag FROM badge_tag').all()
  return tags.map((wanted) => known.map(({ tag }) => tag).filter((tag) => tagKey(tag) === tagKey(wanted)))
}

/** Every category by name, with the number of its badges that are not put away. */
export const listCategories = (catalog: Catalog): (Category & { count: number })[] =>
  prepared<[], Category & { count: number }>(
    catalog.db,
    `SELECT id, name, (SELECT count(*) FROM badge_category JOIN badge ON badge.id = badge_id
       WHERE category_id = category.id AND badge.status <> 'archived') AS count FROM category`,
  )
    .all()
    .sort((a, b) => byName.compare(a.name, b.name))

/** Makes a category, or renames one. Throws `not_found` and `conflict` (reason name_taken). */
export function saveCategory(catalog: Catalog, { id, name }: { id?: string | undefined; name: string }): Category {
  return catalog.write((tx) => {
    const others = prepared<[], Category>(catalog.db, 'SELECT id, name FROM category').all()
    if (others.some((other) => other.id !== id && tagKey(other.name) === tagKey(name)))
      throw new BlazonError('conflict', 'a category has this name', { reason: 'name_taken', field: 'name' })
    const saved = { id: id ?? catalog.newId(), name }
    if (id === undefined)
      prepared<[string, string, string]>(
        catalog.db,
        'INSERT INTO category (id, name, created_at) VALUES (?, ?, ?)',
      ).run(saved.id, name, catalog.now())
    else if (
      prepared<[string, string]>(catalog.db, 'UPDATE category SET name = ? WHERE id = ?').run(name, id).changes === 0
    )
      throw unknownCategory()
    tx.audit('badges.category_saved', { categoryId: saved.id })
    return saved
  })
}

/** Deletes a category; its badges stay. Throws `not_found`. */
export function removeCategory(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    if (prepared<[string]>(catalog.db, 'DELETE FROM category WHERE id = ?').run(id).changes === 0)
      throw unknownCategory()
    tx.audit('badges.category_removed', { categoryId: id })
  })
}

const unknownCategory = () => new BlazonError('not_found', 'no such category', { field: 'id' })
