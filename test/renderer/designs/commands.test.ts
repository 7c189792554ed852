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
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints ?? []).toEqual([])
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

describe.skipIf(!can)(can ? 'row 20: commands by name' : noBrowser, () => {
  it('are shown with the keys that they have, be they changed or taken away', async () => {
    const { page, client } = await openDesign([shield, star])
    await client.settings.write({ designerKeys: { export: ['Alt+Shift+X'], toolHand: [] } })
    const shownOn = async (name: string): Promise<string> => {
      // Somewhere else first: a pointer that has not moved yet is none.
      await page.mouse.move(600, 500)
      await page.getByRole('button', { name, exact: true }).hover()
      return (await page.getByRole('tooltip').filter({ hasText: name }).textContent()) ?? ''
    }
    await expect.poll(() => shownOn('Export')).toBe('ExportAlt+Shift+X')
    expect(await shownOn('Move the view')).toBe('Move the view')
    expect(await shownOn('Select')).toBe('SelectV')
  })

  it('row 22: paste style takes what was copied as a style or as a layer; text that is too long is cut, and that is said', async () => {
    const opened = await openDesign([shield, star])
    const { page, client } = opened
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const canvas = page.locator('[data-designer-canvas]')
    const fillOf = async (id: string) => {
      const { document } = await client.designs.read({ id: designId })
      const layer = document.layers.find((it) => it.id === id)
      return layer && 'fill' in layer ? layer.fill : null
    }
    await canvas.focus()
    // The star is the upper one: it is the first that Shift+Tab comes to.
    await page.keyboard.press('Shift+Tab')
    await command(opened, 'Copy style')
    await page.getByText('Style of Star copied').first().waitFor({ state: 'attached' })
    await page.keyboard.press('Shift+Tab')
    await command(opened, 'Paste style')
    await expect.poll(() => fillOf('shield')).toEqual({ kind: 'solid', color: { role: 'accent' } })
    // A style is no text to be put on a badge.
    await canvas.focus()
    await page.keyboard.press('Control+v')
    await command(opened, 'Paste')
    await page.getByText('There is nothing on the clipboard').first().waitFor({ state: 'attached' })
    await page.evaluate(() => navigator.clipboard.writeText('word '.repeat(200)))
    await canvas.focus()
    await page.keyboard.press('Control+v')
    await page.getByText('The text is longer than 500 letters.').waitFor()
    expect((await client.designs.read({ id: designId })).document.layers.length).toBeLessThan(4)
  })

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
    await expect.poll(effects).toEqual([effectPresets.stitched])
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
