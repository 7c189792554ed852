import { z } from 'zod'
import { mostAmount, type Counter, type counterValue, type progressContract } from '../../core/contract/progress'
import { BlazonError } from '../../core/errors'
import { refuseUsed } from './activities'
import { isCurrent } from './award-rules'
import type { Catalog, Transaction } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { oneRow, prepared } from './sqlite'

type Input<Verb extends keyof typeof progressContract> = z.output<
  NonNullable<(typeof progressContract)[Verb]['~orpc']['inputSchema']>
>

const columns =
  'id, name, unit, (SELECT count(*) FROM progress_value WHERE counter_id = progress_counter.id) AS people FROM progress_counter'
const byName = new Intl.Collator('en', { numeric: true })

/** Every counter, by name. */
export const listCounters = (catalog: Catalog): Counter[] =>
  prepared<[], Counter>(catalog.db, `SELECT ${columns}`)
    .all()
    .sort((a, b) => byName.compare(a.name, b.name))

/** One counter. Throws `not_found` naming `field`. */
export function readCounter(catalog: Catalog, id: string, field = 'counterId'): Counter {
  const row = prepared<[string], Counter>(catalog.db, `SELECT ${columns} WHERE id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'No such counter', { field })
  return row
}

/** Makes or changes a counter. Throws `not_found`, `conflict` (reason name_taken). */
export function saveCounter(catalog: Catalog, input: Input<'saveCounter'>): Counter {
  const id = input.id ?? catalog.newId()
  catalog.write((tx) => {
    if (input.id !== undefined) readCounter(catalog, id, 'id')
    const namesake = prepared<[string], { id: string }>(
      catalog.db,
      'SELECT id FROM progress_counter WHERE name = ?',
    ).get(input.name)
    if (namesake !== undefined && namesake.id !== id)
      throw new BlazonError('conflict', 'Another counter has this name', { field: 'name', reason: 'name_taken' })
    prepared(
      catalog.db,
      `INSERT INTO progress_counter (id, name, unit, created_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, unit = excluded.unit`,
    ).run(id, input.name, input.unit, catalog.now())
    tx.audit('counters.saved', { counterId: id })
  })
  return readCounter(catalog, id)
}

/** Deletes a counter with its numbers. Throws `not_found`, `conflict` (reason used_by_criterion). */
export function removeCounter(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    readCounter(catalog, id, 'id')
    refuseUsed(catalog, 'counterId', id)
    prepared(catalog.db, 'DELETE FROM progress_counter WHERE id = ?').run(id)
    tx.audit('counters.removed', { counterId: id })
  })
}

/** The numbers of a counter, the highest first. Throws `not_found`. */
export function listValues(
  catalog: Catalog,
  { counterId, cursor, limit }: Input<'values'>,
): { rows: z.infer<typeof counterValue>[]; total: number; next: string | null } {
  const { people: total } = readCounter(catalog, counterId)
  const [value, id] = cursor == null ? [null, ''] : readCursor(cursor, z.tuple([z.number(), z.string()]))
  const found = prepared<[Record<string, string | number | null>], z.infer<typeof counterValue>>(
    catalog.db,
    `SELECT person.id AS personId, person.name, value, progress_value.updated_at AS updatedAt
     FROM progress_value JOIN person ON person.id = progress_value.person_id
     WHERE counter_id = @counterId AND (@value IS NULL OR value < @value OR (value = @value AND person.id > @id))
     ORDER BY value DESC, person.id LIMIT @limit`,
  ).all({ counterId, value, id, limit: limit + 1 })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, total, next: found.length > limit && last ? writeCursor([last.value, last.personId]) : null }
}

/**
 * Sets a person's number, or adds to it, inside a transaction; the same number again keeps its time. A person who is gone is passed over.
 * Sums are kept to nine decimals, as many as a list can bring: ten tenths are one.
 */
export function setCounterValue(
  catalog: Catalog,
  _tx: Transaction,
  to: { counterId: string; personId: string; value: number; add: boolean },
): void {
  prepared(
    catalog.db,
    `INSERT INTO progress_value (counter_id, person_id, value, updated_at) SELECT @counterId, id, @value, @now FROM person WHERE id = @personId
     ON CONFLICT DO UPDATE SET value = CASE @add WHEN 1 THEN round(value + @value, 9) ELSE @value END, updated_at = @now
     WHERE @add = 1 OR value <> @value`,
  ).run({ ...to, add: to.add ? 1 : 0, now: catalog.now() })
}

/** The same for many people. Throws `not_found`, `invalid_input` (field value, reason too_large) where a sum is more than a counter holds. */
export function setCounterValues(catalog: Catalog, { counterId, personIds, value, add }: Input<'setValue'>): void {
  catalog.write((tx) => {
    readCounter(catalog, counterId)
    for (const personId of new Set(personIds)) setCounterValue(catalog, tx, { counterId, personId, value, add })
    const { beyond } = oneRow<{ beyond: 0 | 1 }>(
      catalog.db,
      `SELECT EXISTS (SELECT 1 FROM progress_value WHERE counter_id = ? AND abs(value) > ?
         AND person_id IN (SELECT value FROM json_each(?))) AS beyond`,
      [counterId, mostAmount, JSON.stringify(personIds)],
    )
    if (beyond === 1)
      throw new BlazonError('invalid_input', 'more than a counter holds', { field: 'value', reason: 'too_large' })
    tx.audit('counters.set', { counterId, count: personIds.length })
  })
}

/** Sets a counter to how much each person has done. Answers with whose number changed. Throws `not_found`. */
export function countAttendance(catalog: Catalog, { counterId, kind, eventId }: Input<'countAttendance'>): string[] {
  return catalog.write((tx) => {
    readCounter(catalog, counterId)
    const changed = prepared<[Record<string, string | null>], { personId: string }>(
      catalog.db,
      `INSERT INTO progress_value (counter_id, person_id, value, updated_at)
       SELECT @counterId, person_id, count(*), @now FROM completion JOIN activity ON activity.id = completion.activity_id
       WHERE kind = @kind AND (@eventId IS NULL OR event_id = @eventId) GROUP BY person_id
       ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at WHERE value <> excluded.value
       RETURNING person_id AS personId`,
    ).all({ counterId, kind, eventId: eventId ?? null, now: catalog.now() })
    tx.audit('counters.set', { counterId, count: changed.length })
    return changed.map(({ personId }) => personId)
  })
}

/** Row 60: how many awards of some people stay although the number that was asked for them is not reached any more. */
export const awardsKept = (catalog: Catalog, counterId: string, personIds: readonly string[]): number =>
  oneRow<{ kept: number }>(
    catalog.db,
    `SELECT count(DISTINCT award.id) AS kept
     FROM criterion CROSS JOIN json_each(criterion.params) AS param
       JOIN criterion_met AS met ON met.criterion_id = criterion.id JOIN award ON award.id = met.award_id
       JOIN progress_value AS now ON now.counter_id = @counterId AND now.person_id = met.person_id
     WHERE criterion.type = 'social' AND param.value ->> 'counterId' = @counterId AND now.value < (param.value ->> 'atLeast')
       AND met.person_id IN (SELECT value FROM json_each(@people)) AND ${isCurrent}`,
    { counterId, people: JSON.stringify(personIds) },
  ).kept
