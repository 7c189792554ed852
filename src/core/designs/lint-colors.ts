import { contrastRatio, resolveColor } from './colors'
import type { Color, DesignDocument, KnownLayer, Paint } from './document'
import { updateLayer, type Operation } from './operations'
import { mendedColors } from './pairings'

const solid = (color: Color): Paint => ({ kind: 'solid', color })
const colorIn = (paint: Paint): Color | undefined => (paint.kind === 'solid' ? paint.color : paint.stops[0]?.color)
const inkOf = (layer: KnownLayer): Paint | null =>
  layer.kind === 'ribbon' ? layer.textPaint : layer.kind !== 'ring' && 'paint' in layer ? layer.paint : null
const painted = (layer: KnownLayer, color: Color): Record<string, unknown> =>
  layer.kind === 'ribbon' ? { textPaint: solid(color) } : { paint: solid(color) }

/** A gradient's worst place is known, its best is not: the same colour is tried for more contrast than is needed. */
const more = [1.1, 1.4, 1.9, 2.6] as const

/**
 * Ways to tell a layer's ink from its ground, `behind` where the two are most alike: the nearest shades of its own colour, the other
 * side (darker instead of lighter), then an outline that it stands on wherever it is.
 */
export function clearerWays(document: DesignDocument, layer: KnownLayer, behind: string, needed: number): Operation[] {
  const ink = inkOf(layer)
  const color = ink ? colorIn(ink) : undefined
  if (!color) return []
  const mended = more.map((share) => mendedColors(color, { hex: behind }, Math.min(21, needed * share), document))
  const [nearest, others] = [mended.flatMap((it) => it.slice(0, 1)), mended.flatMap((it) => it.slice(1))]
  const seen = new Set<string>()
  const colors = [...nearest, ...others].filter((it) => {
    const hex = resolveColor(it, document)
    return !seen.has(hex) && seen.add(hex)
  })
  return [...colors.map((it) => updateLayer(layer.id, painted(layer, it))), ...outlined(document, layer, color)]
}

/** An outline of the palette's darkest and of its lightest colour, under the ink as it is and under ink of the opposite. */
function outlined(document: DesignDocument, layer: KnownLayer, color: Color): Operation[] {
  const [dark, light] = extremes(document)
  const isLight = contrastRatio(resolveColor(color, document), '#000000') > 4.6
  const pairs = (isLight ? [dark, light] : [light, dark]).flatMap((line) => [
    { line, ink: null },
    { line, ink: line === dark ? light : dark },
  ])
  return pairs.flatMap(({ line, ink }) => {
    const own = ink ? painted(layer, ink) : {}
    if (layer.kind === 'text' || layer.kind === 'arcText') {
      // Half of a line lies under its letters.
      const width = Math.round(Math.max(10, Math.min(16, layer.lettering.size * 0.24)))
      return [updateLayer(layer.id, { ...own, stroke: { paint: solid(line), width } })]
    }
    if (layer.kind !== 'glyph' || layer.effects.length >= 8) return []
    const effects = [...layer.effects.filter(({ kind }) => kind !== 'outline'), outline(line)]
    return [updateLayer(layer.id, { ...own, effects })]
  })
}
const outline = (color: Color) => ({ kind: 'outline', width: 6, color }) as const

/** The darkest and the lightest colour of a palette, shaded until they are so. */
function extremes({ palette }: DesignDocument): [dark: Color, light: Color] {
  const dark: Color = Object.hasOwn(palette, 'frame') ? { role: 'frame', shade: -50 } : { hex: '#141a22' }
  const light: Color = Object.hasOwn(palette, 'cream') ? { role: 'cream' } : { hex: '#fff8e7' }
  return [dark, light]
}
