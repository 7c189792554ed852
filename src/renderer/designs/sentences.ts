import type { TFunction } from 'i18next'
import { isKnownLayer, type DesignDocument, type Layer } from '../../core/designs/document'
import { union } from '../../core/designs/geometry'
import { boundsWith, layerTree, parentOf, type LayerNode } from '../../core/designs/groups'
import type { EditLabel } from '../../core/designs/history'
import { layerById, layerName } from '../../core/designs/operations'
import { neighboursOf, placeIn, spokenSize, type SpokenNeighbour, type SpokenPlace } from '../../core/designs/spoken'
import { layerBounds } from '../drawing'

type Words = TFunction<'designs'>

/** What the history calls a step: "Move Ribbon". */
export const stepName = (t: Words, { verb, layer, count }: EditLabel): string =>
  t(`steps.${verb}`, { what: layer ?? (count === 0 ? t('theDesign') : t('layerCount', { count })) })

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
const kindWords = (t: Words, layer: Layer): string =>
  t(`kinds.${isKnownLayer(layer) ? (layer.kind === 'group' && layer.mask ? 'mask' : layer.kind) : 'unknown'}`)

/** What a layer is, in words: "Banner, ribbon, text READING, locked, hidden". */
export function whatItIs(t: Words, layer: Layer): string[] {
  const name = layerName(layer) || kindWords(t, layer)
  const kind = kindWords(t, layer)
  if (!isKnownLayer(layer)) return [name, kind]
  const text = 'text' in layer ? shortened(layer.text) : ''
  return [
    name,
    ...(name.toLowerCase().includes(kind.toLowerCase()) ? [] : [kind]),
    // Text is often called by its own words.
    ...(text && text !== name ? [t('spoken.text', { text })] : []),
    ...(layer.locked ? [t('layers.locked')] : []),
    ...(layer.hidden ? [t('layers.hidden')] : []),
  ]
}

const siblingsOf = (nodes: readonly LayerNode[], id: string): readonly LayerNode[] | null => {
  if (nodes.some(({ layer }) => layer.id === id)) return nodes
  for (const { members } of nodes) {
    const found = siblingsOf(members, id)
    if (found) return found
  }
  return null
}

/** The name of a row of the layer list: "Banner, ribbon, text READING, locked, in Stars, 3 of 7" (from the top). */
export function rowInWords(
  t: Words,
  layer: Layer,
  document: DesignDocument,
  place: { readonly at: number; readonly count: number },
): string {
  const group = parentOf(layer)
  const holder = group === null ? undefined : layerById(document, group)
  const isKept = isKnownLayer(layer) && layer.levels !== null
  const levels = isKept ? document.levels.filter(({ id }) => layer.levels?.includes(id)).map(({ name }) => name) : []
  return [
    ...whatItIs(t, layer),
    ...(levels.length > 0 ? [t('spoken.levels', { levels: levels.join(', ') })] : []),
    ...(holder ? [t('spoken.inGroup', { group: layerName(holder) || t('kinds.group') })] : []),
    t('spoken.place', place),
  ].join(', ')
}

/** A place in words: "centre", "upper left, at 90, 120, against the left edge". */
export function placeInWords(t: Words, place: SpokenPlace): string {
  const { isCentredAcross, isCentredDown } = place
  const where =
    isCentredAcross && isCentredDown
      ? t('spoken.centre')
      : place.across === 'middle' && place.down === 'middle'
        ? t('spoken.nearCentre')
        : t(`spoken.zones.${place.down}.${place.across}`)
  const isCentre = isCentredAcross && isCentredDown
  return [
    where,
    ...(isCentre ? [] : [t('spoken.at', { x: place.x, y: place.y })]),
    ...(isCentredAcross && !isCentredDown ? [t('spoken.centredAcross')] : []),
    ...(isCentredDown && !isCentredAcross ? [t('spoken.centredDown')] : []),
    ...place.edges.map((edge) => t(`spoken.edges.${edge}`)),
    ...(place.isCut ? [t('spoken.cut')] : []),
  ].join(', ')
}

