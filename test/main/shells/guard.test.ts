import { describe, expect, it } from 'vitest'
import { guard, type Arrival, type Household } from '../../../src/main/shells/loopback/guard'

const token = 'a'.repeat(43)
const household: Household = {
  host: '127.0.0.1:4100',
  origins: ['http://127.0.0.1:4100'],
  token,
  cookieName: 'blazon-4100',
}
const page: Arrival = {
  kind: 'request',
  method: 'GET',
  target: '/assets/main.js',
  host: '127.0.0.1:4100',
  origin: undefined,
  cookie: `blazon-4100=${token}`,
}
const socket: Arrival = { ...page, kind: 'upgrade', target: '/rpc', origin: 'http://127.0.0.1:4100' }
const answer = (arrival: Arrival) => {
  const decision = guard(arrival, household)
  return 'refuse' in decision ? decision.refuse : decision.allow
}

describe('the loopback guard', () => {
  it('lets the page with the cookie read its files and open its socket', () => {
    expect(guard(page, household)).toEqual({ allow: 'file', path: '/assets/main.js' })
    expect(guard({ ...page, target: '/?theme=dark' }, household)).toEqual({ allow: 'file', path: '/' })
    expect(answer({ ...page, method: 'HEAD' })).toBe('file')
    expect(answer(socket)).toBe('socket')
  })

  it('lets a newcomer with the token in, and nobody with another one', () => {
    const newcomer = { ...page, cookie: undefined, target: `/?token=${token}` }
    expect(answer(newcomer)).toBe('entry')
    expect(answer({ ...newcomer, target: `/?token=${token}x` })).toBe(403)
    expect(answer({ ...newcomer, target: '/?token=' })).toBe(403)
    expect(answer({ ...newcomer, target: '/' })).toBe(403)
    expect(answer({ ...newcomer, target: `/assets/main.js?token=${token}` })).toBe(403)
  })

  it.each<[string, Partial<Arrival>, number]>([
    ['a name that was rebound to this computer', { host: 'evil.example' }, 421],
    ['a rebound name with our port', { host: 'evil.example:4100' }, 421],
    ['localhost, which another program may answer for', { host: 'localhost:4100' }, 421],
    ['another port of this computer', { host: '127.0.0.1:4101' }, 421],
    ['our address as a user name', { host: '127.0.0.1:4100@evil.example' }, 421],
    ['our address as the start of a name', { host: '127.0.0.1:4100.evil.example' }, 421],
    ['no host at all', { host: undefined }, 421],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a page on another port of this computer', { origin: 'http://127.0.0.1:4101' }, 403],
    ['our origin with another scheme', { origin: 'https://127.0.0.1:4100' }, 403],
    ['a sandboxed frame or a file', { origin: 'null' }, 403],
    ['an empty origin', { origin: '' }, 403],
    ['no cookie', { cookie: undefined }, 403],
    ['an empty cookie', { cookie: 'blazon-4100=' }, 403],
    ['a shorter token', { cookie: `blazon-4100=${token.slice(1)}` }, 403],
    ['a longer token', { cookie: `blazon-4100=${token}a` }, 403],
    ['the token under another name', { cookie: `blazon-4101=${token}` }, 403],
    ['the token at the end of another cookie', { cookie: `xblazon-4100=${token}` }, 403],
  ])('refuses both page and socket to %s', (_who, wrong, status) => {
    expect(answer({ ...page, ...wrong })).toBe(status)
    expect(answer({ ...socket, ...wrong })).toBe(status)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])('refuses to %s', (method) => {
    expect(answer({ ...page, method })).toBe(405)
  })

  it('opens no socket without an origin: a browser always names it', () => {
    expect(answer({ ...socket, origin: undefined })).toBe(403)
  })

  it('opens a socket on its one path only', () => {
    for (const target of ['/', '/rpc/', '/rpc/..', '//rpc', '/RPC', '/assets/rpc'])
      expect(answer({ ...socket, target })).toBe(404)
    expect(answer({ ...socket, target: '/rpc?x=1' })).toBe('socket')
  })

  it('reads its own cookie among others', () => {
    expect(answer({ ...page, cookie: `a=b; blazon-4100=${token}; c` })).toBe('file')
  })

  it('does not let the wrong host learn whether the token was right', () => {
    const stranger = { ...page, host: 'evil.example' }
    expect(guard({ ...stranger, target: `/?token=${token}` }, household)).toEqual(guard(stranger, household))
  })

  it('takes the origin with hot reload only where it is named', () => {
    const developing = { ...household, origins: [...household.origins, 'http://127.0.0.1:5173'] }
    const arrival = { ...socket, origin: 'http://127.0.0.1:5173' }
    expect(guard(arrival, developing)).toEqual({ allow: 'socket' })
    expect(answer(arrival)).toBe(403)
  })
})
