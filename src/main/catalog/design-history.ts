import { mostSteps, type HistoryStep } from '../../core/designs/history'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/**
 * Stores the steps of a design from a position on, inside the transaction that stores its document: what was there from that
 * position is replaced, `at` is how many are done. Of more than are kept, the oldest go.
 */
export function saveSteps(
  catalog: Catalog,
  id: string,
  { from, steps, at }: { from: number; steps: readonly HistoryStep[]; at: number },
): void {
  const { db } = catalog
  prepared<[string, number, number]>(
    db,
    'DELETE FROM design_step WHERE design_id = ? AND (position >= ? OR position < ?)',
  ).run(id, from, from + steps.length - mostSteps)
  const insert = prepared<[string, number, string]>(
    db,
    'INSERT INTO design_step (design_id, position, step) VALUES (?, ?, ?)',
  )
  steps.forEach((step, index) => insert.run(id, from + index, JSON.stringify(step)))
  prepared<[number, string]>(db, 'UPDATE design SET history_at = ? WHERE id = ?').run(at, id)
}

/**
 * The steps kept with a design, as far back as they follow on each other: `from` is the position of the first, `at` how many are
 * done. Nothing of them is checked but that it is JSON: what is not is null. A design that is unknown has none.
 */
export function readSteps(catalog: Catalog, id: string): { from: number; steps: unknown[]; at: number } {
  const rows = prepared<[string], { position: number; step: string }>(
    catalog.db,
    'SELECT position, step FROM design_step WHERE design_id = ? ORDER BY position',
  ).all(id)
  const last = rows.at(-1)?.position ?? -1
  const gap = rows.findLastIndex(({ position }, index) => position !== last - (rows.length - 1 - index))
  const steps = rows.slice(gap + 1)
  const at = prepared<[string], { at: number }>(catalog.db, 'SELECT history_at AS at FROM design WHERE id = ?').get(id)
  return { from: steps[0]?.position ?? at?.at ?? 0, steps: steps.map(({ step }) => jsonOf(step)), at: at?.at ?? 0 }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
