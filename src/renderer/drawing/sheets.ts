export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** A canvas to draw something on before it is laid on another. */
export interface Sheet {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/** Sheets kept for the next use: a frame that needs three makes none. */
const spare: { readonly inMemory: Sheet[]; readonly onGpu: Sheet[] } = { inMemory: [], onGpu: [] }
const mostKept = 8
const step = 64

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
  const area = ({ canvas }: Sheet): number => canvas.width * canvas.height
  // The smallest that is large enough, and not much too large: to lay a sheet on costs by its whole size.
  const found = pool
    .filter(({ canvas }) => canvas.width >= width && canvas.height >= height)
    .filter((sheet) => area(sheet) <= 4 * Math.max(width, step) * Math.max(height, step))
    .sort((one, other) => area(one) - area(other))[0]
  const sheet = found ?? newSheet(pool === spare.inMemory, rounded(width), rounded(height))
  if (found) pool.splice(pool.indexOf(found), 1)
  sheet.context.reset()
  return sheet
}

const rounded = (side: number): number => Math.ceil(side / step) * step

function newSheet(inMemory: boolean, width: number, height: number): Sheet {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: inMemory })
  if (!context) throw new Error('the page has no 2D canvas')
  return { canvas, context }
}

export function giveBack(target: Context, sheet: Sheet): void {
  const pool = poolOf(target)
  pool.push(sheet)
  // The one that has waited longest goes.
  if (pool.length > mostKept) pool.shift()
}
