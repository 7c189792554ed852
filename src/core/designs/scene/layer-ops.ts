import { isKnownLayer, type KnownLayer, type Layer, type LayerOf, type Paint, type Stroke } from '../document'
import { boxAround, boxHeight, boxWidth, grown, type Box } from '../geometry'
import type { GlyphArt } from '../glyphs'
import { localBounds, placeholderSize } from '../layer-bounds'
import { arcTextLayout, textLayout, type LetteringLayout, type MeasureText, type PlacedRun } from '../lettering'
import { qrMatrix, qrPath } from '../qr'
import { resolveColor } from '../colors'
import { ribbonLayout } from '../ribbon'
import { ringGeometry, ringReach, type RingGeometry } from '../rings'
import { shapeRings } from '../shape-rings'
import { partPath, silhouettePath } from '../silhouettes'
import { draw } from '../silhouettes/path'
import { group, solid, type DrawOp, type Style } from './draw-ops'
import type { Art } from './effects'
import { pictureOp, type PictureSize } from './picture-frame'
import { faded, isOpaque, canvasStyle, type Palette } from './styles'

/** What a drawing is worked out with; handed in, since only a page can measure letters and open pictures. Null: not to be had (yet). */
export interface SceneContext {
  readonly measure: MeasureText
  readonly glyph: (id: string) => GlyphArt | null
  readonly pictureSize: (sha256: string) => PictureSize | null
}

const faceOf = (path: string, style: Style): DrawOp & { kind: 'fill' } => ({ kind: 'fill', path, style })
const boxPath = ({ left, top, right, bottom }: Box): string =>
  draw('M', left, top, 'L', right, top, 'L', right, bottom, 'L', left, bottom, 'Z')

function lineOf(path: string, stroke: Stroke | null, box: Box, palette: Palette): DrawOp[] {
  if (!stroke || stroke.width === 0) return []
  const dash = stroke.dash ?? []
  const style = canvasStyle(stroke.paint, box, palette)
  return [{ kind: 'line', path, style, width: stroke.width, dash, cap: stroke.dash ? 'round' : 'butt' }]
}
const marksOf = (geometry: RingGeometry, style: Style): DrawOp =>
  geometry.kind === 'face'
    ? faceOf(geometry.path, style)
    : {
        kind: 'line',
        path: geometry.path,
        style,
        width: geometry.width,
        dash: geometry.dash,
        cap: geometry.round ? 'round' : 'butt',
      }

/** The box that stands for what cannot be drawn: grey, crossed, the same on any ground. */
function placeholder(box: Box): Art {
  const inner = grown(box, -1.5)
  const edge = solid('#7f7f7f', 0.9)
  const line = (path: string): DrawOp => ({
    kind: 'line',
    path,
    style: edge,
    width: 3,
    dash: path.endsWith('Z') ? [10, 8] : [],
    cap: 'butt',
  })
  const face = faceOf(boxPath(box), solid('#7f7f7f', 0.25))
  return {
    ops: [
      face,
      line(boxPath(inner)),
      line(
        draw('M', box.left, box.top, 'L', box.right, box.bottom, 'M', box.right, box.top, 'L', box.left, box.bottom),
      ),
    ],
    edge: [face],
    bounds: box,
  }
}

function shapeArt(layer: LayerOf<'shape'>, bounds: Box, palette: Palette): Art {
  const path = silhouettePath(layer.shape, layer.params, layer.width, layer.height)
  const box = boxAround(layer.width, layer.height)
  const face = layer.fill && faceOf(path, canvasStyle(layer.fill, box, palette))
  const line = lineOf(path, layer.stroke, box, palette)
  const rings = shapeRings(layer).map(({ geometry, paint }) => marksOf(geometry, canvasStyle(paint, box, palette)))
  const part = partPath(layer.params, layer.width, layer.height)
  const parted = (ops: readonly DrawOp[]): readonly DrawOp[] => (part ? [group(ops, bounds, { clip: part })] : ops)
  const ops = parted([...(face ? [face] : []), ...rings, ...line])
  const edge = [faceOf(path, solid('#000000'))]
  // Rings lie on the face: where nothing shows through that, they cover nothing more.
  return face && isOpaque(face.style) ? { ops, ink: parted([face, ...line]), edge, bounds } : { ops, edge, bounds }
}

