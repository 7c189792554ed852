import type { z } from 'zod'
import { awardStateOf, isSuspendable, isWithdrawable } from '../../core/awards/facts'
import { readSubject } from '../../core/contract/achievement'
import {
  mostCounted,
  type Award,
  type AwardRow,
  type awardsContract,
  type Evidence,
  type fact,
} from '../../core/contract/awards'
import { BlazonError } from '../../core/errors'
import type { Catalog, Transaction } from './catalog'
import { storeDocuments, type Documents } from './documents'
import { findAwards, readAwardSearch, searchOfRow } from './find-awards'
import { journalRow } from './journal-lines'
import { preferredEmail } from './people'
import { prepared } from './sqlite'

type ListRequest = z.infer<NonNullable<(typeof awardsContract.list)['~orpc']['inputSchema']>>
export type Fact = z.infer<typeof fact>

/** A row of the table `award` as it is inserted: every column but the later facts. Its documents are stored beside it. */
export type NewAward = {
  id: string
  token: string
  badge_id: string
  badge_version_id: string
  person_id: string
  batch_id: string
  event_id: string | null
  site_id: string | null
  key_id: string | null
  /** The key of a signed OB 2.0 assertion; null where it is hosted, or there is none. */
  assertion_key_id: string | null
  identity_type: 'emailAddress' | 'name'
  identity_hash: string
  salt: string
  awarded_at: string
  expires_at: string | null
  narrative: string
  evidence: string
  /** JSON: `core/contract/achievement.ts`. */
  subject: string
  status_list_id: string | null
  status_index: number | null
  suspension_list_id: string | null
  suspension_index: number | null
  documents_sha256: string
  picture_sha256: string
  /** The running number in its own picture, null where it shows none. */
  serial: number | null
  /** The words for `{custom}`. */
  custom: string
  /** Under whom. */
  issuer_id: string
  /** The badge's public name in its documents, where it was awarded under another issuer than its own (`badge-under-issuer.ts`). */
  badge_token: string | null
  /** 1 where the same person may hold no second current one (index `award_once`). */
  once: 0 | 1
  /** The award in whose place this one stands. */
  replaces_id: string | null
  /** Who awarded, and who confirmed it where the badge asks for two; null where there are no operators. */
  operator_id: string | null
  confirmed_by: string | null
  /** Why it was awarded without its prerequisites. */
  override_reason: string
  rev: number
}

const columns = [
  'id',
  'token',
  'badge_id',
  'badge_version_id',
  'person_id',
  'batch_id',
  'event_id',
  'site_id',
  'key_id',
  'assertion_key_id',
  'identity_type',
  'identity_hash',
  'salt',
  'awarded_at',
  'expires_at',
  'narrative',
  'evidence',
  'subject',
  'status_list_id',
  'status_index',
  'suspension_list_id',
  'suspension_index',
  'documents_sha256',
  'picture_sha256',
  'serial',
  'custom',
  'issuer_id',
  'badge_token',
  'once',
  'replaces_id',
  'operator_id',
  'confirmed_by',
  'override_reason',
  'rev',
] as const satisfies readonly (keyof NewAward)[]

