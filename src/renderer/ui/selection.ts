/** Which rows of a list are chosen: ids, and where a Shift-range starts. Pure; the table draws it. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null }

/** Nothing chosen. */
export const nothingSelected: Selection = { ids: new Set(), anchor: null }

/** Chooses only this row. */
export const selectOne = (id: string): Selection => ({ ids: new Set([id]), anchor: id })

/** Adds the row, or takes it away; a range then starts here. */
export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** Chooses from the range's start to this row, in the order of the list; the start stays. */
export function extendTo(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor)
  const to = order.indexOf(id)
  if (from < 0 || to < 0) return selectOne(id)
  return { ids: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor: selection.anchor }
}
