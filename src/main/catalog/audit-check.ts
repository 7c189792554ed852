import { setImmediate as nextTurn } from 'node:timers/promises'
import type { z } from 'zod'
import type { AuditChecked, auditProblem } from '../../core/contract/audit'
import { auditHash, firstPrevHash, type AuditRow } from './audit'
import type { Catalog } from './catalog'
import { oneRow, prepared } from './sqlite'

type Problem = z.infer<typeof auditProblem>
type Hashed = AuditRow & { prev_hash: string; hash: string }
const slice = 500
const mostProblems = 100

/**
 * Walks along the log in slices. The first row that does not follow from the one before it is told, once: after it nothing can be said,
 * because whoever changed it had to leave or forge all that come after. A clock that was set back is told wherever it was (row 34, F11);
 * that is no damage. Stops early when `signal` aborts.
 */
export async function* checkAudit(
  catalog: Catalog,
  signal?: AbortSignal,
): AsyncGenerator<{ done: number; total: number }, AuditChecked> {
  const { total } = oneRow<{ total: number }>(catalog.db, 'SELECT count(*) AS total FROM audit')
  const read = prepared<[number], Hashed>(
    catalog.db,
    `SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ${String(slice)}`,
  )
  const problems: Problem[] = []
  const isBroken = () => problems.some(({ kind }) => kind !== 'clock_back')
  let last: Pick<Hashed, 'seq' | 'at' | 'hash'> = { seq: 0, at: '', hash: firstPrevHash }
  let rows = 0
  while (signal?.aborted !== true) {
    const found = read.all(last.seq)
    if (found.length === 0) break
    for (const row of found) {
      if (!isBroken()) {
        const kind = row.seq !== last.seq + 1 ? 'missing' : follows(row, last.hash) ? null : 'altered'
        if (kind) problems.push({ kind, seq: kind === 'missing' ? last.seq + 1 : row.seq, at: row.at })
      }
      const seconds = Math.round((Date.parse(last.at) - Date.parse(row.at)) / 1000)
      if (seconds > 0 && problems.length < mostProblems)
        problems.push({ kind: 'clock_back', seq: row.seq, at: row.at, seconds })
      last = row
    }
    rows += found.length
    yield { done: rows, total }
    await nextTurn()
  }
  return { rows, problems, lastHash: last.hash }
}

const follows = (row: Hashed, prevHash: string) => row.prev_hash === prevHash && row.hash === auditHash(prevHash, row)
