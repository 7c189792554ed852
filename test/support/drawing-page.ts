import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import { findBrowser, launchOptions } from './browser'
import { built } from './built'
import type {} from './drawing/harness'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** The drawing in a real browser, built as the app is built and served from 127.0.0.1. `open` gives a fresh page each time. */
export interface DrawingPages {
  readonly open: (options?: BrowserContextOptions) => Promise<Page>
  readonly close: () => Promise<void>
}

export async function openDrawing(): Promise<DrawingPages> {
  const executable = findBrowser()
  if (executable === null) throw new Error('no browser')
  const { folder, remove } = await built('harness')
  const server: Server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')).replace(/^[/\\]+/, '')
    readFile(join(folder, path)).then(
      (body) =>
        response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const browser: Browser = await chromium.launch(launchOptions(executable))
  return {
    async open(options) {
      const context = await browser.newContext({ viewport: { width: 900, height: 900 }, ...options })
      const page = await context.newPage()
      await page.goto(`http://127.0.0.1:${port}/harness.html`)
      await page.waitForFunction(() => 'harness' in window)
      return page
    },
    async close() {
      await browser.close()
      await new Promise((done) => server.close(done))
      remove()
    },
  }
}
