import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { designOf, shapeLayer } from '../../support/designs'
import { findBrowser, noBrowser } from '../../support/browser'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'

const can = findBrowser() !== null
let pages: DrawingPages
let page: Page
beforeAll(async () => {
  if (!can) return
  pages = await openDrawing()
  page = await pages.open()
}, 120_000)
afterAll(async () => {
  if (can) await pages.close()
})

const link = 'https://badges.example.org/assertions/a2/a2b3c4d5e6f7g2h3i4j5k6l7m2.html'
const code = (size: number, fields: { content?: string; dark?: string; light?: string; rotation?: number } = {}) =>
  layerOf({
    kind: 'qr',
    id: 'code',
    name: 'Code',
    x: 300,
    y: 300,
    rotation: fields.rotation ?? 0,
    content: fields.content ?? link,
    size,
    dark: { hex: fields.dark ?? '#000000' },
    light: { hex: fields.light ?? '#ffffff' },
  })
const disc = shapeLayer('disc', { width: 600, height: 600, shape: 'circle' })
const check = (design: ReturnType<typeof designOf>) =>
  page.evaluate(async (raw) => {
    const { harness } = window
    const document = harness.readDesign(raw)
    return harness.qrWorksAt(document, (size) => harness.drawDesign(document, harness.assets, { size }))
  }, design)

describe.skipIf(!can)(can ? 'row 27: a QR code that the app reads back out of its own picture' : noBrowser, () => {
  it('says the smallest size at which it reads and how large it must be printed', async () => {
    const large = await check(designOf(disc, code(420)))
    expect(large).toMatchObject({ layerId: 'code', works: true, needsInternet: true })
    const small = await check(designOf(disc, code(200)))
    expect(small?.works).toBe(true)
    expect(large!.smallest!).toBeLessThan(small!.smallest!)
    // 37 modules and 8 of quiet zone at 0.33 mm are 14.9 mm; the badge is three times as wide as the code.
    expect(small?.printMm).toBe(45)
    expect(large!.printMm).toBeLessThan(small!.printMm)
  })

  it('reads a turned code, and one that says something else than an address', async () => {
    expect(await check(designOf(disc, code(300, { rotation: 30, content: 'Ada Lovelace' })))).toMatchObject({
      works: true,
      needsInternet: false,
    })
  })

  it('tells that one cannot be read: too pale, too small, covered', async () => {
    expect(await check(designOf(disc, code(300, { dark: '#fdfdfd' })))).toMatchObject({ works: false, smallest: null })
    expect(await check(designOf(disc, code(30)))).toMatchObject({ works: false })
    expect(await check(designOf(disc, code(300), shapeLayer('lid', { width: 300, height: 300 })))).toMatchObject({
      works: false,
    })
  })

  it('tells of the code that is read worst where there are several', async () => {
    const one = { ...code(200), x: 150 }
    const other = { ...code(200, { content: 'Ada', dark: '#fdfdfd' }), id: 'other', x: 450 }
    expect(await check(designOf(disc, one, other))).toMatchObject({ layerId: 'other', works: false })
    const small = { ...code(120), id: 'small', x: 450 }
    const both = await check(designOf(disc, { ...one, size: 280 }, small))
    expect(both).toMatchObject({ layerId: 'small', works: true, needsInternet: true })
    expect(both).toEqual(await check(designOf(disc, small)))
  })

  it('has nothing to say where there is no code, or a hidden one', async () => {
    expect(await check(designOf(disc))).toBeNull()
    expect(await check(designOf(disc, { ...code(300), hidden: true }))).toBeNull()
    const group = layerOf({ kind: 'group', id: 'g', name: 'g', x: 0, y: 0, hidden: true })
    expect(await check(designOf(disc, { ...code(300), parent: 'g' }, group))).toBeNull()
  })
})
