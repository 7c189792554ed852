import type { Graph, Link, LinkKind, Node } from '../../core/contract/programs'

/** The columns of the graph from left to right; each is the parent of the next. */
export const columnNames = ['systems', 'issuers', 'programs', 'badges'] as const
export type ColumnName = (typeof columnNames)[number]
/** The link between a column and the one to its right. */
export const kindAfter = {
  systems: 'system_issuer',
  issuers: 'issuer_program',
  programs: 'program_badge',
  badges: null,
} as const satisfies Record<ColumnName, LinkKind | null>

export const columnBefore = (column: ColumnName): ColumnName | null =>
  columnNames[columnNames.indexOf(column) - 1] ?? null
export const columnAfter = (column: ColumnName): ColumnName | null =>
  columnNames[columnNames.indexOf(column) + 1] ?? null

/** The link between a column and one of its neighbours, for two of their things. */
export function linkBetween(column: ColumnName, id: string, other: ColumnName, otherId: string): Link | null {
  const [parent, parentId, childId] = columnAfter(column) === other ? [column, id, otherId] : [other, otherId, id]
  const kind = kindAfter[parent]
  return kind === null ? null : { kind, parentId, childId }
}

/** Where a thing stands in the graph. */
export function findNode(graph: Graph, id: string): { column: ColumnName; node: Node } | null {
  for (const column of columnNames) {
    const node = graph[column].find((it) => it.id === id)
    if (node) return { column, node }
  }
  return null
}

/** Tells what a thing is joined to in a neighbouring column, in their order; made once for a graph. */
export function joinsOf(graph: Graph): (id: string, side: ColumnName) => readonly Node[] {
  const joined = new Map<string, Node[]>()
  const byId = new Map(columnNames.flatMap((column) => graph[column].map((node) => [node.id, { node, column }])))
  const join = (id: string, otherId: string) => {
    const other = byId.get(otherId)
    if (!other) return
    const key = `${id} ${other.column}`
    const known = joined.get(key)
    if (known) known.push(other.node)
    else joined.set(key, [other.node])
  }
  for (const { parentId, childId } of graph.links) {
    join(parentId, childId)
    join(childId, parentId)
  }
  return (id, side) => joined.get(`${id} ${side}`) ?? []
}