/** What is met, in words: "touching ring 2, overlapping Banner". */
export function neighboursInWords(t: Words, met: readonly SpokenNeighbour[], document: DesignDocument): string[] {
  const nameOf = ({ id, ring }: SpokenNeighbour): string => {
    const layer = layerById(document, id)
    return ring === null ? (layer ? layerName(layer) : '') : t('spoken.ring', { number: ring })
  }
  return (['touching', 'overlapping'] as const).flatMap((how) => {
    const names = met.filter((it) => it.how === how).map(nameOf)
    return names.length > 0 ? [t(`spoken.${how}`, { what: names.join(', ') })] : []
  })
}

/** A layer with its size on the canvas: "Star, 220 by 220". */
export function layerWithSize(t: Words, layer: Layer, document: DesignDocument): string {
  const size = spokenSize(document, layer.id, layerBounds)
  return size ? t('said.sized', { what: layerName(layer) || kindWords(t, layer), ...size }) : layerName(layer)
}

const angleOf = (layer: Layer): number =>
  isKnownLayer(layer) ? Math.round(layer.kind === 'arcText' ? layer.angle : layer.rotation) : 0

/** What is heard when a layer is walked to: what it is, its size, place and turn, and what it touches. */
export function walkedTo(t: Words, layer: Layer, document: DesignDocument): string {
  const box = boundsWith(document, layer.id, layerBounds)
  const size = spokenSize(document, layer.id, layerBounds)
  const [name, ...rest] = whatItIs(t, layer)
  const turned = angleOf(layer)
  return [
    size ? t('said.sized', { what: name, ...size }) : name,
    ...rest,
    ...(box ? [placeInWords(t, placeIn(box, document.size))] : []),
    ...(turned === 0 ? [] : [t('spoken.turned', { count: turned })]),
    ...neighboursInWords(t, neighboursOf(document, layer.id, layerBounds), document),
  ].join(', ')
}

/** What an edit came to, for the live region: "Star, 220 by 220, moved to centre, touching ring 2". */
export function editInWords(
  t: Words,
  { verb, layer, count }: EditLabel,
  before: DesignDocument,
  after: DesignDocument,
  ids: readonly string[],
): string {
  const layers = after.layers.filter(({ id }) => ids.includes(id))
  const only = layers.length === 1 ? layers[0] : undefined
  const what = layer ?? (count === 0 ? t('theDesign') : t('layerCount', { count }))
  const box = union(layers.flatMap(({ id }) => boundsWith(after, id, layerBounds) ?? []))
  const meets = only ? neighboursInWords(t, neighboursOf(after, only.id, layerBounds), after) : []
  if (verb === 'move' || verb === 'align' || verb === 'distribute' || verb === 'add' || verb === 'duplicate') {
    if (!box) return t('said.change', { what })
    const sized = only ? layerWithSize(t, only, after) : what
    const said = t(`said.${verb}`, { what: sized, place: placeInWords(t, placeIn(box, after.size)) })
    return [said, ...meets].join(', ')
  }
  if ((verb === 'resize' || verb === 'matchSize') && only) {
    const size = spokenSize(after, only.id, layerBounds)
    return [size ? t('said.resize', { what, ...size }) : t('said.change', { what }), ...meets].join(', ')
  }
  if (verb === 'rotate' && only && isKnownLayer(only) && only.kind !== 'group')
    return [t('said.rotate', { what, count: angleOf(only) }), ...meets].join(', ')
  if (verb === 'reorder' && only) {
    const row = siblingsOf(layerTree(after), only.id) ?? []
    const group = parentOf(only)
    const holder = group === null ? undefined : layerById(after, group)
    return [
      t('said.reorder', {
        what,
        place: row.length - row.findIndex((it) => it.layer.id === only.id),
        count: row.length,
      }),
      ...(holder ? [t('spoken.inGroup', { group: layerName(holder) })] : []),
    ].join(', ')
  }
  if (verb === 'remove') return t('said.remove', { what, count: before.layers.length - ids.length })
  // Several at once, turned or reordered: there is no one figure to say.
  if (verb === 'rotate' || verb === 'reorder' || verb === 'resize') return t('said.change', { what })
  return t(`said.${verb}`, { what, name: only ? layerName(only) : '' })
}