function ringArt(layer: LayerOf<'ring'>, bounds: Box, palette: Palette): Art {
  const reach = ringReach(layer)
  const style = canvasStyle(layer.paint, boxAround(2 * reach, 2 * reach), palette)
  const circle = (radius: number): string =>
    draw('M', 0, -radius, 'A', radius, radius, 0, 0, 1, 0, radius, 'A', radius, radius, 0, 0, 1, 0, -radius, 'Z')
  return { ops: [marksOf(ringGeometry(layer), style)], edge: [faceOf(circle(reach), solid('#000000'))], bounds }
}

interface Lettered {
  readonly lettering: { readonly family: string; readonly weight: number }
  readonly stroke?: Stroke | null
}
/** Lettering as it is drawn: all outlines behind all letters; letters that differ (`span`) in their own face and paint. */
function lettersOf(
  layout: LetteringLayout,
  { lettering, stroke }: Lettered,
  paint: Paint,
  box: Box,
  palette: Palette,
): DrawOp[] {
  const { family, weight } = lettering
  const plain = {
    kind: 'letters' as const,
    face: { family, weight },
    size: layout.size,
    style: canvasStyle(paint, box, palette),
    outline:
      stroke && stroke.width > 0
        ? { style: canvasStyle(stroke.paint, box, palette), width: stroke.width, dash: stroke.dash ?? [] }
        : null,
  }
  const kinds = new Map<string, PlacedRun[]>()
  for (const run of layout.runs) {
    const key = run.span ? JSON.stringify([run.span.weight, run.span.paint]) : ''
    const alike = kinds.get(key)
    if (alike) alike.push(run)
    else kinds.set(key, [run])
  }
  const ops = Array.from(kinds.values(), (runs) => {
    const span = runs[0]?.span
    return {
      ...plain,
      face: { family, weight: span?.weight ?? weight },
      style: span?.paint ? canvasStyle(span.paint, box, palette) : plain.style,
      runs,
    }
  })
  if (ops.length < 2 || plain.outline === null) return ops
  return [...ops.map((op) => ({ ...op, style: null })), ...ops.map((op) => ({ ...op, outline: null }))]
}

function textArt(
  layer: LayerOf<'text'> | LayerOf<'arcText'>,
  bounds: Box,
  palette: Palette,
  measure: MeasureText,
): Art {
  const layout = layer.kind === 'text' ? textLayout(layer, measure) : arcTextLayout(layer, measure)
  const ops = lettersOf(layout, layer, layer.paint, layout.ink, palette)
  return { ops, edge: ops.filter((op) => op.kind === 'letters' && op.style !== null), bounds }
}

function ribbonArt(layer: LayerOf<'ribbon'>, bounds: Box, palette: Palette, measure: MeasureText): Art {
  const { geometry, letters: layout, width } = ribbonLayout(layer, measure)
  const tail = canvasStyle(layer.tail, geometry.bounds, palette)
  const box = boxAround(width, layer.height)
  const face = faceOf(geometry.face, canvasStyle(layer.face, box, palette))
  const light: DrawOp = {
    kind: 'line',
    path: geometry.highlight,
    style: solid('#ffffff', 0.45),
    width: geometry.highlightWidth * 2,
    dash: [],
    cap: 'butt',
  }
  const behind = geometry.tails ? [faceOf(geometry.tails, tail)] : []
  const folds = geometry.folds ? [faceOf(geometry.folds, tail)] : []
  const ops = [
    ...behind,
    ...folds,
    ...(geometry.folds ? [faceOf(geometry.folds, solid('#000000', 0.38))] : []),
    face,
    group([light], bounds, { clip: geometry.face }),
    ...lettersOf(layout, layer, layer.textPaint, box, palette),
  ]
  return isOpaque(face.style) && isOpaque(tail)
    ? { ops, ink: [...behind, ...folds, face], edge: [face], bounds }
    : { ops, edge: [face], bounds }
}

