import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { mergePreview } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { journalPeople } from './journal-lines'
import { checkPerson, indexPerson, preferredEmail } from './people'
import { identifiersOf } from './people-identifiers'
import { oneRow, prepared } from './sqlite'

type Cell = string | number | null
type Row = Record<string, Cell>

/** Where rows belong to a person: the column that says to whom, and the others that name the row. */
const belongings = [
  { table: 'award', column: 'person_id', key: ['id'] },
  { table: 'person_identifier', column: 'person_id', key: ['id'] },
  { table: 'group_member', column: 'person_id', key: ['group_id'] },
  { table: 'completion', column: 'person_id', key: ['activity_id'] },
  { table: 'progress_value', column: 'person_id', key: ['counter_id'] },
  { table: 'criterion_met', column: 'person_id', key: ['id'] },
  { table: 'application', column: 'person_id', key: ['id'] },
  { table: 'code_claim', column: 'person_id', key: ['code_id'] },
  { table: 'invitation', column: 'person_id', key: ['id'] },
  { table: 'invitation', column: 'used_by', key: ['id'] },
  { table: 'do_not_award', column: 'person_id', key: ['scope_type', 'scope_id'] },
  { table: 'roster_row', column: 'person_id', key: ['roster_id', 'row'] },
  // Whoever was merged into the one who is merged now can be parted still.
  { table: 'person_merge', column: 'kept_id', key: ['id'] },
] as const

/** What the kept person takes over where they had nothing of it. */
const filledColumns = {
  givenName: 'given_name',
  familyName: 'family_name',
  nickname: 'nickname',
  website: 'website',
  bio: 'bio',
  pictureSha256: 'picture_sha256',
  optedOut: 'opted_out_at',
} as const
type Filled = keyof typeof filledColumns

const cell = z.union([z.string(), z.number(), z.null()])
const row = z.record(z.string(), cell)
/** `person_merge.merged`: all that it takes to part two people again. */
const mergedShape = z.object({
  person: row,
  moved: z.array(z.object({ at: z.int().describe('in `belongings`'), keys: z.array(z.array(cell)) })),
  left: z.array(z.object({ table: z.string(), row })).describe('what the kept person had already'),
  filled: z.array(z.enum(Object.keys(filledColumns) as [Filled, ...Filled[]])),
  preferred: z.array(z.string()).describe('identifiers that were the preferred ones of their type'),
  once: z.array(z.string()).describe('awards that no longer stand in the way of a second one'),
})
type Merged = z.infer<typeof mergedShape>

const personRow = (db: Database, id: string) => oneRow<Row>(db, 'SELECT * FROM person WHERE id = ?', [id])

/** Awards of the badges that both hold, the newer of each two: it stays, and the older one is the one that a second is refused for. */
const newerTwins = (db: Database, keepId: string, mergeId: string) =>
  prepared<[string, string], { badgeId: string; newerId: string }>(
    db,
    `SELECT mine.badge_id AS badgeId,
       CASE WHEN (mine.awarded_at, mine.id) > (theirs.awarded_at, theirs.id) THEN mine.id ELSE theirs.id END AS newerId
     FROM award AS mine JOIN award AS theirs ON theirs.badge_id = mine.badge_id
     WHERE mine.person_id = ? AND theirs.person_id = ? AND mine.once = 1 AND theirs.once = 1
       AND mine.withdrawn_at IS NULL AND mine.revoked_at IS NULL AND mine.superseded_at IS NULL
       AND theirs.withdrawn_at IS NULL AND theirs.revoked_at IS NULL AND theirs.superseded_at IS NULL`,
  ).all(keepId, mergeId)

function checkTwo(catalog: Catalog, keepId: string, mergeId: string) {
  if (keepId === mergeId)
    throw new BlazonError('invalid_input', 'One and the same', { field: 'mergeId', reason: 'same_person' })
  checkPerson(catalog, keepId, 'keepId')
  checkPerson(catalog, mergeId, 'mergeId')
}

