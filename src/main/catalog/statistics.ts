import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { badgeCount, MonthCount, statisticsContract } from '../../core/contract/statistics'
import type { Catalog } from './catalog'
import type { Counting } from './in-slices'
import { hiddenIds } from './leaderboard'
import { checkPerson } from './people'
import { oneRow, prepared } from './sqlite'
import { awardsAlong, inTime, lastId, byTime, stretches, timesOf, type Period, type Way } from './stretches'

type Comparison = z.infer<NonNullable<(typeof statisticsContract.compare)['~orpc']['outputSchema']>>
type EventCount = z.infer<NonNullable<(typeof statisticsContract.events)['~orpc']['outputSchema']>>[number]
const ofBadgeByTime: Way = { index: 'award_by_badge', key: ['awarded_at', 'rowid'], where: 'badge_id = @badgeId' }
const byHolder: Way = { index: 'award_by_holder', key: ['badge_id', 'person_id'] }
const byEvent: Way = { index: 'award_by_event', key: ['event_id', 'awarded_at', 'id'], where: 'event_id IS NOT NULL' }
const takenBack: Way = { index: 'award_withdrawn', key: ['withdrawn_at', 'rowid'], where: 'withdrawn_at IS NOT NULL' }

type BadgeCount = z.infer<typeof badgeCount>

/** How often each badge was awarded, the most awarded first. */
export function* countBadges(
  { db }: Catalog,
  { limit, ...period }: Period & { limit: number },
): Counting<BadgeCount[]> {
  const hidden = hiddenIds(db)
  const everybody = oneRow<{ people: number }>(db, 'SELECT count(*) AS people FROM person').people - hidden.length
  const isAllTime = period.from === undefined && period.to === undefined
  const counted = isAllTime ? yield* everBadges(db, hidden) : yield* periodBadges(db, period, new Set(hidden))
  const names = prepared<[string], { name: string; pictureSha256: string | null }>(
    db,
    `SELECT badge_version.name, badge_version.picture_sha256 AS pictureSha256
     FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id WHERE badge.id = ?`,
  )
  return [...counted]
    .flatMap(([badgeId, { seen, ...count }]) => {
      const badge = names.get(badgeId)
      const percent = everybody === 0 ? 0 : Math.round((seen / everybody) * 1000) / 10
      return badge === undefined || count.awards === 0 ? [] : [{ badgeId, ...badge, ...count, percent }]
    })
    .sort((a, b) => b.awards - a.awards || order.compare(a.name, b.name))
    .slice(0, limit)
}

const order = new Intl.Collator('en')

/** `people` hold or held a badge; `seen` are those of them who are not hidden. */
type CountedBadge = { awards: number; people: number; seen: number; firstAt: string | null; lastAt: string | null }

