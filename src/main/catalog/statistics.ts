import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { badgeCount, Leader, MonthCount, statisticsContract } from '../../core/contract/statistics'
import type { Catalog } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { checkPerson } from './people'
import { oneRow, prepared } from './sqlite'

type LeaderRequest = z.output<NonNullable<(typeof statisticsContract.leaderboard)['~orpc']['inputSchema']>>
type Comparison = z.infer<NonNullable<(typeof statisticsContract.compare)['~orpc']['outputSchema']>>
type EventCount = z.infer<NonNullable<(typeof statisticsContract.events)['~orpc']['outputSchema']>>[number]
type Period = { from?: string | undefined; to?: string | undefined }

/** Everybody who is ranked; the words of the index `person_by_awards`, so that it alone answers. */
const ranked = 'awarded_count > 0 AND opted_out_at IS NULL AND erased_at IS NULL'

/** The times of a period of whole days in UTC. */
const timesOf = ({ from, to }: Period) => ({ from: `${from ?? '0000'}`, to: `${to ?? '9999'}T99` })
const inPeriod = 'award.withdrawn_at IS NULL AND award.awarded_at >= @from AND award.awarded_at <= @to'

/** One page of the leaderboard: competition ranking, 1, 2, 2, 4 (row 121). */
export function leaderboard(
  catalog: Catalog,
  request: LeaderRequest,
): { rows: Leader[]; total: number; next: string | null } {
  return request.from === undefined && request.to === undefined
    ? ofAllTime(catalog, request)
    : ofPeriod(catalog, request)
}

type Counted = { personId: string; name: string; awards: number; sortName: string }

/** Where a page ended: the last row's place in the index, its rank, and how many rows there were up to it. */
const allTimeCursor = z.tuple([z.int(), z.string(), z.string(), z.int(), z.int()])

