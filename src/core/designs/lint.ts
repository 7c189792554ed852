import { placeholders } from '../awards/message'
import { resolveColor } from './colors'
import { isKnownLayer, type DesignDocument, type KnownLayer, type Layer, type LayerOf } from './document'
import { fieldsOf } from './fields'
import { foundWith, type Finding, type LintRule } from './finding'
import { missingFamilies, replaceFamily } from './missing-fonts'
import { centreLayers, removeLayers, resizeLayers, updateLayer, type BoundsOf, type Operation } from './operations'
import { mapLayers } from './operations-layers'
import type { PictureFacts } from './picture-facts'
import { lintCode } from './lint-code'
import { staysOn } from './lint-mends'
import { lintReading, nothingReadable } from './lint-reading'
import type { Reading } from './readability'
import { shownLayers } from './shown-layers'
import { retyped } from './text-spans'

/** What was measured or is known beside the document. */
export interface LintFacts {
  /** Null until it was measured. */
  readonly picture: PictureFacts | null
  /** The side in pixels of the picture that is baked. */
  readonly pixels: number
  /** What the baked file will weigh, about; null until it was measured. */
  readonly bytes: number | null
  readonly readings: readonly Reading[]
  /** Hashes of pictures that the library has not got. */
  readonly missingPictures: ReadonlySet<string>
  /** Families of the library whose makers allow no more than previewing and printing. */
  readonly previewFamilies: ReadonlySet<string>
  readonly boundsOf: BoundsOf
  /** The badge that this is the picture of; null while there is none. */
  readonly badge: { readonly name: string; readonly description: string; readonly altText: string } | null
}

/** Open Badges: hardly any site takes more (Mozilla's checklist for issuers). */
const mostBytes = 256 * 1024
/** Clear space at the edge, as a share of the side; a hair less is rounding. */
const leastMargin = 0.02
/** Less of the outline than this stands out: the shape is lost. */
const leastEdge = 0.6

/** Every finding on a design, the weightiest first. Pure: the same document and facts give the same findings. */
export function lint(document: DesignDocument, facts: LintFacts): Finding[] {
  const found = [
    ...ofFile(facts),
    ...ofEdges(document, facts),
    ...ofBadge(document, facts),
    ...ofLayers(document, facts),
    ...seenIn(document).flatMap((layer) => lintCode(layer, (color) => resolveColor(color, document))),
    ...nothingReadable(document, facts.readings),
    ...facts.readings.flatMap((reading) => lintReading(document, reading)),
  ]
  const stays = (way: Operation): boolean => staysOn(document, way.apply(document), facts.boundsOf)
  const safe = found.map((it) => {
    const { rule, weight, layerIds, values } = it
    return foundWith({ rule, weight, layerIds, values }, () => it.ways.filter(stays))
  })
  return [...safe.filter(({ weight }) => weight === 'warning'), ...safe.filter(({ weight }) => weight === 'hint')]
}

/** The layers of which something can be seen, as far as the document tells. */
const seenIn = (document: DesignDocument): KnownLayer[] =>
  shownLayers(document)
    .filter(isKnownLayer)
    .filter(({ opacity }) => opacity > 0)

function ofFile({ pixels, bytes }: LintFacts): Finding[] {
  const found: Finding[] = []
  if (pixels < 256) found.push({ rule: 'smallPicture', weight: 'warning', layerIds: [], values: { pixels }, ways: [] })
  if (bytes !== null && bytes > mostBytes) {
    const values = { kilobytes: Math.round(bytes / 1024), most: mostBytes / 1024 }
    found.push({ rule: 'tooManyBytes', weight: 'warning', layerIds: [], values, ways: [] })
  }
  return found
}

function ofEdges(document: DesignDocument, { picture }: LintFacts): Finding[] {
  const ink = picture?.ink
  if (!picture || !ink) return []
  const margin = Math.min(ink.left, ink.top, 1 - ink.right, 1 - ink.bottom)
  const found: Finding[] = []
  if (margin < leastMargin - 0.004) {
    const values = { percent: Math.max(0, Math.round(margin * 1000) / 10) }
    found.push({ rule: 'margin', weight: 'warning', layerIds: [], values, ways: drawnIn(document, ink) })
  }
  for (const [rule, share] of [
    ['edgeOnWhite', picture.onWhite],
    ['edgeOnBlack', picture.onBlack],
  ] as const)
    if (share < leastEdge) {
      const values = { percent: Math.round(share * 100) }
      found.push({ rule, weight: 'warning', layerIds: [], values, ways: rimmed(document, rule) })
    }
  return found
}

/** Everything made smaller about the middle until the margin is there. */
function drawnIn({ layers, size }: DesignDocument, ink: NonNullable<PictureFacts['ink']>): Operation[] {
  const reach = Math.max(0.5 - ink.left, 0.5 - ink.top, ink.right - 0.5, ink.bottom - 0.5)
  const factor = (0.5 - leastMargin - 0.003) / reach
  const known = layers.filter(isKnownLayer)
  if (known.some(({ locked }) => locked) || known.length < layers.length || factor < 0.5) return []
  const ids = known.map(({ id }) => id)
  // Lines and effects keep their width: a little smaller still where those reach out.
  return [factor, factor - 0.015, factor - 0.03].map((by) => resizeLayers(ids, by, by, { x: size / 2, y: size / 2 }))
}

