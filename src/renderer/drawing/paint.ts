import { partPath, silhouettePath } from '../../core/designs/silhouettes'
import { resolveColor } from '../../core/designs/colors'
import {
  isKnownLayer,
  type DesignDocument,
  type KnownLayer,
  type Layer,
  type LayerOf,
  type Paint,
  type Stroke,
} from '../../core/designs/document'
import { boxAround, boxHeight, boxWidth, radians, type Box } from '../../core/designs/geometry'
import { placeOf, placeholderSize } from '../../core/designs/layer-bounds'
import { capHeight, lettersOnArc, type LetteringLayout } from '../../core/designs/lettering'
import { ribbonGeometry } from '../../core/designs/ribbon'
import { ringGeometry, ringReach } from '../../core/designs/rings'
import { cssFont } from './fonts'
import type { LoadedAssets } from './loaded-assets'
import { layoutOf, measureText, setLetters } from './measure'

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
type Palette = Pick<DesignDocument, 'palette'>

const withOpacity = (hex: string, opacity: number): string =>
  opacity >= 1
    ? hex
    : `${hex}${Math.round(opacity * 255)
        .toString(16)
        .padStart(2, '0')}`

/** A paint as the canvas takes it, over a box of the layer. */
function styleOf(context: Context, paint: Paint, box: Box, palette: Palette): string | CanvasGradient {
  if (paint.kind === 'solid') return resolveColor(paint.color, palette)
  const x = (box.left + box.right) / 2
  const y = (box.top + box.bottom) / 2
  let gradient: CanvasGradient
  if (paint.kind === 'linear') {
    // As long as the box is across in that direction: the stops meet the outermost corners.
    const sin = Math.sin(radians(paint.angle))
    const cos = Math.cos(radians(paint.angle))
    const half = (Math.abs(boxWidth(box) * sin) + Math.abs(boxHeight(box) * cos)) / 2
    gradient = context.createLinearGradient(x + sin * half, y - cos * half, x - sin * half, y + cos * half)
  } else if (paint.kind === 'conic') gradient = context.createConicGradient(radians(paint.angle - 90), x, y)
  else gradient = context.createRadialGradient(x, y, 0, x, y, Math.max(boxWidth(box), boxHeight(box)) / 2 || 1)
  for (const { offset, color, opacity } of paint.stops)
    gradient.addColorStop(offset, withOpacity(resolveColor(color, palette), opacity ?? 1))
  return gradient
}

function strokePath(context: Context, path: Path2D, stroke: Stroke | null, box: Box, palette: Palette): void {
  if (!stroke || stroke.width === 0) return
  context.lineWidth = stroke.width
  context.lineJoin = 'round'
  context.lineCap = stroke.dash ? 'round' : 'butt'
  context.setLineDash(stroke.dash ?? [])
  context.strokeStyle = styleOf(context, stroke.paint, box, palette)
  context.stroke(path)
  context.setLineDash([])
}

function paintRuns(
  context: Context,
  layout: LetteringLayout,
  face: { family: string; weight: number },
  paint: Paint,
  box: Box,
  palette: Palette,
  stroke: Stroke | null = null,
): void {
  context.font = cssFont(face, layout.size)
  setLetters(context)
  const fill = styleOf(context, paint, box, palette)
  const each = (draw: (text: string, x: number, y: number) => void): void => {
    for (const { text, x, y, rotation, dx } of layout.runs) {
      if (rotation === 0) draw(text, x + dx, y)
      else {
        context.save()
        context.translate(x, y)
        context.rotate(radians(rotation))
        draw(text, dx, 0)
        context.restore()
      }
    }
  }
  if (stroke && stroke.width > 0) {
    // The outline lies behind the letters, so that it does not eat into them.
    context.lineWidth = stroke.width
    context.lineJoin = 'round'
    context.setLineDash(stroke.dash ?? [])
    context.strokeStyle = styleOf(context, stroke.paint, box, palette)
    each((text, x, y) => context.strokeText(text, x, y))
    context.setLineDash([])
  }
  context.fillStyle = fill
  each((text, x, y) => context.fillText(text, x, y))
}

