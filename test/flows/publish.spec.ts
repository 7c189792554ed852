import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { alter } from './support/alter'
import { type Blazon, expect, goTo, test } from './support/blazon'
import { hostedAt, layAwards, layBadges, layPeople } from './support/ground'
import { serveFolder } from './support/serve-folder'

const siteFolder = ({ documents }: Blazon): string => {
  const below = join(documents, 'Blazon', 'Websites')
  const [only, ...others] = readdirSync(below)
  expect(others).toEqual([])
  return join(below, only ?? '')
}

/** Every file of the site with its time of writing. */
const filesOf = (folder: string): Map<string, number> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path.replaceAll('\\', '/'), statSync(join(folder, path)).mtimeMs]),
  )

const changedSince = (before: Map<string, number>, after: Map<string, number>) =>
  [...after].filter(([path, time]) => before.get(path) !== time).map(([path]) => path)

async function publish(app: Page): Promise<void> {
  await goTo(app, '#/publish')
  await app.getByRole('button', { name: /^Publish \d+ files?$/ }).click()
  await expect(app.getByText(/files? (was|were) written and read back/)).toBeVisible()
}

const bake = async ({ client }: Blazon, id: string) => Buffer.from((await client.awards.bake({ id })).png, 'base64')

test('the site works without scripts, is written once, grows by a handful of files, and tells visitors the truth', async ({
  app,
  blazon,
  browser,
}) => {
  const [badge] = await layBadges(blazon.client, app, { count: 1 })
  const { personIds } = await layPeople(blazon.client)
  const [first, second] = await layAwards(blazon.client, badge!.id, personIds.slice(0, 5))

  await goTo(app, '#/publish')
  await expect(app.getByText('They will go to Blazon/Websites in your documents folder.')).toBeVisible()
  await publish(app)
  const folder = siteFolder(blazon)
  await expect(app.getByText(folder)).toBeVisible()
  await expect(app.getByRole('button', { name: 'Open', exact: true })).toBeVisible()
  // A page in a browser can ask for no folder.
  await expect(app.getByRole('button', { name: /^(Change|Choose a folder)$/ })).toHaveCount(0)
  const once = filesOf(folder)
  for (const path of ['index.html', 'verify.html', '.nojekyll', '_headers']) expect([...once.keys()]).toContain(path)

  await expect(app.getByRole('button', { name: 'Nothing to publish' })).toBeDisabled()
  await expect(app.getByText(/Everything is up to date/)).toBeVisible()
  expect(changedSince(once, filesOf(folder))).toEqual([])

  await layAwards(blazon.client, badge!.id, personIds.slice(5, 6))
  await publish(app)
  const twice = filesOf(folder)
  const grown = changedSince(once, twice)
  expect(grown.length).toBeLessThanOrEqual(8)
  expect(grown.filter((path) => path.startsWith('assertions/')).length).toBe(2)

  const award = await blazon.client.awards.read({ id: first! })
  expect(award.publicPage).toContain(hostedAt)
  const host = await serveFolder(folder)
  try {
    await test.step('a visitor without scripts', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false })
      const page = await context.newPage()
      const pages = [...twice.keys()].filter((path) => path.endsWith('.html') && path !== 'verify.html')
      expect(pages.length).toBeGreaterThanOrEqual(8)
      for (const path of pages) {
        await page.goto(`${host.address}/${path}`)
        await expect(page.locator('h1')).not.toBeEmpty()
        expect(await page.locator('script').count(), path).toBe(0)
        // Nobody's name or address, unless the issuer wants it.
        expect(await page.content()).not.toMatch(/Lovelace|@example\.org/)
      }
      await page.goto(`${host.address}${new URL(award.publicPage!).pathname}`)
      for (const property of ['og:title', 'og:description', 'og:url', 'og:image'])
        await expect(page.locator(`meta[property="${property}"]`)).toHaveAttribute('content', /.+/)
      await expect(page.locator('meta[property="og:url"]')).toHaveAttribute('content', award.publicPage!)
      await context.close()
    })

    await test.step('a visitor who checks a badge', async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(`${host.address}/verify.html`)
      const drop = async (name: string, buffer: Buffer, words: string) => {
        await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer })
        await expect(page.locator('#answer h2')).toHaveText(words)
      }
      const png = await bake(blazon, first!)
      await drop('good.png', png, 'Valid')
      const altered = alter(png, 'told us about them', 'told us about it! ')
      await drop('altered.png', altered, 'Changed')
      await context.close()
    })

    await test.step('a visitor after a revocation', async () => {
      await blazon.client.awards.revoke({ ids: [second!], reason: 'Awarded by mistake.' })
      await publish(app)
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(`${host.address}/verify.html`)
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'revoked.png', mimeType: 'image/png', buffer: await bake(blazon, second!) })
      await expect(page.locator('#answer h2')).toHaveText('Withdrawn')
      await expect(page.getByText('Awarded by mistake.').first()).toBeVisible()
      await context.close()
    })
  } finally {
    await host.close()
  }
})
