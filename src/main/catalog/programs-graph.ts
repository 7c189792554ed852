import { mostNodes, type Graph, type Link, type LinkKind, type Node } from '../../core/contract/programs'
import { BlazonError } from '../../core/errors'
import type { Catalog, Transaction } from './catalog'
import { oneRow, prepared } from './sqlite'

/** Each kind of link is a table of pairs, with the child's place among those of its parent. */
const tables = {
  system_issuer: { parent: 'system', child: 'issuer' },
  issuer_program: { parent: 'issuer', child: 'program' },
  program_badge: { parent: 'program', child: 'badge' },
} as const satisfies Record<LinkKind, { parent: string; child: string }>
const kinds = Object.keys(tables) as LinkKind[]

/** Everything that belongs together, as nodes and links. */
export function readGraph(catalog: Catalog): Graph {
  const { db } = catalog
  const { compare } = new Intl.Collator('en', { numeric: true })
  const byName = (a: Node, b: Node) => compare(a.name, b.name)
  const named = (table: string, picture: string) =>
    prepared<[number], Node>(
      db,
      `SELECT id, name, ${picture} AS pictureSha256 FROM ${table} ORDER BY name COLLATE NOCASE, id LIMIT ?`,
    ).all(mostNodes)
  const badges = prepared<[number], Node>(
    db,
    `SELECT badge.id, badge_version.name, badge_version.picture_sha256 AS pictureSha256
     FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id
     WHERE badge.status <> 'archived' OR EXISTS (SELECT 1 FROM program_badge WHERE badge_id = badge.id)
     ORDER BY NOT EXISTS (SELECT 1 FROM program_badge WHERE badge_id = badge.id), badge_version.name COLLATE NOCASE, badge.id LIMIT ?`,
  ).all(mostNodes)
  const { total } = oneRow<{ total: number }>(
    db,
    `SELECT count(*) AS total FROM badge WHERE status <> 'archived' OR EXISTS (SELECT 1 FROM program_badge WHERE badge_id = badge.id)`,
  )
  const columns = {
    systems: named('system', 'picture_sha256').sort(byName),
    issuers: named('issuer', 'NULL').sort(byName),
    programs: named('program', 'picture_sha256').sort(byName),
    badges,
  }
  const shown = new Set(Object.values(columns).flatMap((nodes) => nodes.map(({ id }) => id)))
  const links = kinds.flatMap((kind) =>
    prepared<[], { parentId: string; childId: string }>(
      db,
      `SELECT ${columnsOf(kind)} FROM ${kind} ORDER BY 1, position, 2`,
    )
      .all()
      .filter(({ parentId, childId }) => shown.has(parentId) && shown.has(childId))
      .map((ends) => ({ kind, ...ends })),
  )
  const linked = new Set(links.map(({ childId }) => childId))
  badges.sort((a, b) => Number(linked.has(b.id)) - Number(linked.has(a.id)) || byName(a, b))
  return { ...columns, links, leftOff: total - badges.length }
}

/** Joins two things, the child after those that are there; once more changes nothing. Throws `not_found` (field parentId or childId). */
export function linkNodes(catalog: Catalog, { kind, parentId, childId }: Link): void {
  const { parent, child } = tables[kind]
  catalog.write((tx) => {
    mustExist(catalog, parent, parentId, 'parentId')
    mustExist(catalog, child, childId, 'childId')
    const { changes } = prepared<[{ parentId: string; childId: string }]>(
      catalog.db,
      `INSERT OR IGNORE INTO ${kind} (${parent}_id, ${child}_id, position)
       SELECT @parentId, @childId, coalesce(max(position), 0) + 1 FROM ${kind} WHERE ${parent}_id = @parentId`,
    ).run({ parentId, childId })
    if (changes > 0) audit(tx, 'programs.linked', { kind, parentId, childId })
  })
}

/** Parts two things; their other links stay (row 55). Throws `not_found` where they are not joined. */
export function unlinkNodes(catalog: Catalog, { kind, parentId, childId }: Link): void {
  const { parent, child } = tables[kind]
  catalog.write((tx) => {
    const { changes } = prepared<[string, string]>(
      catalog.db,
      `DELETE FROM ${kind} WHERE ${parent}_id = ? AND ${child}_id = ?`,
    ).run(parentId, childId)
    if (changes === 0) throw new BlazonError('not_found', 'no such link', { field: 'childId' })
    audit(tx, 'programs.unlinked', { kind, parentId, childId })
  })
}

/** Moves a child by one place among those of its parent. Throws `not_found` where they are not joined. */
export function moveLink(catalog: Catalog, { kind, parentId, childId }: Link, direction: 'up' | 'down'): void {
  const { parent, child } = tables[kind]
  catalog.write((tx) => {
    const order = prepared<[string], { childId: string }>(
      catalog.db,
      `SELECT ${child}_id AS childId FROM ${kind} WHERE ${parent}_id = ? ORDER BY position, 1`,
    )
      .all(parentId)
      .map((row) => row.childId)
    const from = order.indexOf(childId)
    if (from < 0) throw new BlazonError('not_found', 'no such link', { field: 'childId' })
    const to = direction === 'up' ? from - 1 : from + 1
    if (to < 0 || to >= order.length) return
    order.splice(from, 1)
    order.splice(to, 0, childId)
    const place = prepared<[number, string, string]>(
      catalog.db,
      `UPDATE ${kind} SET position = ? WHERE ${parent}_id = ? AND ${child}_id = ?`,
    )
    for (const [index, id] of order.entries()) place.run(index + 1, parentId, id)
    audit(tx, 'programs.moved', { kind, parentId, childId })
  })
}

const columnsOf = (kind: LinkKind) => `${tables[kind].parent}_id AS parentId, ${tables[kind].child}_id AS childId`

const audit = (tx: Transaction, action: string, { kind, parentId, childId }: Link) =>
  tx.audit(action, { kind, parentId, childId })

function mustExist(catalog: Catalog, table: string, id: string, field: string): void {
  if (prepared<[string], object>(catalog.db, `SELECT 1 FROM ${table} WHERE id = ?`).get(id) === undefined)
    throw new BlazonError('not_found', `no such ${table}`, { field })
}
