import { foldText } from '../../core/people/fold'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** The badges that can still be awarded, by folded name and by slug; a name that two badges bear is left out. */
export function badgesByName(catalog: Catalog): Map<string, string> {
  const rows = prepared<[], { id: string; name: string; slug: string }>(
    catalog.db,
    `SELECT badge.id, badge_version.name, badge.slug FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id
     WHERE badge.status <> 'archived'`,
  ).all()
  const found = new Map<string, string | null>()
  for (const { id, name } of rows) found.set(foldText(name), found.has(foldText(name)) ? null : id)
  for (const { id, slug } of rows) if (!found.has(foldText(slug))) found.set(foldText(slug), id)
  return new Map([...found].flatMap(([name, id]) => (id === null ? [] : [[name, id] as const])))
}
