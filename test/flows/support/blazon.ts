import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { test as base, expect, type Page } from '@playwright/test'
import WebSocket from 'ws'
import type { Contract } from '../../../src/core/contract'

export { expect }
export type Client = ContractRouterClient<Contract>

/** A Blazon of a test's own, as a user starts it: the built loopback shell over a fresh library and a fresh Documents folder. */
export type Blazon = {
  address: string
  /** The library. */
  data: string
  /** Where the browser shell writes what it hands out. */
  documents: string
  /** The contract, over a socket of its own: to lay a ground, never to do what the story is about. */
  client: Client
}

/** Built elsewhere where several builds go on at once. */
const built = resolve(process.env['BLAZON_OUT'] ?? 'out')
const node = resolve('node_modules/.bin/node')

async function start(folder: string): Promise<{ blazon: Blazon; stop: () => Promise<void> }> {
  const data = join(folder, 'library')
  const documents = join(folder, 'documents')
  const { BLAZON_PASSPHRASE: _, ...env } = process.env
  const child = spawn(node, [join(built, 'main/loopback.js')], {
    env: { ...env, BLAZON_DATA: data, BLAZON_DOCUMENTS: documents, BLAZON_NO_OPEN: '1', BLAZON_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await printedAddress(child)
  const { host, origin, port, searchParams } = new URL(address)
  const socket = new WebSocket(`ws://${host}/rpc`, {
    origin,
    headers: { Cookie: `blazon-${port}=${searchParams.get('token') ?? ''}` },
  })
  // The link wants the browser's own type; `ws` has all that it uses.
  const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  return {
    blazon: { address, data, documents, client },
    stop: async () => {
      socket.close()
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function printedAddress(child: ChildProcess): Promise<string> {
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout! })) {
    said.push(line)
    const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(line)?.[0]
    if (found) return found
  }
  throw new Error(`Blazon did not start:\n${said.join('\n')}`)
}

/** What no page may do: write an error to the console, throw, or speak to anything but its own server. */
function watch(page: Page, address: string): string[] {
  const complaints: string[] = []
  const { host } = new URL(address)
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.host !== host && !['blob:', 'data:'].includes(url.protocol)) complaints.push(`asked ${url.href}`)
  })
  return complaints
}

export const test = base.extend<{ blazon: Blazon; app: Page }>({
  blazon: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'blazon-flow-'))
    const { blazon, stop } = await start(folder)
    await use(blazon)
    await stop()
    rmSync(folder, { recursive: true, force: true })
  },
  /** The app's window, opened at the address that Blazon printed. */
  app: async ({ blazon, page }, use) => {
    // Two stories share two cores: what is slow is not wrong.
    page.setDefaultTimeout(60_000)
    const complaints = watch(page, blazon.address)
    await page.goto(blazon.address)
    await page.locator('main h1').waitFor()
    await use(page)
    expect(complaints).toEqual([])
  },
})

/** Goes to a place by the address, as a reload or a bookmark would. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
}