// Layers and glyphs never change: their outlines are made once.
const outlines = new WeakMap<object, Path2D>()
function outlineOf(owner: object, data: () => string): Path2D {
  const known = outlines.get(owner)
  if (known) return known
  const made = new Path2D(data())
  outlines.set(owner, made)
  return made
}

function paintShape(context: Context, layer: LayerOf<'shape'>, palette: Palette): void {
  const path = outlineOf(layer, () => silhouettePath(layer.shape, layer.params, layer.width, layer.height))
  const box = boxAround(layer.width, layer.height)
  const part = partPath(layer.params, layer.width, layer.height)
  if (part) context.clip(new Path2D(part))
  if (layer.fill) {
    context.fillStyle = styleOf(context, layer.fill, box, palette)
    context.fill(path)
  }
  strokePath(context, path, layer.stroke, box, palette)
}

function paintRing(context: Context, layer: LayerOf<'ring'>, palette: Palette): void {
  const geometry = ringGeometry(layer)
  const reach = ringReach(layer)
  const style = styleOf(context, layer.paint, boxAround(2 * reach, 2 * reach), palette)
  if (geometry.kind === 'face') {
    context.fillStyle = style
    context.fill(outlineOf(layer, () => geometry.path))
    return
  }
  context.strokeStyle = style
  context.lineWidth = geometry.width
  context.lineCap = geometry.round ? 'round' : 'butt'
  context.setLineDash([...geometry.dash])
  context.stroke(outlineOf(layer, () => geometry.path))
  context.setLineDash([])
}

function paintRibbon(context: Context, layer: LayerOf<'ribbon'>, palette: Palette): void {
  const geometry = ribbonGeometry(layer, capHeight(layer.lettering, measureText))
  const { bounds } = geometry
  const tail = styleOf(context, layer.tail, bounds, palette)
  if (geometry.tails) {
    context.fillStyle = tail
    context.fill(new Path2D(geometry.tails))
  }
  if (geometry.folds) {
    const folds = new Path2D(geometry.folds)
    context.fillStyle = tail
    context.fill(folds)
    context.fillStyle = 'rgb(0 0 0 / 0.38)'
    context.fill(folds)
  }
  const face = new Path2D(geometry.face)
  const box = boxAround(layer.width, layer.height)
  context.fillStyle = styleOf(context, layer.face, box, palette)
  context.fill(face)
  context.save()
  context.clip(face)
  context.lineWidth = geometry.highlightWidth * 2
  context.strokeStyle = 'rgb(255 255 255 / 0.45)'
  context.stroke(new Path2D(geometry.highlight))
  context.restore()
  const layout = lettersOnArc({ ...geometry.text, text: layer.text, lettering: layer.lettering }, measureText)
  paintRuns(context, layout, layer.lettering, layer.textPaint, box, palette)
}

function paintGlyph(context: Context, layer: LayerOf<'glyph'>, palette: Palette, assets: LoadedAssets): void {
  const art = assets.glyph(layer.glyph)
  if (!art) return paintPlaceholder(context, boxAround(layer.size, layer.size))
  const { ink } = art
  const scale = layer.size / Math.max(boxWidth(ink), boxHeight(ink), 1e-6)
  context.scale(scale, scale)
  context.translate(-(ink.left + ink.right) / 2, -(ink.top + ink.bottom) / 2)
  const alpha = context.globalAlpha
  for (const part of art.parts) {
    const { d, tone } = part
    const second = tone === 2 && layer.paint2
    context.globalAlpha = tone === 2 && !layer.paint2 ? alpha * 0.25 : alpha
    context.fillStyle = styleOf(context, second || layer.paint, ink, palette)
    context.fill(outlineOf(part, () => d))
  }
  context.globalAlpha = alpha
}

function paintPicture(context: Context, layer: LayerOf<'picture'>, assets: LoadedAssets): void {
  const picture = assets.picture(layer.sha256)
  const box = boxAround(layer.width, layer.height)
  if (!picture) return paintPlaceholder(context, box)
  if (layer.clip)
    context.clip(new Path2D(silhouettePath(layer.clip.shape, layer.clip.params, layer.width, layer.height)))
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, box.left, box.top, layer.width, layer.height)
}