/** A rim round the lowest shape, light for black grounds and dark for white ones; where there is no room outside, just within. */
function rimmed(document: DesignDocument, rule: 'edgeOnWhite' | 'edgeOnBlack'): Operation[] {
  const { palette } = document
  const shape = seenIn(document).find((layer): layer is LayerOf<'shape'> => layer.kind === 'shape')
  if (!shape || shape.locked || shape.effects.length >= 8) return []
  const role = rule === 'edgeOnBlack' ? 'cream' : 'frame'
  const plain = { hex: rule === 'edgeOnBlack' ? '#fff8e7' : '#1c2430' }
  const color = Object.hasOwn(palette, role) ? { role, ...(role === 'frame' ? { shade: -40 } : {}) } : plain
  const rim = { effects: [...shape.effects, { kind: 'outline', width: 8, color }] }
  const smaller = { width: Math.max(1, shape.width - 18), height: Math.max(1, shape.height - 18) }
  return [updateLayer(shape.id, rim), updateLayer(shape.id, { ...rim, ...smaller })]
}

function ofBadge(document: DesignDocument, { badge }: LintFacts): Finding[] {
  if (!badge) return []
  const found: Finding[] = []
  if (badge.altText.trim() === '')
    found.push({ rule: 'altText', weight: 'warning', layerIds: [], values: {}, ways: [] })
  const told = [badge.name, badge.description, badge.altText].join(' ').toLocaleLowerCase()
  const drawn = seenIn(document).flatMap((layer) => ('text' in layer ? [layer.text.replace(/\{+[^{}]*\}+/g, ' ')] : []))
  const words = [...new Set(drawn.join(' ').match(/\p{L}[\p{L}\p{M}'’-]{3,}/gu) ?? [])]
  const untold = words.filter((word) => !told.includes(word.toLocaleLowerCase()))
  if (untold.length > 0) {
    const values = { words: untold.slice(0, 5).join(', ') }
    found.push({ rule: 'onlyInArt', weight: 'hint', layerIds: [], values, ways: [] })
  }
  return found
}

function ofLayers(document: DesignDocument, { missingPictures, previewFamilies, boundsOf }: LintFacts): Finding[] {
  const { layers, size } = document
  const names = new Map(layers.map((layer) => [layer.id, isKnownLayer(layer) ? layer.name : layer.kind]))
  const about = (rule: LintRule, weight: Finding['weight'], id: string, ways: Operation[] = []): Finding => ({
    ...{ rule, weight, layerIds: [id], ways },
    values: { layer: names.get(id) ?? '' },
  })
  const seen = new Set<Layer>(seenIn(document))
  const found: Finding[] = []
  for (const layer of layers) {
    if (!isKnownLayer(layer)) {
      found.push(about('unknownLayer', 'hint', layer.id))
      continue
    }
    if (!seen.has(layer)) continue
    if (layer.kind === 'picture' && missingPictures.has(layer.sha256))
      found.push(about('missingPicture', 'warning', layer.id))
    const free = layer.locked ? null : layer.id
    if ((layer.kind === 'text' || layer.kind === 'arcText') && layer.text.trim() === '')
      found.push(about('emptyText', 'warning', layer.id, free === null ? [] : [removeLayers([free])]))
    else if (layer.kind !== 'group') {
      const box = boundsOf(layer)
      const isOutside = box.right <= 0 || box.bottom <= 0 || box.left >= size || box.top >= size
      if (isOutside)
        found.push(about('offCanvas', 'warning', layer.id, free === null ? [] : [centreLayers([free], boundsOf)]))
    }
  }
  for (const [field, layerIds] of fieldsOf(document).unknown)
    found.push({
      rule: 'unknownField',
      weight: 'warning',
      layerIds,
      values: { field },
      ways: fieldMeant(field, layerIds),
    })
  for (const family of previewFamilies) {
    const layerIds = inFamily(layers, family)
    if (layerIds.length > 0) found.push({ rule: 'previewFont', weight: 'hint', layerIds, values: { family }, ways: [] })
  }
  for (const { family, substitute } of missingFamilies(document)) {
    const layerIds = inFamily(layers, family)
    const ways = [replaceFamily(document, family, substitute)]
    found.push({ rule: 'missingFont', weight: 'warning', layerIds, values: { family, substitute }, ways })
  }
  return found
}

/** `{Name}`, `{{name}}` and `{ name }` are plainly meant as `{name}`; of anything else only its writer knows. */
function fieldMeant(written: string, layerIds: readonly string[]): Operation[] {
  const word = written.replace(/[{}\s]/g, '').toLowerCase()
  if (!placeholders.some((it) => it === word)) return []
  const mended = (text: string): string => text.replaceAll(written, `{${word}}`)
  return [
    {
      verb: 'change',
      ids: layerIds,
      apply: (document) =>
        mapLayers(document, layerIds, (layer) => {
          if (layer.locked) return layer
          if (layer.kind === 'qr') return { ...layer, content: mended(layer.content) }
          return 'text' in layer ? { ...layer, ...retyped(layer, mended(layer.text)) } : layer
        }),
    },
  ]
}

const inFamily = (layers: DesignDocument['layers'], family: string): string[] =>
  layers.filter(isKnownLayer).flatMap((it) => ('lettering' in it && it.lettering.family === family ? [it.id] : []))
