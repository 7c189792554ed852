import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { implement } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { contract, type Contract } from '../../../src/core/contract'
import { maxMessageBytes } from '../../../src/core/contract/wire'
import type { App } from '../../../src/main/app'
import { silentLog } from '../../../src/main/platform/log'
import { serveLoopback, type LoopbackServer } from '../../../src/main/shells/loopback/server'

const token = 'b'.repeat(43)
let folder: string
let server: LoopbackServer
let windows: number[]
let stopped: boolean

/** Two calls of the contract, really implemented: one that answers, one that streams until nobody listens. */
const router = implement(contract).router({
  settings: {
    read: implement(contract).settings.read.handler(() => ({
      theme: 'dark',
      language: 'en',
      eventPin: '',
      eventSounds: true,
      mailSubject: '',
      mailBody: '',
    })),
  },
  library: {
    changes: implement(contract).library.changes.handler(async function* ({ signal }) {
      yield { name: 'designs.saved', ids: [] }
      await new Promise((resolve) => signal?.addEventListener('abort', resolve))
      stopped = true
    }),
  },
} as never) as unknown as App['router']

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blazon-loopback-'))
  await writeFile(join(folder, 'index.html'), '<p>page</p>')
  windows = []
  stopped = false
  server = await serveLoopback({
    router,
    pageFolder: folder,
    port: 0,
    token,
    log: silentLog,
    onWindows: (open) => windows.push(open),
  })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** A request as an attacker can write it: any path, any header. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => (body += text))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    request.on('error', reject)
    request.end()
  })
}

const cookie = () => ({ Cookie: `blazon-${server.port}=${token}` })
const ours = () => `http://127.0.0.1:${server.port}`

/** The status that the server answers an upgrade with: 101 when it opens the socket. */
function upgrade(headers: Record<string, string>, path = '/rpc'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => {})
  })
}

const openSocket = () =>
  new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, { headers: { ...cookie(), Origin: ours() } })

const clientOver = (socket: WebSocket): ContractRouterClient<Contract> =>
  createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))

describe('the loopback server', () => {
  it('turns the token of the address into a cookie that scripts cannot read and other sites do not get sent', async () => {
    const { pathname, search } = new URL(server.address)
    const entry = await send(`${pathname}${search}`)
    expect(entry.status).toBe(303)
    expect(entry.headers.location).toBe('/')
    expect(entry.headers['set-cookie']).toEqual([`blazon-${server.port}=${token}; Path=/; HttpOnly; SameSite=Strict`])
    const page = await send('/', cookie())
    expect(page.body).toBe('<p>page</p>')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('serves nothing without the token', async () => {
    const refused = await send('/')
    expect(refused.status).toBe(403)
    expect(refused.body).toBe('Please open the address that Blazon printed when it started.\n')
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('refuses a rebound name and another site before looking at the path', async () => {
    expect((await send('/', { ...cookie(), Host: 'evil.example' })).status).toBe(421)
    expect((await send('/', { ...cookie(), Origin: 'https://evil.example' })).status).toBe(403)
  })

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/../../package.json'])(
    'answers 404 to %s',
    async (path) => {
      expect((await send(path, cookie())).status).toBe(404)
    },
  )

  it('opens the socket for its own page only', async () => {
    expect(await upgrade({ ...cookie(), Origin: ours() })).toBe(101)
    expect(await upgrade({ Origin: ours() })).toBe(403)
    expect(await upgrade({ Cookie: `blazon-${server.port}=wrong`, Origin: ours() })).toBe(403)
    expect(await upgrade({ ...cookie(), Origin: 'https://evil.example' })).toBe(403)
    expect(await upgrade(cookie())).toBe(403)
    expect(await upgrade({ ...cookie(), Origin: ours(), Host: 'evil.example' })).toBe(421)
    expect(await upgrade({ ...cookie(), Origin: ours() }, '/other')).toBe(404)
  })

  it('answers calls over the socket', async () => {
    const socket = openSocket()
    expect((await clientOver(socket).settings.read()).theme).toBe('dark')
    socket.close()
  })

  it('stops a stream and counts windows when the window is closed', async () => {
    const socket = openSocket()
    const changes = await clientOver(socket).library.changes()
    expect((await changes.next()).value).toEqual({ name: 'designs.saved', ids: [] })
    expect(windows).toEqual([1])
    socket.close()
    await expect.poll(() => windows).toEqual([1, 0])
    await expect.poll(() => stopped).toBe(true)
  })

  it('ends a socket that sends more than a message may hold', async () => {
    const socket = openSocket()
    await new Promise((resolve) => socket.on('open', resolve))
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.on('error', () => {})
    socket.send(Buffer.alloc(maxMessageBytes + 1))
    expect(await closed).toBe(1009)
  })

  it('listens on 127.0.0.1 alone', async () => {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.2', port: server.port })
      socket.on('connect', () => resolve(true))
      socket.on('error', () => resolve(false))
    })
    expect(reached).toBe(false)
  })

  it('ends open windows when it closes, and can be closed again', async () => {
    const socket = openSocket()
    await new Promise((resolve) => socket.on('open', resolve))
    const closed = new Promise((resolve) => socket.on('close', resolve))
    await server.close()
    await closed
    await expect(send('/')).rejects.toThrow()
  })

  it('sends newcomers to the page with hot reload while developing', async () => {
    const developing = await serveLoopback({
      router,
      pageFolder: folder,
      port: 0,
      token,
      log: silentLog,
      developmentUrl: 'http://127.0.0.1:5173/',
    })
    const answer = await fetch(developing.address, { redirect: 'manual' })
    expect(answer.headers.get('location')).toBe('http://127.0.0.1:5173/')
    await developing.close()
  })
})
