import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** How the mails about a badge are made. */
export type MailOptions = {
  /** Whether the picture goes along, or the link alone. */
  attachBaked: boolean
  /** Whoever made the badge and wants to know of every hand-out; null where nobody does or can be told. */
  creator: { name: string; address: string } | null
}

/** The mail options of a badge. */
export function readMailOptions(catalog: Catalog, badgeId: string): MailOptions {
  const row = prepared<[string], { attachBaked: 0 | 1; name: string | null; address: string | null }>(
    catalog.db,
    `SELECT attach_baked AS attachBaked, operator.display_name AS name, operator.email AS address FROM badge
     LEFT JOIN operator ON operator.id = badge.created_by AND badge.notify_creator = 1 AND operator.is_active = 1 AND operator.email <> ''
     WHERE badge.id = ?`,
  ).get(badgeId)
  const creator = row?.name != null && row.address !== null ? { name: row.name, address: row.address } : null
  return { attachBaked: row?.attachBaked !== 0, creator }
}
