import { BlazonError } from '../errors'
import { design, documentVersion, layer as layerSchema, mostLayers, type DesignDocument, type Layer } from './document'
import { grouped } from './groups-tree'

/** The kind of a placeholder that stands for a known layer with fields that cannot be read; the layer itself is kept in `was`. */
export const brokenKind = 'broken'

/** From version n to n + 1, on the raw document. Never edited once released. */
const steps: Readonly<Record<number, (raw: Record<string, unknown>) => Record<string, unknown>>> = {
  // Version 2 clips a picture into any silhouette; everything else that it adds has a default.
  1: (raw) => ({
    ...raw,
    layers: Array.isArray(raw['layers']) ? raw['layers'].map(withSilhouetteClip) : raw['layers'],
  }),
}
function withSilhouetteClip(layer: unknown): unknown {
  if (!isRecord(layer)) return layer
  // A placeholder keeps the layer that could not be read: it may be readable after this step.
  if (layer['kind'] === brokenKind) return { ...layer, was: withSilhouetteClip(layer['was']) }
  if (layer['kind'] !== 'picture') return layer
  if (layer['clip'] === 'circle') return { ...layer, clip: { shape: 'circle', params: {} } }
  return layer['clip'] === 'none' ? { ...layer, clip: null } : layer
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
const unreadable = (reason: string, message: string): BlazonError =>
  new BlazonError('unreadable_design', message, { reason })

const idOf = (value: Record<string, unknown>): string | null =>
  typeof value['id'] === 'string' && value['id'] !== '' ? value['id'].slice(0, 64) : null

function readLayer(raw: unknown, fallbackId: string): Layer {
  const isPlaceholder = isRecord(raw) && raw['kind'] === brokenKind && 'was' in raw
  const was: unknown = isPlaceholder ? raw['was'] : raw
  const own = isPlaceholder ? idOf(raw) : null
  // A placeholder of an earlier reading is tried again: what was broken for one version may be whole for the next. It may
  // be a copy, so that its own id counts.
  const read = layerSchema.safeParse(own !== null && isRecord(was) ? { ...was, id: own } : was)
  if (read.success) return read.data
  return { id: own ?? (isRecord(was) ? idOf(was) : null) ?? fallbackId, kind: brokenKind, was }
}

/** Gives every layer an id of its own; the first keeps it. */
function withOwnIds(layers: readonly Layer[]): Layer[] {
  const taken = new Set<string>()
  return layers.map((layer) => {
    let id = layer.id
    for (let count = 2; taken.has(id); count++) id = `${layer.id.slice(0, 58)}-${count}`
    taken.add(id)
    return id === layer.id ? layer : { ...layer, id }
  })
}

/**
 * Reads a design document of any version that was ever written and brings it to the present one. Layers of kinds that this
 * version does not know are kept as they are, and a known layer with wrong fields becomes a placeholder that keeps it whole:
 * nothing is lost by opening and saving. Members stand directly beneath their group afterwards; parents that are no group are dropped.
 * @throws BlazonError `unreadable_design`, with the reason `newer`, `not_a_design` or `damaged`.
 */
export function readDesign(value: unknown): DesignDocument {
  if (!isRecord(value) || typeof value['version'] !== 'number' || !Array.isArray(value['layers']))
    throw unreadable('not_a_design', 'the value has no version and layers')
  let raw = value
  let version = value['version']
  if (version > documentVersion) throw unreadable('newer', `the design is of version ${version}`)
  // Before any of them is read: a million layers would cost minutes before they were refused.
  if (value['layers'].length > mostLayers) throw unreadable('damaged', `more than ${mostLayers} layers`)
  while (version < documentVersion) {
    const step = steps[version]
    if (!step) throw unreadable('not_a_design', `there is no design of version ${version}`)
    raw = step(raw)
    version++
  }
  const layers: unknown = raw['layers']
  if (!Array.isArray(layers)) throw unreadable('damaged', 'the layers are no list')
  const read = design.safeParse({
    ...raw,
    version: documentVersion,
    layers: withOwnIds(layers.map((layer, index) => readLayer(layer, `broken-${index + 1}`))),
  })
  if (read.success) return { ...read.data, layers: [...grouped(read.data.layers)] }
  const issue = read.error.issues[0]
  throw new BlazonError('unreadable_design', issue?.message ?? 'the design cannot be read', {
    reason: 'damaged',
    field: issue?.path.join('.') ?? '',
  })
}

/** An empty design in a palette. */
export const emptyDesign = (palette: Readonly<Record<string, string>>): DesignDocument => ({
  version: documentVersion,
  size: 600,
  palette: { ...palette },
  layers: [],
  guides: [],
  levels: [],
})
