export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** A canvas to draw something on before it is laid on another. */
export interface Sheet {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/** Sheets kept for the next use: a frame that needs three makes none. */
const spare: { readonly inMemory: Sheet[]; readonly onGpu: Sheet[] } = { inMemory: [], onGpu: [] }
const mostKept = 6
const step = 128

/** Known by all browsers; TypeScript does not know it of an offscreen canvas yet. */
type Attributed = { readonly getContextAttributes?: () => { readonly willReadFrequently?: boolean } }

const poolOf = (target: object): Sheet[] =>
  (target as Attributed).getContextAttributes?.().willReadFrequently === true ? spare.inMemory : spare.onGpu

/**
 * An empty sheet of at least `width` × `height` pixels for what is to be laid on `target`: in memory where that is, so that an export
 * never meets the GPU. To be given back with `giveBack`.
 */
export function takeSheet(target: Context, width: number, height: number): Sheet {
  const pool = poolOf(target)
  const fits = pool.findIndex(({ canvas }) => canvas.width >= width && canvas.height >= height)
  const found =
    pool.splice(fits === -1 ? Math.max(0, pool.length - 1) : fits, 1)[0] ?? newSheet(pool === spare.inMemory)
  const { canvas, context } = found
  if (canvas.width < width) canvas.width = Math.ceil(width / step) * step
  if (canvas.height < height) canvas.height = Math.ceil(height / step) * step
  context.reset()
  return found
}

function newSheet(inMemory: boolean): Sheet {
  const canvas = new OffscreenCanvas(step, step)
  const context = canvas.getContext('2d', { willReadFrequently: inMemory })
  if (!context) throw new Error('the page has no 2D canvas')
  return { canvas, context }
}

export function giveBack(target: Context, sheet: Sheet): void {
  const pool = poolOf(target)
  if (pool.length < mostKept) pool.push(sheet)
}
