import { net, type Protocol } from 'electron'
import { readPageFile } from '../../platform/page-files'
import { pageHeaders } from '../../platform/page-headers'
import { isOwnPage, pageScheme } from './security'

/**
 * Serves the page at `app://bundle/`: files of its folder and nothing else. While developing, the same address
 * shows the server with hot reload, so that page and shell behave as in the product.
 */
export function servePage(protocol: Pick<Protocol, 'handle'>, folder: string, developmentUrl?: string): void {
  protocol.handle(pageScheme.scheme, (request) => answerPageRequest(request, folder, developmentUrl))
}

/** The answer to one request. */
export async function answerPageRequest(
  request: Pick<Request, 'method' | 'url'>,
  folder: string,
  developmentUrl?: string,
): Promise<Response> {
  if (!isOwnPage(request.url)) return refused(403)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
  const { pathname, search } = new URL(request.url)
  if (developmentUrl) return net.fetch(new URL(`${pathname}${search}`, developmentUrl).href)
  const file = await readPageFile(folder, pathname)
  return file ? new Response(file.bytes, { headers: pageHeaders(file.contentType) }) : refused(404)
}

const refused = (status: number) => new Response(null, { status, headers: pageHeaders('text/plain; charset=utf-8') })
