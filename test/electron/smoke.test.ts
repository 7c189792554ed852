import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { electronBinary, whyNoElectron } from '../support/electron-binary'

const reason = whyNoElectron()

/**
 * What only a real Electron shows: the window, its own scheme, the sandbox and the handing over of the port. Where there is no
 * binary, or no display, it is skipped with the reason in its name, and nothing of it counts as passed.
 */
describe.skipIf(reason !== null)(`Electron itself${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let folder: string
  let electron: ElectronApplication
  let page: Page

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blazon-smoke-'))
    electron = await _electron.launch({
      executablePath: electronBinary() ?? '',
      args: [resolve('.'), '--data', folder],
    })
    page = await electron.firstWindow()
  })
  afterAll(async () => {
    await electron.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('shows the page from app://bundle/ and the page reaches main through its port', async () => {
    expect(page.url()).toMatch(/^app:\/\/bundle\//)
    // The library's first screen needs answers of main.
    await page.getByRole('heading').first().waitFor()
    expect(await page.evaluate(() => document.querySelector('#root')?.childElementCount)).toBeGreaterThan(0)
  })

  it('gives the page nothing of Node or Electron', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer']
    expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([])
  })

  it('stays on its page and opens no window', async () => {
    await page.evaluate(() => {
      location.href = 'https://example.org/'
      window.open('file:///etc/passwd')
    })
    expect(page.url()).toMatch(/^app:\/\/bundle\//)
    expect(electron.windows()).toHaveLength(1)
  })

  it('serves nothing beside the page', async () => {
    const status = await page.evaluate(async () => (await fetch('app://bundle/..%2fmain%2findex.js')).status)
    expect(status).toBe(404)
  })
})