function glyphArt(layer: LayerOf<'glyph'>, art: GlyphArt, bounds: Box, palette: Palette): Art {
  const { ink } = art
  const scale = layer.size / Math.max(boxWidth(ink), boxHeight(ink), 1e-6)
  const first = canvasStyle(layer.paint, ink, palette)
  const second = layer.paint2 ? canvasStyle(layer.paint2, ink, palette) : faded(first, 0.25)
  const faces = art.parts.map(({ d, tone }) => faceOf(d, tone === 2 ? second : first))
  const middle = [-(scale * (ink.left + ink.right)) / 2, -(scale * (ink.top + ink.bottom)) / 2] as const
  const whole = group(faces, ink, { transform: [scale, 0, 0, scale, ...middle] })
  return { ops: [whole], edge: [whole], bounds }
}

function pictureArt(layer: LayerOf<'picture'>, size: PictureSize, palette: Palette): Art {
  const op = pictureOp(layer, size, palette)
  const box = boxAround(layer.width, layer.height)
  const clip = layer.clip && silhouettePath(layer.clip.shape, layer.clip.params, layer.width, layer.height)
  const edge = [faceOf(clip ?? boxPath(op.target), solid('#000000'))]
  return clip === null
    ? { ops: [op], edge, bounds: op.target }
    : { ops: [group([op], box, { clip })], edge, bounds: box }
}

function qrArt(layer: LayerOf<'qr'>, palette: Palette): Art {
  const box = boxAround(layer.size, layer.size)
  const matrix = qrMatrix(layer.content, layer.level)
  if (typeof matrix === 'string') return placeholder(box)
  const ground = boxPath(box)
  return {
    ops: [
      ...(layer.light ? [faceOf(ground, solid(resolveColor(layer.light, palette)))] : []),
      faceOf(qrPath(matrix, layer.size, layer.quiet), solid(resolveColor(layer.dark, palette))),
    ],
    edge: [faceOf(ground, solid('#000000'))],
    bounds: box,
  }
}

/** A layer's art round its origin, unturned, without opacity and effects; and whether everything it needs was there. */
export function layerArt(layer: Layer, palette: Palette, context: SceneContext): { art: Art; isWhole: boolean } {
  if (!isKnownLayer(layer)) return { art: placeholder(boxAround(placeholderSize, placeholderSize)), isWhole: true }
  if (layer.kind === 'glyph') {
    const art = context.glyph(layer.glyph)
    const there = art && glyphArt(layer, art, boundsOf(layer, context), palette)
    return { art: there ?? placeholder(boxAround(layer.size, layer.size)), isWhole: there !== null }
  }
  if (layer.kind === 'picture') {
    const size = context.pictureSize(layer.sha256)
    const there = size && pictureArt(layer, size, palette)
    return { art: there ?? placeholder(boxAround(layer.width, layer.height)), isWhole: there !== null }
  }
  return { art: artOf(layer, palette, context), isWhole: true }
}

const boundsOf = (layer: KnownLayer, { measure, glyph }: SceneContext): Box =>
  // Bounds are those of the ink as it is measured; letters may reach a hair further.
  grown(
    localBounds(layer, measure, (id) => glyph(id)?.ink ?? null),
    2,
  )

function artOf(
  layer: Exclude<KnownLayer, { kind: 'glyph' | 'picture' }>,
  palette: Palette,
  context: SceneContext,
): Art {
  switch (layer.kind) {
    case 'shape':
      return shapeArt(layer, boundsOf(layer, context), palette)
    case 'ring':
      return ringArt(layer, boundsOf(layer, context), palette)
    case 'ribbon':
      return ribbonArt(layer, boundsOf(layer, context), palette, context.measure)
    case 'text':
    case 'arcText': {
      // The outline of letters reaches over their measured ink.
      const bounds = grown(boundsOf(layer, context), layer.stroke?.width ?? 0)
      return textArt(layer, bounds, palette, context.measure)
    }
    case 'qr':
      return qrArt(layer, palette)
    case 'group':
      return { ops: [], edge: [], bounds: boxAround(0, 0) }
  }
}
