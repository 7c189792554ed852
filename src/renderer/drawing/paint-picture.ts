import type { PictureOp } from '../../core/designs/scene'
import type { LoadedAssets } from './loaded-assets'
import { giveBack, takeSheet, type Context } from './sheets'

/** Draws part of a kept picture; with `ink` only its shape in one colour. Nothing where the picture is not at hand. */
export function paintPicture(context: Context, op: PictureOp, assets: LoadedAssets): void {
  const plain = assets.picture(op.sha256)
  const picture = op.filters.length > 0 ? (assets.filtered(op) ?? plain) : plain
  if (!picture) return
  if (op.ink) paintInk(context, op, picture, op.ink)
  else lay(context, op, picture)
}

function lay(context: Context, { source, target }: PictureOp, picture: ImageBitmap): void {
  const { width, height } = picture
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(
    picture,
    source.left * width,
    source.top * height,
    (source.right - source.left) * width,
    (source.bottom - source.top) * height,
    target.left,
    target.top,
    target.right - target.left,
    target.bottom - target.top,
  )
}

/** Copies laid round the middle; enough that their hull is a circle to the eye. */
const around = 24

/** A picture's shape in one colour, grown on every side: pixels have no edge to draw a line along, so the shape is stamped round itself. */
function paintInk(context: Context, op: PictureOp, picture: ImageBitmap, ink: NonNullable<PictureOp['ink']>): void {
  const matrix = context.getTransform()
  const scale = Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c))
  const grow = ink.grow * scale
  const margin = Math.ceil(grow) + 2
  const { left, top, right, bottom } = op.target
  const xs = [left, right].flatMap((x) => [top, bottom].map((y) => matrix.a * x + matrix.c * y + matrix.e))
  const ys = [left, right].flatMap((x) => [top, bottom].map((y) => matrix.b * x + matrix.d * y + matrix.f))
  const x0 = Math.floor(Math.max(Math.min(...xs), -margin)) - margin
  const y0 = Math.floor(Math.max(Math.min(...ys), -margin)) - margin
  const width = Math.ceil(Math.min(Math.max(...xs), context.canvas.width + margin)) + margin - x0
  const height = Math.ceil(Math.min(Math.max(...ys), context.canvas.height + margin)) + margin - y0
  if (width <= 0 || height <= 0) return
  let sheet = takeSheet(context, width, height)
  sheet.context.setTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e - x0, matrix.f - y0)
  lay(sheet.context, op, picture)
  sheet.context.setTransform(1, 0, 0, 1, 0, 0)
  sheet.context.globalCompositeOperation = 'source-in'
  sheet.context.fillStyle = ink.color
  sheet.context.fillRect(0, 0, width, height)
  // Grown in a few rounds, each about twice as far as the one before: the sum of discs is a disc.
  for (let done = 0; done < grow - 0.01;) {
    const by = Math.min(grow - done, Math.max(1, done * 2))
    const next = takeSheet(context, width, height)
    next.context.drawImage(sheet.canvas, 0, 0, width, height, 0, 0, width, height)
    for (let index = 0; index < around; index++) {
      const angle = (index / around) * 2 * Math.PI
      const [dx, dy] = [Math.cos(angle) * by, Math.sin(angle) * by]
      next.context.drawImage(sheet.canvas, 0, 0, width, height, dx, dy, width, height)
    }
    giveBack(context, sheet)
    sheet = next
    done += by
  }
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.drawImage(sheet.canvas, 0, 0, width, height, x0, y0, width, height)
  context.restore()
  giveBack(context, sheet)
}
