import { isKnownLayer, type DesignDocument, type KnownLayer, type Lettering } from './document'
import { faceFor, knownFamilies, nearestWeight } from './faces'
import { mapLayers, type Operation } from './operations-layers'

/** A family that lettering names and that is not here: what it is drawn in meanwhile, and the layers that use it. */
export interface MissingFamily {
  readonly family: string
  readonly substitute: string
  readonly layers: readonly string[]
}

type Lettered = KnownLayer & { lettering: Lettering }
const lettered = ({ layers }: DesignDocument): Lettered[] =>
  layers.filter(isKnownLayer).filter((layer): layer is Lettered => 'lettering' in layer)

/** The families of a design that neither ship nor were added here, in the order of its layers. */
export function missingFamilies(document: DesignDocument): MissingFamily[] {
  const found = new Map<string, { substitute: string; layers: string[] }>()
  for (const { name, lettering } of lettered(document)) {
    const face = faceFor(lettering)
    if (!face.missing) continue
    const entry = found.get(lettering.family) ?? { substitute: face.family, layers: [] }
    entry.layers.push(name)
    found.set(lettering.family, entry)
  }
  return [...found].map(([family, entry]) => ({ family, ...entry }))
}

/** Sets everything that is set in one family in another, each layer in the weight nearest to its own. Only ever asked for by a person. */
export function replaceFamily(document: DesignDocument, from: string, to: string): Operation {
  const ids = lettered(document).flatMap(({ id, lettering }) => (lettering.family === from ? [id] : []))
  const weights = knownFamilies().find(({ family }) => family === to)?.weights ?? []
  return {
    verb: 'change',
    ids,
    apply: (present) =>
      mapLayers(present, ids, (layer) => {
        if (!('lettering' in layer) || layer.lettering.family !== from) return layer
        const weight = nearestWeight(weights, layer.lettering.weight)
        return { ...layer, lettering: { ...layer.lettering, family: to, weight } }
      }),
  }
}
