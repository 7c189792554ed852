import { readFileSync } from 'node:fs'
import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/loopback/${name}`, import.meta.url), 'utf8')
/** What `badges.test` and `other.test` show; nobody vouches for it but itself. */
export const certificate = fixture('certificate.pem')

export type LoopbackSite = { port: number; origin: string; asked: IncomingMessage[]; close: () => Promise<void> }

/** A web site on this machine that calls itself `badges.test`; `asked` are the requests that it got. */
export async function loopbackSite(
  answer: RequestListener,
  { secure = true }: { secure?: boolean } = {},
): Promise<LoopbackSite> {
  const asked: IncomingMessage[] = []
  const listener: RequestListener = (request, response) => {
    asked.push(request)
    answer(request, response)
  }
  const server = secure ? createHttps({ key: fixture('key.pem'), cert: certificate }, listener) : createHttp(listener)
  // A client that lets go or refuses the certificate is what these tests are about.
  server.on('clientError', (_, socket) => socket.destroy()).on('tlsClientError', () => undefined)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `${secure ? 'https' : 'http'}://badges.test:${String(port)}`,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