const insertSql = `INSERT INTO award (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

/** Adds the same fact to the history of several awards. Inside a transaction. */
export const noteHistory = (catalog: Catalog, awardIds: readonly string[], at: string, fact: Fact, detail = ''): void =>
  void prepared<[string, string, string, string]>(
    catalog.db,
    'INSERT INTO award_history (award_id, at, fact, detail) SELECT value, ?, ?, ? FROM json_each(?)',
  ).run(at, fact, detail, JSON.stringify(awardIds))

/** Counts awards up or down at their people and their badge. */
export function countAwards(
  catalog: Catalog,
  badgeId: string,
  personIds: readonly string[],
  by: 1 | -1,
  at: string | null,
): void {
  prepared<[{ by: number; at: string | null; ids: string }]>(
    catalog.db,
    `UPDATE person SET awarded_count = awarded_count + @by,
       last_awarded_at = max(coalesce(last_awarded_at, @at), coalesce(@at, last_awarded_at)) WHERE id IN (SELECT value FROM json_each(@ids))`,
  ).run({ by, at, ids: JSON.stringify(personIds) })
  prepared<[number, string]>(catalog.db, 'UPDATE badge SET awarded_count = awarded_count + ? WHERE id = ?').run(
    by * personIds.length,
    badgeId,
  )
}

/**
 * Stores awards of one badge at one time, with their first fact and their journal lines. Each person is among them once; the unique
 * index `award_once` refuses a second current award.
 */
export function insertAwards(
  catalog: Catalog,
  tx: Transaction,
  awards: readonly { award: NewAward; documents: Documents }[],
): void {
  const [first] = awards
  if (!first) return
  const insert = prepared(catalog.db, insertSql)
  for (const { award, documents } of awards) {
    insert.run(...columns.map((column) => award[column]))
    storeDocuments(catalog.db, award.id, documents)
    journalRow(tx, 'award', award, { documents })
  }
  const { badge_id: badgeId, awarded_at: at } = first.award
  noteHistory(
    catalog,
    awards.map(({ award }) => award.id),
    at,
    'awarded',
  )
  countAwards(
    catalog,
    badgeId,
    awards.map(({ award }) => award.person_id),
    1,
    at,
  )
  tx.audit('awards.created', { badgeId, batchId: first.award.batch_id, count: awards.length })
}

/** Where a batch came from. */
export type BatchSource =
  'typed' | 'roster' | 'event' | 'criteria' | 'milestone' | 'code' | 'invitation' | 'application' | 'import'

/** Opens a batch: one act of awarding, however many people. */
export function insertBatch(
  catalog: Catalog,
  tx: Transaction,
  batch: { badgeVersionId: string; eventId: string | null; total: number; source: BatchSource },
): string {
  const row = {
    id: catalog.newId(),
    badge_version_id: batch.badgeVersionId,
    event_id: batch.eventId,
    state: 'running',
    total: batch.total,
    source: batch.source,
    operator_id: catalog.operator(),
    created_at: catalog.now(),
  }
  catalog.db
    .prepare(
      'INSERT INTO batch (id, badge_version_id, event_id, state, total, source, operator_id, created_at) VALUES (@id, @badge_version_id, @event_id, @state, @total, @source, @operator_id, @created_at)',
    )
    .run(row)
  journalRow(tx, 'batch', row)
  return row.id
}

/** Closes a batch as done or cancelled. */
export const closeBatch = (catalog: Catalog, batchId: string, state: 'done' | 'cancelled'): void =>
  catalog.write(() => void catalog.db.prepare('UPDATE batch SET state = ? WHERE id = ?').run(state, batchId))

const rowColumns = `award.id, award.token, award.badge_id AS badgeId, badge_version.name AS badgeName, badge_version.number AS badgeVersion,
  award.person_id AS personId, person.name AS personName,
  ${preferredEmail} AS email,
  award.picture_sha256 AS pictureSha256, award.awarded_at AS awardedAt, award.expires_at AS expiresAt, award.handed_out_at AS handedOutAt,
  award.published_at AS publishedAt, award.revoked_at AS revokedAt, award.revoked_reason AS revokedReason,
  award.suspended_at AS suspendedAt, award.suspended_reason AS suspendedReason, award.withdrawn_at AS withdrawnAt,
  award.superseded_at AS supersededAt,
  award.suspension_list_id IS NOT NULL AS canSuspend, award.site_id IS NOT NULL AND award.rev > award.published_rev AND award.withdrawn_at IS NULL AS unpublished`
const rowTables = `award JOIN badge_version ON badge_version.id = award.badge_version_id JOIN person ON person.id = award.person_id`

type StoredRow = Omit<AwardRow, 'unpublished' | 'state' | 'withdrawable' | 'suspendable'> & {
  unpublished: 0 | 1
  canSuspend: 0 | 1
}
const toRow = ({ canSuspend, ...row }: StoredRow, now: string): AwardRow => ({
  ...row,
  unpublished: row.unpublished === 1,
  suspendable: canSuspend === 1 && isSuspendable({ ...row, suspendedAt: null }),
  state: awardStateOf(row, now),
  withdrawable: isWithdrawable(row),
})

/** There is nobody to hand these to. */
const ofErased = 'award.person_id IN (SELECT id FROM person WHERE opted_out_at IS NOT NULL AND erased_at IS NOT NULL)'

const stateFilters: Record<ListRequest['state'] & string, string | null> = {
  all: null,
  // Those of `ofErased` are no part of it.
  to_hand_out:
    'award.handed_out_at IS NULL AND award.withdrawn_at IS NULL AND award.revoked_at IS NULL AND award.superseded_at IS NULL',
  unpublished: 'award.site_id IS NOT NULL AND award.rev > award.published_rev AND award.withdrawn_at IS NULL',
  published: 'award.published_at IS NOT NULL AND award.revoked_at IS NULL',
  revoked: 'award.revoked_at IS NOT NULL',
  suspended: 'award.suspended_at IS NOT NULL AND award.revoked_at IS NULL AND award.withdrawn_at IS NULL',
  withdrawn: 'award.withdrawn_at IS NOT NULL',
  expiring:
    "award.expires_at BETWEEN @now AND strftime('%Y-%m-%dT%H:%M:%SZ', @now, '+30 days') AND award.withdrawn_at IS NULL AND award.revoked_at IS NULL AND award.superseded_at IS NULL",
}

/** One page of the ledger, newest first; the cursor is the last row's time and id. */
export function listAwards(
  catalog: Catalog,
  request: ListRequest & { ids?: readonly string[]; oldestFirst?: boolean },
): { rows: AwardRow[]; total: number; next: string | null } {
  const now = catalog.now()
  const conditions: string[] = []
  const values: Record<string, unknown> = { now, limit: (request.limit ?? 100) + 1 }
  const equals = { badgeId: 'badge_id', personId: 'person_id', eventId: 'event_id', batchId: 'batch_id' } as const
  for (const [key, column] of Object.entries(equals) as [keyof typeof equals, string][]) {
    if (request[key] === undefined) continue
    conditions.push(`award.${column} = @${key}`)
    values[key] = request[key]
  }
  if (request.groupId !== undefined) {
    conditions.push('award.person_id IN (SELECT person_id FROM group_member WHERE group_id = @groupId)')
    values['groupId'] = request.groupId
  }
  if (request.ids !== undefined) {
    conditions.push('award.id IN (SELECT value FROM json_each(@ids))')
    values['ids'] = JSON.stringify(request.ids)
  }
  const filter = stateFilters[request.state ?? 'all']
  if (filter) conditions.push(`(${filter})`)
  const isToHandOut = request.state === 'to_hand_out'
  const shown = isToHandOut ? [...conditions, `NOT ${ofErased}`] : conditions
  const [direction, compare] = request.oldestFirst ? ['ASC', '>'] : ['DESC', '<']
  const after: string[] = []
  if (request.cursor) {
    const separator = request.cursor.indexOf(' ')
    values['cursorTime'] = request.cursor.slice(0, separator)
    values['cursorId'] = request.cursor.slice(separator + 1)
    after.push(`(award.awarded_at, award.id) ${compare} (@cursorTime, @cursorId)`)
  }
  const inOrder = `ORDER BY award.awarded_at ${direction}, award.id ${direction}`
  const page = (tables: string, where: string[]) =>
    catalog.db.prepare(`SELECT ${rowColumns} FROM ${tables}${whereAll(where)} ${inOrder} LIMIT @limit`).all(values)
  const search = readAwardSearch(catalog, request.query ?? '')
  // Of one person or one act there are few awards: each is looked at.
  const isNarrow = (request.personId ?? request.batchId ?? request.ids) !== undefined
  const found = search === null || isNarrow ? null : findAwards(catalog, search, shown, values)
  let rows: StoredRow[]
  let total: number
  if (found !== null && found.length <= mostCounted) {
    total = found.length
    values['found'] = JSON.stringify(found)
    const first = `SELECT award.rowid FROM json_each(@found) AS found CROSS JOIN award ON award.rowid = found.value${whereAll(after)} ${inOrder} LIMIT @limit`
    rows = page(rowTables, [`award.rowid IN (${first})`]) as StoredRow[]
  } else {
    // Among so many the first hundred come sooner by walking along the ledger than by gathering them all.
    const ofRow = search && searchOfRow(search)
    Object.assign(values, ofRow?.values)
    const searched = ofRow === null ? [] : [ofRow.condition]
    const countOf = (where: string[]) => count(catalog, ofRow === null ? 'award' : rowTables, where, values)
    // Taking the few of the erased away takes a third of the time of asking it of each award.
    total =
      found?.length ??
      countOf([...conditions, ...searched]) - (isToHandOut ? countOf([...conditions, ofErased, ...searched]) : 0)
    rows = page(rowTables, [...shown, ...searched, ...after]) as StoredRow[]
  }
  const more = rows.length > (request.limit ?? 100)
  if (more) rows.pop()
  const last = rows.at(-1)
  return { rows: rows.map((row) => toRow(row, now)), total, next: more && last ? `${last.awardedAt} ${last.id}` : null }
}

const whereAll = (conditions: readonly string[]) =>
  conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`

