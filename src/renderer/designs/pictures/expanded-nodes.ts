/** What an element draws by naming it: `href="#id"`, and `url(#id)` in any attribute. */
function namedBy(element: Element): string[] {
  return [...element.attributes].flatMap(({ localName, value }) => {
    if (localName === 'href') return value.startsWith('#') ? [value.slice(1)] : []
    return [...value.matchAll(/url\(\s*['"]?#([^'")]+)['"]?\s*\)/g)].map(([, id = '']) => id)
  })
}

/** Nested deeper than any drawing is: what follows is not looked at. */
const maxDepth = 2_000

/**
 * How many nodes a drawing has once everything that is drawn by name (`<use>`, patterns, masks, markers) is written out: ten elements
 * that name each other ten times over stand for ten thousand million. Counts no further than a little past `limit`, and answers with
 * more than `limit` for one that is nested without end.
 */
export function expandedNodes(root: Element, limit: number): number {
  const byId = new Map([...root.querySelectorAll('[id]')].map((element) => [element.id, element]))
  const known = new Map<Element, number>()
  const inside = new Set<Element>()
  const weigh = (element: Element): number => {
    const before = known.get(element)
    if (before !== undefined) return before
    // What names itself is an error that browsers draw nothing for.
    if (inside.has(element)) return 0
    if (inside.size > maxDepth) return limit + 1
    inside.add(element)
    let sum = 1
    const parts = [...element.children, ...namedBy(element).flatMap((id) => byId.get(id) ?? [])]
    for (const part of parts) if (sum <= limit) sum += weigh(part)
    inside.delete(element)
    known.set(element, sum)
    return sum
  }
  return weigh(root)
}
