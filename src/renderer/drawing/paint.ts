import type { DesignDocument, Layer } from '../../core/designs/document'
import { grown, radians, type Box } from '../../core/designs/geometry'
import { sceneOf, sceneOfLayer, type DrawOp, type GroupOp, type LettersOp, type Style } from '../../core/designs/scene'
import { cssFont } from './fonts'
import type { LoadedAssets } from './loaded-assets'
import { setLetters } from './measure'
import { paintPicture } from './paint-picture'
import { sceneContext } from './scene-context'
import { giveBack, takeSheet, type Context, type Sheet } from './sheets'

export type { Context } from './sheets'

const withOpacity = (hex: string, opacity: number): string =>
  opacity >= 1
    ? hex
    : `${hex}${Math.round(opacity * 255)
        .toString(16)
        .padStart(2, '0')}`

/** A style as the canvas takes it. */
function canvasStyle(context: Context, style: Style): string | CanvasGradient {
  if (style.kind === 'solid') return withOpacity(style.color, style.opacity)
  const gradient =
    style.kind === 'linear'
      ? context.createLinearGradient(style.from.x, style.from.y, style.to.x, style.to.y)
      : style.kind === 'radial'
        ? context.createRadialGradient(style.centre.x, style.centre.y, 0, style.centre.x, style.centre.y, style.radius)
        : context.createConicGradient(radians(style.angle - 90), style.centre.x, style.centre.y)
  for (const { offset, color, opacity } of style.stops) gradient.addColorStop(offset, withOpacity(color, opacity))
  return gradient
}

// Operations never change: their outlines are made once.
const outlines = new WeakMap<object, Path2D>()
function outlineOf(owner: object, path: string): Path2D {
  const known = outlines.get(owner)
  if (known) return known
  const made = new Path2D(path)
  outlines.set(owner, made)
  return made
}

