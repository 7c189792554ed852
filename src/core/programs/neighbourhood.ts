/** What joins two things of the graph. */
type Ends = { parentId: string; childId: string }

/** Everything that hangs together with some things of the graph: what they belong to, all the way up, what belongs to them, all the way down, and themselves. */
export function neighbourhood(links: readonly Ends[], ids: Iterable<string>): Set<string> {
  const up = Map.groupBy(links, ({ childId }) => childId)
  const down = Map.groupBy(links, ({ parentId }) => parentId)
  const start = [...ids]
  return new Set([
    ...reached(start, (id) => (up.get(id) ?? []).map(({ parentId }) => parentId)),
    ...reached(start, (id) => (down.get(id) ?? []).map(({ childId }) => childId)),
  ])
}

function reached(start: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(start)
  // A set that grows while it is walked through is walked through to its new end.
  for (const id of seen) for (const further of next(id)) seen.add(further)
  return seen
}
