import { expect, type Locator, type Page } from '@playwright/test'
import { PNG } from 'pngjs'
import { emptyDesign } from '../../../src/core/designs/versions'
import { type Blazon, type Client, goTo } from './blazon'
import { atRest, foundByAxe, inMotion, settled } from './screens'

/** The designer as a person at the keyboard has it: nothing here moves or presses the pointer. */
export const byKeyboard = (page: Page) => {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const type = (text: string) => page.keyboard.type(text)
  return {
    press,
    type,
    /** Goes on with Tab until a control has the focus. */
    async tabTo(control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
      for (let turn = 0; turn < 80; turn++) {
        if (await control.evaluate((it) => it === document.activeElement)) return
        await press(key)
      }
      throw new Error(`Tab does not come to ${String(control)}`)
    },
    /** Any command by its words. */
    async command(words: string) {
      await press('Control+k')
      await expect(page.getByRole('searchbox', { name: 'Go anywhere' })).toBeFocused()
      await type(words)
      await page.getByRole('menuitem', { name: words, exact: true }).waitFor()
      await press('Enter')
      await expect(page.getByRole('searchbox', { name: 'Go anywhere' })).toHaveCount(0)
    },
    /** Words for the text that is open for typing. */
    async typeText(text: string) {
      await expect(page.getByRole('textbox', { name: /^Text of/ })).toBeFocused()
      await type(text)
      // Lines of text go on with Enter.
      const isLines = await page.locator('textarea:focus').count()
      await press(isLines ? 'Control+Enter' : 'Enter')
      await expect(canvasOf(page)).toBeFocused()
    },
    /** Goes down a list or menu that is open to an entry, and takes it; of a menu it only goes there. */
    async choose(words: string, role: 'option' | 'menuitem' = 'option') {
      const entry = page.getByRole(role, { name: words, exact: true })
      await entry.waitFor()
      for (let turn = 0; turn < 40; turn++) {
        if (await entry.evaluate((it) => it === document.activeElement)) break
        await press('ArrowDown')
      }
      await expect(entry).toBeFocused()
      if (role === 'option') await press('Enter')
    },
    canvas: () => expect(canvasOf(page)).toBeFocused(),
  }
}

export const canvasOf = (page: Page): Locator => page.locator('[data-designer-canvas]')
/** What the live region says. */
export const spoken = (page: Page): Locator => page.locator('[aria-live="polite"][aria-atomic="true"]').first()
/** The rows of the layer list, the topmost first. */
export const layerRows = (page: Page): Locator => page.getByRole('treegrid', { name: 'Layers' }).getByRole('row')

/** What the rows of the layer list are called, the topmost first. */
export const layerNames = (page: Page): Promise<(string | null)[]> =>
  layerRows(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))

/** An empty canvas of its own, open; answers with the design's id. */
export async function newDesign(page: Page, { client }: Blazon): Promise<string> {
  const { id } = await client.designs.create({
    name: 'New badge',
    document: emptyDesign({ field: '#2c6e8f', frame: '#0e3247', accent: '#f2c94c', cream: '#fdf3d3' }),
  })
  await goTo(page, `#/designer?designId=${id}`)
  await expect(canvasOf(page)).toBeFocused()
  await expect(layerRows(page)).toHaveCount(0)
  return id
}
export const storedDesign = ({ client }: Blazon, id: string) => client.designs.read({ id })

/** What axe finds on the page as it is: nothing. `besides` are rules that do not hold there. */
export async function clean(page: Page, what: string, besides: readonly string[] = []): Promise<void> {
  await settled(page)
  await atRest(page)
  expect.soft(await foundByAxe(page, besides), what).toEqual([])
  await inMotion(page)
}

/** The document of the one design in the library, and the picture of the one badge. */
export async function storedBadge({ client }: Blazon) {
  const [design] = await client.designs.list()
  const [badge] = (await client.badges.list({})).rows
  const { document } = await client.designs.read({ id: design?.id ?? '' })
  return { document, picture: await pictureOf(client, badge?.pictureSha256 ?? '') }
}
async function pictureOf(client: Client, sha256: string): Promise<PNG> {
  const { base64 } = await client.pictures.read({ sha256 })
  return PNG.sync.read(Buffer.from(base64, 'base64'))
}
/** How many of a picture's pixels have ink, from 0 to 1, and how many colours there are among them. */
export function inkIn({ data, width, height }: PNG): { share: number; colors: number } {
  const colors = new Set<number>()
  let inked = 0
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue
    inked++
    colors.add(data.readUInt32BE(at))
  }
  return { share: inked / (width * height), colors: colors.size }
}
