import type { z } from 'zod'
import type { Event, eventsContract } from '../../core/contract/events'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { journalRow } from './journal-lines'
import { prepared } from './sqlite'

export type SaveEvent = z.output<NonNullable<(typeof eventsContract.save)['~orpc']['inputSchema']>>

type Row = Omit<Event, 'badgeIds'> & { badgeIds: string }
const read = `SELECT id, name, held_on AS heldOn, created_at AS createdAt,
    (SELECT json_group_array(badge_id ORDER BY position) FROM event_badge WHERE event_id = event.id) AS badgeIds,
    (SELECT count(*) FROM award WHERE event_id = event.id AND withdrawn_at IS NULL) AS awardedCount
  FROM event`

/** Every event, latest first. `awardedCount` leaves out what was withdrawn. */
export const listEvents = (catalog: Catalog): Event[] =>
  prepared<[], Row>(catalog.db, `${read} ORDER BY held_on DESC, created_at DESC, id DESC`).all().map(toEvent)

/** One event. Throws `not_found`. */
export function readEvent(catalog: Catalog, id: string): Event {
  const row = prepared<[string], Row>(catalog.db, `${read} WHERE id = ?`).get(id)
  if (!row) throw missing('id')
  return toEvent(row)
}

/** Makes an event, or changes the one named by id; a badge named twice counts once, in its first place. Throws `not_found` (field id or badgeIds). */
export function saveEvent(catalog: Catalog, input: SaveEvent): Event {
  const { db } = catalog
  const id = input.id ?? catalog.newId()
  catalog.write((tx) => {
    const known = prepared<[string], { createdAt: string }>(
      db,
      'SELECT created_at AS createdAt FROM event WHERE id = ?',
    ).get(id)
    if (input.id !== undefined && !known) throw missing('id')
    const row = { id, name: input.name, held_on: input.heldOn, created_at: known?.createdAt ?? catalog.now() }
    prepared<typeof row>(
      db,
      `INSERT INTO event (id, name, held_on, created_at) VALUES (@id, @name, @held_on, @created_at)
       ON CONFLICT (id) DO UPDATE SET name = @name, held_on = @held_on`,
    ).run(row)
    prepared<[string]>(db, 'DELETE FROM event_badge WHERE event_id = ?').run(id)
    ;[...new Set(input.badgeIds)].forEach((badgeId, position) => {
      const { changes } = prepared<[string, number, string]>(
        db,
        'INSERT INTO event_badge (event_id, badge_id, position) SELECT ?, id, ? FROM badge WHERE id = ?',
      ).run(id, position, badgeId)
      if (changes === 0) throw missing('badgeIds')
    })
    journalRow(tx, 'event', row)
    tx.audit('events.saved', { eventId: id, isNew: !known })
  })
  return readEvent(catalog, id)
}

const missing = (field: string) => new BlazonError('not_found', 'no such event or badge', { field })
const toEvent = (row: Row): Event => ({ ...row, badgeIds: JSON.parse(row.badgeIds) as string[] })
