/** The worker that filters pictures: a large one takes a second, and the page must not stand still for it. */
import type { Color } from '../../core/designs/document'
import { applyFilters } from '../../core/designs/picture-filters'
import type { FilterJob } from './filters-in-worker'

self.onmessage = ({ data }: MessageEvent<FilterJob>): void => {
  const { job, pixels, width, height, filters, unitsPerPixel } = data
  // Colours come resolved: only plain ones cross.
  const resolve = (color: Color): string => ('hex' in color ? color.hex : '#808080')
  const result = applyFilters(pixels, width, height, filters, { resolve, unitsPerPixel })
  self.postMessage({ job, pixels: result }, { transfer: [result.buffer] })
}
