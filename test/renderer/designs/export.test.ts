import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { readTemplate } from '../../../src/core/designs/templates'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, openBlazon, type OpenBlazon } from '../../support/page'

const starter = readTemplate(
  JSON.parse(readFileSync(new URL('../../../resources/templates/first-aider.json', import.meta.url), 'utf8')),
)

const can = findBrowser() !== null
let blazon: OpenBlazon
afterEach(() => blazon.close())
afterAll(closeBrowser)

/** The designer with a template open. */
async function open(theme: 'light' | 'dark' = 'light') {
  let id = ''
  blazon = await openBlazon({
    theme,
    before: async (client) => {
      id = (await client.designs.create({ name: 'First Aider', document: starter.document })).id
    },
  })
  const { page } = blazon
  await page.getByRole('row', { name: 'First Aider' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'First Aider' }).waitFor()
  return { page, id }
}
const shot = async (name: string) => {
  const folder = process.env['BLAZON_SHOTS']
  if (folder) await blazon.page.screenshot({ path: join(folder, `${name}.png`) })
}
/** What a press on a button saves: its name and its bytes. */
async function saved(button: string): Promise<{ name: string; bytes: Buffer }> {
  const { page } = blazon
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

describe.skipIf(!can)(can ? 'exporting a design' : noBrowser, () => {
  it('row 31: saves a picture of the size asked for, by its keys', async () => {
    const { page } = await open()
    await page.keyboard.press('Control+E')
    const dialog = page.getByRole('dialog', { name: 'Export “First Aider”' })
    await dialog.getByRole('button', { name: /Size/ }).click()
    await page.getByRole('option', { name: '1024 × 1024 pixels' }).click()
    await shot('export-picture')
    expect(await blazon.accessibility()).toEqual([])
    const { name, bytes } = await saved('Save picture')
    expect(name).toBe('First Aider.png')
    const { width, height } = PNG.sync.read(bytes)
    expect([width, height]).toEqual([1024, 1024])
    await dialog.waitFor({ state: 'detached' })
    expect(blazon.complaints).toEqual([])
  })

  it('row 31: saves a drawing whose lettering is shapes', async () => {
    const { page } = await open()
    await page.keyboard.press('Control+E')
    await page.getByRole('radio', { name: 'Drawing (SVG)' }).click({ force: true })
    const { name, bytes } = await saved('Save drawing')
    expect(name).toBe('First Aider.svg')
    const svg = bytes.toString()
    expect(svg).toMatch(/^<svg /)
    expect(svg).not.toMatch(/<text|<script|href="http/)
  })

  it('row 32: saves a sheet of buttons as PDF, and says when they do not fit on the paper', async () => {
    const { page } = await open('dark')
    await page.keyboard.press('Control+P')
    const dialog = page.getByRole('dialog', { name: 'Export “First Aider”' })
    await dialog.getByRole('radio', { name: 'Buttons (PDF)' }).click({ force: true })
    await dialog.getByRole('img', { name: 'The first page' }).waitFor()
    await dialog.getByText('1 page with 12').waitFor()
    await shot('export-buttons')
    expect(await blazon.accessibility()).toEqual([])
    const { name, bytes } = await saved('Save PDF')
    expect(name).toBe('First Aider.pdf')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    await page.keyboard.press('Control+P')
    await dialog.getByRole('radio', { name: 'Stickers (PDF)' }).click({ force: true })
    await dialog.getByText('1 page with 12').waitFor()
    await dialog.getByRole('textbox', { name: 'Diameter (mm)' }).fill('90')
    await page.keyboard.press('Tab')
    await dialog.getByText('1 page with 4').waitFor()
    // What is typed stays as it is, whatever fits.
    await dialog.getByRole('textbox', { name: 'How many' }).fill('7')
    await page.keyboard.press('Tab')
    await dialog.getByText('2 pages, 4 on each').waitFor()
    await dialog.getByRole('textbox', { name: 'Diameter (mm)' }).fill('50')
    await page.keyboard.press('Tab')
    await dialog.getByText('1 page with 7').waitFor()
    await dialog.getByRole('textbox', { name: 'Diameter (mm)' }).fill('190')
    await page.keyboard.press('Tab')
    await dialog.getByRole('textbox', { name: /beyond the cut/ }).fill('5')
    await page.keyboard.press('Tab')
    await dialog.getByText('That does not fit on the paper.').waitFor()
    expect(await page.getByRole('button', { name: 'Save PDF' }).isDisabled()).toBe(true)
  })

  it('row 32: begins with the paper last chosen, and lays the frame colour round stickers as round buttons', async () => {
    const { page } = await open()
    const dialog = page.getByRole('dialog', { name: 'Export “First Aider”' })
    const ground = dialog.getByRole('button', { name: /Colour round the badge/ })
    const paper = dialog.getByRole('button', { name: /^Paper|Paper$/ })
    await page.keyboard.press('Control+P')
    await dialog.getByRole('radio', { name: 'Buttons (PDF)' }).click({ force: true })
    const round = await ground.textContent()
    await dialog.getByRole('radio', { name: 'Stickers (PDF)' }).click({ force: true })
    expect(await ground.textContent()).toBe(round)
    expect(await ground.textContent()).not.toContain('None')
    expect(await paper.textContent()).toContain('A4')
    await paper.click()
    await page.getByRole('option', { name: 'US Letter' }).click()
    await dialog.getByRole('radio', { name: 'Buttons (PDF)' }).click({ force: true })
    expect(await paper.textContent()).toContain('US Letter')
    await expect.poll(async () => (await blazon.client.settings.read()).paper).toBe('letter')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+P')
    await expect.poll(() => paper.textContent()).toContain('US Letter')
  })

  it('row 31: saves nothing when it is cancelled or closed while it draws', async () => {
    const { page } = await open()
    const downloads: string[] = []
    page.on('download', (it) => downloads.push(it.suggestedFilename()))
    // What is drawn is held back until nobody wants it any more.
    await page.evaluate(() => {
      const draw = OffscreenCanvas.prototype.convertToBlob
      const held: (() => void)[] = []
      Object.assign(window, { letGo: () => held.splice(0).forEach((it) => it()) })
      OffscreenCanvas.prototype.convertToBlob = async function (options) {
        if (document.querySelector('[data-pending]')) await new Promise<void>((done) => held.push(done))
        return draw.call(this, options)
      }
    })
    const letGo = () => page.evaluate(() => (window as unknown as { letGo: () => void }).letGo())
    for (const end of ['Cancel', 'Escape'] as const) {
      await page.keyboard.press('Control+E')
      const dialog = page.getByRole('dialog', { name: 'Export “First Aider”' })
      await dialog.getByRole('button', { name: 'Save picture' }).click()
      await dialog.getByText('Being drawn…').waitFor()
      if (end === 'Cancel') {
        await dialog.getByRole('button', { name: 'Cancel' }).click()
        await dialog.getByText('Being drawn…').waitFor({ state: 'detached' })
      }
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await letGo()
    }
    await page.keyboard.press('Control+E')
    await page.getByRole('radio', { name: 'Blazon file' }).click({ force: true })
    await saved('Save Blazon file')
    expect(downloads).toEqual(['First Aider.blazon'])
  })

  it('row 31: saves the design itself, with everything that was just done', async () => {
    const { page } = await open()
    await page.keyboard.press('Control+E')
    await page.getByRole('radio', { name: 'Blazon file' }).click({ force: true })
    const { name, bytes } = await saved('Save Blazon file')
    expect(name).toBe('First Aider.blazon')
    const { id, lost } = await blazon.client.designs.importProject({ bytes: bytes.toString('base64') })
    expect(lost).toEqual([])
    expect((await blazon.client.designs.read({ id })).document).toEqual(starter.document)
  })
})