function paintLetters(context: Context, op: LettersOp): void {
  context.font = cssFont(op.face, op.size)
  setLetters(context)
  const each = (draw: (text: string, x: number, y: number) => void): void => {
    for (const { text, x, y, rotation, dx } of op.runs) {
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
  if (op.outline) {
    // The outline lies behind the letters, so that it does not eat into them.
    context.lineWidth = op.outline.width
    context.lineJoin = 'round'
    context.lineCap = 'butt'
    context.setLineDash([...op.outline.dash])
    context.strokeStyle = canvasStyle(context, op.outline.style)
    each((text, x, y) => context.strokeText(text, x, y))
    context.setLineDash([])
  }
  if (!op.style) return
  context.fillStyle = canvasStyle(context, op.style)
  each((text, x, y) => context.fillText(text, x, y))
}

/** Runs one operation on a canvas. */
export function paintOp(context: Context, op: DrawOp, assets: LoadedAssets): void {
  switch (op.kind) {
    case 'fill':
      context.fillStyle = canvasStyle(context, op.style)
      context.fill(outlineOf(op, op.path))
      return
    case 'line':
      context.lineWidth = op.width
      context.lineJoin = 'round'
      context.lineCap = op.cap
      context.setLineDash([...op.dash])
      context.strokeStyle = canvasStyle(context, op.style)
      context.stroke(outlineOf(op, op.path))
      context.setLineDash([])
      return
    case 'letters':
      return paintLetters(context, op)
    case 'picture':
      return paintPicture(context, op, assets)
    case 'group':
      return paintGroup(context, op, assets)
  }
}

/** True where nothing can show through anything else: then each may be seen through by itself. */
const isOnePiece = (ops: readonly DrawOp[]): boolean => {
  const [only, ...more] = ops
  if (!only) return true
  if (more.length > 0) return false
  return only.kind === 'group' ? isOnePiece(only.children) : only.kind !== 'letters' || !only.outline || !only.style
}

function paintGroup(context: Context, op: GroupOp, assets: LoadedAssets): void {
  context.save()
  if (op.transform) context.transform(...op.transform)
  if (op.clip !== null) context.clip(outlineOf(op, op.clip))
  const needsSheet =
    op.mask !== null || op.cut !== null || op.blur !== null || (op.opacity < 1 && !isOnePiece(op.children))
  if (needsSheet) paintBySheet(context, op, assets)
  else {
    context.globalAlpha *= op.opacity
    for (const child of op.children) paintOp(context, child, assets)
  }
  context.restore()
}

/** The whole pixels that a box of a context's units falls on, no further than `reach` pixels beyond its canvas; null for none. */
function pixelsOf(context: Context, box: Box, matrix: DOMMatrix, reach: number): Box | null {
  const xs: number[] = []
  const ys: number[] = []
  for (const x of [box.left, box.right])
    for (const y of [box.top, box.bottom]) {
      xs.push(matrix.a * x + matrix.c * y + matrix.e)
      ys.push(matrix.b * x + matrix.d * y + matrix.f)
    }
  const left = Math.floor(Math.max(Math.min(...xs) - 2, -reach))
  const top = Math.floor(Math.max(Math.min(...ys) - 2, -reach))
  const right = Math.ceil(Math.min(Math.max(...xs) + 2, context.canvas.width + reach))
  const bottom = Math.ceil(Math.min(Math.max(...ys) + 2, context.canvas.height + reach))
  return right > left && bottom > top ? { left, top, right, bottom } : null
}

/** Draws a group whole on a sheet of its own, then lays that on. */
function paintBySheet(context: Context, op: GroupOp, assets: LoadedAssets): void {
  const matrix = context.getTransform()
  const blur = (op.blur?.by ?? 0) * Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c))
  const box = pixelsOf(context, grown(op.bounds, 1), matrix, Math.ceil(blur * 1.5))
  if (!box) return
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  const onSheet = (ops: readonly DrawOp[]): Sheet => {
    const sheet = takeSheet(context, width, height)
    sheet.context.setTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e - box.left, matrix.f - box.top)
    for (const child of ops) paintOp(sheet.context, child, assets)
    return sheet
  }
  const sheet = onSheet(op.children)
  const combine = (ops: readonly DrawOp[], how: 'destination-in' | 'destination-out'): void => {
    const other = onSheet(ops)
    const { context: on } = sheet
    on.setTransform(1, 0, 0, 1, 0, 0)
    on.globalCompositeOperation = how
    on.drawImage(other.canvas, 0, 0, width, height, 0, 0, width, height)
    giveBack(context, other)
  }
  if (op.mask) combine(op.mask, 'destination-in')
  if (op.cut) combine(op.cut, 'destination-out')
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalAlpha *= op.opacity
  if (op.blur) {
    // The canvas' own shadow, cast by a sheet that lies out of sight: the only blur that every browser has.
    const away = box.right + width + 2 * Math.ceil(blur) + context.canvas.width
    context.shadowColor = op.blur.color
    context.shadowBlur = blur
    context.shadowOffsetX = away
    context.drawImage(sheet.canvas, 0, 0, width, height, box.left - away, box.top, width, height)
  } else context.drawImage(sheet.canvas, 0, 0, width, height, box.left, box.top, width, height)
  giveBack(context, sheet)
}

/** Paints one layer round the origin, unturned: the caller has moved and turned the context. Its opacity and effects are in it. */
export function paintLayer(
  context: Context,
  layer: Layer,
  document: Pick<DesignDocument, 'palette'>,
  assets: LoadedAssets,
): void {
  paintOp(context, sceneOfLayer(layer, document, sceneContext(assets)), assets)
}

/** Paints a whole document in artboard units: the caller has scaled the context. All art comes through here, wherever it is seen. */
export function paintDesign(
  context: Context,
  document: Pick<DesignDocument, 'layers' | 'palette'>,
  assets: LoadedAssets,
): void {
  for (const op of sceneOf(document, sceneContext(assets))) paintOp(context, op, assets)
}
