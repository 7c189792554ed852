import { color as colorSchema, isKnownLayer, type Color, type DesignDocument } from './document'

const isColor = (value: object): value is Color => {
  const keys = Object.keys(value)
  return (
    (keys.length === 1 ? keys[0] === 'hex' || keys[0] === 'role' : keys.includes('role') && keys.includes('shade')) &&
    colorSchema.safeParse(value).success
  )
}

function mapped(value: unknown, change: (color: Color) => Color): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const list: unknown[] = value.map((item) => mapped(item, change))
    return list.every((item, index) => item === value[index]) ? value : list
  }
  if (isColor(value)) return change(value)
  const entries = Object.entries(value)
  const next = entries.map(([name, field]) => [name, mapped(field, change)] as const)
  return next.every(([, field], index) => field === entries[index]?.[1]) ? value : Object.fromEntries(next)
}

/**
 * Changes every colour of a document's known layers, wherever it stands: faces, lines, gradients, both tones of a glyph, effects,
 * rings, letters of their own, QR codes, duotone filters. Layers in which nothing changed stay the same objects.
 */
export function mapColors(document: DesignDocument, change: (color: Color) => Color): DesignDocument {
  const layers = document.layers.map((layer) => (isKnownLayer(layer) ? (mapped(layer, change) as typeof layer) : layer))
  return layers.every((layer, index) => layer === document.layers[index]) ? document : { ...document, layers }
}
