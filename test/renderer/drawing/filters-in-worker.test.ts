import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser, noBrowser } from '../../support/browser'
import { type DrawingPages, openDrawing } from '../../support/drawing-page'

const can = findBrowser() !== null
let pages: DrawingPages
beforeAll(async () => {
  if (!can) return
  pages = await openDrawing()
})
afterAll(async () => {
  if (can) await pages.close()
})

/** A gradient, filtered on the page's own thread (small) and in the worker (large), and what the two say of the same place. */
const run = (isWorkerBroken: boolean) =>
  pages.open().then(async (page) => {
    const workers: string[] = []
    page.on('worker', (worker) => workers.push(worker.url()))
    if (isWorkerBroken) await page.route('**/*filter-worker*', (route) => route.abort())
    const seen = await page.evaluate(async () => {
      const context = { resolve: (color: object) => ('hex' in color ? String(color.hex) : '#102030'), unitsPerPixel: 1 }
      const strip = (height: number) => {
        const pixels = new Uint8ClampedArray(256 * height * 4)
        for (let at = 0; at < pixels.length; at += 4) pixels.set([(at / 4) % 256, (at / 4) % 256, 0, 255], at)
        return pixels
      }
      const filters = [
        { kind: 'duotone' as const, dark: { role: 'field' }, light: { hex: '#ffeedd' } },
        { kind: 'contrast' as const, amount: 0.3 },
      ]
      const large = strip(64)
      const [here, there] = await Promise.all([
        window.harness.filtersInWorker(strip(1), 256, 1, filters, context),
        window.harness.filtersInWorker(large, 256, 64, filters, context),
      ])
      return { here: [...here], there: [...there.subarray(0, 1024)], kept: [...large.subarray(1020, 1024)] }
    })
    await page.context().close()
    return { ...seen, workers }
  })

describe.skipIf(!can)(can ? 'filters in a worker' : noBrowser, () => {
  it('give the same pixels as on the page, and leave what they were given', async () => {
    const { here, there, kept, workers } = await run(false)
    expect(workers).toHaveLength(1)
    expect(there).toEqual(here)
    expect(kept).toEqual([255, 255, 0, 255])
  })

  it('are done by the page itself where the worker cannot be had', async () => {
    const { here, there, workers } = await run(true)
    expect(workers).toHaveLength(0)
    expect(there).toEqual(here)
  })
})
