import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { isKnownLayer, layerOf, type KnownLayer } from '../../../src/core/designs/document'
import { palettes } from '../../../src/core/designs/colors'
import { effectPresets } from '../../../src/core/designs/effect-presets'
import { emptyDesign } from '../../../src/core/designs/versions'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, openBlazon, type OpenBlazon } from '../../support/page'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
let designId = ''
afterEach(async () => {
  expect(blazon?.complaints ?? []).toEqual([])
  await blazon?.close()
  blazon = undefined
})
afterAll(closeBrowser)

const shield = layerOf({
  ...{ id: 'shield', name: 'Shield', x: 300, y: 300, kind: 'shape', shape: 'shield', width: 480, height: 540 },
  ...{ params: {}, stroke: null, fill: { kind: 'solid', color: { role: 'field' } } },
})
const star = layerOf({
  ...{ id: 'star', name: 'Star', x: 300, y: 300, kind: 'shape', shape: 'star', width: 100, height: 100 },
  ...{ stroke: null, fill: { kind: 'solid', color: { role: 'accent' } } },
})
async function openDesign(layers: readonly KnownLayer[]): Promise<OpenBlazon> {
  const document = { ...emptyDesign({ ...palettes[0]?.colors }), layers: [...layers] }
  blazon = await openBlazon({
    before: async (client) => {
      designId = (await client.designs.create({ name: 'Commands', document })).id
    },
  })
  await blazon.page.evaluate((id) => {
    location.hash = `#/designer?designId=${id}`
  }, designId)
  await blazon.page.getByRole('tab', { name: 'Shapes' }).waitFor()
  return blazon
}
/** Runs a command by its name, as the palette does it. */
const command = async ({ page }: OpenBlazon, name: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Go anywhere' }).waitFor()
  await page.keyboard.type(name)
  await page.getByRole('menuitem', { name, exact: true }).click()
  await page.getByRole('dialog', { name: 'Go anywhere' }).waitFor({ state: 'detached' })
}

describe.skipIf(!can)(can ? 'row 20: commands by name' : noBrowser, { timeout: 120_000 }, () => {
  it('open every tab and dialog of the designer', async () => {
    const opened = await openDesign([shield, star])
    const { page } = opened
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('Tab')
    for (const tab of ['Levels', 'Checks', 'History', 'Layers']) {
      await command(opened, `${tab} …`)
      const shown = page.getByRole('tab', { name: tab })
      await expect.poll(() => shown.getAttribute('aria-selected')).toBe('true')
      await expect.poll(() => shown.evaluate((it) => it === document.activeElement)).toBe(true)
    }
    for (const [name, title] of [
      ['Copy round a circle …', /circle/],
      ['Versions of the design …', /Versions of/],
      ['Make a template …', /emplate/],
      ['Save as a Blazon file …', /Export/],
    ] as const) {
      await command(opened, name)
      const dialog = page.getByRole('dialog', { name: title })
      await dialog.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    }
  })

  it('give a look, other eyes and the way to a brand', async () => {
    const opened = await openDesign([shield])
    const { page, client } = opened
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('Tab')
    await command(opened, 'Look: stitched')
    const effects = async () =>
      (await client.designs.read({ id: designId })).document.layers.filter(isKnownLayer).map((it) => it.effects)
    await expect.poll(effects, { timeout: 20_000 }).toEqual([effectPresets.stitched])
    await command(opened, 'Seen by green-blind eyes (deutan)')
    const vision = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--vision'))
    await expect.poll(vision).toContain('deutan')
    await command(opened, 'Seen by everybody')
    await expect.poll(vision).toBe('')
    await command(opened, 'Put the brand on the design')
    await expect.poll(() => page.evaluate(() => location.hash)).toContain('section=brand')
  })

  it('are left by the first Escape while nothing is typed, also where one has gone down the list', async () => {
    const { page } = await openDesign([shield])
    const palette = page.getByRole('dialog', { name: 'Go anywhere' })
    await page.keyboard.press('Control+k')
    await palette.waitFor()
    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await palette.waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
  })
})
