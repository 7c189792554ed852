import { z } from 'zod'
import { design, layer as layerSchema, type DesignDocument, type Layer } from './document'

const index = z.int().min(0).max(100_000)
const id = z.string().min(1).max(64)
/** A layer and its place in the drawing order. */
const place = z.object({ index, layer: layerSchema })
/** The fields of a layer that differ, as they were and as they are; a field that is in one of them only was not there in the other. */
const change = z.object({
  id,
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
const both = <Part extends z.ZodType>(part: Part) => z.object({ before: part, after: part }).optional()

/**
 * What one edit changed, and nothing else: it can be taken back and made again without a copy of the document. Pictures are in
 * it by their hash only, as in the document.
 */
export const patch = z.object({
  /** Layers taken away, with their places before. */
  taken: z.array(place).max(1000),
  /** Layers that came, with their places after. */
  put: z.array(place).max(1000),
  /** Layers that stayed, but not in the order among those that stayed. */
  moved: z.array(z.object({ id, from: index, to: index })).max(1000),
  changed: z.array(change).max(1000),
  palette: both(design.shape.palette),
  guides: both(design.shape.guides),
  levels: both(design.shape.levels),
})
export type Patch = z.infer<typeof patch>
type Place = Patch['taken'][number]
type Change = Patch['changed'][number]

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** True for values that are the same JSON, whatever the order of their fields. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((value, at) => sameValue(value, other[at]))
  if (!isRecord(one) || !isRecord(other)) return false
  const fields = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...fields].every((field) => sameValue(one[field], other[field]))
}

/** Which of some numbers, all different, form a longest rising run: the layers that a change of order may leave where they are. */
function risingRun(numbers: readonly number[]): Set<number> {
  const ends: number[] = [] // for each length, where the run with the lowest end ends
  const earlier: number[] = []
  numbers.forEach((value, at) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    earlier[at] = ends[low - 1] ?? -1
    ends[low] = at
  })
  const run = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = earlier[at] ?? -1) run.add(numbers[at] ?? -1)
  return run
}

function changeOf(before: Layer, after: Layer): Change | null {
  if (before === after) return null
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const one: unknown = Reflect.get(before, field)
    const other: unknown = Reflect.get(after, field)
    if (sameValue(one, other)) continue
    if (one !== undefined) was[field] = one
    if (other !== undefined) is[field] = other
  }
  return Object.keys(was).length + Object.keys(is).length === 0 ? null : { id: before.id, before: was, after: is }
}

const bothOf = <Part>(before: Part, after: Part): { before: Part; after: Part } | undefined =>
  sameValue(before, after) ? undefined : { before, after }

/** What makes `after` of `before`. Layers are the same where they have the same id. */
export function patchOf(before: DesignDocument, after: DesignDocument): Patch {
  const was = new Map(before.layers.map((layer, at) => [layer.id, { layer, at }]))
  const is = new Map(after.layers.map((layer, at) => [layer.id, { layer, at }]))
  const stayed = after.layers.flatMap(({ id: key }) => was.get(key)?.at ?? [])
  const unmoved = risingRun(stayed)
  const palette = bothOf(before.palette, after.palette)
  const guides = bothOf(before.guides, after.guides)
  const levels = bothOf(before.levels, after.levels)
  return {
    taken: before.layers.flatMap((layer, at) => (is.has(layer.id) ? [] : [{ index: at, layer }])),
    put: after.layers.flatMap((layer, at) => (was.has(layer.id) ? [] : [{ index: at, layer }])),
    moved: after.layers.flatMap(({ id: key }, to) => {
      const from = was.get(key)?.at
      return from === undefined || unmoved.has(from) ? [] : [{ id: key, from, to }]
    }),
    changed: after.layers.flatMap((layer) => {
      const earlier = was.get(layer.id)
      return (earlier && changeOf(earlier.layer, layer)) ?? []
    }),
    ...(palette ? { palette } : {}),
    ...(guides ? { guides } : {}),
    ...(levels ? { levels } : {}),
  }
}

/** True where a patch changes nothing. */
export const isEmptyPatch = ({ taken, put, moved, changed, palette, guides, levels }: Patch): boolean =>
  taken.length + put.length + moved.length + changed.length === 0 && !palette && !guides && !levels