/** What `mergePeople` would do. Throws `not_found`, `invalid_input` (reason `same_person`). */
export function previewMerge(catalog: Catalog, keepId: string, mergeId: string): z.infer<typeof mergePreview> {
  const { db } = catalog
  checkTwo(catalog, keepId, mergeId)
  const head = (id: string) =>
    oneRow<{ id: string; name: string; email: string | null }>(
      db,
      `SELECT id, name, ${preferredEmail} AS email FROM person WHERE id = ?`,
      [id],
    )
  const known = identifiersOf(catalog, keepId)
  const shared = (sql: string) => oneRow<{ shared: number }>(db, sql, { keep: keepId, merge: mergeId }).shared
  const inCommon = (table: string, key: string) =>
    `(SELECT count(*) FROM ${table} AS theirs WHERE theirs.person_id = @merge
       AND EXISTS (SELECT 1 FROM ${table} AS mine WHERE mine.person_id = @keep AND mine.${key} = theirs.${key}))`
  return {
    keep: head(keepId),
    merge: head(mergeId),
    awards: oneRow<{ awards: number }>(
      db,
      'SELECT count(*) AS awards FROM award WHERE person_id = ? AND withdrawn_at IS NULL',
      [mergeId],
    ).awards,
    identifiers: identifiersOf(catalog, mergeId).filter(
      ({ type, value }) => !known.some((it) => it.type === type && it.value === value),
    ),
    groups: prepared<[string, string]>(
      db,
      `SELECT name FROM person_group WHERE id IN (SELECT group_id FROM group_member WHERE person_id = ?)
         AND id NOT IN (SELECT group_id FROM group_member WHERE person_id = ?) ORDER BY name`,
    )
      .pluck()
      .all(mergeId, keepId) as string[],
    filled: fillable(personRow(db, keepId), personRow(db, mergeId)),
    bothHold: newerTwins(db, keepId, mergeId).map(({ badgeId }) => ({
      badgeId,
      badgeName: String(
        prepared<[string]>(
          db,
          'SELECT badge_version.name FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id WHERE badge.id = ?',
        )
          .pluck()
          .get(badgeId) ?? '',
      ),
    })),
    otherwise: shared(
      `SELECT ${inCommon('completion', 'activity_id')} + ${inCommon('progress_value', 'counter_id')} AS shared`,
    ),
  }
}

const isEmpty = (value: Cell | undefined) => value === null || value === undefined || value === ''
const fillable = (kept: Row, other: Row): Filled[] =>
  (Object.keys(filledColumns) as Filled[]).filter(
    (name) => isEmpty(kept[filledColumns[name]]) && !isEmpty(other[filledColumns[name]]),
  )

/**
 * Makes two people one, in one transaction: what belongs to `mergeId` belongs to `keepId` then. Of what both have, the kept person's
 * counts; the other is kept aside for `splitPeople`. Nothing that was issued changes. The id of the merge. Throws `not_found`,
 * `invalid_input` (reason `same_person`).
 */
export function mergePeople(catalog: Catalog, keepId: string, mergeId: string): string {
  checkTwo(catalog, keepId, mergeId)
  const id = catalog.newId()
  catalog.write((tx) => {
    applyMerge(catalog, { id, keepId, mergeId, at: catalog.now() })
    journalPeople(tx, [mergeId], { merge_id: id, kept_id: keepId })
    tx.audit('people.merged', { mergeId: id, keptId: keepId, mergedId: mergeId })
  })
  return id
}

