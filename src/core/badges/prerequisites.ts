/**
 * The way from a badge over its prerequisites back to itself, as ids, the badge first and last; null where nobody would have to hold it
 * before earning it (row 53). `requiredBy` answers what another badge requires.
 */
export function prerequisiteCycle(
  badgeId: string,
  required: readonly string[],
  requiredBy: (badgeId: string) => readonly string[],
): string[] | null {
  const seen = new Set<string>()
  const ways = required.map((id) => [badgeId, id])
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1) ?? badgeId
    if (last === badgeId) return way
    if (seen.has(last)) continue
    seen.add(last)
    for (const id of requiredBy(last)) ways.push([...way, id])
  }
  return null
}
