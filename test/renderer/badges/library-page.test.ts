import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/app'
import { smallPng } from '../../support/badges'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, type OpenBlazon, openBlazon } from '../../support/page'
import { gifOf } from '../../support/picture-files'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
afterEach(async () => {
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints ?? []).toEqual([])
})
afterAll(closeBrowser)

const threeBadges = async (client: App['client']) => {
  const picture = smallPng().toString('base64')
  await client.badges.create({ details: { name: 'Reading Star', description: 'Ten books', tags: ['summer'] }, picture })
  await client.badges.create({ details: { name: 'First Aid Helper' }, picture })
  await client.badges.create({ details: { name: 'Code Club' }, picture })
}

describe.skipIf(!can)(can ? 'the library' : noBrowser, () => {
  it('begins with two ways to start and no wizard', async () => {
    blazon = await openBlazon()
    const { page } = blazon
    await page.getByRole('heading', { level: 1, name: 'Make your first badge' }).waitFor()
    for (const way of ['Start from a template', 'Import an image'])
      expect(await page.getByRole('button', { name: way }).count(), way).toBe(1)
    // A new library has no backup to go back to.
    expect(await page.getByText('backup').count()).toBe(0)
    expect(await blazon.accessibility()).toEqual([])
  })

  it('goes to the templates even where they are asked for before they are there', async () => {
    blazon = await openBlazon()
    const { page } = blazon
    let letIn = () => {}
    const asked = new Promise<void>((resolve) => (letIn = resolve))
    await page.route(/template-gallery[^/]*\.js$/, async (route) => {
      await asked
      await route.continue()
    })
    await page.reload()
    await page.getByRole('button', { name: 'Start from a template' }).click()
    expect(await page.getByRole('grid').count()).toBe(0)
    letIn()
    await page.getByRole('grid').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true)
  })

  it('makes a design of an imported picture and opens the designer', async () => {
    blazon = await openBlazon()
    const { page, client } = blazon
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import an image' }).click()
    const accept = await (await chooser).element().getAttribute('accept')
    for (const mime of ['image/png', 'image/svg+xml', 'image/gif']) expect(accept).toContain(mime)
    const file = { name: 'our_logo.png', mimeType: 'image/png', buffer: smallPng() }
    await (await chooser).setFiles(file)
    await page.waitForURL(/#\/designer\?designId=/)
    const [design] = await client.designs.list()
    expect(design?.name).toBe('our logo')
    const { document } = await client.designs.read({ id: design?.id ?? '' })
    expect(document.layers).toMatchObject([{ kind: 'picture', x: 300, y: 300, width: 600, height: 600 }])
  })

  it('says what becomes of an imported picture that moves', async () => {
    blazon = await openBlazon()
    const { page } = blazon
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import an image' }).click()
    const moving = gifOf([
      [200, 0, 0],
      [0, 0, 200],
    ])
    await (await chooser).setFiles({ name: 'dance.gif', mimeType: 'image/gif', buffer: moving })
    await page.getByText('“dance” moves. A badge stands still, so its first frame was taken.').waitFor()
  })

  it('finds badges by name, description and tag, and says when none has the words', async () => {
    blazon = await openBlazon({ before: threeBadges })
    const { page } = blazon
    await page.getByRole('row', { name: 'Code Club' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('summer')
    await page.getByRole('row', { name: 'Code Club' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('row', { name: 'Reading Star' }).count()).toBe(1)
    await page.keyboard.type(' nothing')
    await page.getByText('No badge has these words').waitFor()
    await page.getByRole('button', { name: 'Show all badges' }).click()
    await page.getByRole('row', { name: 'Code Club' }).waitFor()
  })

  it('row 47: shows badges by whole tags and by category, and says what it shows', async () => {
    blazon = await openBlazon({
      before: async (client) => {
        await threeBadges(client)
        await client.badges.create({ details: { name: 'Summer Camp', tags: ['summers', 'Camp'] } })
      },
    })
    const { page } = blazon
    await page.getByRole('button', { name: 'Tags and categories' }).click()
    await page.getByRole('checkbox', { name: 'summer (1)' }).press('Space')
    expect(await blazon.accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Show badges' }).click()
    await page.getByRole('row', { name: 'Summer Camp' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('row').count()).toBe(1)
    await page.getByRole('button', { name: 'Remove summer' }).click()
    await page.getByRole('row', { name: 'Summer Camp' }).waitFor()
  })

  it('renames by F2, copies by Ctrl+D, archives by Del and brings back by Undo', async () => {
    blazon = await openBlazon({ before: threeBadges })
    const { page, client } = blazon
    await page.getByRole('row', { name: 'Code Club' }).focus()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'Name' }).fill('Coding Club')
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: 'Coding Club' }).focus()
    await page.keyboard.press('Control+d')
    await page.getByRole('row', { name: 'Coding Club (copy)' }).focus()
    await page.keyboard.press('Delete')
    await page.getByRole('row', { name: 'Coding Club (copy)' }).waitFor({ state: 'detached' })
    expect((await client.badges.list({ filter: 'archived' })).rows.map((it) => it.name)).toEqual(['Coding Club (copy)'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('row', { name: 'Coding Club (copy)' }).waitFor()
  })

  it('opens a badge by Enter and comes back with Alt+Left', async () => {
    blazon = await openBlazon({ before: threeBadges })
    const { page } = blazon
    await page.getByRole('row', { name: 'First Aid Helper' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'First Aid Helper' }).waitFor()
    expect(await page.title()).toBe('First Aid Helper · Blazon')
    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  })

  it('shows a design that is no badge yet as a draft, and lets it be deleted with Undo', async () => {
    blazon = await openBlazon({
      before: async (client) => {
        await client.designs.create({ name: 'Half done', document: { version: 2, size: 600, palette: {}, layers: [] } })
      },
    })
    const { page, client } = blazon
    await page.getByRole('row', { name: 'Half done' }).focus()
    await page.keyboard.press('Delete')
    await page.getByText('“Half done” is deleted.').waitFor()
    expect(await client.designs.list()).toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('row', { name: 'Half done' }).waitFor()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing that axe objects to in %s, its menu and the palette neither',
    async (theme) => {
      blazon = await openBlazon({ before: threeBadges, theme })
      const { page } = blazon
      await page.getByRole('row', { name: 'Code Club' }).focus()
      expect(await blazon.accessibility()).toEqual([])
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menuitem', { name: 'Rename' }).waitFor()
      expect(await blazon.accessibility()).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('menu').waitFor({ state: 'detached' })
      await page.keyboard.press('Control+k')
      await page.getByRole('menuitem', { name: 'Event mode' }).waitFor()
      expect(await blazon.accessibility()).toEqual([])
    },
  )
})
