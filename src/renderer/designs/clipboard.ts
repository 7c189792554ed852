import { z } from 'zod'
import { resolveColor } from '../../core/designs/colors'
import {
  color,
  isKnownLayer,
  layer,
  type DesignDocument,
  type KnownLayer,
  type Layer,
} from '../../core/designs/document'
import { groupsAround, parentOf, reparent, withMembers, withNewIds } from '../../core/designs/groups'
import { addLayers, layerById, type Operation } from '../../core/designs/operations'
import { layerStyle, styleOf, type LayerStyle } from '../../core/designs/style'

/** Layers on the system's clipboard: between designs and between windows. */
export const clipboardType = 'application/x-blazon-layers+json'
/** Longer text is not looked at: a thousand layers are far below it. */
const longestClip = 4_000_000
const hex = z.string().regex(/^#[0-9a-f]{6}$/i)
const clip = z.object({
  blazon: z.literal(1),
  layers: z.array(layer).min(1).max(1000),
  /** What the roles were where the layers come from. */
  palette: z.record(z.string().min(1).max(40), hex).default({}),
})

/** Layers, with all that is in the groups among them, as clipboard text. */
export function clipOf(document: DesignDocument, ids: readonly string[]): string {
  const meant = new Set(withMembers(document, ids))
  const layers = document.layers.filter(({ id }) => meant.has(id))
  return JSON.stringify({ blazon: 1, layers, palette: document.palette })
}

/** Colours by a role that the design does not have become plain ones: they look as they did where they come from. */
function recoloured(value: unknown, from: DesignDocument['palette'], to: DesignDocument['palette']): unknown {
  if (Array.isArray(value)) return value.map((it) => recoloured(it, from, to))
  if (typeof value !== 'object' || value === null) return value
  const read = color.safeParse(value)
  if (read.success && 'role' in read.data)
    return Object.hasOwn(to, read.data.role) || !Object.hasOwn(from, read.data.role)
      ? value
      : { hex: resolveColor(read.data, { palette: from }) }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner, from, to)]))
}

function jsonOf(text: string): unknown {
  if (text.length > longestClip || !text.startsWith('{')) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Layers from clipboard text, fit for a document, with new ids; null for anything else, however it came there. */
export function layersOfClip(
  text: string,
  document: Pick<DesignDocument, 'palette' | 'levels'>,
  newId: () => string = () => crypto.randomUUID(),
): Layer[] | null {
  const read = clip.safeParse(jsonOf(text))
  if (!read.success) return null
  const levels = new Set(document.levels.map(({ id }) => id))
  return withNewIds(read.data.layers, newId).map((it) => {
    if (!isKnownLayer(it)) return it
    const fit = recoloured(it, read.data.palette, document.palette) as KnownLayer
    const shown = fit.levels?.filter((id) => levels.has(id)) ?? []
    return { ...fit, levels: shown.length > 0 ? shown : null }
  })
}

const styleClip = z.object({ blazon: z.literal(1), style: layerStyle, palette: clip.shape.palette })

/** How a layer looks, as clipboard text; null of a layer that this version does not know. */
export function clipOfStyle({ palette }: DesignDocument, of: Layer): string | null {
  const style = styleOf(of)
  return style && JSON.stringify({ blazon: 1, style, palette })
}

/** A style from clipboard text, fit for a document: one that was copied, or that of the topmost of copied layers; null for anything else. */
export function styleOfClip(text: string, document: Pick<DesignDocument, 'palette' | 'levels'>): LayerStyle | null {
  const json = jsonOf(text)
  const read = styleClip.safeParse(json)
  if (read.success) return recoloured(read.data.style, read.data.palette, document.palette) as LayerStyle
  const top = layersOfClip(text, document)?.findLast((it) => isKnownLayer(it) && it.kind !== 'group')
  return top ? styleOf(top) : null
}

/** True for a style on the clipboard: it is no text that somebody would want to read on a badge. */
export const isStyleClip = (text: string): boolean => styleClip.safeParse(jsonOf(text)).success

/** Moves pasted layers a little while one of them would lie exactly on another, so that a paste is seen. */
export function besides(pasted: readonly Layer[], present: readonly Layer[], by = 12): Layer[] {
  const takenAt = new Set(present.filter(isKnownLayer).map(({ kind, x, y }) => `${kind} ${String(x)} ${String(y)}`))
  let offset = 0
  const isTaken = (it: KnownLayer): boolean =>
    takenAt.has(`${it.kind} ${String(it.x + offset)} ${String(it.y + offset)}`)
  while (offset < 20 * by && pasted.some((it) => isKnownLayer(it) && it.kind !== 'group' && isTaken(it))) offset += by
  return pasted.map((it) => (isKnownLayer(it) ? { ...it, x: it.x + offset, y: it.y + offset } : it))
}

/** The group that a paste goes into: the one that is selected, or that the selected layer is in; null for none, or a locked one. */
export function groupToPasteInto(document: DesignDocument, selection: readonly string[]): string | null {
  const [id, ...more] = selection
  if (id === undefined || more.length > 0) return null
  const selected = layerById(document, id)
  const group = selected?.kind === 'group' ? id : (groupsAround(document, id)[0] ?? null)
  const layer = group === null ? undefined : layerById(document, group)
  return layer && isKnownLayer(layer) && !layer.locked ? layer.id : null
}

/** Adds pasted layers on top, or on top of what is in a group. `ids` are those to select. */
export function pasteLayers(layers: readonly Layer[], group: string | null): Operation {
  const own = new Set(layers.map(({ id }) => id))
  const pieces = layers.filter((it) => !own.has(parentOf(it) ?? '')).map(({ id }) => id)
  return {
    verb: 'add',
    ids: pieces,
    apply: (document) => {
      const added = addLayers(layers).apply(document)
      return group === null || added === document ? added : reparent(pieces, group).apply(added)
    },
  }
}
