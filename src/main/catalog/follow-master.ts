import type { DesignDocument } from '../../core/designs/document'
import { levelDocument } from '../../core/designs/levels'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/**
 * Brings the designs that follow a master to what its levels are now, inside the transaction that stores the master. A level that is gone
 * leaves its design as it was: it may come back by an undo. Their own steps go, since they were made on another document.
 */
export function followMaster({ db, now }: Catalog, masterId: string, master: DesignDocument): void {
  const linked = prepared<[string], { id: string; levelId: string | null; document: string }>(
    db,
    'SELECT id, level_id AS levelId, document FROM design WHERE master_id = ?',
  ).all(masterId)
  for (const { id, levelId, document } of linked) {
    const next = levelId === null ? null : levelDocument(master, levelId)
    if (next === null) continue
    const text = JSON.stringify(next)
    if (text === document) continue
    prepared<[string, string, string]>(
      db,
      'UPDATE design SET document = ?, history_at = 0, updated_at = ?, revision = revision + 1 WHERE id = ?',
    ).run(text, now(), id)
    prepared<[string]>(db, 'DELETE FROM design_step WHERE design_id = ?').run(id)
  }
}