/** By the counts that badges keep and by indexes alone; only what was taken back, and who is hidden, is looked at one by one. */
function* everBadges(db: Database, hidden: readonly string[]): Counting<Map<string, CountedBadge>> {
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT awarded_at FROM award INDEXED BY award_by_badge WHERE badge_id = badge.id AND withdrawn_at IS NULL ORDER BY awarded_at ${direction} LIMIT 1)`
  const badges = prepared<[], CountedBadge & { id: string }>(
    db,
    `SELECT id, awarded_count AS awards, 0 AS people, 0 AS seen, ${end('ASC')} AS firstAt, ${end('DESC')} AS lastAt
     FROM badge WHERE awarded_count > 0`,
  ).all()
  const counted = new Map(badges.map(({ id, ...count }) => [id, count]))
  const add = (badgeId: string, people: number, seen: number) => {
    const badge = counted.get(badgeId)
    if (badge === undefined) return
    badge.people += people
    badge.seen += seen
  }
  const holders = prepared<[object], { badgeId: string; people: number }>(
    db,
    `SELECT badge_id AS badgeId, count(DISTINCT person_id) AS people FROM ${awardsAlong(byHolder)} GROUP BY badge_id`,
  )
  for (const stretch of stretches(db, byHolder, ['', ''], [lastId, lastId], {})) {
    for (const { badgeId, people } of holders.all(stretch)) add(badgeId, people, people)
    yield
  }
  const nothingElse =
    'NOT EXISTS (SELECT 1 FROM award AS other WHERE other.badge_id = award.badge_id AND other.person_id = award.person_id AND other.withdrawn_at IS NULL)'
  const gone = new Set<string>()
  const emptied = prepared<[object], { badgeId: string; personId: string }>(
    db,
    `SELECT badge_id AS badgeId, person_id AS personId FROM ${awardsAlong(takenBack)} AND ${nothingElse}`,
  )
  for (const stretch of stretches(db, takenBack, ['', 0], [lastId, 0], {})) {
    for (const { badgeId, personId } of emptied.all(stretch)) {
      if (gone.has(`${badgeId} ${personId}`)) continue
      gone.add(`${badgeId} ${personId}`)
      add(badgeId, -1, -1)
    }
    yield
  }
  const held = prepared<[string], string>(
    db,
    'SELECT DISTINCT badge_id FROM award WHERE person_id = ? AND withdrawn_at IS NULL',
  ).pluck()
  for (const personId of hidden) {
    for (const badgeId of held.all(personId)) add(badgeId, 0, -1)
    yield
  }
  return counted
}

function* periodBadges(db: Database, period: Period, hidden: ReadonlySet<string>): Counting<Map<string, CountedBadge>> {
  const counted = new Map<string, CountedBadge & { holders: Set<string> }>()
  const awards = prepared<[object], { badgeId: string; personId: string; at: string }>(
    db,
    `SELECT badge_id AS badgeId, person_id AS personId, awarded_at AS at FROM ${awardsAlong(byTime)} AND withdrawn_at IS NULL
     ORDER BY awarded_at, id`,
  )
  for (const stretch of inTime(db, period)) {
    for (const { badgeId, personId, at } of awards.all(stretch)) {
      const badge = counted.get(badgeId) ?? {
        awards: 0,
        people: 0,
        seen: 0,
        firstAt: at,
        lastAt: at,
        holders: new Set<string>(),
      }
      badge.awards += 1
      badge.lastAt = at
      if (!badge.holders.has(personId)) {
        badge.holders.add(personId)
        badge.people += 1
        if (!hidden.has(personId)) badge.seen += 1
      }
      counted.set(badgeId, badge)
    }
    yield
  }
  return new Map([...counted].map(([id, { holders: _holders, ...badge }]) => [id, badge]))
}

/** Awards of each month that had any, the first month first: all that an index has, and then without those that were taken back. */
export function* countMonths(
  { db }: Catalog,
  { badgeId, personId, ...period }: Period & { badgeId?: string | undefined; personId?: string | undefined },
): Counting<MonthCount[]> {
  const { from, to } = timesOf(period)
  const months = new Map<string, number>()
  const add = (rows: readonly MonthCount[], sign: 1 | -1) => {
    for (const { month, awards } of rows) months.set(month, (months.get(month) ?? 0) + sign * awards)
  }
  const counting = (awards: string) =>
    prepared<[object], MonthCount>(
      db,
      `SELECT substr(awarded_at, 1, 7) AS month, count(*) AS awards FROM ${awards} GROUP BY month`,
    )
  const asked = { from, to, badgeId: badgeId ?? null }
  const isAsked = 'awarded_at >= @from AND awarded_at <= @to AND (@badgeId IS NULL OR badge_id = @badgeId)'
  if (personId !== undefined)
    add(
      counting(`award WHERE person_id = @personId AND withdrawn_at IS NULL AND ${isAsked}`).all({ personId, ...asked }),
      1,
    )
  else {
    const [way, parts] =
      badgeId === undefined
        ? ([byTime, inTime(db, period)] as const)
        : ([ofBadgeByTime, stretches(db, ofBadgeByTime, [from, 0], [to, 0], { badgeId })] as const)
    for (const stretch of parts) {
      add(counting(awardsAlong(way)).all(stretch), 1)
      yield
    }
    for (const stretch of stretches(db, takenBack, ['', 0], [lastId, 0], {})) {
      add(counting(`${awardsAlong(takenBack)} AND ${isAsked}`).all({ ...stretch, ...asked }), -1)
      yield
    }
  }
  return [...months]
    .filter(([, awards]) => awards > 0)
    .map(([month, awards]) => ({ month, awards }))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
}

/** Awards of each event, the newest event first. */
export function* countEvents({ db }: Catalog): Counting<EventCount[]> {
  const counted = new Map<string, { awards: number; people: number }>()
  const holders = prepared<[object], { eventId: string; personId: string }>(
    db,
    `SELECT event_id AS eventId, person_id AS personId FROM ${awardsAlong(byEvent)} AND withdrawn_at IS NULL ORDER BY event_id`,
  )
  // Of one event after the other: only the one that is being counted needs to know whom it counted.
  let current = ''
  let seen = new Set<string>()
  for (const stretch of stretches(db, byEvent, ['', '', ''], [lastId, lastId, lastId], {})) {
    for (const { eventId, personId } of holders.all(stretch)) {
      if (eventId !== current) [current, seen] = [eventId, new Set()]
      seen.add(personId)
      counted.set(eventId, { awards: (counted.get(eventId)?.awards ?? 0) + 1, people: seen.size })
    }
    yield
  }
  return prepared<[], Omit<EventCount, 'awards' | 'people'>>(
    db,
    'SELECT id AS eventId, name, held_on AS heldOn FROM event ORDER BY held_on DESC, id',
  )
    .all()
    .flatMap((event) => {
      const count = counted.get(event.eventId)
      return count === undefined ? [] : [{ ...event, ...count }]
    })
}

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
