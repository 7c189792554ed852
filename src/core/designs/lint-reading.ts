import { isKnownLayer, type DesignDocument, type KnownLayer } from './document'
import { knownFamilies } from './faces'
import { foundWith, type Finding } from './finding'
import { clearerWays } from './lint-colors'
import { largerWays } from './lint-growth'
import { inOne } from './lint-mends'
import { layerById, reorderLayers, type Operation } from './operations'
import { mapLayers } from './operations-layers'
import type { Reading, ReadingProblem } from './readability'

/** The largest side that a badge is shown at, and the smallest that its idea should survive. */
const [largest, smallest] = [256, 50]
/** A little more is within what measuring can tell. */
const nearly = 1.15

/** What stands in the way of reading a layer, each with the ways out: larger, bolder, another colour, an outline, to the front. */
export function lintReading(document: DesignDocument, reading: Reading): Finding[] {
  const layer = layerById(document, reading.layerId)
  if (!layer || !isKnownLayer(layer)) return []
  const { from, contrast, needed, vision } = reading
  const values = { layer: layer.name, from, contrast, needed, ...(vision ? { vision } : {}) }
  return reading.problems.map((rule) => {
    // A faint glyph may well be meant as a ground for others.
    const weight = rule === 'faintToSome' || (rule === 'faint' && reading.kind === 'glyph') ? 'hint' : 'warning'
    return foundWith({ rule, weight, layerIds: [layer.id], values }, () =>
      layer.locked ? [] : waysFor(document, layer, reading, rule),
    )
  })
}

/** Nothing in the badge can be read at 50 px, though there is something to read. */
export function nothingReadable(document: DesignDocument, readings: readonly Reading[]): Finding[] {
  const [best] = readings.filter(({ behind }) => behind !== null).toSorted((a, b) => a.from - b.from)
  if (!best || best.from <= smallest * nearly) return []
  const layer = layerById(document, best.layerId)
  const name = layer && isKnownLayer(layer) ? layer.name : ''
  const values = { layer: name, from: best.from }
  return [
    foundWith({ rule: 'nothingReadable', weight: 'hint', layerIds: [best.layerId], values }, () =>
      layer && isKnownLayer(layer) && !layer.locked ? larger(document, layer, best, smallest) : [],
    ),
  ]
}

function waysFor(document: DesignDocument, layer: KnownLayer, reading: Reading, problem: ReadingProblem): Operation[] {
  const { needed } = reading
  switch (problem) {
    case 'unseen': {
      const front = reorderLayers([layer.id], 'front')
      // What has the colour of its ground is not found by moving it.
      const colored = ['#ffffff', '#000000'].flatMap((behind) =>
        clearerWays(document, layer, behind, needed).slice(0, 2),
      )
      return [front, ...colored, ...colored.map((way) => inOne(front, way))]
    }
    case 'small':
      return larger(document, layer, reading, largest)
    case 'thin':
      return [...bolder(layer), ...larger(document, layer, reading, largest)]
    case 'faint':
      return reading.behind === null ? [] : clearerWays(document, layer, reading.behind, needed)
    case 'faintToSome':
      // What one kind of cone does not see must be told by brightness alone.
      return reading.behind === null ? [] : clearerWays(document, layer, reading.behind, needed * 1.3)
  }
}

/** Larger; and bolder too, where it would else be large enough, and thin. */
function larger(document: DesignDocument, layer: KnownLayer, { from }: Reading, size: number): Operation[] {
  const ways = largerWays(document, layer, (from / size) * 1.02)
  return [...ways, ...bolder(layer).flatMap((bold) => ways.slice(0, 2).map((way) => inOne(way, bold)))]
}

function bolder(layer: KnownLayer): Operation[] {
  if (!('lettering' in layer)) return []
  const { lettering } = layer
  const weights = knownFamilies().find(({ family }) => family === lettering.family)?.weights ?? []
  const next = weights.filter((weight) => weight > lettering.weight).toSorted((a, b) => b - a)[0]
  if (next === undefined) return []
  // Of the layer as it then is: it may have been made larger in the same step.
  return [
    {
      verb: 'change',
      ids: [layer.id],
      apply: (document) =>
        mapLayers(document, [layer.id], (it) =>
          'lettering' in it ? { ...it, lettering: { ...it.lettering, weight: next } } : it,
        ),
    },
  ]
}
