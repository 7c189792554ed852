import { z } from 'zod'
import type { AwardRosterRow, AwardVerdict, Roster } from '../../core/contract/rosters'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { prepared } from './sqlite'

/** A row of the table `roster_row`. */
export type RosterRowRecord = {
  roster_id: string
  row: number
  name: string
  email: string
  badge: string
  awarded_on: string
  narrative: string
  badge_id: string | null
  person_id: string | null
  is_accepted: 0 | 1
  verdict: AwardVerdict
  award_id: string | null
}

/** Makes a roster, without rows yet: until `finishRoster` nobody sees it, for half a list would pass for the whole one. */
export function insertRoster(catalog: Catalog, roster: { name: string; badgeId: string | null }): string {
  const id = catalog.newId()
  const at = catalog.now()
  catalog.write((tx) => {
    prepared(
      catalog.db,
      `INSERT INTO roster (id, name, badge_id, state, file_sha256, operator_id, created_at, updated_at) VALUES (?, ?, ?, 'checked', '', ?, ?, ?)`,
    ).run(id, roster.name, roster.badgeId, catalog.operator(), at, at)
    tx.audit('rosters.made', { rosterId: id })
  })
  return id
}

/** Notes of which file a roster is, once it is whole. */
export const finishRoster = (catalog: Catalog, id: string, fileSha256: string): void =>
  catalog.write(() => void prepared(catalog.db, 'UPDATE roster SET file_sha256 = ? WHERE id = ?').run(fileSha256, id))

/** Takes away what a cut left of rosters that were being put in. */
export function removeHalfRosters(catalog: Catalog): void {
  const half = prepared(catalog.db, "SELECT id FROM roster WHERE file_sha256 = ''").pluck().all() as string[]
  for (const id of half) removeRoster(catalog, id)
}

/** Stores rows as they were judged, in one transaction; some hundreds at a time. */
export function insertRosterRows(catalog: Catalog, rows: readonly RosterRowRecord[]): void {
  const insert = prepared<RosterRowRecord>(
    catalog.db,
    `INSERT INTO roster_row (roster_id, row, name, email, badge, awarded_on, narrative, badge_id, person_id, is_accepted, verdict, award_id)
     VALUES (@roster_id, @row, @name, @email, @badge, @awarded_on, @narrative, @badge_id, @person_id, @is_accepted, @verdict, @award_id)`,
  )
  catalog.write(() => {
    for (const row of rows) insert.run(row)
  })
}

/** Writes rows anew as they were mended or judged; those awarded meanwhile stay as they are. */
export function updateRosterRows(catalog: Catalog, rows: readonly RosterRowRecord[]): void {
  const update = prepared<RosterRowRecord>(
    catalog.db,
    `UPDATE roster_row SET name = @name, email = @email, awarded_on = @awarded_on, narrative = @narrative, badge_id = @badge_id,
       person_id = @person_id, is_accepted = @is_accepted, verdict = @verdict WHERE roster_id = @roster_id AND row = @row AND award_id IS NULL`,
  )
  catalog.write(() => {
    for (const row of rows) update.run(row)
  })
}

/** Notes, in the transaction of the awards, which rows they are. Throws `conflict` (reason `awarded_meanwhile`) for one that led to another award. */
export function noteRosterAwards(
  catalog: Catalog,
  rosterId: string,
  awarded: readonly { row: number; awardId: string; personId: string }[],
): void {
  const note = prepared<[string, string, string, number]>(
    catalog.db,
    "UPDATE roster_row SET verdict = 'awarded', award_id = ?, person_id = ? WHERE roster_id = ? AND row = ? AND award_id IS NULL",
  )
  for (const { row, awardId, personId } of awarded)
    if (note.run(awardId, personId, rosterId, row).changes === 0)
      throw new BlazonError('conflict', 'the row has been awarded', { reason: 'awarded_meanwhile', row })
}

/** Says where awarding stands: `running` while it goes on, and after a cut. */
export const setRosterState = (catalog: Catalog, id: string, state: Roster['state']): void =>
  catalog.write(
    () =>
      void prepared(catalog.db, 'UPDATE roster SET state = ?, updated_at = ? WHERE id = ?').run(
        state,
        catalog.now(),
        id,
      ),
  )

