import type { Catalog } from './catalog'
import { journalPeople } from './journal-lines'
import { prepared } from './sqlite'

/** Notes that people do not want to be seen or awarded; who opted out before keeps the day. Answers with those who are out now. */
export const optOut = (catalog: Catalog, ids: readonly string[], reason: string): string[] =>
  catalog.write((tx) => {
    const at = catalog.now()
    const out = changed(
      catalog,
      `UPDATE person SET opted_out_at = coalesce(opted_out_at, @at), opted_out_reason = @reason, updated_at = @at
       WHERE id = @id AND erased_at IS NULL`,
      ids,
      { at, reason },
    )
    if (out.length === 0) return out
    // Somebody's own wish outlives a restore; why they wished it is nothing for the journal.
    journalPeople(tx, out, { opted_out_at: at })
    tx.audit('people.opted_out', { ids: out.slice(0, 100), count: out.length })
    return out
  })

/** Ends opt-outs. */
export const optIn = (catalog: Catalog, ids: readonly string[]): string[] =>
  catalog.write((tx) => {
    const back = changed(
      catalog,
      `UPDATE person SET opted_out_at = NULL, opted_out_reason = '', updated_at = @at
       WHERE id = @id AND opted_out_at IS NOT NULL AND erased_at IS NULL`,
      ids,
      { at: catalog.now() },
    )
    if (back.length === 0) return back
    journalPeople(tx, back, { opted_out_at: null })
    tx.audit('people.opted_in', { ids: back.slice(0, 100), count: back.length })
    return back
  })

function changed(catalog: Catalog, sql: string, ids: readonly string[], values: Record<string, string>): string[] {
  const update = prepared<[Record<string, string>]>(catalog.db, sql)
  return [...new Set(ids)].filter((id) => update.run({ ...values, id }).changes > 0)
}
