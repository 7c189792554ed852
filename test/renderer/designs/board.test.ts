import { PNG } from 'pngjs'
import type { Page } from 'playwright'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { layerOf, type DesignDocument, type KnownLayer } from '../../../src/core/designs/document'
import { findBrowser, noBrowser } from '../../support/browser'
import { arcLayer, designOf, shapeLayer, textLayer } from '../../support/designs'
import { closeBrowser, type OpenBlazon, openBlazon } from '../../support/page'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
afterEach(async () => {
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints ?? []).toEqual([])
})
afterAll(closeBrowser)

const picture = (): string => {
  const png = new PNG({ width: 80, height: 40 })
  for (let at = 0; at < png.data.length; at += 4) png.data.set([(at / 4) % 80 < 40 ? 255 : 0, 128, 0, 255], at)
  return PNG.sync.write(png).toString('base64')
}
/** Opens the designer on a document; `shoot` names a screenshot to look at. */
const openDesigner = async (make: (sha256: string) => DesignDocument): Promise<Page> => {
  let id = ''
  blazon = await openBlazon({
    async before(client) {
      const { sha256 } = await client.pictures.add({ bytes: picture() })
      id = (await client.designs.create({ name: 'Board', document: make(sha256) })).id
    },
  })
  const { page } = blazon
  await page.evaluate((designId) => location.replace(`#/designer?designId=${designId}`), id)
  await page.locator('[data-designer-canvas] [data-drawn]').waitFor()
  return page
}
const shoot = (page: Page, name: string) =>
  process.env['SHOTS'] ? page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` }) : undefined
const stored = async (): Promise<DesignDocument> => {
  const { client } = blazon ?? {}
  const [card] = (await client?.designs.list()) ?? []
  const found = await client?.designs.read({ id: card?.id ?? '' })
  if (!found) throw new Error('no design')
  return found.document
}
const layer = async (id: string): Promise<KnownLayer> =>
  (await stored()).layers.find((it) => it.id === id) as KnownLayer
/** A point of the artboard in the window. */
const at = async (page: Page, x: number, y: number): Promise<[number, number]> => {
  const box = await page.locator('[data-designer-canvas] [data-drawn] > div').first().boundingBox()
  if (!box) throw new Error('no artboard')
  const zoom = box.width / 600
  return [box.x + x * zoom, box.y + y * zoom]
}

/** How wide the ink of `solid` is on the canvas, in CSS pixels. */
const inkOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const sheet = document.querySelector<HTMLCanvasElement>('[data-designer-canvas] canvas[data-sheet]')
    const pixels = sheet?.getContext('2d')?.getImageData(0, 0, sheet.width, sheet.height)
    if (!sheet || !pixels) throw new Error('no sheet')
    const columns = new Set<number>()
    for (let pixel = 0; pixel < pixels.width * pixels.height; pixel++)
      if (pixels.data[pixel * 4] === 0x20 && pixels.data[pixel * 4 + 2] === 0x60) columns.add(pixel % pixels.width)
    return ((Math.max(...columns) - Math.min(...columns)) * sheet.clientWidth) / sheet.width
  })

describe.skipIf(!can)(can ? 'the board' : noBrowser, () => {
  it('row 17: rulers give lines that are dragged, moved, told as numbers and taken away', async () => {
    const page = await openDesigner(() => designOf(shapeLayer('a', { width: 200, height: 200 })))
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('Shift+R')
    const rulers = page.getByRole('group', { name: 'Rulers' })
    await rulers.waitFor()
    const box = await rulers.boundingBox()
    if (!box) throw new Error('no rulers')
    const [x, y] = await at(page, 450, 300)
    await page.mouse.move(box.x + 10, y)
    await page.mouse.down()
    await page.mouse.move(x, y, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => (await stored()).guides).toEqual([{ axis: 'x', at: 450 }])
    // Along.
    await page.mouse.move(x, y)
    await page.mouse.down()
    const [to] = await at(page, 480, 300)
    await page.mouse.move(to, y, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => (await stored()).guides).toEqual([{ axis: 'x', at: 480 }])
    await page.getByRole('button', { name: 'Rulers and guide lines' }).click()
    const field = page.getByRole('textbox', { name: 'Line 1, upright' })
    await field.fill('120')
    await field.press('Enter')
    await expect.poll(async () => (await stored()).guides).toEqual([{ axis: 'x', at: 120 }])
    await page.getByRole('button', { name: 'Add a level line' }).click()
    await shoot(page, 'rulers')
    expect(await blazon?.accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Remove line 1' }).click()
    await expect.poll(async () => (await stored()).guides).toEqual([{ axis: 'y', at: 300 }])
  })

  it('row 17: the polar grid comes and goes with its key, and is not in the picture', async () => {
    const page = await openDesigner(() => designOf(shapeLayer('a')))
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press("'")
    await expect.poll(() => page.locator('svg circle[data-main]').count()).toBe(5)
    await shoot(page, 'grid')
    await page.keyboard.press("'")
    await expect.poll(() => page.locator('svg circle[data-main]').count()).toBe(0)
  })

  it('row 9: a picture is cropped by double click and by keyboard, as one step', async () => {
    const page = await openDesigner((sha256) =>
      designOf(layerOf({ kind: 'picture', id: 'p', name: 'Photo', x: 300, y: 300, width: 400, height: 200, sha256 })),
    )
    await page.mouse.dblclick(...(await at(page, 250, 300)))
    const frame = page.getByRole('application', { name: /^Part of Photo/ })
    await frame.waitFor()
    await shoot(page, 'crop')
    const [fromX, fromY] = await at(page, 100, 300)
    const [toX] = await at(page, 300, 300)
    await page.mouse.move(fromX, fromY)
    await page.mouse.down()
    await page.mouse.move(toX, fromY, { steps: 5 })
    await page.mouse.up()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => layer('p'))
      .toMatchObject({ x: 400, y: 300, width: 200, crop: { x: 0.5, y: 0, width: 0.5, height: 1 } })
    await page.mouse.dblclick(...(await at(page, 400, 300)))
    await frame.waitFor()
    await page.keyboard.press('Escape')
    await frame.waitFor({ state: 'detached' })
    await expect.poll(() => layer('p')).toMatchObject({ width: 200 })
    // Without the pointer: begun by its keys, and by the button of the properties.
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('Shift+C')
    await frame.waitFor()
    await expect.poll(() => frame.evaluate((it) => it === document.activeElement)).toBe(true)
    await page.keyboard.press('Alt+Shift+ArrowLeft')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => layer('p')).toMatchObject({ width: 190, height: 190, x: 395, y: 295 })
    const properties = page.getByRole('complementary', { name: 'Properties and layers' })
    await properties.getByRole('button', { name: 'Crop', exact: true }).focus()
    await page.keyboard.press('Enter')
    await properties.getByRole('button', { name: 'Crop on the canvas' }).focus()
    await page.keyboard.press('Enter')
    await frame.waitFor()
    await page.keyboard.press('Escape')
    await frame.waitFor({ state: 'detached' })
    await expect.poll(() => layer('p')).toMatchObject({ width: 190 })
  })

  it('trap 18: a text is typed over its own letters, in a real field; Escape keeps it, and nothing reacts while composing', async () => {
    const page = await openDesigner(() => designOf(textLayer('t', { text: 'HELLO', paint: solid })))
    await page.mouse.dblclick(...(await at(page, 300, 300)))
    const field = page.getByRole('textbox', { name: 'Text of t' })
    await field.waitFor()
    // The same letters, as wide in the field as on the canvas: the caret stands where the ink is.
    const [fieldBox, frame] = [await field.boundingBox(), await at(page, 300, 300)]
    if (!fieldBox) throw new Error('no field')
    expect(Math.abs(fieldBox.x + fieldBox.width / 2 - frame[0])).toBeLessThan(1)
    expect(Math.abs(fieldBox.y + fieldBox.height / 2 - frame[1])).toBeLessThan(fieldBox.height * 0.2)
    await page.keyboard.press('End')
    await page.keyboard.type(' YOU')
    await page.keyboard.press('Enter')
    await page.keyboard.type('TWO')
    await shoot(page, 'typing')
    // A key that belongs to an input method ends nothing.
    await field.dispatchEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true })
    expect(await field.count()).toBe(1)
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await expect.poll(() => layer('t')).toMatchObject({ text: 'HELLO YOU\nTWO' })
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-designer-canvas')))
      .toBe(true)
  })

  it('trap 18: a merge field is drawn as it is written while it is typed, so that caret and letters agree', async () => {
    const page = await openDesigner(() =>
      designOf(textLayer('t', { text: '{name} {name} {name}', lettering, paint: solid })),
    )
    const asName = await inkOf(page)
    await page.mouse.dblclick(...(await at(page, 300, 300)))
    const field = page.getByRole('textbox', { name: 'Text of t' })
    await field.waitFor()
    const inField = () =>
      field.evaluate((it) => {
        const context = document.createElement('canvas').getContext('2d')
        if (!context) throw new Error('no canvas')
        context.font = getComputedStyle(it).font
        return context.measureText((it as HTMLTextAreaElement).value).width
      })
    const drift = async () => Math.abs((await inkOf(page)) / (await inField()) - 1)
    await expect.poll(drift).toBeLessThan(0.03)
    expect(await inkOf(page)).not.toBeCloseTo(asName, -1)
    await page.keyboard.press('End')
    await page.keyboard.type(' {level}')
    await expect.poll(drift).toBeLessThan(0.03)
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    // And as a name again.
    await expect.poll(() => inkOf(page)).toBeLessThan(asName * 1.5)
    await expect.poll(() => layer('t')).toMatchObject({ text: '{name} {name} {name} {level}' })
  })

  it('trap 18: letters of several weights are typed in a field that shows them', async () => {
    const page = await openDesigner(() =>
      designOf(
        textLayer('t', { text: 'HELLO', boxWidth: 500, paint: solid, spans: [{ start: 0, end: 2, weight: 400 }] }),
      ),
    )
    await page.mouse.dblclick(...(await at(page, 300, 300)))
    const field = page.getByRole('textbox', { name: 'Text of t' })
    await field.waitFor()
    expect(await field.evaluate((it) => getComputedStyle(it).color)).not.toBe('rgba(0, 0, 0, 0)')
  })

  it('trap 2: text on an arc is typed beside its ink', async () => {
    const page = await openDesigner(() => designOf(arcLayer('arc', { paint: solid, text: 'ROUND' })))
    // The middle letter, on the upper arc.
    await page.mouse.dblclick(...(await at(page, 296, 84)))
    const field = page.getByRole('textbox', { name: 'Text of arc' })
    await field.waitFor()
    await field.fill('مرحبا')
    await shoot(page, 'typing-arc')
    expect(await field.evaluate((it) => getComputedStyle(it).direction)).toBe('rtl')
    await page.keyboard.press('Enter')
    await expect.poll(() => layer('arc')).toMatchObject({ text: 'مرحبا' })
  })
})
const solid = { kind: 'solid' as const, color: { hex: '#204060' } }
const lettering = { family: 'Montserrat', weight: 800, size: 24, tracking: 0 }