type StoredRoster = Omit<Roster, 'counts' | 'total'>
const columns = `roster.id, roster.name, roster.badge_id AS badgeId, roster.state, roster.created_at AS createdAt,
  (SELECT name FROM badge_version WHERE id = (SELECT current_version_id FROM badge WHERE badge.id = roster.badge_id)) AS badgeName,
  (SELECT earlier.id FROM roster AS earlier WHERE earlier.file_sha256 = roster.file_sha256 AND earlier.id < roster.id ORDER BY earlier.id DESC LIMIT 1) AS sameFileAs`

/** What was taken back, from here or from the ledger, is told as such. */
const verdict = "CASE WHEN award.withdrawn_at IS NULL THEN roster_row.verdict ELSE 'withdrawn' END"

function withCounts(catalog: Catalog, stored: StoredRoster): Roster {
  const counted = prepared<[string], { verdict: AwardVerdict; rows: number }>(
    catalog.db,
    `SELECT ${verdict} AS verdict, count(*) AS rows FROM roster_row LEFT JOIN award ON award.id = roster_row.award_id WHERE roster_id = ? GROUP BY 1`,
  ).all(stored.id)
  return {
    ...stored,
    counts: Object.fromEntries(counted.map(({ verdict, rows }) => [verdict, rows])),
    total: counted.reduce((sum, { rows }) => sum + rows, 0),
  }
}

