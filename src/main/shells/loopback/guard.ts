import { createHash, timingSafeEqual } from 'node:crypto'
import { socketPath } from '../../../core/contract/wire'

/** What arrived, as it was sent: nothing normalised, nothing decoded. */
export type Arrival = {
  kind: 'request' | 'upgrade'
  method: string
  /** The request target, e.g. `/assets/a.js` or `/?token=…`. */
  target: string
  host: string | undefined
  origin: string | undefined
  cookie: string | undefined
}

/** Whom the server takes itself to be. */
export type Household = {
  /** The only `Host` it answers to, e.g. `127.0.0.1:41234`. */
  host: string
  /** The origins its page may have: its own and, while developing, the one with hot reload. */
  origins: readonly string[]
  /** Made at each launch; whoever knows it may enter. */
  token: string
  /** Named after the port: browsers send cookies to every port of a host. */
  cookieName: string
}

/** What to do: serve a file of the page, let a newcomer with the token in (cookie and redirect), open the socket, or refuse. */
export type Decision =
  | { allow: 'file'; path: string }
  | { allow: 'entry' }
  | { allow: 'socket' }
  | { refuse: 403 | 404 | 405 | 421; reason: string }

/**
 * Decides about everything that reaches the loopback server. Any program and any web page of this computer can send
 * to it, so: a foreign `Host` is DNS rebinding (421), a foreign `Origin` is another site's page (403), and without
 * the launch's token nobody gets as much as a script file (403).
 */
export function guard(arrival: Arrival, household: Household): Decision {
  if (arrival.host !== household.host) return { refuse: 421, reason: 'This server answers to another name.' }
  if (arrival.origin !== undefined && !household.origins.includes(arrival.origin))
    return { refuse: 403, reason: 'Another page may not speak to this one.' }

  const [path = '', query = ''] = splitOnce(arrival.target, '?')
  const known = cookieValue(arrival.cookie, household.cookieName)

  if (arrival.kind === 'upgrade') {
    if (path !== socketPath) return { refuse: 404, reason: 'There is nothing here.' }
    // A browser always names the origin of a socket; what does not is no page of ours.
    if (arrival.origin === undefined) return { refuse: 403, reason: 'Only the page may open the socket.' }
    if (!sameToken(known, household.token)) return { refuse: 403, reason: tokenWanted }
    return { allow: 'socket' }
  }

  if (arrival.method !== 'GET' && arrival.method !== 'HEAD') return { refuse: 405, reason: 'Only reading is possible.' }
  const offered = new URLSearchParams(query).get('token')
  if (path === '/' && offered !== null)
    return sameToken(offered, household.token) ? { allow: 'entry' } : { refuse: 403, reason: tokenWanted }
  if (!sameToken(known, household.token)) return { refuse: 403, reason: tokenWanted }
  return { allow: 'file', path }
}

const tokenWanted = 'Please open the address that Blazon printed when it started.'

/** Compares in constant time, whatever the lengths. */
function sameToken(offered: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(offered ?? ''), digest(token)) && offered !== undefined
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key = '', value = ''] = splitOnce(pair.trim(), '=')
    if (key === name) return value
  }
  return undefined
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
