import type { Catalog } from './catalog'
import { forgetAddresses } from './erase-person'
import { journalPeople } from './journal-lines'
import { indexPerson } from './people'
import { oneRow, prepared } from './sqlite'

/** People looked at in one step: some 20 ms. */
const rowsAtOnce = 10_000

/** The time that lies so many calendar months before now: to the second, on the last day of a shorter month. */
export function monthsAgo(now: string, months: number): string {
  const at = new Date(now)
  const day = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() - months)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(day, last))
  return at.toISOString().replace(/\.\d+Z$/, 'Z')
}

/**
 * People whose addresses need not be kept, some at a time: their last award and their last attendance lie before a time, and nothing
 * of theirs waits to be handed out. Who never got anything is nobody's recipient yet and stays.
 */
export function* forgettable(
  { db }: Catalog,
  before: string,
): Generator<{ done: number; people: { id: string; name: string }[] }> {
  const { last } = oneRow<{ last: number }>(db, 'SELECT coalesce(max(rowid), 0) AS last FROM person')
  const find = prepared<[{ from: number; to: number; before: string }], { id: string; name: string }>(
    db,
    `SELECT id, name FROM person WHERE rowid > @from AND rowid <= @to AND last_awarded_at < @before
       AND EXISTS (SELECT 1 FROM person_identifier WHERE person_id = person.id AND type IN ('email', 'telephone'))
       AND NOT EXISTS (SELECT 1 FROM completion WHERE person_id = person.id AND completed_at >= @before)
       AND NOT EXISTS (SELECT 1 FROM award WHERE person_id = person.id AND handed_out_at IS NULL AND withdrawn_at IS NULL AND revoked_at IS NULL
         AND superseded_at IS NULL)
       AND id NOT IN (SELECT person_id FROM claim_code CROSS JOIN person_identifier ON type = 'email' AND value_folded = reserved_for
         WHERE reserved_for <> '' AND uses = 0 AND cancelled_at IS NULL AND coalesce(expires_at, '9') > @before)`,
  )
  for (let from = 0; from < last; from += rowsAtOnce)
    yield { done: Math.min(from + rowsAtOnce, last), people: find.all({ from, to: from + rowsAtOnce, before }) }
}

/** Deletes the addresses of some people in one transaction; only the salted hashes in their awards are left. */
export function forgetPeople(catalog: Catalog, ids: readonly string[]): void {
  if (ids.length === 0) return
  catalog.write((tx) => {
    const at = catalog.now()
    forgetAddresses(catalog.db, ids)
    for (const id of ids) indexPerson(catalog, id)
    journalPeople(tx, ids, { forgotten_at: at })
    tx.audit('people.addresses_forgotten', { ids: ids.slice(0, 100), count: ids.length })
  })
}
