import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../../support/accessibility'
import { findBrowser, launchOptions, noBrowser } from '../../support/browser'
import { rendererConfig } from '../../support/renderer-vite'

const executablePath = findBrowser()
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
let folder: string
let browser: Browser
let page: Page

describe.skipIf(!executablePath)(executablePath ? 'a table of 100,000 rows' : noBrowser, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'blazon-kit-'))
    await build({ ...rendererConfig(folder), root: resolve('test/support/kit') })
    browser = await chromium.launch(launchOptions(executablePath ?? ''))
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    await page.route('http://kit.test/**', (route) => {
      const path = join(folder, new URL(route.request().url()).pathname)
      return route.fulfill({
        body: readFileSync(path),
        contentType: types[extname(path)] ?? 'application/octet-stream',
      })
    })
    await page.goto('http://kit.test/index.html')
    await page.getByRole('grid', { name: 'Numbers' }).waitFor()
  })
  afterEach(() => page.context().close())

  const facts = async () =>
    JSON.parse((await page.locator('#facts').textContent()) ?? '') as { chosen: number; opened: string; loaded: number }
  const rowsInPage = () => page.getByRole('row').count()
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant')
      return id ? document.getElementById(id)?.getAttribute('aria-rowindex') : null
    })

  it('holds few rows in the page and says how many there are', async () => {
    expect(await rowsInPage()).toBeLessThanOrEqual(80)
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001')
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 15_000))
    await page.getByRole('gridcell', { name: '345', exact: true }).waitFor()
    expect(await rowsInPage()).toBeLessThanOrEqual(80)
  })

  it('asks for more when the end comes near, and not before', async () => {
    expect((await facts()).loaded).toBe(500)
    await page.getByRole('grid').focus()
    await page.keyboard.press('End')
    await expect.poll(async () => (await facts()).loaded).toBe(1000)
  })

  it('moves by arrows, Page, Home and End, and always shows the row it is at', async () => {
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    expect(await active()).toBe('2')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('PageDown')
    const far = Number(await active())
    expect(far).toBeGreaterThan(10)
    await page.keyboard.press('End')
    await expect.poll(active).toBe('501')
    await page.keyboard.press('Home')
    await expect.poll(active).toBe('2')
  })

  it('chooses by Space, extends by Shift, chooses all by Ctrl+A, none by Escape, and opens by Enter', async () => {
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    expect((await facts()).chosen).toBe(1)
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    expect((await facts()).chosen).toBe(3)
    await page.keyboard.press('Enter')
    expect((await facts()).opened).toBe('r2')
    await page.keyboard.press('Control+a')
    expect((await facts()).chosen).toBe(500)
    await page.keyboard.press('Escape')
    expect((await facts()).chosen).toBe(0)
  })

  it('chooses by the box without opening, and a range with Shift and the pointer', async () => {
    await page.getByRole('checkbox', { name: 'Select row 2', exact: true }).click({ force: true })
    expect(await facts()).toMatchObject({ chosen: 1, opened: '' })
    await page.getByRole('gridcell', { name: '5', exact: true }).click({ modifiers: ['Shift'] })
    expect(await facts()).toMatchObject({ chosen: 5, opened: '' })
  })

  it('sorts by its heading and says so', async () => {
    const heading = page.getByRole('columnheader', { name: 'Number' })
    expect(await heading.getAttribute('aria-sort')).toBe('ascending')
    await heading.getByRole('button').click()
    expect(await heading.getAttribute('aria-sort')).toBe('descending')
    await page.getByRole('gridcell', { name: '99999', exact: true }).waitFor()
  })

  it('has nothing that axe objects to', async () => {
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    expect(await accessibilityFaults(page)).toEqual([])
  })
})
