import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** How many things need another, by what they are: each of `uses` is SQL that counts some, with `values` as its parameters. Only what there is. */
export function countUses<What extends string>(
  { db }: Catalog,
  uses: Readonly<Record<What, string>>,
  values: Readonly<Record<string, string>>,
): Partial<Record<What, number>> {
  const columns = Object.entries<string>(uses).map(([what, sql]) => `(${sql}) AS ${what}`)
  const counted = prepared<[typeof values], Record<What, number>>(db, `SELECT ${columns.join(', ')}`).get(values)
  return Object.fromEntries(Object.entries<number>(counted ?? {}).filter(([, count]) => count > 0)) as Partial<
    Record<What, number>
  >
}

/** Takes back what was granted or forbidden for one thing alone: those rows name it by scope. Inside a transaction. */
export function dropScopes(catalog: Catalog, type: 'system' | 'issuer' | 'program' | 'badge', id: string): void {
  for (const table of ['capability_grant', 'do_not_award'])
    prepared<[string, string]>(catalog.db, `DELETE FROM ${table} WHERE scope_type = ? AND scope_id = ?`).run(type, id)
}
