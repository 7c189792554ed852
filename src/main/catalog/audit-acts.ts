import { z } from 'zod'
import type { Act } from '../../core/contract/audit'
import type { Catalog } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { oneRow, prepared } from './sqlite'

type Filter = { action?: string | undefined; operatorId?: string | undefined; about?: string | undefined }
type Request = Filter & { cursor?: string | null | undefined; limit: number }
type Row = {
  seq: number
  at: string
  operatorId: string | null
  deviceId: string
  action: string
  target: string
}

const cursorShape = z.tuple([z.int()])

/** The acts of the log, newest first, with what the things they were done to are called now. */
export function listActs(
  catalog: Catalog,
  { cursor, limit, ...filter }: Request,
): { rows: Act[]; total: number; next: string | null } {
  const before = cursor ? readCursor(cursor, cursorShape)[0] : Number.MAX_SAFE_INTEGER
  const { where, values } = conditions(filter)
  const rows = prepared<Record<string, string | number>, Row>(
    catalog.db,
    `SELECT seq, at, operator_id AS operatorId, device_id AS deviceId, action, target FROM audit
     WHERE seq < @before${where} ORDER BY seq DESC LIMIT @most`,
  ).all({ ...values, before, most: limit + 1 })
  const shown = rows.slice(0, limit)
  const { total } = oneRow<{ total: number }>(
    catalog.db,
    // Nothing is ever taken out: the newest number is how many there are.
    where === ''
      ? 'SELECT coalesce(max(seq), 0) AS total FROM audit'
      : `SELECT count(*) AS total FROM audit WHERE 1${where}`,
    values,
  )
  const acts = shown.map((row) => ({
    ...row,
    target: readTarget(row.target),
    isThisDevice: row.deviceId === catalog.deviceId,
  }))
  const names = namesOf(
    catalog,
    acts.flatMap(({ operatorId, target }) => [...(operatorId === null ? [] : [operatorId]), ...idsIn(target)]),
  )
  return {
    rows: acts.map((act) => ({
      ...act,
      names: Object.fromEntries(
        [act.operatorId ?? '', ...idsIn(act.target)].flatMap((id) => {
          const name = names.get(id)
          return name === undefined ? [] : [[id, name]]
        }),
      ),
    })),
    total,
    next: rows.length > limit ? writeCursor([shown.at(-1)?.seq ?? 0]) : null,
  }
}

/** The actions that stand in the log: each is found by one step along the index. */
export const listActions = (catalog: Catalog): string[] =>
  prepared<[], { action: string }>(
    catalog.db,
    `WITH RECURSIVE known(action) AS (
       SELECT min(action) FROM audit
       UNION ALL SELECT (SELECT min(action) FROM audit WHERE action > known.action) FROM known WHERE known.action IS NOT NULL)
     SELECT action FROM known WHERE action IS NOT NULL`,
  )
    .all()
    .map(({ action }) => action)

function conditions({ action, operatorId, about }: Filter) {
  const parts = [
    ...(action === undefined ? [] : [{ sql: 'action = @action', values: { action } }]),
    ...(operatorId === undefined ? [] : [{ sql: 'operator_id = @operatorId', values: { operatorId } }]),
    // An id never stands in a target but as a whole text, or as the last word of a grant.
    ...(about === undefined ? [] : [{ sql: 'instr(target, @about) > 0', values: { about: `${about}"` } }]),
  ]
  return {
    where: parts.map(({ sql }) => ` AND ${sql}`).join(''),
    values: Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, string>,
  }
}

/** A target that cannot be read (somebody wrote into the file) is shown as empty; `audit.check` tells. */
function readTarget(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    return {}
  }
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** The ids in a target; of long lists only as many as are shown. */
const idsIn = (target: Record<string, unknown>): string[] =>
  Object.values(target)
    .flatMap((value): unknown[] => (Array.isArray(value) ? value.slice(0, 5) : [value]))
    .flatMap((value) => (typeof value === 'string' ? (value.match(uuid) ?? []) : []))

/** What may be named by an id, and how it is called. */
const named = [
  'SELECT id, display_name AS name FROM operator',
  'SELECT badge.id, badge_version.name FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id',
  'SELECT id, name FROM person WHERE erased_at IS NULL',
  'SELECT id, name FROM issuer',
  'SELECT id, name FROM system',
  'SELECT id, name FROM program',
  'SELECT id, name FROM series',
  'SELECT id, name FROM team',
  'SELECT id, name FROM event',
  'SELECT id, name FROM design',
  'SELECT id, name FROM person_group',
  'SELECT id, name FROM category',
  'SELECT id, name FROM activity',
  'SELECT id, name FROM progress_counter',
  'SELECT id, name FROM code_batch',
  'SELECT id, name FROM roster',
  'SELECT id, base_url AS name FROM site',
  // An award is called by who has it.
  'SELECT award.id, person.name FROM award JOIN person ON person.id = award.person_id WHERE person.erased_at IS NULL',
]

function namesOf(catalog: Catalog, ids: readonly string[]): Map<string, string> {
  const asked = JSON.stringify([...new Set(ids)])
  const found = named.flatMap((sql) =>
    prepared<[string], { id: string; name: string | null }>(
      catalog.db,
      `SELECT named.id, named.name FROM json_each(?) AS asked JOIN (${sql}) AS named ON named.id = asked.value`,
    ).all(asked),
  )
  return new Map(found.flatMap(({ id, name }) => (name ? [[id, name]] : [])))
}
