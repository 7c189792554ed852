import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Leader, statisticsContract } from '../../core/contract/statistics'
import type { Catalog } from './catalog'
import { readCursor, writeCursor } from './cursor'
import type { Counting } from './in-slices'
import { checkPerson } from './people'
import { oneRow, prepared } from './sqlite'
import { awardsAlong, byTime, inTime } from './stretches'

type LeaderRequest = z.output<NonNullable<(typeof statisticsContract.leaderboard)['~orpc']['inputSchema']>>
type LeaderPage = { rows: Leader[]; total: number; next: string | null }

/** Everybody who is ranked; the words of the index `person_by_awards`, so that it alone answers. */
const ranked = 'awarded_count > 0 AND opted_out_at IS NULL AND erased_at IS NULL'

/** One page of the leaderboard: competition ranking, 1, 2, 2, 4 (row 121). */
export function* leaderboard(catalog: Catalog, request: LeaderRequest): Counting<LeaderPage> {
  return request.from === undefined && request.to === undefined
    ? ofAllTime(catalog, request)
    : yield* ofPeriod(catalog, request)
}

type Counted = { personId: string; name: string; awards: number; sortName: string }

/** Where a page ended: the last row's place in the index, its rank, and how many rows there were up to it. */
const leaderCursor = z.tuple([z.int(), z.string(), z.string(), z.int(), z.int()])

/** A walk along the index, from one page to the next. */
function ofAllTime({ db }: Catalog, { cursor, limit }: LeaderRequest): LeaderPage {
  const [awards, sortName, id, rank, place] = readPlace(cursor)
  const found = prepared<[Record<string, string | number>], Counted>(
    db,
    `SELECT id AS personId, name, awarded_count AS awards, sort_name AS sortName FROM person INDEXED BY person_by_awards
     WHERE ${ranked} AND awarded_count <= @awards
       AND (awarded_count < @awards OR sort_name > @sortName OR (sort_name = @sortName AND id > @id))
     ORDER BY awarded_count DESC, sort_name, id LIMIT @limit`,
  ).all({ awards, sortName, id, limit: limit + 1 })
  const { total } = oneRow<{ total: number }>(db, `SELECT count(*) AS total FROM person WHERE ${ranked}`)
  return pageOf(found, { awards, rank, place }, limit, total)
}

const readPlace = (cursor: LeaderRequest['cursor']) =>
  cursor == null ? ([Number.MAX_SAFE_INTEGER, '', '', 0, 0] as const) : readCursor(cursor, leaderCursor)

/** `found` is one more than the page shows, where there are more. */
function pageOf(
  found: readonly Counted[],
  before: { awards: number; rank: number; place: number },
  limit: number,
  total: number,
): LeaderPage {
  const rows = inRanks(found.slice(0, limit), before)
  const [last, lead] = [found[rows.length - 1], rows.at(-1)]
  return {
    rows,
    total,
    next:
      found.length > limit && last !== undefined && lead !== undefined
        ? writeCursor([last.awards, last.sortName, last.personId, lead.rank, before.place + rows.length])
        : null,
  }
}

/** Gives rows their ranks, going on after those of the page before. */
function inRanks(rows: readonly Counted[], before: { awards: number; rank: number; place: number }): Leader[] {
  let { awards, rank } = before
  return rows.map((row, index) => {
    if (row.awards !== awards) rank = before.place + index + 1
    awards = row.awards
    return { rank, personId: row.personId, name: row.name, awards }
  })
}

/** Who share a number of awards are looked up and sorted up to so many; among more, a walk along the index of names finds a page sooner. */
const fewPeople = 2000

