import { afterAll, describe, expect, it } from 'vitest'
import { findBrowser, noBrowser } from '../../support/browser'
import { mixedDesign } from '../../support/mixed-design'
import { closeBrowser, openBlazon } from '../../support/page'

const can = findBrowser() !== null
const cycles = 20
/** Goal (d) 18. */
const mostGrowth = 10 * 1024 * 1024

afterAll(closeBrowser)

describe.skipIf(!can)(can ? 'the memory of the designer' : noBrowser, () => {
  it('traps 16 and 17: opening and closing it twenty times leaves nothing behind', async () => {
    let id = ''
    const blazon = await openBlazon({
      async before(client) {
        id = (await client.designs.create({ name: 'Heavy', document: mixedDesign(60) })).id
      },
    })
    const { page } = blazon
    const cdp = await page.context().newCDPSession(page)
    const openAndClose = async () => {
      await page.evaluate((designId) => location.replace(`#/designer?designId=${designId}`), id)
      await page.locator('[data-designer-canvas] [data-drawn]').waitFor()
      const box = await page.locator('[data-designer-canvas]').boundingBox()
      if (!box) throw new Error('no canvas')
      // Something is dragged, so that sheets are made and let go of.
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + 20, y + 20, { steps: 4 })
      await page.mouse.up()
      await page.evaluate(() => location.replace('#/library'))
      await page.locator('[data-designer-canvas]').waitFor({ state: 'detached' })
    }
    const used = async () => {
      await cdp.send('HeapProfiler.collectGarbage')
      await cdp.send('HeapProfiler.collectGarbage')
      return (await cdp.send('Runtime.getHeapUsage')).usedSize
    }
    /** How many of a kind the page still holds; asking collects garbage first. */
    const alive = async (kind: 'HTMLCanvasElement' | 'OffscreenCanvas') => {
      const objectGroup = 'counted'
      const { result } = await cdp.send('Runtime.evaluate', { expression: `${kind}.prototype`, objectGroup })
      const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup })
      const { result: length } = await cdp.send('Runtime.callFunctionOn', {
        objectId: objects.objectId!,
        functionDeclaration: 'function () { return this.length }',
        returnByValue: true,
      })
      await cdp.send('Runtime.releaseObjectGroup', { objectGroup })
      return length.value as number
    }
    const held = async () => ({
      bytes: await used(),
      ...(await cdp.send('Memory.getDOMCounters')),
      canvases: await alive('HTMLCanvasElement'),
      offscreen: await alive('OffscreenCanvas'),
    })
    // Fonts, symbols and the page's own parts are loaded once and stay.
    for (let count = 0; count < 3; count++) await openAndClose()
    const before = await held()
    for (let count = 0; count < cycles; count++) await openAndClose()
    const after = await held()
    if (process.env['FIGURES']) console.log({ before, after })
    expect(after.bytes - before.bytes).toBeLessThan(mostGrowth)
    // A canvas that is held on to is the costliest leak, and weighs next to nothing in the heap.
    // One that is being drawn on at this moment is none; one a time would be twenty.
    expect(after.canvases - before.canvases).toBeLessThan(cycles / 2)
    expect(after.offscreen - before.offscreen).toBeLessThan(cycles / 2)
    expect(after.nodes - before.nodes).toBeLessThan(500)
    expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(cycles)
    await blazon.close()
  })
})
