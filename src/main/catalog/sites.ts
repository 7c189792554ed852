import { normaliseHostingAddress } from '../../core/issuers/hosting-address'
import type { Catalog, Transaction } from './catalog'
import { journalRow } from './journal-lines'
import { prepared } from './sqlite'

/** A row of the table `site` as far as documents need it. */
export type Site = { id: string; baseUrl: string }

/** The site of a hosting address, made where the library has none yet; its address is written the one way. Throws `invalid_input` (field baseUrl). */
export function siteAt(catalog: Catalog, tx: Transaction, typed: string): Site {
  const baseUrl = normaliseHostingAddress(typed)
  const known = prepared<[string], Site>(catalog.db, 'SELECT id, base_url AS baseUrl FROM site WHERE base_url = ?').get(
    baseUrl,
  )
  if (known) return known
  const id = catalog.newId()
  prepared<[string, string, string]>(catalog.db, 'INSERT INTO site (id, base_url, created_at) VALUES (?, ?, ?)').run(
    id,
    baseUrl,
    catalog.now(),
  )
  const row = prepared<[string], Record<string, unknown>>(catalog.db, 'SELECT * FROM site WHERE id = ?').get(id)
  journalRow(tx, 'site', row ?? {})
  return { id, baseUrl }
}

/** The site that an issuer's next documents live at; null where it has no hosting address. */
export const siteOf = (catalog: Catalog, issuer: { site_id: string | null }): Site | null =>
  issuer.site_id === null
    ? null
    : (prepared<[string], Site>(catalog.db, 'SELECT id, base_url AS baseUrl FROM site WHERE id = ?').get(
        issuer.site_id,
      ) ?? null)