const count = ({ db }: Catalog, tables: string, conditions: readonly string[], values: Record<string, unknown>) =>
  db
    .prepare(`SELECT count(*) FROM ${tables}${whereAll(conditions)}`)
    .pluck()
    .get(values) as number

type StoredDetails = StoredRow & {
  narrative: string
  evidence: string
  subject: string
  eventId: string | null
  assertion: string | null
  credential: string | null
  baseUrl: string | null
  issuerId: string
  issuerName: string
  awardedBy: string | null
  confirmedBy: string | null
  overrideReason: string
  replaces: string | null
  replacedBy: string | null
}

/** What is told of an award that another one is linked with, as JSON. */
const linked = "json_object('id', other.id, 'awardedAt', other.awarded_at)"

/** One award with its documents and history; `publicPage` is left to the caller, who knows the addresses. Throws `not_found`. */
export function readAward(catalog: Catalog, id: string): Award & { baseUrl: string | null } {
  const row = prepared<[string], StoredDetails>(
    catalog.db,
    `SELECT ${rowColumns}, award.narrative, award.evidence, award.subject, award.event_id AS eventId, document.assertion, document.credential,
       (SELECT base_url FROM site WHERE site.id = award.site_id) AS baseUrl, issuer.id AS issuerId, issuer.name AS issuerName,
       (SELECT display_name FROM operator WHERE operator.id = award.operator_id) AS awardedBy,
       (SELECT display_name FROM operator WHERE operator.id = award.confirmed_by) AS confirmedBy,
       award.override_reason AS overrideReason,
       (SELECT ${linked} FROM award AS other WHERE other.id = award.replaces_id) AS replaces,
       (SELECT ${linked} FROM award AS other WHERE other.replaces_id = award.id AND other.withdrawn_at IS NULL ORDER BY other.id DESC) AS replacedBy
     FROM ${rowTables} JOIN badge ON badge.id = award.badge_id JOIN issuer ON issuer.id = coalesce(award.issuer_id, badge.issuer_id)
       JOIN award_document AS document ON document.award_id = award.id WHERE award.id = ?`,
  ).get(id)
  if (!row) throw new BlazonError('not_found', 'no such award', { field: 'id' })
  // In the order in which it was done, whatever the clock said (F11).
  const history = catalog.db
    .prepare('SELECT at, fact, detail FROM award_history WHERE award_id = ? ORDER BY rowid')
    .all(id) as Award['history']
  const { evidence, subject, replaces, replacedBy, ...rest } = row
  return {
    ...rest,
    ...toRow(row, catalog.now()),
    evidence: JSON.parse(evidence) as Evidence[],
    subject: readSubject(subject),
    replaces: readLink(replaces),
    replacedBy: readLink(replacedBy),
    history,
    publicPage: null,
  }
}

