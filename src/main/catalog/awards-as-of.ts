import { z } from 'zod'
import { factsAsOf, type HistoryLine } from '../../core/awards/as-of'
import { awardStateOf } from '../../core/awards/facts'
import type { AwardAsOf, awardsContract } from '../../core/contract/awards'
import type { Catalog } from './catalog'
import { readCursor, writeCursor } from './cursor'
import type { Counting } from './in-slices'
import { preferredEmail } from './people'
import { prepared } from './sqlite'
import { awardsAlong, byTime, inTime, lastId, stretches, type Way } from './stretches'

type Request = z.output<NonNullable<(typeof awardsContract.asOf)['~orpc']['inputSchema']>>
export type AsOfPage = { rows: (AwardAsOf & { issuerId: string })[]; next: string | null }
type Moment = { at: string; issuerId?: string | null | undefined }
type StoredRow = Omit<AwardAsOf, 'state' | 'reason'> & { issuerId: string; history: string }

const byId: Way = { index: 'sqlite_autoindex_award_1', key: ['id'] }

/** SQL: what was recorded by then and not taken back by then. An award is recorded with its batch, whatever day it states. */
const known = `(SELECT created_at FROM batch WHERE id = batch_id) <= @at AND (@issuerId IS NULL OR issuer_id = @issuerId)
  AND (withdrawn_at IS NULL OR withdrawn_at > @at)`

/** How many awards the library knew at a moment. */
export function* countAwardsAsOf({ db }: Catalog, { at, issuerId = null }: Moment): Counting<number> {
  const count = prepared<[object], number>(db, `SELECT count(*) FROM ${awardsAlong(byTime)} AND ${known}`).pluck()
  let total = 0
  for (const stretch of inTime(db, {})) {
    total += count.get({ ...stretch, at: toSecond(at), issuerId }) ?? 0
    yield
  }
  return total
}

/** One page of the awards as the library knew them at a moment, in the order in which they were recorded. */
export function* listAwardsAsOf(
  { db }: Catalog,
  { at, issuerId = null, cursor, limit }: Moment & Pick<Request, 'cursor' | 'limit'>,
): Counting<AsOfPage> {
  const moment = toSecond(at)
  const [after] = cursor == null ? [''] : readCursor(cursor, z.tuple([z.string()]))
  const read = prepared<[Record<string, string | number | null>], StoredRow>(
    db,
    `SELECT award.id, person.name AS personName, ${preferredEmail} AS email, badge_version.name AS badgeName, badge_version.number AS badgeVersion,
       issuer.id AS issuerId, issuer.name AS issuerName, awarded_at AS awardedAt, batch.created_at AS recordedAt, expires_at AS expiresAt,
       (SELECT json_group_array(json_object('at', at, 'fact', fact, 'detail', detail)) FROM
         (SELECT at, fact, detail FROM award_history WHERE award_id = award.id ORDER BY rowid)) AS history
     FROM (SELECT id AS awardId FROM ${awardsAlong(byId)} AND ${known} ORDER BY id LIMIT @most)
       JOIN award ON award.id = awardId JOIN batch ON batch.id = award.batch_id JOIN person ON person.id = award.person_id
       JOIN badge_version ON badge_version.id = award.badge_version_id JOIN badge ON badge.id = award.badge_id
       JOIN issuer ON issuer.id = coalesce(award.issuer_id, badge.issuer_id)
     ORDER BY award.id`,
  )
  const rows: StoredRow[] = []
  for (const stretch of stretches(db, byId, [after], [lastId], {})) {
    rows.push(...read.all({ ...stretch, at: moment, issuerId, most: limit + 1 - rows.length }))
    if (rows.length > limit) break
    yield
  }
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ history, ...row }) => {
      const { facts, reason } = factsAsOf(JSON.parse(history) as HistoryLine[], row.expiresAt, moment)
      return { ...row, state: awardStateOf(facts, moment), reason }
    }),
    next: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
  }
}

/** As times are stored: to the second, so that texts compare as moments. */
const toSecond = (time: string) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
