import type { TFunction } from 'i18next'
import type { DesignDocument, Layer } from '../../../core/designs/document'
import { layerById, layerName } from '../../../core/designs/operations'
import { patchOf, sameValue, type Patch } from '../../../core/designs/patch'

type Words = TFunction<'versions'>
type What = 'moved' | 'resized' | 'turned' | 'colours' | 'lettering' | 'picture' | 'shape' | 'order' | 'other'

/** What a change of a field amounts to for somebody who looks at the picture. */
const whatOf: Readonly<Record<string, What>> = {
  x: 'moved',
  y: 'moved',
  width: 'resized',
  height: 'resized',
  size: 'resized',
  radius: 'resized',
  rotation: 'turned',
  angle: 'turned',
  fill: 'colours',
  paint: 'colours',
  paint2: 'colours',
  stroke: 'colours',
  face: 'colours',
  tail: 'colours',
  textPaint: 'colours',
  dark: 'colours',
  light: 'colours',
  opacity: 'colours',
  lettering: 'lettering',
  glyph: 'picture',
  sha256: 'picture',
  shape: 'shape',
  params: 'shape',
}
const shown = 60
const cut = (text: string): string => (text.length > shown ? `${text.slice(0, shown - 1)}…` : text)
const nameOf = (layer: Layer | undefined): string => (layer ? layerName(layer) || layer.kind : '')

/** What makes the later of two documents differ from the earlier, a sentence each: "Ribbon: text changed from … to …", "Star: moved, resized". */
export function changesInWords(t: Words, before: DesignDocument, after: DesignDocument): string[] {
  const { taken, put, moved, changed, palette, guides, levels } = patchOf(before, after)
  const lines = [
    ...put.map(({ layer }) => t('change.put', { name: nameOf(layer) })),
    ...taken.map(({ layer }) => t('change.taken', { name: nameOf(layer) })),
    ...changed.flatMap((change) => layerLines(t, change, nameOf(layerById(before, change.id)))),
    ...moved
      .filter(({ id }) => !changed.some((change) => change.id === id))
      .map(({ id }) => t('change.layer', { name: nameOf(layerById(after, id)), what: t('change.order') })),
  ]
  if (palette) lines.unshift(t('change.palette'))
  if (levels) lines.push(t('change.levels'))
  if (guides) lines.push(t('change.guides'))
  return lines
}

function layerLines(t: Words, { before, after }: Patch['changed'][number], name: string): string[] {
  const lines: string[] = []
  const textOf = (value: unknown): string =>
    typeof value === 'string' && value !== '' ? cut(value) : t('change.emptyText')
  if ('text' in before || 'text' in after)
    lines.push(t('change.text', { name, before: textOf(before['text']), after: textOf(after['text']) }))
  const fields = Object.keys({ ...before, ...after }).filter((field) => field !== 'text')
  const what = new Set<string>()
  for (const field of fields)
    if (field === 'name') what.add(t('change.renamed', { name: textOf(after['name']) }))
    else if (field === 'hidden') what.add(t(after['hidden'] === true ? 'change.hidden' : 'change.shown'))
    else if (field === 'locked') what.add(t(after['locked'] === true ? 'change.locked' : 'change.unlocked'))
    else if (field === 'lettering' && !sizeAlone(before['lettering'], after['lettering']))
      what.add(t('change.lettering'))
    else what.add(t(`change.${field === 'lettering' ? 'resized' : (whatOf[field] ?? 'other')}`))
  if (what.size > 0) lines.push(t('change.layer', { name, what: [...what].join(', ') }))
  return lines
}

/** True where lettering differs in its size only: the text is larger or smaller, and nothing else about it. */
const sizeAlone = (before: unknown, after: unknown): boolean =>
  typeof before === 'object' && typeof after === 'object' && sameValue({ ...before, size: 0 }, { ...after, size: 0 })
