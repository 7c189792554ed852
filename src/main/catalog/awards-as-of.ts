import { z } from 'zod'
import { factsAsOf, type HistoryLine } from '../../core/awards/as-of'
import { awardStateOf } from '../../core/awards/facts'
import type { AwardAsOf, awardsContract } from '../../core/contract/awards'
import type { Catalog } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { preferredEmail } from './people'
import { oneRow, prepared } from './sqlite'

type Request = z.output<NonNullable<(typeof awardsContract.asOf)['~orpc']['inputSchema']>>
type StoredRow = Omit<AwardAsOf, 'state' | 'reason'> & { issuerId: string; history: string }

/** What was recorded by then and not taken back by then. An award is recorded with its batch, whatever day it states. */
const known = `award JOIN batch ON batch.id = award.batch_id
  WHERE batch.created_at <= @at AND (@issuerId IS NULL OR award.issuer_id = @issuerId)
    AND (award.withdrawn_at IS NULL OR award.withdrawn_at > @at)`

/** One page of the awards as the library knew them at a moment, in the order in which they were recorded. */
export function listAwardsAsOf(
  catalog: Catalog,
  { at, issuerId = null, cursor, limit }: Omit<Request, 'issuerId'> & { issuerId?: string | null | undefined },
): { rows: (AwardAsOf & { issuerId: string })[]; total: number; next: string | null } {
  const moment = toSecond(at)
  const [after] = cursor == null ? [''] : readCursor(cursor, z.tuple([z.string()]))
  const rows = prepared<[Record<string, string | number | null>], StoredRow>(
    catalog.db,
    `SELECT award.id, person.name AS personName, ${preferredEmail} AS email, badge_version.name AS badgeName, badge_version.number AS badgeVersion,
       issuer.id AS issuerId, issuer.name AS issuerName, awarded_at AS awardedAt, recordedAt, expires_at AS expiresAt,
       (SELECT json_group_array(json_object('at', at, 'fact', fact, 'detail', detail)) FROM
         (SELECT at, fact, detail FROM award_history WHERE award_id = award.id ORDER BY at, rowid)) AS history
     FROM (SELECT award.id AS awardId, batch.created_at AS recordedAt FROM ${known} AND award.id > @after ORDER BY award.id LIMIT @limit)
       JOIN award ON award.id = awardId JOIN person ON person.id = award.person_id JOIN badge_version ON badge_version.id = award.badge_version_id
       JOIN badge ON badge.id = award.badge_id JOIN issuer ON issuer.id = coalesce(award.issuer_id, badge.issuer_id)
     ORDER BY award.id`,
  ).all({ at: moment, issuerId, after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ history, ...row }) => {
      const { facts, reason } = factsAsOf(JSON.parse(history) as HistoryLine[], row.expiresAt, moment)
      return { ...row, state: awardStateOf(facts, moment), reason }
    }),
    total: oneRow<{ total: number }>(catalog.db, `SELECT count(*) AS total FROM ${known}`, {
      at: moment,
      issuerId: issuerId as string,
    }).total,
    next: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
  }
}

/** As times are stored: to the second, so that texts compare as moments. */
const toSecond = (time: string) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
