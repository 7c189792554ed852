import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { smallPng } from '../../support/badges'
import { findBrowser, noBrowser } from '../../support/browser'
import { renamed } from '../../support/fonts'
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

const profile = { name: 'Riverside Library', email: 'desk@library.example', url: 'https://library.example' }
const open = async (section: string, options: Parameters<typeof openBlazon>[0] = {}) =>
  (blazon = await openBlazon({ at: `#/settings?section=${section}`, ...options }))

describe.skipIf(!can)(can ? 'the settings' : noBrowser, () => {
  it('changes light to dark at once and remembers it', async () => {
    const { page, client } = await open('appearance')
    await page.getByText('Dark', { exact: true }).click()
    await page.locator('html[data-theme="dark"]').waitFor()
    expect((await client.settings.read()).theme).toBe('dark')
    await page.reload()
    await page.locator('html[data-theme="dark"]').waitFor()
  })

  it('row 6: takes font files, and says who they are', async () => {
    const { page, client } = await open('fonts')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('region', { name: 'Fonts' }).getByRole('button', { name: 'Add a font file' }).click()
    await (await chooser).setFiles({ name: 'own.woff', mimeType: 'font/woff', buffer: renamed('Own Hand') })
    await page.getByRole('button', { name: /^Remove Own Hand/ }).waitFor()
    expect((await client.fonts.list()).map(({ family }) => family)).toEqual(['Own Hand'])
  })

  it('row 24: asks for the organisation where a brand needs it, and goes on to the brand', async () => {
    const { page, client } = await open('brand')
    const part = page.getByRole('region', { name: 'Brand' })
    await part.getByRole('button', { name: 'Enter it now …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('#issuer-name').fill(profile.name)
    await dialog.locator('#issuer-email').fill(profile.email)
    await dialog.locator('#issuer-url').fill(profile.url)
    await page.keyboard.press('Enter')
    await part.getByRole('button', { name: 'Choose a brand' }).waitFor()

    // One more is entered where the first one stands, and goes again where it was a mistake.
    const issuers = page.getByRole('region', { name: 'Who awards' })
    await issuers.getByRole('button', { name: 'Add another issuer' }).click()
    await dialog.locator('#issuer-name').fill('Museum')
    await dialog.locator('#issuer-email').fill(profile.email)
    await dialog.locator('#issuer-url').fill(profile.url)
    await page.keyboard.press('Enter')
    await issuers.getByRole('button', { name: 'Delete Museum' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Museum was deleted.').waitFor()
    expect((await client.issuers.list()).map(({ name }) => name)).toEqual([profile.name])
    // With one issuer there is nothing to choose from, and nothing to delete.
    await expect.poll(() => issuers.getByRole('button', { name: /^Delete/ }).count()).toBe(0)
  })

  it('saves the PIN only while it is digits', async () => {
    const { page, client } = await open('events')
    const pin = page.getByRole('textbox', { name: 'PIN to leave event mode' })
    await pin.fill('12a')
    await page.getByText('Digits only, at most 8.').waitFor()
    await pin.fill('1234')
    await expect.poll(async () => (await client.settings.read()).eventPin).toBe('1234')
  })

  it('row 104: says what stays behind before a hosting address is changed', async () => {
    const { page, client } = await open('hosting', {
      before: async (main) => {
        const { id } = await main.issuers.save(profile)
        await main.issuers.setHosting({ id, baseUrl: 'https://badges.example.org' })
      },
    })
    await page.getByRole('region', { name: 'Hosting address' }).getByRole('button', { name: 'Change' }).click()
    const warning = page.getByRole('alertdialog')
    await warning.getByText('Badges that were handed out keep https://badges.example.org for ever.').waitFor()
    await warning.getByRole('button', { name: 'Change it' }).click()
    const where = page.getByRole('dialog', { name: 'Where will your badges live on the web?' })
    await where.getByRole('textbox', { name: 'Web address of the badge site' }).fill('https://new.example.org/b/?x=1')
    await where.getByRole('button', { name: 'Save' }).click()
    await where.getByText('has no ? or # in it').waitFor()
    await where.getByRole('textbox', { name: 'Web address of the badge site' }).fill('new.example.org/b/')
    await where.getByRole('button', { name: 'Save' }).click()
    await expect.poll(async () => (await client.issuers.list())[0]?.baseUrl).toBe('https://new.example.org/b')
  })

  it('row 24: keeps the brand of an issuer: colours by role, more by name, typefaces and a logo', async () => {
    const { page, client, accessibility } = await open('brand', {
      before: async (main) => {
        await main.issuers.save(profile)
      },
    })
    const part = page.getByRole('region', { name: 'Brand' })
    await part.getByRole('button', { name: 'Choose a brand' }).click()
    await part.getByRole('textbox', { name: 'Frame', exact: true }).fill('#123456')
    const brand = async () => (await client.issuers.list())[0]?.brand
    await expect.poll(async () => (await brand())?.colors['frame']).toBe('#123456')
    await part.getByRole('textbox', { name: 'Another colour, by name' }).fill('River')
    await part.getByRole('button', { name: 'Add it' }).click()
    await expect.poll(async () => (await brand())?.colors['River']).toBe('#808080')
    await part.getByRole('textbox', { name: 'River', exact: true }).fill('not a colour')
    await part.getByText('Six signs, such as #2C6E8F.').waitFor()
    const chooser = page.waitForEvent('filechooser')
    await part.getByRole('button', { name: 'Choose a logo' }).click()
    await (await chooser).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: smallPng() })
    await part.getByRole('img', { name: 'Logo of Riverside Library' }).waitFor()
    // A drawing comes in the way that all pictures do, and is kept as one.
    const first = (await brand())?.logoSha256
    const drawings = page.waitForEvent('filechooser')
    await part.getByRole('button', { name: 'Choose a logo' }).click()
    expect(await (await drawings).element().getAttribute('accept')).toContain('image/svg+xml')
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    await (await drawings).setFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) })
    await expect.poll(async () => (await brand())?.logoSha256).not.toBe(first)
    const kept = await client.pictures.read({ sha256: (await brand())?.logoSha256 ?? '' })
    expect([kept.mime, kept.width / kept.height]).toEqual(['image/png', 2])
    expect((await brand())?.colors['River']).toBe('#808080')
    expect(await accessibility()).toEqual([])
    await part.getByRole('button', { name: 'Remove the brand' }).click()
    await expect.poll(brand).toBeNull()
  })

  it('makes a backup, lists it, and asks before going back to it', async () => {
    const { page, client } = await open('backups')
    // What a copy lacks, and where it lies, is said before one relies on it.
    await page.getByText('A backup holds no pictures and no signing keys').waitFor()
    await page.getByText((await client.library.describe()).folder).waitFor()
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page.getByText('The backup is made and checked.').waitFor()
    await page.getByRole('list', { name: 'Backups' }).getByRole('button', { name: 'Restore' }).first().click()
    await page.getByRole('alertdialog').getByText('is set aside, not deleted').waitFor()
  })

  it('checks the library and says in words that it is well', async () => {
    const { page } = await open('check')
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('Everything is in order').waitFor()
  })

  it('gives the words of every licence to read, of one package where a file has those of many', async () => {
    const { page, accessibility } = await open('about')
    const work = async (name: RegExp) => {
      await page.getByRole('button', { name }).click()
      const text = page.getByRole('region', { name: new RegExp(`^Licence of ${name.source.slice(1)}`) })
      return (await text.textContent()) ?? ''
    }
    expect(await work(/^@fontsource\/lora /)).toContain('SIL OPEN FONT LICENSE')
    const zod = await work(/^zod /)
    expect(zod).toMatch(/^zod [\d.]+ \(MIT\)\s+MIT License/)
    expect(zod.length).toBeLessThan(3000)
    expect(await accessibility()).toEqual([])
  })

  it.each(['light', 'dark'] as const)('has nothing that axe objects to in %s', async (theme) => {
    const { accessibility } = await open('about', {
      theme,
      before: async (main) => {
        await main.issuers.save(profile)
      },
    })
    expect(await accessibility()).toEqual([])
  })
})
