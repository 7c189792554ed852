import { isKnownLayer, type Color, type DesignDocument, type KnownLayer, type Paint } from './document'
import { knownFamilies } from './faces'
import type { Finding } from './finding'
import { layerById, reorderLayers, resizeLayers, updateLayer, type Operation } from './operations'
import { mendedColor } from './pairings'
import type { Reading, ReadingProblem } from './readability'

/** The largest side that a badge is shown at, and the smallest that its idea should survive. */
const [largest, smallest] = [256, 50]
/** A little more is within what measuring can tell. */
const nearly = 1.15
/** No more than this much larger at one press: beyond, the design must be thought over. */
const mostGrowth = 2.5

/** What stands in the way of reading a layer, each with its fix: larger, bolder, another colour, to the front. */
export function lintReading(document: DesignDocument, reading: Reading): Finding[] {
  const layer = layerById(document, reading.layerId)
  if (!layer || !isKnownLayer(layer)) return []
  const { from, contrast, needed, vision } = reading
  const values = { layer: layer.name, from, contrast, needed, ...(vision ? { vision } : {}) }
  return reading.problems.map((rule) => ({
    rule,
    // A faint glyph may well be meant as a ground for others.
    weight: rule === 'faintToSome' || (rule === 'faint' && reading.kind === 'glyph') ? 'hint' : 'warning',
    layerIds: [layer.id],
    values,
    fix: layer.locked ? null : fixOf(document, layer, reading, rule),
  }))
}

/** Nothing in the badge can be read at 50 px, though there is something to read. */
export function nothingReadable(document: DesignDocument, readings: readonly Reading[]): Finding[] {
  const [best] = readings.filter(({ behind }) => behind !== null).toSorted((a, b) => a.from - b.from)
  if (!best || best.from <= smallest * nearly) return []
  const layer = layerById(document, best.layerId)
  const isFree = layer !== undefined && isKnownLayer(layer) && !layer.locked
  const name = layer && isKnownLayer(layer) ? layer.name : ''
  return [
    {
      rule: 'nothingReadable',
      weight: 'hint',
      layerIds: [best.layerId],
      values: { layer: name, from: best.from },
      fix: isFree ? larger(best, smallest) : null,
    },
  ]
}

function fixOf(
  document: DesignDocument,
  layer: KnownLayer,
  reading: Reading,
  problem: ReadingProblem,
): Operation | null {
  switch (problem) {
    case 'unseen':
      return reorderLayers([layer.id], 'front')
    case 'small':
      return larger(reading, largest)
    case 'thin':
      return bolder(layer) ?? larger(reading, largest)
    case 'faint':
      return mended(document, layer, reading, reading.needed + 0.3)
    case 'faintToSome':
      // What one kind of cone does not see must be told by brightness alone.
      return mended(document, layer, reading, reading.needed * 1.6)
  }
}

function larger({ layerId, from }: Reading, size: number): Operation | null {
  const factor = (from / size) * 1.02
  return factor > mostGrowth ? null : resizeLayers([layerId], factor, factor)
}

function bolder(layer: KnownLayer): Operation | null {
  if (!('lettering' in layer)) return null
  const { lettering } = layer
  const weights = knownFamilies().find(({ family }) => family === lettering.family)?.weights ?? []
  const next = weights.filter((weight) => weight > lettering.weight).toSorted((a, b) => b - a)[0]
  return next === undefined ? null : updateLayer(layer.id, { lettering: { ...lettering, weight: next } })
}

const colorIn = (paint: Paint): Color | undefined => (paint.kind === 'solid' ? paint.color : paint.stops[0]?.color)

function mended(document: DesignDocument, layer: KnownLayer, { behind }: Reading, ratio: number): Operation | null {
  const field = layer.kind === 'ribbon' ? 'textPaint' : 'paint'
  const now = layer.kind === 'ribbon' ? layer.textPaint : 'paint' in layer ? layer.paint : null
  const color = now ? colorIn(now) : undefined
  if (!color || behind === null) return null
  const next = mendedColor(color, { hex: behind }, ratio, document)
  return next && updateLayer(layer.id, { [field]: { kind: 'solid', color: next } satisfies Paint })
}
