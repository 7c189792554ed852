import { z } from 'zod'
import type { Activity, completion, progressContract } from '../../core/contract/progress'
import { BlazonError } from '../../core/errors'
import type { Catalog, Transaction } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { oneRow, prepared } from './sqlite'

type Input<Verb extends keyof typeof progressContract> = z.output<
  NonNullable<(typeof progressContract)[Verb]['~orpc']['inputSchema']>
>

const columns = `activity.id, kind, activity.name, event_id AS eventId, event.name AS eventName, starts_at AS startsAt, ends_at AS endsAt,
  (SELECT count(*) FROM completion WHERE activity_id = activity.id) AS completed
  FROM activity LEFT JOIN event ON event.id = activity.event_id`
const byName = new Intl.Collator('en', { numeric: true })

/** What people do or reach, by name; of one kind or event where named. */
export function listActivities(
  catalog: Catalog,
  { kind, eventId }: Exclude<Input<'activities'>, undefined>,
): Activity[] {
  return prepared<[{ kind: string | null; eventId: string | null }], Activity>(
    catalog.db,
    `SELECT ${columns} WHERE (@kind IS NULL OR kind = @kind) AND (@eventId IS NULL OR event_id = @eventId)`,
  )
    .all({ kind: kind ?? null, eventId: eventId ?? null })
    .sort((a, b) => byName.compare(a.name, b.name))
}

/** One activity. Throws `not_found` naming `field`. */
export function readActivity(catalog: Catalog, id: string, field = 'activityId'): Activity {
  const row = prepared<[string], Activity>(catalog.db, `SELECT ${columns} WHERE activity.id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'No such activity', { field })
  return row
}

/** Adds or changes an activity; what is not given stays. Throws `not_found` (field id or eventId), `conflict` (reason used_by_criterion: of another kind it would be another thing). */
export function saveActivity(catalog: Catalog, input: Input<'saveActivity'>): Activity {
  const { db } = catalog
  const id = input.id ?? catalog.newId()
  catalog.write((tx) => {
    const known = input.id === undefined ? null : readActivity(catalog, input.id, 'id')
    if (known && known.kind !== input.kind) refuseUsed(catalog, 'activityId', id)
    if (input.eventId != null && !prepared<[string]>(db, 'SELECT 1 FROM event WHERE id = ?').get(input.eventId))
      throw new BlazonError('not_found', 'No such event', { field: 'eventId' })
    prepared(
      db,
      `INSERT INTO activity (id, kind, name, event_id, starts_at, ends_at, created_at) VALUES (@id, @kind, @name, @eventId, @startsAt, @endsAt, @now)
       ON CONFLICT (id) DO UPDATE SET kind = @kind, name = @name, event_id = @eventId, starts_at = @startsAt, ends_at = @endsAt`,
    ).run({
      id,
      kind: input.kind,
      name: input.name,
      eventId: input.eventId === undefined ? (known?.eventId ?? null) : input.eventId,
      startsAt: input.startsAt === undefined ? (known?.startsAt ?? null) : input.startsAt,
      endsAt: input.endsAt === undefined ? (known?.endsAt ?? null) : input.endsAt,
      now: catalog.now(),
    })
    tx.audit('activities.saved', { activityId: id })
  })
  return readActivity(catalog, id)
}

/** Deletes an activity and who has done it. Throws `not_found`, `conflict` (reason used_by_criterion). */
export function removeActivity(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    readActivity(catalog, id, 'id')
    refuseUsed(catalog, 'activityId', id)
    prepared(catalog.db, 'UPDATE badge SET context_activity_id = NULL WHERE context_activity_id = ?').run(id)
    prepared(catalog.db, 'DELETE FROM activity WHERE id = ?').run(id)
    tx.audit('activities.removed', { activityId: id })
  })
}

/** Refuses where a badge asks for a thing. Inside a transaction. */
export function refuseUsed(catalog: Catalog, key: 'activityId' | 'counterId' | 'groupId', id: string): void {
  const { badges } = oneRow<{ badges: number }>(
    catalog.db,
    `SELECT count(DISTINCT badge_id) AS badges FROM criterion, json_each(criterion.params) AS param WHERE param.value ->> @key = @id`,
    { key, id },
  )
  if (badges > 0) throw new BlazonError('conflict', 'a badge asks for it', { reason: 'used_by_criterion', badges })
}

/** Who has done an activity, by name. Throws `not_found`. */
export function listCompletions(
  catalog: Catalog,
  { activityId, cursor, limit }: Input<'completions'>,
): { rows: z.infer<typeof completion>[]; total: number; next: string | null } {
  const { completed: total } = readActivity(catalog, activityId)
  const [sortName, id] = cursor == null ? ['', ''] : readCursor(cursor, z.tuple([z.string(), z.string()]))
  const found = prepared<[Record<string, string | number>], z.infer<typeof completion> & { sortName: string }>(
    catalog.db,
    `SELECT person.id AS personId, person.name, person.sort_name AS sortName, completed_at AS completedAt, level
     FROM completion JOIN person ON person.id = completion.person_id
     WHERE activity_id = @activityId AND (person.sort_name, person.id) > (@sortName, @id) ORDER BY person.sort_name, person.id LIMIT @limit`,
  ).all({ activityId, sortName, id, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ sortName: _sortName, ...row }) => row),
    total,
    next: found.length > limit && last ? writeCursor([last.sortName, last.personId]) : null,
  }
}

/**
 * Notes that somebody has done an activity, inside a transaction; a person or activity that is gone is passed over. Noted again, what is
 * not said stays: `at` null is now, or the day that is known; `level` undefined none, or the one that is known.
 */
export function noteCompletion(
  catalog: Catalog,
  _tx: Transaction,
  completed: { activityId: string; personId: string; at: string | null; level: number | null | undefined },
): void {
  const { level, ...rest } = completed
  prepared(
    catalog.db,
    `INSERT INTO completion (activity_id, person_id, completed_at, level, operator_id)
     SELECT @activityId, id, coalesce(@at, @now), @level, @operatorId FROM person WHERE id = @personId
     ON CONFLICT DO UPDATE SET completed_at = coalesce(@at, completed_at), level = iif(@isLevelSaid, @level, level), operator_id = @operatorId`,
  ).run({
    ...rest,
    level: level ?? null,
    isLevelSaid: level === undefined ? 0 : 1,
    now: catalog.now(),
    operatorId: catalog.operator(),
  })
}

/** Notes that people have done an activity: now, unless a time is named. Throws `not_found`. */
export function completeActivity(catalog: Catalog, input: Input<'complete'>): void {
  catalog.write((tx) => {
    readActivity(catalog, input.activityId)
    for (const personId of input.personIds)
      noteCompletion(catalog, tx, {
        activityId: input.activityId,
        personId,
        at: input.completedAt ?? null,
        level: input.level,
      })
    tx.audit('activities.completed', { activityId: input.activityId, count: input.personIds.length })
  })
}

/** Takes it back that people have done an activity. Throws `not_found`. */
export function undoCompletions(catalog: Catalog, { activityId, personIds }: Input<'undo'>): void {
  catalog.write((tx) => {
    readActivity(catalog, activityId)
    prepared(
      catalog.db,
      'DELETE FROM completion WHERE activity_id = ? AND person_id IN (SELECT value FROM json_each(?))',
    ).run(activityId, JSON.stringify(personIds))
    tx.audit('activities.undone', { activityId, count: personIds.length })
  })
}
