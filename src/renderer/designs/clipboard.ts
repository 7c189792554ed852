import { z } from 'zod'
import { isKnownLayer, layer, type KnownLayer, type Layer } from '../../core/designs/document'

/** Layers on the system's clipboard: between designs and between windows. */
export const clipboardType = 'application/x-blazon-layers+json'
const clip = z.object({ blazon: z.literal(1), layers: z.array(layer).max(1000) })

/** Layers as clipboard text. */
export const clipOf = (layers: readonly Layer[]): string => JSON.stringify({ blazon: 1, layers })

/** Layers from clipboard text, with new ids; null for anything else. */
export function layersOfClip(text: string, newId: () => string = () => crypto.randomUUID()): Layer[] | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const read = clip.safeParse(json)
  return read.success ? read.data.layers.map((it) => ({ ...it, id: newId() })) : null
}

/** Moves pasted layers a little while one of them would lie exactly on another, so that a paste is seen. */
export function besides(pasted: readonly Layer[], present: readonly Layer[], by = 12): Layer[] {
  const takenAt = new Set(present.filter(isKnownLayer).map(({ kind, x, y }) => `${kind} ${String(x)} ${String(y)}`))
  let offset = 0
  const isTaken = (it: KnownLayer): boolean =>
    takenAt.has(`${it.kind} ${String(it.x + offset)} ${String(it.y + offset)}`)
  while (offset < 20 * by && pasted.some((it) => isKnownLayer(it) && isTaken(it))) offset += by
  return pasted.map((it) => (isKnownLayer(it) ? { ...it, x: it.x + offset, y: it.y + offset } : it))
}