/** Reads a roster with the counts of its verdicts. Throws `not_found`. */
export function readRoster(catalog: Catalog, id: string): Roster {
  const row = prepared<[string], StoredRoster>(catalog.db, `SELECT ${columns} FROM roster WHERE id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'No such roster', { field: 'id' })
  return withCounts(catalog, row)
}

/** A page of rosters, newest first. */
export function listRosters(
  catalog: Catalog,
  { cursor, limit }: { cursor?: string | null | undefined; limit: number },
): { rows: Roster[]; total: number; next: string | null } {
  const [before] = cursor == null ? ['~'] : readCursor(cursor, z.tuple([z.string()]))
  const rows = prepared<[string, number], StoredRoster>(
    catalog.db,
    `SELECT ${columns} FROM roster WHERE id < ? AND file_sha256 <> '' ORDER BY id DESC LIMIT ?`,
  ).all(before, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => withCounts(catalog, row)),
    total:
      prepared<[], { total: number }>(catalog.db, "SELECT count(*) AS total FROM roster WHERE file_sha256 <> ''").get()
        ?.total ?? 0,
    next: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
  }
}

const shownColumns = `roster_row.row, roster_row.name, roster_row.email, roster_row.badge, coalesce(roster_row.badge_id, roster.badge_id) AS badgeId,
  (SELECT name FROM badge_version WHERE id = (SELECT current_version_id FROM badge WHERE badge.id = coalesce(roster_row.badge_id, roster.badge_id))) AS badgeName,
  roster_row.awarded_on AS awardedOn, roster_row.narrative, roster_row.person_id AS personId, ${verdict} AS verdict,
  CASE WHEN roster_row.verdict = 'ready' AND roster_row.person_id IS NULL THEN (SELECT json_group_array(json_object('id', person.id, 'name', person.name))
    FROM person_identifier JOIN person ON person.id = person_identifier.person_id
    WHERE type = 'email' AND value_folded = lower(trim(roster_row.email))) ELSE '[]' END AS sharesAddressWith,
  CASE roster_row.verdict WHEN 'already_has_it' THEN (SELECT max(held.awarded_at) FROM award AS held WHERE held.badge_id = coalesce(roster_row.badge_id, roster.badge_id)
    AND held.person_id = roster_row.person_id AND held.withdrawn_at IS NULL AND held.revoked_at IS NULL) END AS heldSince, roster_row.award_id AS awardId`
type StoredShownRow = Omit<AwardRosterRow, 'sharesAddressWith'> & { sharesAddressWith: string }
const toShown = ({ sharesAddressWith, ...row }: StoredShownRow): AwardRosterRow => ({
  ...row,
  sharesAddressWith: JSON.parse(sharesAddressWith) as AwardRosterRow['sharesAddressWith'],
})
const shownTables =
  'roster_row JOIN roster ON roster.id = roster_row.roster_id LEFT JOIN award ON award.id = roster_row.award_id'

/** A page of the rows of a roster, in their order. Throws `not_found` for the roster. */
export function listRosterRows(
  catalog: Catalog,
  request: { id: string; verdicts?: AwardVerdict[] | undefined; cursor?: string | null | undefined; limit: number },
): { rows: AwardRosterRow[]; total: number; next: string | null } {
  const { counts, total } = readRoster(catalog, request.id)
  const [after] = request.cursor == null ? [0] : readCursor(request.cursor, z.tuple([z.int()]))
  const wanted = request.verdicts ?? null
  const rows = prepared<[{ id: string; after: number; wanted: string | null; limit: number }], StoredShownRow>(
    catalog.db,
    `SELECT ${shownColumns} FROM ${shownTables} WHERE roster_row.roster_id = @id AND roster_row.row > @after
       AND (@wanted IS NULL OR ${verdict} IN (SELECT value FROM json_each(@wanted))) ORDER BY roster_row.row LIMIT @limit`,
  ).all({
    id: request.id,
    after,
    wanted: wanted === null ? null : JSON.stringify(wanted),
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(toShown),
    total: wanted === null ? total : wanted.reduce((sum, word) => sum + (counts[word] ?? 0), 0),
    next: rows.length > request.limit && last !== undefined ? writeCursor([last.row]) : null,
  }
}

/** One row as it is shown. Throws `not_found`. */
export function readShownRow(catalog: Catalog, id: string, row: number): AwardRosterRow {
  const found = prepared<[string, number], StoredShownRow>(
    catalog.db,
    `SELECT ${shownColumns} FROM ${shownTables} WHERE roster_row.roster_id = ? AND roster_row.row = ?`,
  ).get(id, row)
  if (found === undefined) throw new BlazonError('not_found', 'No such row', { field: 'row' })
  return toShown(found)
}

/** The stored rows after a row number that were neither awarded nor left out, some hundreds at a time. */
export const readOpenRows = (catalog: Catalog, id: string, after: number, limit: number): RosterRowRecord[] =>
  prepared<[string, number, number], RosterRowRecord>(
    catalog.db,
    "SELECT * FROM roster_row WHERE roster_id = ? AND row > ? AND award_id IS NULL AND verdict <> 'left_out' ORDER BY row LIMIT ?",
  ).all(id, after, limit)

/** One stored row. Throws `not_found`. */
export function readRosterRow(catalog: Catalog, id: string, row: number): RosterRowRecord {
  const found = prepared<[string, number], RosterRowRecord>(
    catalog.db,
    'SELECT * FROM roster_row WHERE roster_id = ? AND row = ?',
  ).get(id, row)
  if (found === undefined) throw new BlazonError('not_found', 'No such row', { field: 'row' })
  return found
}

/** Rows that can be awarded in one act: the same badge, day and words. Empty when none is left. */
export function readReadyRows(catalog: Catalog, id: string, limit: number): RosterRowRecord[] {
  const first = prepared<[string], RosterRowRecord>(
    catalog.db,
    "SELECT * FROM roster_row WHERE roster_id = ? AND verdict = 'ready' ORDER BY row LIMIT 1",
  ).get(id)
  if (first === undefined) return []
  return prepared<[RosterRowRecord & { limit: number }], RosterRowRecord>(
    catalog.db,
    `SELECT * FROM roster_row WHERE roster_id = @roster_id AND verdict = 'ready' AND badge_id IS @badge_id
       AND awarded_on = @awarded_on AND narrative = @narrative ORDER BY row LIMIT @limit`,
  ).all({ ...first, limit })
}

/** The awards that a roster made and that were not taken back. */
export const readRosterAwards = (catalog: Catalog, id: string): string[] =>
  prepared<[string]>(
    catalog.db,
    'SELECT award_id FROM roster_row JOIN award ON award.id = award_id WHERE roster_id = ? AND award.withdrawn_at IS NULL ORDER BY row',
  )
    .pluck()
    .all(id) as string[]

/** Whom a roster awarded what, as far as it was not taken back. */
export const readRosterHolders = (catalog: Catalog, id: string): { badgeId: string; personId: string }[] =>
  prepared<[string], { badgeId: string; personId: string }>(
    catalog.db,
    `SELECT award.badge_id AS badgeId, award.person_id AS personId FROM roster_row JOIN award ON award.id = award_id
     WHERE roster_id = ? AND award.withdrawn_at IS NULL`,
  ).all(id)

/** Forgets a roster; its awards stay. Throws `not_found`. */
export function removeRoster(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    const { changes } = prepared(catalog.db, 'DELETE FROM roster WHERE id = ?').run(id)
    if (changes === 0) throw new BlazonError('not_found', 'No such roster', { field: 'id' })
    tx.audit('rosters.removed', { rosterId: id })
  })
}
