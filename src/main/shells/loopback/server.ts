import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { Hono } from 'hono'
import { WebSocketServer, type WebSocket } from 'ws'
import { maxMessageBytes } from '../../../core/contract/wire'
import type { App } from '../../app'
import type { Log } from '../../platform/log'
import { logFaults } from '../../platform/log-faults'
import { readPageFile } from '../../platform/page-files'
import { pageHeaders } from '../../platform/page-headers'
import { guard, type Arrival, type Household } from './guard'

export type LoopbackOptions = {
  router: App['router']
  /** The built page. */
  pageFolder: string
  /** 0 takes a free one. */
  port: number
  /** 256 random bits as base64url. */
  token: string
  /** The page's server while developing (hot reload): newcomers are sent there, and its origin may open the socket. */
  developmentUrl?: string
  log: Log
  /** Told how many windows are open, each time one comes or goes. */
  onWindows?: (open: number) => void
}

export type LoopbackServer = {
  /** The address to open: it holds the token. */
  address: string
  port: number
  /** Ends every connection, then the server. */
  close: () => Promise<void>
}

/** Serves the page and the router on 127.0.0.1 to whoever knows the token. */
export async function serveLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const household: Household & { origins: string[] } = { host: '', origins: [], token: options.token, cookieName: '' }
  if (options.developmentUrl) household.origins.push(new URL(options.developmentUrl).origin)

  const pages = new Hono<{ Bindings: HttpBindings }>()
  pages.all('*', async (context) => {
    const decision = guard(arrivalOf('request', context.env.incoming), household)
    if ('refuse' in decision) return plain(decision.refuse, decision.reason)
    if (decision.allow === 'entry') {
      const headers = pageHeaders('text/plain; charset=utf-8')
      headers['Set-Cookie'] = `${household.cookieName}=${options.token}; Path=/; HttpOnly; SameSite=Strict`
      headers['Location'] = options.developmentUrl ?? '/'
      return new Response(null, { status: 303, headers })
    }
    const file = decision.allow === 'file' ? await readPageFile(options.pageFolder, decision.path) : null
    if (!file) return plain(404, 'There is nothing here.')
    return new Response(file.bytes, { headers: pageHeaders(file.contentType) })
  })
  pages.onError((error) => {
    options.log.error('loopback.request_failed', error)
    return plain(500, 'Something went wrong.')
  })

  const handler = new RPCHandler(options.router, {
    interceptors: [onError(logFaults(options.log))],
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false })
  const open = new Set<WebSocket>()
  const server = createAdaptorServer({ fetch: pages.fetch, overrideGlobalObjects: false }) as Server
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const decision = guard(arrivalOf('upgrade', request), household)
    if ('refuse' in decision || decision.allow !== 'socket') {
      socket.end(`HTTP/1.1 ${'refuse' in decision ? decision.refuse : 404} Refused\r\nConnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      open.add(client)
      options.onWindows?.(open.size)
      client.on('error', (error) => options.log.warn('loopback.socket_failed', { kind: error.name }))
      client.on('close', () => {
        open.delete(client)
        options.onWindows?.(open.size)
      })
      void handler.upgrade(client, { context: {} })
    })
  })

  const port = await listen(server, options.port)
  household.host = `127.0.0.1:${port}`
  household.cookieName = `blazon-${port}`
  household.origins.push(`http://${household.host}`)

  return {
    address: `http://${household.host}/?token=${options.token}`,
    port,
    close: async () => {
      for (const client of open) client.close(1001)
      sockets.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      for (const client of open) client.terminate()
      await closed
    },
  }
}

function arrivalOf(kind: Arrival['kind'], request: IncomingMessage): Arrival {
  return {
    kind,
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    host: request.headers.host,
    origin: request.headers.origin,
    cookie: request.headers.cookie,
  }
}

const plain = (status: number, reason: string) =>
  new Response(`${reason}\n`, { status, headers: pageHeaders('text/plain; charset=utf-8') })

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