/** Counts the awards of the period anew: no index knows them. */
function* ofPeriod({ db }: Catalog, { cursor, limit, ...period }: LeaderRequest): Counting<LeaderPage> {
  const [most, sortName, id, rank, place] = readPlace(cursor)
  const counts = new Map<string, number>()
  const holders = prepared<[object], string>(
    db,
    `SELECT person_id FROM ${awardsAlong(byTime)} AND withdrawn_at IS NULL`,
  ).pluck()
  for (const stretch of inTime(db, period)) {
    for (const personId of holders.all(stretch)) counts.set(personId, (counts.get(personId) ?? 0) + 1)
    yield
  }
  for (const personId of hiddenIds(db)) counts.delete(personId)

  const howMany = new Map<number, number>()
  yield* each(counts.values(), (awards) => howMany.set(awards, (howMany.get(awards) ?? 0) + 1))
  const shown: number[] = []
  let wanted = limit + 1 + (howMany.get(most) ?? 0)
  for (const awards of [...howMany.keys()].sort((a, b) => b - a)) {
    if (awards > most) continue
    if (wanted <= 0) break
    shown.push(awards)
    wanted -= howMany.get(awards) ?? 0
  }
  const few = new Map(
    shown.filter((awards) => (howMany.get(awards) ?? 0) <= fewPeople).map((it) => [it, [] as string[]]),
  )
  yield* each(counts, ([personId, awards]) => void few.get(awards)?.push(personId))

  const found: Counted[] = []
  for (const awards of shown) {
    const after: [string, string] = awards === most ? [sortName, id] : ['', '']
    const rest = limit + 1 - found.length
    const ids = few.get(awards)
    const people = ids
      ? sorted(db, ids, after, rest)
      : yield* amongAll(db, (it) => counts.get(it) === awards, after, rest)
    found.push(...people.map((person) => ({ ...person, awards })))
  }
  return pageOf(found.slice(0, limit + 1), { awards: most, rank, place }, limit, counts.size)
}

/** Goes through many things; others get their turn in between. */
function* each<Item>(items: Iterable<Item>, visit: (item: Item) => void): Counting<void> {
  let done = 0
  for (const item of items) {
    visit(item)
    if (++done % 10_000 === 0) yield
  }
}

type Named = Omit<Counted, 'awards'>
const nameColumns = 'person.id AS personId, name, sort_name AS sortName'

/** Some people by name, after a place among names. */
const sorted = (db: Database, ids: readonly string[], after: readonly [string, string], limit: number): Named[] =>
  prepared<[string, string, string, number], Named>(
    db,
    `SELECT ${nameColumns} FROM json_each(?) AS wanted CROSS JOIN person ON person.id = wanted.value
     WHERE (sort_name, person.id) > (?, ?) ORDER BY sort_name, person.id LIMIT ?`,
  ).all(JSON.stringify(ids), ...after, limit)

/** The first of all people by name, after a place among names, who are wanted. */
function* amongAll(
  db: Database,
  isWanted: (personId: string) => boolean,
  after: readonly [string, string],
  limit: number,
): Counting<Named[]> {
  const walk = prepared<[string, string], Named>(
    db,
    `SELECT ${nameColumns} FROM person INDEXED BY person_by_name WHERE (sort_name, id) > (?, ?) ORDER BY sort_name, id LIMIT 1000`,
  )
  const found: Named[] = []
  for (let place = after; found.length < limit;) {
    const people = walk.all(...place)
    const last = people.at(-1)
    if (last === undefined) break
    found.push(...people.filter(({ personId }) => isWanted(personId)))
    place = [last.sortName, last.personId]
    yield
  }
  return found.slice(0, limit)
}

/** One person's rank: whoever has more stands before. Throws `not_found`. */
export function rankOf(catalog: Catalog, personId: string): { rank: number | null; of: number; awards: number } {
  checkPerson(catalog, personId, 'personId')
  const { db } = catalog
  const { awards, isRanked } = oneRow<{ awards: number; isRanked: 0 | 1 }>(
    db,
    'SELECT awarded_count AS awards, awarded_count > 0 AND opted_out_at IS NULL AS isRanked FROM person WHERE id = ?',
    [personId],
  )
  const count = (least: number) =>
    oneRow<{ people: number }>(
      db,
      `SELECT count(*) AS people FROM person INDEXED BY person_by_awards WHERE ${ranked} AND awarded_count >= ?`,
      [least],
    ).people
  return { rank: isRanked === 1 ? 1 + count(awards + 1) : null, of: count(1), awards }
}

/** Who opted out or was erased: they are few, and have an index of their own. */
export const hiddenIds = (db: Database) =>
  prepared(db, 'SELECT id FROM person WHERE opted_out_at IS NOT NULL').pluck().all() as string[]
