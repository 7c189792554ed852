import { isKnownLayer, type DesignDocument, type Layer } from './document'
import { heldBy } from './groups-tree'

/** The layers that neither hide themselves nor are in a hidden group, and those groups and layers that this version does not know. */
export function shownLayers(document: DesignDocument): Layer[] {
  const hidden = heldBy(document, (layer) => isKnownLayer(layer) && layer.hidden)
  return document.layers.filter(({ id }) => !hidden.has(id))
}
