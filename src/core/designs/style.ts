import { z } from 'zod'
import { effect, isKnownLayer, lettering, paint, stroke, type KnownLayer, type Layer, type Paint } from './document'
import { updateLayer, type Operation } from './operations'

/** How a layer looks, apart from what it is and where: what "copy style" takes along. A part that the layer cannot have is not there. */
export const layerStyle = z.object({
  paint: paint.nullable().optional(),
  stroke: stroke.nullable().optional(),
  effects: z.array(effect).max(8),
  opacity: z.number().min(0).max(1),
  /** Without the size: it belongs to the place. */
  lettering: lettering.omit({ size: true }).optional(),
})
export type LayerStyle = z.infer<typeof layerStyle>

/** The field that holds a layer's main paint: the fill of a shape, the face of a ribbon, the colour of letters; null where it has none. */
export function paintField(layer: KnownLayer): 'fill' | 'face' | 'paint' | null {
  switch (layer.kind) {
    case 'shape':
      return 'fill'
    case 'ribbon':
      return 'face'
    case 'ring':
    case 'text':
    case 'arcText':
    case 'glyph':
      return 'paint'
    case 'picture':
    case 'qr':
    case 'group':
      return null
  }
}
const mainPaint = (layer: KnownLayer): Paint | null | undefined =>
  layer.kind === 'shape'
    ? layer.fill
    : layer.kind === 'ribbon'
      ? layer.face
      : 'paint' in layer
        ? layer.paint
        : undefined

/** The style of a layer; null of one that this version does not know. */
export function styleOf(layer: Layer): LayerStyle | null {
  if (!isKnownLayer(layer)) return null
  const main = mainPaint(layer)
  const { size: _, ...face } = 'lettering' in layer ? layer.lettering : { size: 0 }
  return {
    ...(main === undefined ? {} : { paint: main }),
    ...('stroke' in layer ? { stroke: layer.stroke } : {}),
    effects: layer.effects,
    opacity: layer.opacity,
    ...('family' in face ? { lettering: face } : {}),
  }
}

function styled(layer: KnownLayer, style: LayerStyle): Readonly<Record<string, unknown>> {
  const field = paintField(layer)
  // Only a shape can do without its paint.
  const fits = style.paint !== undefined && (style.paint !== null || layer.kind === 'shape')
  return {
    effects: style.effects,
    opacity: style.opacity,
    ...(field && fits ? { [field]: style.paint } : {}),
    ...('stroke' in layer && style.stroke !== undefined ? { stroke: style.stroke } : {}),
    ...('lettering' in layer && style.lettering
      ? { lettering: { ...style.lettering, size: layer.lettering.size } }
      : {}),
  }
}

/** Gives layers a style, each as far as it can have it. Locked layers keep theirs. */
export const pasteStyle = (ids: readonly string[], style: LayerStyle): Operation => ({
  verb: 'change',
  ids,
  apply: (document) =>
    document.layers.reduce(
      (done, layer) =>
        ids.includes(layer.id) && isKnownLayer(layer) && !layer.locked
          ? updateLayer(layer.id, styled(layer, style)).apply(done)
          : done,
      document,
    ),
})