/** The merge itself, inside a transaction; also when the journal is read again. */
export function applyMerge(
  catalog: Catalog,
  { id, keepId, mergeId, at }: { id: string; keepId: string; mergeId: string; at: string },
): void {
  const { db } = catalog
  const kept = personRow(db, keepId)
  const person = personRow(db, mergeId)
  const merged: Merged = { person, moved: [], left: [], filled: fillable(kept, person), preferred: [], once: [] }

  for (const { newerId } of newerTwins(db, keepId, mergeId)) {
    prepared(db, 'UPDATE award SET once = 0 WHERE id = ?').run(newerId)
    merged.once.push(newerId)
  }
  partIdentifiers(catalog, keepId, mergeId, merged)
  belongings.forEach((belonging, index) => moveAll(db, belonging, index, mergeId, keepId, merged))

  for (const name of merged.filled) {
    const column = filledColumns[name]
    prepared(db, `UPDATE person SET ${column} = ? WHERE id = ?`).run(person[column], keepId)
    if (name === 'optedOut')
      prepared(db, 'UPDATE person SET opted_out_reason = ? WHERE id = ?').run(person['opted_out_reason'], keepId)
  }
  removePerson(db, mergeId)
  prepared(db, 'INSERT INTO person_merge (id, kept_id, merged, merged_at) VALUES (?, ?, ?, ?)').run(
    id,
    keepId,
    JSON.stringify(merged),
    at,
  )
  settle(catalog, keepId, at)
}

/** Identifiers that both have stay once; of those that move, none is preferred where the kept person prefers another. */
function partIdentifiers({ db }: Catalog, keepId: string, mergeId: string, merged: Merged) {
  const identifiers = (personId: string) =>
    prepared<[string], Row>(db, 'SELECT * FROM person_identifier WHERE person_id = ?').all(personId)
  const mine = identifiers(keepId)
  for (const identifier of identifiers(mergeId)) {
    if (mine.some(({ type, value }) => type === identifier['type'] && value === identifier['value'])) {
      merged.left.push({ table: 'person_identifier', row: identifier })
      prepared(db, 'DELETE FROM person_identifier WHERE id = ?').run(identifier['id'])
    } else if (identifier['preferred'] === 1 && mine.some(({ type }) => type === identifier['type'])) {
      merged.preferred.push(String(identifier['id']))
      prepared(db, 'UPDATE person_identifier SET preferred = 0 WHERE id = ?').run(identifier['id'])
    }
  }
}

/** Moves rows from one person to another; what the other has already is kept aside, whole. */
function moveAll(
  db: Database,
  { table, column, key }: (typeof belongings)[number],
  at: number,
  from: string,
  to: string,
  merged: Merged,
) {
  const rows = prepared<[string], Row>(db, `SELECT * FROM ${table} WHERE ${column} = ?`).all(from)
  if (rows.length === 0) return
  const isRow = key.map((name) => `${name} = ?`).join(' AND ')
  const move = prepared(db, `UPDATE OR IGNORE ${table} SET ${column} = ? WHERE ${column} = ? AND ${isRow}`)
  const drop = prepared(db, `DELETE FROM ${table} WHERE ${column} = ? AND ${isRow}`)
  const keys: Cell[][] = []
  for (const found of rows) {
    const itsKey = key.map((name) => found[name] ?? null)
    if (move.run(to, from, ...itsKey).changes > 0) keys.push(itsKey)
    else {
      merged.left.push({ table, row: found })
      drop.run(from, ...itsKey)
    }
  }
  merged.moved.push({ at, keys })
}

function removePerson(db: Database, id: string) {
  prepared(db, 'DELETE FROM person_search WHERE rowid = (SELECT rowid FROM person WHERE id = ?)').run(id)
  prepared(db, 'DELETE FROM person WHERE id = ?').run(id)
}

/** Counts a person's awards anew and writes the search row. */
function settle(catalog: Catalog, id: string, at: string) {
  prepared(
    catalog.db,
    `UPDATE person SET updated_at = @at,
       awarded_count = (SELECT count(*) FROM award WHERE person_id = @id AND withdrawn_at IS NULL),
       last_awarded_at = (SELECT max(awarded_at) FROM award WHERE person_id = @id) WHERE id = @id`,
  ).run({ id, at })
  indexPerson(catalog, id)
}