/** A walk along the index, from one page to the next. */
function ofAllTime({ db }: Catalog, { cursor, limit }: LeaderRequest) {
  const [awards, sortName, id, rank, place] =
    cursor == null ? ([Number.MAX_SAFE_INTEGER, '', '', 0, 0] as const) : readCursor(cursor, allTimeCursor)
  const found = prepared<[Record<string, string | number>], Counted>(
    db,
    `SELECT id AS personId, name, awarded_count AS awards, sort_name AS sortName FROM person INDEXED BY person_by_awards
     WHERE ${ranked} AND awarded_count <= @awards
       AND (awarded_count < @awards OR sort_name > @sortName OR (sort_name = @sortName AND id > @id))
     ORDER BY awarded_count DESC, sort_name, id LIMIT @limit`,
  ).all({ awards, sortName, id, limit: limit + 1 })
  const rows = inRanks(found.slice(0, limit), { awards, rank, place })
  const [last, lead] = [found[rows.length - 1], rows.at(-1)]
  return {
    rows,
    total: oneRow<{ total: number }>(db, `SELECT count(*) AS total FROM person WHERE ${ranked}`).total,
    next:
      found.length > limit && last !== undefined && lead !== undefined
        ? writeCursor([last.awards, last.sortName, last.personId, lead.rank, place + rows.length])
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

/** Counts the awards of the period anew: no index knows them. */
function ofPeriod({ db }: Catalog, { cursor, limit, ...period }: LeaderRequest) {
  const place = cursor == null ? 0 : readCursor(cursor, z.tuple([z.int().min(0)]))[0]
  const counted = prepared<[{ from: string; to: string }], Counted>(
    db,
    `SELECT person.id AS personId, person.name, mine.awards, person.sort_name AS sortName
     FROM (SELECT person_id, count(*) AS awards FROM award WHERE ${inPeriod} GROUP BY person_id) AS mine
       JOIN person ON person.id = mine.person_id WHERE opted_out_at IS NULL AND erased_at IS NULL
     ORDER BY mine.awards DESC, person.sort_name, person.id`,
  ).all(timesOf(period))
  const rows = inRanks(counted, { awards: -1, rank: 0, place: 0 }).slice(place, place + limit)
  return {
    rows,
    total: counted.length,
    next: place + rows.length < counted.length ? writeCursor([place + rows.length]) : null,
  }
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

type BadgeCount = z.infer<typeof badgeCount>
type CountedBadge = Omit<BadgeCount, 'percent'>

/** How often each badge was awarded, the most awarded first. */
export function countBadges(catalog: Catalog, { limit, ...period }: Period & { limit: number }): BadgeCount[] {
  const { db } = catalog
  const { everybody } = oneRow<{ everybody: number }>(
    db,
    `SELECT (SELECT count(*) FROM person) - (SELECT count(*) FROM person WHERE opted_out_at IS NOT NULL) AS everybody`,
  )
  const isAllTime = period.from === undefined && period.to === undefined
  return (isAllTime ? everBadges(db, limit) : periodBadges(db, period, limit)).map((row) => ({
    ...row,
    percent: everybody === 0 ? 0 : Math.round((row.people / everybody) * 1000) / 10,
  }))
}

/** By the counts that badges keep and by indexes: a million awards are not read one by one. */
function everBadges(db: Database, limit: number): CountedBadge[] {
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT awarded_at FROM award INDEXED BY award_by_badge WHERE badge_id = badge.id AND withdrawn_at IS NULL ORDER BY awarded_at ${direction} LIMIT 1)`
  const counted = prepared<[number], CountedBadge & { stored: number }>(
    db,
    `SELECT badge.id AS badgeId, badge_version.name, badge_version.picture_sha256 AS pictureSha256, badge.awarded_count AS awards,
       (SELECT count(*) FROM award WHERE badge_id = badge.id) AS stored,
       (SELECT count(DISTINCT person_id) FROM award INDEXED BY award_by_holder WHERE badge_id = badge.id) AS people,
       ${end('ASC')} AS firstAt, ${end('DESC')} AS lastAt
     FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id WHERE badge.awarded_count > 0
     ORDER BY badge.awarded_count DESC, badge_version.name LIMIT ?`,
  ).all(limit)
  return counted.map(({ stored, ...row }) => {
    if (stored === row.awards) return row
    // The index does not know which were taken back; where any were, the awards themselves are asked.
    const { people } = oneRow<{ people: number }>(
      db,
      'SELECT count(DISTINCT person_id) AS people FROM award WHERE badge_id = ? AND withdrawn_at IS NULL',
      [row.badgeId],
    )
    return { ...row, people }
  })
}

const periodBadges = (db: Database, period: Period, limit: number): CountedBadge[] =>
  prepared<[{ from: string; to: string; limit: number }], CountedBadge>(
    db,
    `SELECT badge.id AS badgeId, badge_version.name, badge_version.picture_sha256 AS pictureSha256, counted.awards,
       counted.people, counted.firstAt, counted.lastAt
     FROM (SELECT badge_id, count(*) AS awards, count(DISTINCT person_id) AS people, min(awarded_at) AS firstAt, max(awarded_at) AS lastAt
           FROM award WHERE ${inPeriod} GROUP BY badge_id) AS counted
       JOIN badge ON badge.id = counted.badge_id JOIN badge_version ON badge_version.id = badge.current_version_id
     ORDER BY counted.awards DESC, badge_version.name LIMIT @limit`,
  ).all({ ...timesOf(period), limit })

/** Awards of each month that had any, the first month first. */
export const countMonths = (
  catalog: Catalog,
  { badgeId, personId, ...period }: Period & { badgeId?: string | undefined; personId?: string | undefined },
): MonthCount[] =>
  prepared<[Record<string, string>], MonthCount>(
    catalog.db,
    `SELECT substr(awarded_at, 1, 7) AS month, count(*) AS awards FROM award
     WHERE ${inPeriod} ${badgeId === undefined ? '' : 'AND badge_id = @badgeId'} ${personId === undefined ? '' : 'AND person_id = @personId'}
     GROUP BY month ORDER BY month`,
  ).all({
    ...timesOf(period),
    ...(badgeId === undefined ? {} : { badgeId }),
    ...(personId === undefined ? {} : { personId }),
  })

/** Awards of each event, the newest event first. */
export const countEvents = ({ db }: Catalog): EventCount[] =>
  prepared<[], EventCount>(
    db,
    `SELECT event.id AS eventId, event.name, event.held_on AS heldOn, counted.awards, counted.people
     FROM (SELECT event_id, count(*) AS awards, count(DISTINCT person_id) AS people FROM award
           WHERE event_id IS NOT NULL AND withdrawn_at IS NULL GROUP BY event_id) AS counted
       JOIN event ON event.id = counted.event_id ORDER BY event.held_on DESC, event.id`,
  ).all()

/** Badges that two people hold, side by side; withdrawn and revoked awards are none. Throws `not_found`. */
export function comparePeople(catalog: Catalog, [first, second]: readonly [string, string]): Comparison {
  const { db } = catalog
  for (const id of [first, second]) checkPerson(catalog, id, 'personIds')
  const person = (id: string) =>
    oneRow<Comparison['people'][number]>(db, 'SELECT id, name, awarded_count AS awards FROM person WHERE id = ?', [id])
  const held = prepared<[string], Comparison['both'][number]>(
    db,
    `SELECT DISTINCT badge.id AS badgeId, badge_version.name, badge_version.picture_sha256 AS pictureSha256
     FROM award JOIN badge ON badge.id = award.badge_id JOIN badge_version ON badge_version.id = badge.current_version_id
     WHERE award.person_id = ? AND withdrawn_at IS NULL AND revoked_at IS NULL ORDER BY badge_version.name, badge.id`,
  )
  const [mine, theirs] = [held.all(first), held.all(second)]
  const among = (badges: typeof mine) => (badge: (typeof mine)[number]) =>
    badges.some((it) => it.badgeId === badge.badgeId)
  return {
    people: [person(first), person(second)],
    both: mine.filter(among(theirs)),
    onlyFirst: mine.filter((badge) => !among(theirs)(badge)),
    onlySecond: theirs.filter((badge) => !among(mine)(badge)),
  }
}
