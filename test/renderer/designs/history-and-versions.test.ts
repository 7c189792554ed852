import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/app'
import { smallPng, someDetails } from '../../support/badges'
import { findBrowser, noBrowser } from '../../support/browser'
import { designOf, shapeLayer, textLayer } from '../../support/designs'
import { temporaryFolder } from '../../support/library'
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

const document = designOf(
  shapeLayer('a', { name: 'Shield', shape: 'shield', width: 420, height: 480 }),
  textLayer('t', { name: 'Title', text: 'READ' }),
)
const open = async (theme: 'light' | 'dark' = 'light') => {
  let id = ''
  const opened = await openBlazon({
    theme,
    before: async (client) => {
      id = (await client.designs.create({ name: 'Star', document })).id
    },
  })
  blazon = opened
  return { ...opened, id }
}
const shot = async (page: OpenBlazon['page'], name: string) => {
  const folder = process.env['BLAZON_SHOTS']
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
}
const toDesigner = async (page: OpenBlazon['page']) => {
  await page.getByRole('row', { name: 'Star' }).first().click()
  await page.locator('[data-designer-canvas]').waitFor()
}
/** Moves the shield by the keyboard, `times` steps of their own. */
const nudge = async (page: OpenBlazon['page'], times: number) => {
  await page.locator('[data-designer-canvas]').focus()
  for (let count = 0; count < times; count++) await page.keyboard.press('ArrowRight')
}
const xOf = async (client: App['client'], id: string): Promise<unknown> =>
  (await client.designs.read({ id })).document.layers[0]?.['x' as never]

describe.skipIf(!can)(can ? 'the history of an open design' : noBrowser, () => {
  it('row 18: lists the steps, jumps to one by Enter, and is all there after the page was closed and opened again', async () => {
    const { page, client, id } = await open()
    await toDesigner(page)
    await page.getByRole('row', { name: 'Shield' }).click()
    await nudge(page, 3)
    await page.getByRole('tab', { name: 'History' }).click()
    const list = page.getByRole('listbox', { name: 'Steps, the newest last' })
    await expect
      .poll(() => list.getByRole('option').allTextContents())
      .toEqual(['The beginning', 'Move Shield', 'Move Shield', 'Move Shieldnow'])
    await list.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => xOf(client, id)).toBe(301)
    expect(await list.getByRole('option', { selected: true }).textContent()).toBe('Move Shieldnow')
    await shot(page, 'history')
    await page.reload()
    await page.locator('[data-designer-canvas]').waitFor()
    await page.getByRole('button', { name: 'Redo: Move Shield' }).click()
    await page.getByRole('button', { name: 'Redo: Move Shield' }).click()
    await expect.poll(() => xOf(client, id)).toBe(303)
    for (let count = 0; count < 3; count++) await page.getByRole('button', { name: 'Undo: Move Shield' }).click()
    await expect.poll(() => xOf(client, id)).toBe(300)
  })

  it('row 33: shows a kept version beside the design with what changed in words, and brings it back as a step', async () => {
    const { page, client, id, accessibility } = await open('dark')
    await toDesigner(page)
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('button', { name: 'Versions …' }).click()
    await page.getByText('No version is kept yet.').waitFor()
    await page.getByRole('button', { name: 'Keep the design as it is now' }).click()
    await page.getByText('This version is the same as the design now.').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('tab', { name: 'Layers' }).click()
    await page.getByRole('row', { name: 'Shield' }).click()
    await nudge(page, 2)
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('button', { name: 'Versions …' }).click()
    await page.getByText('Shield: moved').waitFor()
    await page.getByRole('img', { name: 'The design as it is now' }).waitFor()
    await page.getByRole('img', { name: /The design as it was/ }).waitFor()
    expect(await accessibility()).toEqual([])
    await shot(page, 'versions-dark')
    await page.getByRole('button', { name: 'Bring this version back' }).click()
    await expect.poll(() => xOf(client, id)).toBe(300)
    await page.getByRole('button', { name: 'Undo: Bring back an earlier version' }).click()
    await expect.poll(() => xOf(client, id)).toBe(302)
  })
})

describe.skipIf(!can)(can ? 'the library' : noBrowser, () => {
  it('row 31: saves a design as a project file, opens it again, and lists what a damaged one has lost', async () => {
    const { page, client } = await open()
    await page.getByRole('row', { name: 'Star' }).first().click({ button: 'right' })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as a project file' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('Star.blazon')
    const bytes = readFileSync(await download.path())
    const path = join(temporaryFolder(), 'Damaged.blazon')
    writeFileSync(path, await damaged(bytes))
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('ControlOrMeta+o')])
    await chooser.setFiles(path)
    await page.getByText('the layer “Title”').waitFor()
    await shot(page, 'lost')
    await page.getByRole('button', { name: 'Go on' }).click()
    expect((await client.designs.list()).map(({ name }) => name)).toEqual(['Star', 'Star'])
  })

  it('row 23: makes a template of a design, which stands in the gallery as yours, and brings a deleted one back', async () => {
    const { page, client, id } = await open()
    await client.designs.save({ id, document, name: 'Star' })
    await page.getByRole('row', { name: 'Star' }).first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Make a template …' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Our shield')
    await shot(page, 'template')
    await page.getByRole('button', { name: 'Make the template' }).click()
    await page.getByText('“Our shield” is among the templates now.').waitFor()
    await page.getByRole('button', { name: 'New badge' }).first().click()
    const card = page.getByRole('grid', { name: 'Templates' }).getByRole('row', { name: 'Our shield' })
    await expect.poll(() => card.textContent()).toContain('Our shieldYours · Achievement')
    await card.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Delete the template' }).click()
    await expect.poll(async () => (await client.templates.list()).length).toBe(0)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await client.templates.list()).map(({ name }) => name)).toEqual(['Our shield'])
  })
})

describe.skipIf(!can)(can ? 'a baked badge of ours' : noBrowser, () => {
  it('leads back to the design that it was drawn from, when it is dropped on the app', async () => {
    const { page, client, id } = await open()
    await client.designs.setPicture({ id, png: smallPng(3, 600).toString('base64') })
    const issuer = await client.issuers.save({
      name: 'Riverside Library',
      email: 'desk@library.example',
      url: 'https://library.example',
    })
    await client.issuers.setHosting({ id: issuer.id, baseUrl: null })
    const badge = await client.badges.create({ details: someDetails, designId: id, issuerId: issuer.id })
    let awardId = ''
    const run = await client.awards.create({
      badgeId: badge.id,
      people: [{ name: 'Ada', email: 'ada@example.org' }],
    })
    for (;;) {
      const step = await run.next()
      if (!step.done) continue
      awardId = step.value.awarded[0]?.awardId ?? ''
      break
    }
    const { png } = await client.awards.bake({ id: awardId })
    await page.evaluate(() => location.replace('#/verify'))
    await page
      .locator('main input[type=file]')
      .setInputFiles({ name: 'ada.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') })
    await page.getByRole('button', { name: 'Open the design' }).click()
    await page.locator('[data-designer-canvas]').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Star')
  })
})

/** A project file whose second layer cannot be read any more. */
async function damaged(bytes: Uint8Array): Promise<Uint8Array> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate')
  const entries = unzipSync(bytes)
  const text = strFromU8(entries['design.json'] ?? new Uint8Array())
  entries['design.json'] = strToU8(text.replace('"align":"center"', '"align":"sideways"'))
  return zipSync(entries)
}
