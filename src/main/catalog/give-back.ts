import type { Catalog, Transaction } from './catalog'
import { prepared } from './sqlite'

/**
 * Gives back what led to awards that are taken back, as if they had never been made, in the transaction that takes them back: the card or
 * invitation can be brought again, the application waits for its decision, and what was confirmed counts for the next award.
 */
export function giveBack(catalog: Catalog, _tx: Transaction, awardIds: readonly string[]): void {
  const ids = JSON.stringify(awardIds)
  const isOfThese = 'award_id IN (SELECT value FROM json_each(@ids))'
  const run = (sql: string) => prepared<[{ ids: string }]>(catalog.db, sql).run({ ids })
  run(
    `UPDATE claim_code SET uses = uses - (SELECT count(*) FROM code_claim WHERE code_id = claim_code.id AND ${isOfThese})
     WHERE id IN (SELECT code_id FROM code_claim WHERE ${isOfThese})`,
  )
  run(`DELETE FROM code_claim WHERE ${isOfThese}`)
  run(`UPDATE invitation SET used_at = NULL, used_by = NULL, award_id = NULL WHERE ${isOfThese}`)
  run(`UPDATE application SET state = 'reviewed', award_id = NULL WHERE ${isOfThese}`)
  // Where the same was confirmed again since, that counts.
  run(`UPDATE OR IGNORE criterion_met SET award_id = NULL WHERE ${isOfThese}`)
}