const readLink = (text: string | null) => (text === null ? null : (JSON.parse(text) as NonNullable<Award['replaces']>))

/** What handing out needs of one award; its documents come by `readBakedDocuments`, when they are baked. */
export type BakeSource = {
  id: string
  token: string
  personId: string
  personName: string
  badgeName: string
  badgeId: string
  email: string | null
  pictureSha256: string
  /** The badge's picture as SVG; null where there is none, or where the award has a picture of its own. */
  vectorSha256: string | null
  awardedAt: string
  withdrawnAt: string | null
}

/** Reads what handing out needs, in the order of the ids; unknown ids, and awards of erased people, are left out. */
export const readBakeSources = (catalog: Catalog, ids: readonly string[]): BakeSource[] =>
  prepared<[string], BakeSource>(
    catalog.db,
    `SELECT award.id, award.token, award.person_id AS personId, person.name AS personName, badge_version.name AS badgeName, award.badge_id AS badgeId,
       ${preferredEmail} AS email,
       award.picture_sha256 AS pictureSha256,
       CASE WHEN badge_version.picture_sha256 = award.picture_sha256 THEN badge_version.vector_sha256 END AS vectorSha256,
       award.awarded_at AS awardedAt, award.withdrawn_at AS withdrawnAt
     FROM json_each(?) AS wanted CROSS JOIN award ON award.id = wanted.value JOIN badge_version ON badge_version.id = award.badge_version_id
       JOIN person ON person.id = award.person_id AND person.erased_at IS NULL ORDER BY wanted.key`,
  ).all(JSON.stringify(ids))

