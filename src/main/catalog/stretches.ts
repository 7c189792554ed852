import type { Database } from 'better-sqlite3'
import { prepared } from './sqlite'

/** A way along awards: an index, and those of its columns that name a place in it. `where` is SQL that the index needs. */
export type Way = { index: string; key: readonly string[]; where?: string }
type Place = readonly (string | number)[]

/** Rows that are read at a time: some milliseconds. */
const rowsAtOnce = 2000

/** SQL: the awards of a stretch; its places are the parameters `from0`, `from1` … and `to0`, `to1` … */
export function awardsAlong({ index, key, where }: Way): string {
  const columns = `(${key.join(', ')})`
  const place = (name: string) => `(${key.map((_, at) => `@${name}${at}`).join(', ')})`
  return `award INDEXED BY ${index} WHERE ${where === undefined ? '' : `${where} AND `}${columns} > ${place('from')} AND ${columns} <= ${place('to')}`
}

/**
 * Parts a way into stretches of some thousand awards, from after one place up to another: the parameters of `awardsAlong`, with those that
 * `where` asks for. Awards of one place are never parted.
 */
export function* stretches<Values extends Record<string, string | number>>(
  db: Database,
  way: Way,
  from: Place,
  to: Place,
  values: Values,
): Generator<Values & Record<string, string | number>> {
  const next = prepared<[Record<string, string | number>], Place>(
    db,
    `SELECT ${way.key.join(', ')} FROM ${awardsAlong(way)} ORDER BY ${way.key.join(', ')} LIMIT 1 OFFSET ${rowsAtOnce - 1}`,
  ).raw()
  for (let after: Place | undefined = from; after !== undefined;) {
    const begin = named('from', after)
    const until: Place | undefined = next.get({ ...values, ...begin, ...named('to', to) })
    yield { ...values, ...begin, ...named('to', until ?? to) }
    after = until
  }
}

const named = (name: string, place: Place) => Object.fromEntries(place.map((value, at) => [`${name}${at}`, value]))

/** Days of UTC, both included; absent: no bound. */
export type Period = { from?: string | undefined; to?: string | undefined }

/** The times of a period. */
export const timesOf = ({ from, to }: Period) => ({ from: from ?? '0000', to: `${to ?? '9999'}T99` })
/** After every id. */
export const lastId = '~'

export const byTime: Way = { index: 'award_by_time', key: ['awarded_at', 'id'] }

/** The stretches of a period along `byTime`. */
export function inTime(db: Database, period: Period) {
  const { from, to } = timesOf(period)
  return stretches(db, byTime, [from, ''], [to, lastId], {})
}
