import type { Catalog, Transaction } from './catalog'
import { prepared } from './sqlite'

/**
 * Takes the next running numbers of a badge, once and for all: one that was prepared and never awarded is not given again. The
 * largest number that was awarded counts too, for a library that was brought back from an older backup. The first of `count`.
 */
export function takeSerials({ db }: Catalog, _tx: Transaction, badgeId: string, count: number): number {
  const name = `serial:${badgeId}`
  const { last } = prepared<[string, string], { last: number }>(
    db,
    `SELECT max(coalesce((SELECT value FROM counter WHERE name = ?), 0),
       coalesce((SELECT max(serial) FROM award WHERE badge_id = ? AND serial IS NOT NULL), 0)) AS last`,
  ).get(name, badgeId) ?? { last: 0 }
  prepared<[string, number]>(
    db,
    'INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, last + count)
  return last + 1
}
