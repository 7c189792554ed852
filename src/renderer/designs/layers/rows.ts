import type { TFunction } from 'i18next'
import type { DesignDocument, Layer } from '../../../core/designs/document'
import { layerTree, type LayerNode } from '../../../core/designs/groups'
import { rowInWords } from '../sentences'

/** A layer as a row of the list, with the rows of what it holds, the topmost first. */
export interface Row {
  readonly id: string
  readonly layer: Layer
  /** What is heard of it: its name, kind, state, and which of how many it is. */
  readonly label: string
  readonly rows: readonly Row[]
}

const known = new WeakMap<Layer, Row>()

/** The rows of a design. One that says what it said before is the same object: only rows that changed are rendered anew. */
export function rowsOf(t: TFunction<'designs'>, document: DesignDocument): readonly Row[] {
  const of = (nodes: readonly LayerNode[]): readonly Row[] =>
    nodes
      .map(({ layer, members }, index): Row => {
        const label = rowInWords(t, layer, document, { at: nodes.length - index, count: nodes.length })
        const rows = of(members)
        const before = known.get(layer)
        const isSame = before?.label === label && before.rows.length === rows.length
        if (isSame && before.rows.every((row, at) => row === rows[at])) return before
        const row = { id: layer.id, layer, label, rows }
        known.set(layer, row)
        return row
      })
      .toReversed()
  return of(layerTree(document))
}

/** The ids of the rows as they stand in the list, those in closed groups left out. */
export const rowIds = (rows: readonly Row[], isOpen: (id: string) => boolean): string[] =>
  rows.flatMap(({ id, rows: inner }) => [id, ...(isOpen(id) ? rowIds(inner, isOpen) : [])])