/**
 * Parts two people who were merged: the other comes back under their old id with what was theirs, as far as it is still there
 * and with the one who was kept. Throws `not_found`, or `conflict` (reason `already_split`).
 */
export function splitPeople(catalog: Catalog, id: string): { keptId: string; otherId: string } {
  const { db } = catalog
  const found = prepared<[string], { splitAt: string | null }>(
    db,
    'SELECT split_at AS splitAt FROM person_merge WHERE id = ?',
  ).get(id)
  if (found === undefined) throw new BlazonError('not_found', 'No such merge', { field: 'mergeId' })
  if (found.splitAt !== null) throw new BlazonError('conflict', 'Parted already', { reason: 'already_split' })
  return catalog.write((tx) => {
    const parted = applySplit(catalog, id, catalog.now())
    journalPeople(tx, [parted.otherId], { split_id: id })
    tx.audit('people.split', { mergeId: id, ...parted })
    return parted
  })
}

/** Parting itself, inside a transaction; also when the journal is read again. */
export function applySplit(catalog: Catalog, id: string, at: string): { keptId: string; otherId: string } {
  const { db } = catalog
  const { keptId, text } = oneRow<{ keptId: string; text: string }>(
    db,
    'SELECT kept_id AS keptId, merged AS text FROM person_merge WHERE id = ?',
    [id],
  )
  const merged = mergedShape.parse(JSON.parse(text))
  const otherId = String(merged.person['id'])
  const { picture_sha256: picture = null, ...person } = merged.person
  const isKept = prepared<[Cell]>(db, 'SELECT 1 FROM picture WHERE sha256 = ?').get(picture) !== undefined
  insert(db, 'person', { ...person, picture_sha256: isKept ? picture : null })

  for (const { at: index, keys } of merged.moved) {
    const belonging = belongings[index]
    if (belonging === undefined) continue
    const { table, column, key } = belonging
    const move = prepared(
      db,
      `UPDATE OR IGNORE ${table} SET ${column} = ? WHERE ${column} = ? AND ${key.map((name) => `${name} = ?`).join(' AND ')}`,
    )
    for (const itsKey of keys) move.run(otherId, keptId, ...itsKey)
  }
  for (const { table, row: left } of merged.left)
    if (belongings.some((it) => it.table === table)) putBack(db, table, left)
  for (const identifier of merged.preferred)
    prepared(db, 'UPDATE person_identifier SET preferred = 1 WHERE id = ? AND person_id = ?').run(identifier, otherId)
  for (const award of merged.once) prepared(db, 'UPDATE OR IGNORE award SET once = 1 WHERE id = ?').run(award)
  for (const name of merged.filled) {
    const column = filledColumns[name]
    const nothing = name === 'pictureSha256' || name === 'optedOut' ? null : ''
    const { changes } = prepared(db, `UPDATE person SET ${column} = ? WHERE id = ? AND ${column} = ?`).run(
      nothing,
      keptId,
      merged.person[column],
    )
    if (name === 'optedOut' && changes > 0)
      prepared(db, "UPDATE person SET opted_out_reason = '' WHERE id = ?").run(keptId)
  }
  // What it held now stands in the tables again; nothing of the person stays twice.
  prepared(db, "UPDATE person_merge SET split_at = ?, merged = '{}' WHERE id = ?").run(at, id)
  settle(catalog, keptId, at)
  settle(catalog, otherId, at)
  return { keptId, otherId }
}

function insert(db: Database, table: string, values: Row) {
  const columns = Object.keys(values)
  prepared<[Row]>(
    db,
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  ).run(values)
}

/** A row whose place was taken, or whose other end is gone, does not come back. */
function putBack(db: Database, table: string, values: Row) {
  try {
    insert(db, table, values)
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code !== 'string' || !code.startsWith('SQLITE_CONSTRAINT')) throw error
  }
}
