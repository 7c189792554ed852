import { isKnownLayer, type DesignDocument } from './document'
import type { Finding } from './finding'
import type { Box } from './geometry'
import type { BoundsOf, Operation } from './operations'

/** How far ink reaches out of the artboard, in units. */
const reachOut = ({ left, top, right, bottom }: Box, size: number): number =>
  Math.max(0, -left, -top, right - size, bottom - size)

/** False where a step makes a layer stand out of the artboard, or further than it did. A unit is let go: letters overhang a little. */
export function staysOn(before: DesignDocument, after: DesignDocument, boundsOf: BoundsOf): boolean {
  const were = new Map(before.layers.map((layer) => [layer.id, layer]))
  return after.layers.every((layer) => {
    const was = were.get(layer.id)
    if (layer === was || !isKnownLayer(layer) || layer.kind === 'group' || layer.hidden) return true
    const allowed = was ? reachOut(boundsOf(was), before.size) : 0
    return reachOut(boundsOf(layer), after.size) <= Math.max(1, allowed)
  })
}

/** The same thing found again. Which layer comes nearest to being read at 50 px may change, and nothing is won. */
const isSame = (one: Finding, other: Finding): boolean =>
  one.rule === other.rule &&
  (one.rule === 'nothingReadable' || one.layerIds.join() === other.layerIds.join()) &&
  one.values['field'] === other.values['field'] &&
  one.values['family'] === other.values['family']

/**
 * The first of a finding's ways that does mend it: looked at again, the finding is gone, and there is no warning that was not there
 * `before`. Null where none does, and as soon as `look` gives up (null).
 */
export async function wayThatMends(
  document: DesignDocument,
  finding: Finding,
  before: readonly Finding[],
  look: (document: DesignDocument) => Promise<readonly Finding[] | null>,
): Promise<Operation | null> {
  for (const way of finding.ways) {
    const after = await look(way.apply(document))
    if (after === null) return null
    const isWorse = after.some((it) => it.weight === 'warning' && !before.some((other) => isSame(it, other)))
    if (!isWorse && !after.some((it) => isSame(it, finding))) return way
  }
  return null
}

/** Two steps as one. */
export const inOne = (first: Operation, second: Operation): Operation => ({
  verb: first.verb,
  ids: [...new Set([...first.ids, ...second.ids])],
  apply: (document) => second.apply(first.apply(document)),
})