const turned = <Part>(pair: { before: Part; after: Part }): { before: Part; after: Part } => ({
  before: pair.after,
  after: pair.before,
})

/** The patch that takes another back. */
export const inverse = (it: Patch): Patch => ({
  taken: it.put,
  put: it.taken,
  moved: it.moved.map(({ id: key, from, to }) => ({ id: key, from: to, to: from })),
  changed: it.changed.map(({ id: key, before, after }) => ({ id: key, before: after, after: before })),
  ...(it.palette ? { palette: turned(it.palette) } : {}),
  ...(it.guides ? { guides: turned(it.guides) } : {}),
  ...(it.levels ? { levels: turned(it.levels) } : {}),
})

function changedLayer(layer: Layer, { before, after }: Change): Layer {
  const gone = Object.keys(before).filter((field) => !(field in after))
  const kept =
    gone.length === 0 ? layer : Object.fromEntries(Object.entries(layer).filter(([it]) => !gone.includes(it)))
  // The fields are those that a layer of this kind had: `patchOf` made them, or `fits` has looked at them.
  return { ...kept, ...after } as Layer
}

/** A document with a patch made that fits it (see `fits`). Layers that the patch does not name are shared. */
export function applied(document: DesignDocument, it: Patch): DesignDocument {
  const changes = new Map(it.changed.map((one) => [one.id, one]))
  const current = new Map<string, Layer>()
  const leaving = new Set([...it.taken.map(({ layer }) => layer.id), ...it.moved.map(({ id: key }) => key)])
  const layers: Layer[] = []
  for (const layer of document.layers) {
    const one = changes.get(layer.id)
    const next = one ? changedLayer(layer, one) : layer
    current.set(layer.id, next)
    if (!leaving.has(layer.id)) layers.push(next)
  }
  const coming: Place[] = [
    ...it.put,
    ...it.moved.flatMap(({ id: key, to }) => {
      const layer = current.get(key)
      return layer ? [{ index: to, layer }] : []
    }),
  ]
  // From the lowest upwards, so that every one finds its place among those that already have theirs.
  const ordered = coming.sort((one, other) => one.index - other.index)
  return {
    ...document,
    ...(it.palette ? { palette: it.palette.after } : {}),
    ...(it.guides ? { guides: it.guides.after } : {}),
    ...(it.levels ? { levels: it.levels.after } : {}),
    layers: merged(layers, ordered),
  }
}

/** Layers with others put in at their places, which rise. */
function merged(layers: readonly Layer[], coming: readonly Place[]): Layer[] {
  const result: Layer[] = []
  let next = 0
  for (const { index: at, layer } of coming) {
    while (result.length < at && next < layers.length) {
      const one = layers[next++]
      if (one) result.push(one)
    }
    result.push(layer)
  }
  return [...result, ...layers.slice(next)]
}

/**
 * True where a patch from outside can be made: the document is as the patch found it wherever the patch touches it, and every
 * layer that it makes can be read.
 */
export function fits(document: DesignDocument, it: Patch): boolean {
  const at = new Map(document.layers.map((layer, place) => [layer.id, { layer, place }]))
  const isThere = it.taken.every(
    ({ index: from, layer }) => document.layers[from]?.id === layer.id && sameValue(document.layers[from], layer),
  )
  if (!isThere || !it.moved.every(({ id: key, from }) => at.get(key)?.place === from)) return false
  if (it.put.some(({ layer }) => at.has(layer.id) && !it.taken.some((gone) => gone.layer.id === layer.id))) return false
  for (const one of it.changed) {
    const layer = at.get(one.id)?.layer
    if (!layer) return false
    const fields = new Set([...Object.keys(one.before), ...Object.keys(one.after)])
    if (fields.has('id')) return false
    for (const field of fields) if (!sameValue(Reflect.get(layer, field), one.before[field])) return false
    if (!layerSchema.safeParse(changedLayer(layer, one)).success) return false
  }
  return (['palette', 'guides', 'levels'] as const).every(
    (part) => !it[part] || sameValue(document[part], it[part].before),
  )
}