/** The box that stands for what cannot be drawn: grey, crossed, the same on any ground. */
function paintPlaceholder(context: Context, box: Box): void {
  context.fillStyle = 'rgb(127 127 127 / 0.25)'
  context.strokeStyle = 'rgb(127 127 127 / 0.9)'
  context.lineWidth = 3
  context.setLineDash([10, 8])
  context.fillRect(box.left, box.top, boxWidth(box), boxHeight(box))
  context.strokeRect(box.left + 1.5, box.top + 1.5, Math.max(0, boxWidth(box) - 3), Math.max(0, boxHeight(box) - 3))
  context.setLineDash([])
  context.beginPath()
  context.moveTo(box.left, box.top)
  context.lineTo(box.right, box.bottom)
  context.moveTo(box.right, box.top)
  context.lineTo(box.left, box.bottom)
  context.stroke()
}

function paintKnown(context: Context, layer: KnownLayer, palette: Palette, assets: LoadedAssets): void {
  switch (layer.kind) {
    case 'shape':
      return paintShape(context, layer, palette)
    case 'ring':
      return paintRing(context, layer, palette)
    case 'ribbon':
      return paintRibbon(context, layer, palette)
    case 'glyph':
      return paintGlyph(context, layer, palette, assets)
    case 'picture':
      return paintPicture(context, layer, assets)
    case 'qr':
    case 'group':
      return
    case 'text': {
      const layout = layoutOf(layer)
      return paintRuns(context, layout, layer.lettering, layer.paint, layout.ink, palette, layer.stroke)
    }
    case 'arcText': {
      const layout = layoutOf(layer)
      return paintRuns(context, layout, layer.lettering, layer.paint, layout.ink, palette)
    }
  }
}

/** True for what is not painted at all. */
export const isHidden = (layer: Layer): boolean => layer['hidden' as keyof Layer] === true

/**
 * Paints one layer round the origin, unturned: the caller has moved and turned the context. This is the only code that draws
 * art; the stage, thumbnails, the size strip and the export all come through here.
 */
export function paintLayer(context: Context, layer: Layer, document: Palette, assets: LoadedAssets): void {
  context.save()
  if (!isKnownLayer(layer)) paintPlaceholder(context, boxAround(placeholderSize, placeholderSize))
  else {
    if (needsFlattening(layer)) paintFlattened(context, layer, document, assets)
    else {
      context.globalAlpha *= layer.opacity
      paintKnown(context, layer, document, assets)
    }
  }
  context.restore()
}

/** Overlapping parts of a see-through layer would show through each other: such a layer is drawn whole and then laid on. */
const needsFlattening = (layer: KnownLayer): boolean =>
  layer.opacity < 1 &&
  (layer.kind === 'ribbon' ||
    (layer.kind === 'glyph' && layer.paint2 !== null) ||
    (layer.kind === 'shape' && layer.fill !== null && layer.stroke !== null) ||
    (layer.kind === 'text' && layer.stroke !== null))

function paintFlattened(context: Context, layer: KnownLayer, document: Palette, assets: LoadedAssets): void {
  const sheet = new OffscreenCanvas(context.canvas.width, context.canvas.height)
  const on = sheet.getContext('2d', { willReadFrequently: true })
  if (!on) return
  on.setTransform(context.getTransform())
  paintKnown(on, layer, document, assets)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalAlpha *= layer.opacity
  context.drawImage(sheet, 0, 0)
}

/** Paints a whole document in artboard units: the caller has scaled the context. */
export function paintDesign(context: Context, document: DesignDocument, assets: LoadedAssets): void {
  for (const layer of document.layers) {
    if (isHidden(layer)) continue
    const { x, y, rotation } = placeOf(layer)
    context.save()
    context.translate(x, y)
    context.rotate(radians(rotation))
    paintLayer(context, layer, document, assets)
    context.restore()
  }
}