/** An award's documents as the bytes that are baked. Throws `not_found`. */
export function readBakedDocuments(
  catalog: Catalog,
  awardId: string,
): { assertion: Uint8Array | null; credential: Uint8Array | null } {
  const row = prepared<[string], { assertion: Buffer | null; credential: Buffer | null }>(
    catalog.db,
    'SELECT CAST(assertion AS BLOB) AS assertion, CAST(credential AS BLOB) AS credential FROM award_document WHERE award_id = ?',
  ).get(awardId)
  if (!row) throw new BlazonError('not_found', 'no documents of this award', { field: 'id' })
  return row
}

/** What a mail about an award is made from: the badge's own texts (null = the library's), its issuer, its hosting address. */
export const readMailTexts = (catalog: Catalog, awardId: string) =>
  catalog.db
    .prepare(
      `SELECT badge.mail_subject AS subject, badge.mail_body AS body, issuer.name AS issuerName, issuer.email AS issuerEmail,
         award.serial, award.custom,
         (SELECT json_extract(level.value, '$.name') FROM design JOIN design AS master ON master.id = design.master_id,
            json_each(master.document, '$.levels') AS level
          WHERE design.id = badge.design_id AND json_extract(level.value, '$.id') = design.level_id) AS level,
         (SELECT base_url FROM site WHERE site.id = award.site_id) AS baseUrl
       FROM award JOIN badge ON badge.id = award.badge_id JOIN issuer ON issuer.id = coalesce(award.issuer_id, badge.issuer_id) WHERE award.id = ?`,
    )
    .get(awardId) as {
    subject: string | null
    body: string | null
    issuerName: string
    issuerEmail: string
    serial: number | null
    custom: string
    level: string | null
    baseUrl: string | null
  }

/** The latest time at which the library says something was awarded: a clock behind it is wrong. */
export const lastAwardedAt = (catalog: Catalog): string | null =>
  catalog.db.prepare('SELECT max(awarded_at) FROM award').pluck().get() as string | null
