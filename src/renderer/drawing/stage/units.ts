import { isKnownLayer, type DesignDocument, type Layer } from '../../../core/designs/document'
import { heldBy, layerTree, parentOf, type LayerNode } from '../../../core/designs/groups'
import { isFixed } from '../../../core/designs/operations'

/** Layers that are drawn as one piece: a layer of its own, or a group whose opacity, effects or mask count for it as a whole. */
export type Unit = readonly Layer[]

/** What groups lay on their members: whether each layer can be seen, and whether it may be touched. */
export interface Standing {
  readonly hidden: ReadonlySet<string>
  readonly fixed: ReadonlySet<string>
}

const opens = (layer: Layer): boolean =>
  isKnownLayer(layer) &&
  layer.kind === 'group' &&
  (layer.mask || layer.opacity < 1 || layer.effects.length > 0 || layer.hidden)

/** The pieces of a document in drawing order. Groups that only hold their members together are no pieces: their members are. */
export function unitsOf({ layers }: DesignDocument): Unit[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]))
  /** The outermost group round a layer that draws its members as one. */
  const wholeOf = (layer: Layer): string | null => {
    let whole = opens(layer) ? layer.id : null
    const seen = new Set([layer.id])
    for (let id = parentOf(layer); id !== null && !seen.has(id);) {
      seen.add(id)
      const group = byId.get(id)
      if (!group || group.kind !== 'group') break
      if (opens(group)) whole = group.id
      id = parentOf(group)
    }
    return whole
  }
  const units: { whole: string | null; layers: Layer[] }[] = []
  for (const layer of layers) {
    const whole = wholeOf(layer)
    if (whole === null && layer.kind === 'group') continue
    const last = units.at(-1)
    if (whole !== null && last?.whole === whole) last.layers.push(layer)
    else units.push({ whole, layers: [layer] })
  }
  return units.map((unit) => unit.layers)
}

/** Which layers are hidden or fixed, by themselves or by a group round them. */
export const standingOf = (document: DesignDocument): Standing => ({
  hidden: heldBy(document, (layer) => isKnownLayer(layer) && layer.hidden),
  fixed: heldBy(document, isFixed),
})

const inked = ({ layer, members }: LayerNode): readonly string[] =>
  layer.kind === 'group' ? members.flatMap(inked) : [layer.id]

/**
 * Through which layers' ink a masked layer is seen; those that are in no mask, and windows themselves, are not in it. As they are
 * drawn (`scene.ts`): a hidden window is none, and of masks within each other the outermost cuts.
 */
export function windowsOf(document: DesignDocument): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  const walk = ({ layer, members }: LayerNode, outer: readonly string[] | null): void => {
    if (layer.kind !== 'group') {
      if (outer) found.set(layer.id, outer)
      return
    }
    const [lowest] = members
    const isMask =
      isKnownLayer(layer) &&
      layer.kind === 'group' &&
      layer.mask &&
      members.length > 1 &&
      lowest !== undefined &&
      !(isKnownLayer(lowest.layer) && lowest.layer.hidden)
    const window = outer ?? (isMask ? inked(lowest) : null)
    for (const node of members) walk(node, node === lowest ? outer : window)
  }
  for (const node of layerTree(document)) walk(node, null)
  return found
}
