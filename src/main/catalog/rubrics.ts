import type { z } from 'zod'
import type { applicationsContract, CannedResponse, RubricItem } from '../../core/contract/applications'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

type SaveRequest = z.output<NonNullable<(typeof applicationsContract.saveRubric)['~orpc']['inputSchema']>>
type ResponseRequest = z.output<NonNullable<(typeof applicationsContract.saveResponse)['~orpc']['inputSchema']>>

/** What reviewers look at for a badge, in order. */
export const readRubric = (catalog: Catalog, badgeId: string): RubricItem[] =>
  prepared<[string], Omit<RubricItem, 'required'> & { required: 0 | 1 }>(
    catalog.db,
    'SELECT id, description, note, is_required AS required FROM rubric_item WHERE badge_id = ? ORDER BY position, id',
  )
    .all(badgeId)
    .map((item) => ({ ...item, required: item.required === 1 }))

/** Replaces what reviewers look at; items that stay keep what was said of them. Throws `not_found`. */
export function saveRubric(catalog: Catalog, { badgeId, items }: SaveRequest): RubricItem[] {
  const { db } = catalog
  if (prepared<[string]>(db, 'SELECT 1 FROM badge WHERE id = ?').get(badgeId) === undefined)
    throw new BlazonError('not_found', 'No such badge', { field: 'badgeId' })
  catalog.write((tx) => {
    const kept = new Set(readRubric(catalog, badgeId).map(({ id }) => id))
    const placed = items.map((item) => ({ ...item, id: item.id !== undefined && kept.has(item.id) ? item.id : null }))
    const stays = new Set(placed.map(({ id }) => id))
    const remove = prepared(db, 'DELETE FROM rubric_item WHERE id = ?')
    for (const id of kept) if (!stays.has(id)) remove.run(id)
    const save = prepared(
      db,
      `INSERT INTO rubric_item (id, badge_id, position, description, note, is_required) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET position = excluded.position, description = excluded.description, note = excluded.note,
         is_required = excluded.is_required`,
    )
    for (const [position, { id, description, note, required }] of placed.entries())
      save.run(id ?? catalog.newId(), badgeId, position, description, note, required ? 1 : 0)
    tx.audit('rubric.saved', { badgeId, count: items.length })
  })
  return readRubric(catalog, badgeId)
}

/** Answers that are kept for use again, by title. */
export const listResponses = (catalog: Catalog): CannedResponse[] =>
  prepared<[], CannedResponse>(
    catalog.db,
    'SELECT id, title, text FROM canned_response ORDER BY title COLLATE NOCASE',
  ).all()

/** Keeps an answer. Throws `not_found`, `conflict` (reason `title_taken`). */
export function saveResponse(catalog: Catalog, request: ResponseRequest): CannedResponse {
  const { db } = catalog
  const id = request.id ?? catalog.newId()
  catalog.write((tx) => {
    const taken = prepared<[string, string]>(db, 'SELECT 1 FROM canned_response WHERE title = ? AND id <> ?')
    if (taken.get(request.title, id) !== undefined)
      throw new BlazonError('conflict', 'another answer has this title', { field: 'title', reason: 'title_taken' })
    const { changes } =
      request.id === undefined
        ? prepared(db, 'INSERT INTO canned_response (id, title, text, created_at) VALUES (?, ?, ?, ?)').run(
            id,
            request.title,
            request.text,
            catalog.now(),
          )
        : prepared(db, 'UPDATE canned_response SET title = ?, text = ? WHERE id = ?').run(
            request.title,
            request.text,
            id,
          )
    if (changes === 0) throw new BlazonError('not_found', 'No such answer', { field: 'id' })
    tx.audit('responses.saved', { responseId: id })
  })
  return { id, title: request.title, text: request.text }
}

/** Forgets a kept answer. Throws `not_found`. */
export function removeResponse(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    const { changes } = prepared(catalog.db, 'DELETE FROM canned_response WHERE id = ?').run(id)
    if (changes === 0) throw new BlazonError('not_found', 'No such answer', { field: 'id' })
    tx.audit('responses.removed', { responseId: id })
  })
}
