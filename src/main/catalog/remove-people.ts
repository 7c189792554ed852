import { eraseApplications } from './applications'
import type { Catalog } from './catalog'
import { journalGone } from './journal-lines'
import { prepared } from './sqlite'

/** Deletes people who never got an award, in one transaction; who holds one (even a withdrawn one, it stands in the ledger) is kept. */
export function removePeople(catalog: Catalog, ids: readonly string[]): { removed: string[]; kept: string[] } {
  const { db } = catalog
  return catalog.write((tx) => {
    const removed: string[] = []
    const kept: string[] = []
    for (const id of new Set(ids)) {
      const row = prepared<[string], { rowid: number; awarded: 0 | 1 }>(
        db,
        'SELECT rowid, EXISTS (SELECT 1 FROM award WHERE person_id = person.id) AS awarded FROM person WHERE id = ?',
      ).get(id)
      if (row === undefined) continue
      if (row.awarded === 1) {
        kept.push(id)
        continue
      }
      eraseApplications(catalog, tx, id)
      prepared(db, 'DELETE FROM person_search WHERE rowid = ?').run(row.rowid)
      prepared(db, 'DELETE FROM person WHERE id = ?').run(id)
      removed.push(id)
    }
    if (removed.length > 0) {
      journalGone(tx, 'person', removed)
      tx.audit('people.removed', { ids: removed.slice(0, 100), count: removed.length })
    }
    return { removed, kept }
  })
}
