import { faceFor } from '../../../core/designs/faces'
import { isKnownLayer, type DesignDocument } from '../../../core/designs/document'
import { layerById } from '../../../core/designs/operations'
import { cssFont } from '../fonts'
import { layoutOf, measureText } from '../measure'
import type { StageView, TextPlace } from '../stage-types'

let ruler: CanvasRenderingContext2D | null = null
/** How far the browser lays a face's line out above and below the baseline, in shares of its size. */
function lineOf(font: string, size: number): { ascent: number; descent: number } {
  ruler ??= document.createElement('canvas').getContext('2d')
  if (!ruler) return { ascent: size * 0.8, descent: size * 0.2 }
  ruler.font = font
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = ruler.measureText('H')
  return { ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent }
}

/** Where a straight text's lines stand on the screen, so that a field of the page can lie exactly over them; null for other layers. */
export function textPlace(shown: DesignDocument, id: string, { zoom, left, top }: StageView): TextPlace | null {
  const layer = layerById(shown, id)
  if (!layer || !isKnownLayer(layer) || layer.kind !== 'text') return null
  const { size, runs } = layoutOf(layer)
  const face = { ...layer.lettering, weight: faceFor(layer.lettering).weight }
  const font = cssFont(face, size * zoom)
  const lineHeight = size * layer.lineHeight * zoom
  const { ascent, descent } = lineOf(font, size * zoom)
  const baselines = runs.map(({ y }) => y)
  const first = Math.min(...(baselines.length > 0 ? baselines : [size * 0.35]))
  const lines = layer.text.split('\n')
  const track = layer.lettering.tracking * size
  const widest = Math.max(
    0,
    ...lines.map((line) => measureText(line, { ...face, size }).advance + track * Math.max(0, [...line].length - 1)),
  )
  return {
    // The browser puts a line's leading half above and half below its letters.
    top: first * zoom - ascent - (lineHeight - ascent - descent) / 2,
    centre: { x: layer.x * zoom + left, y: layer.y * zoom + top },
    rotation: layer.rotation,
    boxWidth: layer.boxWidth === null ? null : layer.boxWidth * zoom,
    font,
    lineHeight,
    letterSpacing: track * zoom,
    align: layer.align,
    width: widest * zoom,
    lines: Math.max(lines.length, new Set(baselines.map((y) => y.toFixed(2))).size),
  }
}
