/** A JSON value without nulls, empty texts, empty lists and empty objects at any depth; undefined where nothing is left (`domain.md` row 89). */
export function withoutGaps(value: unknown): unknown {
  if (value === null || value === '') return undefined
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map(withoutGaps).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, withoutGaps(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
