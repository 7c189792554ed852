import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { implement } from '@orpc/server'
import { type Browser, chromium, type Page } from 'playwright'
import { contract } from '../../src/core/contract'
import type { BlazonError } from '../../src/core/errors'
import { type App, createApp } from '../../src/main/app'
import { translateErrors } from '../../src/main/handlers/translate-errors'
import { chosenSecrets } from '../../src/main/platform/chosen-secrets'
import { silentLog } from '../../src/main/platform/log'
import { serveLoopback } from '../../src/main/shells/loopback/server'
import { accessibilityFaults } from './accessibility'
import { findBrowser, launchOptions } from './browser'
import { built, type BuiltKind } from './built'
import { temporaryFolder } from './library'

/** A Blazon of a test's own: the real app over a fresh library, served as the browser shell serves it, the real page in a real browser. */
export type OpenBlazon = {
  page: Page
  /** The app's own client, in process: to lay a ground, and to look what was stored. */
  client: App['client']
  /** What the page wrote to its console as an error, and errors that nothing caught; Content-Security-Policy complaints too. */
  complaints: string[]
  /** Ends the server; the page loses its connection. `serve` brings it back at the same address. */
  stopServing: () => Promise<void>
  serve: () => Promise<void>
  /** What axe finds wrong on the page as it is, as lines to read. */
  accessibility: () => Promise<string[]>
  close: () => Promise<void>
}

const pagesBuilt = new Map<BuiltKind, Promise<string>>()
let launched: Promise<Browser> | undefined

/** The built page: the run's, else made once per test file. */
function pageFolder(kind: BuiltKind): Promise<string> {
  const known = pagesBuilt.get(kind)
  if (known) return known
  const made = built(kind).then(({ folder, remove }) => {
    process.on('exit', remove)
    return folder
  })
  pagesBuilt.set(kind, made)
  return made
}

/** Ends the browser that `openBlazon` started; for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await (await launched)?.close()
  launched = undefined
}

/** Starts one. `before` lays the ground; `theme` is what the system prefers. */
export async function openBlazon(
  options: {
    before?: (client: App['client']) => Promise<void>
    theme?: 'light' | 'dark'
    at?: string
    size?: { width: number; height: number }
    /** What `library.describe` fails with: the library cannot be opened. */
    failing?: BlazonError
    /** With React for development. */
    development?: boolean
    /** Called before a design is saved; what it throws the save fails with. */
    beforeSaving?: () => void
  } = {},
): Promise<OpenBlazon> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no browser')
  const folder = temporaryFolder()
  const app = await createApp({
    folder,
    platform: {
      shell: 'loopback',
      secrets: chosenSecrets('a passphrase for tests'),
      chooseFolder: async (_purpose, name) => mkdtempSync(join(folder, `${name}-`)),
      openFolder: async () => false,
      version: '0.1.0',
    },
  })
  await options.before?.(app.client)
  const router = routerWith(app, options)
  const token = 'T'.repeat(43)
  const listen = async (port: number) =>
    serveLoopback({
      router,
      pageFolder: await pageFolder(options.development ? 'development' : 'page'),
      port,
      token,
      log: silentLog,
    })
  let server = await listen(0)
  launched ??= chromium.launch(launchOptions(executablePath))
  const context = await (
    await launched
  ).newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  const page = await context.newPage()
  // Other tests may have both cores.
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    const { url, lineNumber } = message.location()
    if (message.type() === 'error') complaints.push(`${message.text()} (${url}:${String(lineNumber)})`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(server.address)
  if (options.at) {
    await page.evaluate((hash) => location.replace(hash), options.at)
    await page.reload()
  }
  await page.locator('main h1').waitFor()
  return {
    page,
    client: app.client,
    complaints,
    stopServing: () => server.close(),
    serve: async () => {
      server = await listen(server.port)
    },
    accessibility: () => accessibilityFaults(page),
    close: async () => {
      await context.close()
      await server.close()
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The app's calls, save that the library says of itself only why it cannot be used, or that saving goes wrong. */
function routerWith(app: App, { failing, beforeSaving }: { failing?: BlazonError; beforeSaving?: () => void }) {
  const router = { ...app.router }
  if (failing) {
    const describe = implement(contract.library.describe)
      .use(translateErrors)
      .handler(() => {
        throw failing
      })
    router.library = { ...router.library, describe }
  }
  if (beforeSaving) {
    const save = implement(contract.designs.save)
      .use(translateErrors)
      .handler(({ input }) => {
        beforeSaving()
        return app.client.designs.save(input)
      })
    router.designs = { ...router.designs, save }
  }
  return router
}
