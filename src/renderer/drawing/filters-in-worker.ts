import type { Filter } from '../../core/designs/document'
import { applyFilters, type FilterContext } from '../../core/designs/picture-filters'
import type { Pixels } from '../../core/designs/pixels'

/** What the page hands its filter worker. */
export interface FilterJob {
  readonly job: number
  readonly pixels: Uint8ClampedArray
  readonly width: number
  readonly height: number
  readonly filters: readonly Filter[]
  readonly unitsPerPixel: number
}
export interface FilteredPixels {
  readonly job: number
  readonly pixels: Pixels
}

/** Fewer pixels are filtered on the spot: crossing over costs more than they do. */
const onTheSpot = 64 * 64

let worker: Worker | null = null
/** Set when the browser would not start the worker: then the page does the work itself. */
let isWorkerLost = false
let lastJob = 0
const waiting = new Map<number, { done: (pixels: Pixels) => void; failed: () => void }>()

function workerOf(): Worker | null {
  if (isWorkerLost) return null
  if (worker) return worker
  worker = new Worker(new URL('./filter-worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<FilteredPixels>): void => {
    waiting.get(data.job)?.done(data.pixels)
    waiting.delete(data.job)
  }
  worker.onerror = (): void => {
    isWorkerLost = true
    worker?.terminate()
    worker = null
    for (const { failed } of waiting.values()) failed()
    waiting.clear()
  }
  return worker
}

/**
 * `applyFilters` off the main thread: the same code and the same pixels, for whoever draws a picture with filters. What is given stays
 * as it is (a copy crosses). Where no worker can be had, the page does the work itself. The painter remembers results by picture,
 * filters, colours and size.
 */
export async function filtersInWorker(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  filters: readonly Filter[],
  context: FilterContext,
): Promise<Pixels> {
  const here = (): Pixels => applyFilters(pixels, width, height, filters, context)
  const there = width * height > onTheSpot && filters.length > 0 ? workerOf() : null
  if (!there) return here()
  // A worker cannot be handed a function: the colours cross as they look.
  const plain = filters.map((filter): Filter =>
    filter.kind === 'duotone'
      ? { ...filter, dark: { hex: context.resolve(filter.dark) }, light: { hex: context.resolve(filter.light) } }
      : filter,
  )
  const job: FilterJob = { job: ++lastJob, pixels, width, height, filters: plain, unitsPerPixel: context.unitsPerPixel }
  return new Promise<Pixels>((done, failed) => {
    waiting.set(job.job, { done, failed: () => failed(new Error('the filter worker is lost')) })
    there.postMessage(job)
  }).catch(here)
}
