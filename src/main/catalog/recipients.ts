import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** A person as an award needs them: the name, and the preferred address exactly as it will be hashed. */
export type Recipient = { id: string; name: string; email: string | null }

/** Reads people by id; unknown ids are left out. */
export function readRecipients(catalog: Catalog, ids: readonly string[]): Map<string, Recipient> {
  const select = prepared<[string], Recipient>(
    catalog.db,
    `SELECT id, name, (SELECT value FROM person_identifier WHERE person_id = person.id AND type = 'email' ORDER BY preferred DESC, id LIMIT 1) AS email
     FROM person WHERE id = ?`,
  )
  const found = new Map<string, Recipient>()
  for (const id of ids) {
    const row = select.get(id)
    if (row) found.set(id, row)
  }
  return found
}
