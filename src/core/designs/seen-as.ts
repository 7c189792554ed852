import { isKnownLayer, type DesignDocument, type Layer } from './document'
import type { Operation } from './operations'
import { sameValue } from './patch'

/** A document as it is shown (merge fields filled, one level of a series); layers keep their ids. */
export type View = (raw: DesignDocument) => DesignDocument

/**
 * An edit that was made on what is shown, as an edit of the document behind it: only the fields that the edit changed are taken over, so
 * that a name which stands in for `{name}` never gets into the document. A copy is made of the layer behind the one that was copied; other
 * layers that the edit added are taken as they are.
 */
export const throughView = (operation: Operation, view: View): Operation => ({
  ...operation,
  apply: (raw) => {
    const shown = view(raw)
    if (shown === raw) return operation.apply(raw)
    const after = operation.apply(shown)
    if (after === shown) return raw
    const rawById = new Map(raw.layers.map((layer) => [layer.id, layer]))
    const shownById = new Map(shown.layers.map((layer) => [layer.id, layer]))
    const layers = after.layers.map((layer): Layer => {
      const origin = operation.origins?.get(layer.id) ?? layer.id
      const own = rawById.get(layer.id) ?? rawById.get(origin)
      const seen = shownById.get(layer.id) ?? shownById.get(origin)
      if (!own || !seen || layer === seen) return own ?? layer
      return changedLike(own, seen, layer)
    })
    return { ...raw, ...changedFields(shown, after), layers }
  },
})

function changedLike(own: Layer, seen: Layer, after: Layer): Layer {
  if (!isKnownLayer(own) || !isKnownLayer(after) || own.kind !== after.kind) return after
  return { ...own, ...changedFields(seen, after) }
}
/** The fields with another value, not with another object of the same: a view makes the spans of a text anew each time it is asked. */
const changedFields = <Whole extends object>(before: Whole, after: Whole): Partial<Whole> =>
  Object.fromEntries(
    Object.entries(after).filter(([field, value]) => !sameValue(Reflect.get(before, field), value)),
  ) as Partial<Whole>
