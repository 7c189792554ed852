import type { RequestListener } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { isBlazonError } from '../../../src/core/errors'
import { guardedFetch, type GuardedFetchDeps, type Limits } from '../../../src/main/verification/guarded-fetch'
import { isPublicAddress } from '../../../src/main/verification/public-address'
import { certificate, loopbackSite, type LoopbackSite } from '../../support/loopback-site'

const sites: LoopbackSite[] = []
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close()
})
async function site(answer: RequestListener, options?: { secure?: boolean }) {
  const made = await loopbackSite(answer, options)
  sites.push(made)
  return made
}

/** The fetch as the app has it, in a world where this machine is a public host by the names of the tests. */
const onLoopback: GuardedFetchDeps = {
  resolve: async () => ['127.0.0.1'],
  isAllowed: (address) => address === '127.0.0.1',
  ca: certificate,
}
const loopbackFetch = guardedFetch(onLoopback)
const json = { 'content-type': 'application/json', 'access-control-allow-origin': '*' }
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Why a fetch was refused. */
async function fault(fetching: Promise<unknown>): Promise<unknown> {
  const error: unknown = await fetching.then(
    () => 'answered',
    (thrown: unknown) => thrown,
  )
  return isBlazonError(error, 'offline') ? error.details.reason : error
}

describe('what is asked', () => {
  it('one request, with no cookie, no credentials and no referrer', async () => {
    const { origin, asked } = await site((_, response) => {
      response.writeHead(200, { ...json, 'set-cookie': 'seen=1' }).end('{"id":1}')
    })
    const answer = await loopbackFetch(`${origin}/a.json`)
    expect(answer).toMatchObject({ status: 200, type: 'application/json', notes: [] })
    expect(text(answer.bytes)).toBe('{"id":1}')
    await loopbackFetch(`${origin}/b.json`)
    const [, second] = asked
    expect(second?.headers['user-agent']).toBe('Blazon')
    expect(second?.headers.accept).toMatch(/application\/ld\+json.*image\/png.*image\/svg\+xml/)
    expect(Object.keys(second?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
  })

  it('a status that is not 200 is an answer too', async () => {
    const { origin } = await site((_, response) => response.writeHead(410, json).end('{"revoked":true}'))
    expect(await loopbackFetch(`${origin}/a.json`)).toMatchObject({ status: 410, notes: [] })
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('%s is unpacked', async (encoding, pack) => {
    const { origin } = await site((_, response) =>
      response.writeHead(200, { ...json, 'content-encoding': encoding }).end(pack('{"id":2}')),
    )
    expect(text((await loopbackFetch(`${origin}/a.json`)).bytes)).toBe('{"id":2}')
  })

  it('a packing that is not known, or broken, gives no document', async () => {
    const { origin } = await site((request, response) =>
      response
        .writeHead(200, { ...json, 'content-encoding': request.url === '/zstd' ? 'zstd' : 'gzip' })
        .end('no gzip'),
    )
    expect(await fault(loopbackFetch(`${origin}/zstd`))).toBe('unreadable')
    expect(await fault(loopbackFetch(`${origin}/gzip`))).toBe('unreadable')
  })

  it('whoever asked may stop it', async () => {
    const { origin } = await site(() => undefined)
    const stop = new AbortController()
    const fetching = loopbackFetch(`${origin}/a.json`, { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(fetching).rejects.toThrow('enough')
  })
})

describe('row 100: types and what other pages may read', () => {
  it.each([
    ['text/html; charset=utf-8', '*', '{"id":1}', ['html']],
    ['text/html', '*', '<html>', ['html']],
    ['application/octet-stream', '*', '{"id":1}', ['other_type']],
    ['text/plain', '*', '{"id":1}', ['other_type']],
    ['text/plain', '*', 'eyJh.eyJh.c2ln', []],
    ['application/ld+json', undefined, '{"id":1}', ['no_cors']],
    ['image/png', undefined, '\x89PNG', []],
    ['text/html', undefined, '{"id":1}', ['html', 'no_cors']],
  ])('%s with CORS %s for %s is read and told as %j', async (type, cors, body, notes) => {
    const { origin } = await site((_, response) =>
      response.writeHead(200, { 'content-type': type, ...(cors && { 'access-control-allow-origin': cors }) }).end(body),
    )
    expect(await loopbackFetch(`${origin}/a`)).toMatchObject({ status: 200, type, notes })
  })
})

describe('row 101: http, certificates, other hosts', () => {
  it('an http address that a badge names is asked by https', async () => {
    const { port, origin } = await site((_, response) => response.writeHead(200, json).end('{}'))
    const answer = await loopbackFetch(`http://badges.test:${String(port)}/a.json`)
    expect(answer.notes).toEqual(['asked_by_https'])
    expect(origin).toMatch(/^https/)
  })

  it('an http address that somebody typed is followed as such, and told', async () => {
    const { origin } = await site((_, response) => response.writeHead(200, json).end('{}'), { secure: false })
    expect((await loopbackFetch(`${origin}/a.json`, { http: true })).notes).toEqual(['http'])
    expect(await fault(loopbackFetch(`${origin}/a.json`))).not.toBe('answered')
  })

  it('no redirect leads from https to http, nor to a file or to credentials', async () => {
    const leads: Record<string, string> = {
      '/http': 'http://badges.test/a.json',
      '/file': 'file:///etc/passwd',
      '/user': 'https://ann:secret@badges.test/a.json',
    }
    const { origin } = await site((request, response) =>
      response.writeHead(302, { location: leads[request.url ?? ''] }).end(),
    )
    expect(await fault(loopbackFetch(`${origin}/http`))).toBe('not_https')
    expect(await fault(loopbackFetch(`${origin}/file`))).toBe('not_https')
    expect(await fault(loopbackFetch(`${origin}/user`))).toBe('unreadable')
  })

  it('a certificate that nobody vouches for, or of another name, is no answer', async () => {
    const { port, origin } = await site((_, response) => response.writeHead(200, json).end('{}'))
    expect(await fault(guardedFetch({ ...onLoopback, ca: '' })(`${origin}/a.json`))).toBe('certificate')
    expect(await fault(loopbackFetch(`https://stranger.test:${String(port)}/a.json`))).toBe('certificate')
  })

  it('a redirect to another host is followed and told; one within the host is not worth a word', async () => {
    const { port, origin } = await site((request, response) => {
      if (request.url === '/a') response.writeHead(301, { location: `https://other.test:${String(port)}/b` }).end()
      else if (request.url === '/c') response.writeHead(301, { location: '/b' }).end()
      else response.writeHead(200, json).end('{"id":3}')
    })
    expect((await loopbackFetch(`${origin}/a`)).notes).toEqual(['redirected'])
    expect((await loopbackFetch(`${origin}/c`)).notes).toEqual([])
  })

  it('nobody there is no answer', async () => {
    const { origin, close } = await loopbackSite(() => undefined)
    await close()
    expect(await fault(loopbackFetch(`${origin}/a.json`))).toBe('no_answer')
    const nameless = guardedFetch({ resolve: () => Promise.reject(new Error('ENOTFOUND')) })
    expect(await fault(nameless('https://badges.test/a.json'))).toBe('no_answer')
    expect(await fault(guardedFetch({ resolve: async () => [] })('https://badges.test/a.json'))).toBe('no_answer')
  })
})

describe('F35: addresses that are not public', () => {
  it.each([
    '127.0.0.1',
    '127.255.1.2',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    'localhost',
    '',
    '2130706433',
  ])('F35: %s is not', (address) => expect(isPublicAddress(address)).toBe(false))

  it.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
    'F35: %s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://0.0.0.0/',
    'https://2130706433/', // decimal
    'https://0177.0.0.1/', // octal
    'https://0x7f.1/', // hexadecimal and short
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
    'https://localhost./',
    'https://printer.local/',
    'https://metadata.google.internal/',
  ])('F35: %s is refused before anything is connected', async (url) => {
    expect(await fault(guardedFetch()(url))).toBe('private_address')
    expect(await fault(guardedFetch()(url.replace('https', 'http'), { http: true }))).toBe('private_address')
  })

  it('F35: a name that leads to a private address among others is refused', async () => {
    const { origin, asked } = await site((_, response) => response.end())
    const resolve = async () => ['8.8.8.8', '127.0.0.1']
    expect(await fault(guardedFetch({ ...onLoopback, resolve, isAllowed: isPublicAddress })(origin))).toBe(
      'private_address',
    )
    expect(asked).toHaveLength(0)
  })

  it('F35: a name server that changes its mind is asked once, and cannot', async () => {
    const { origin, asked } = await site((_, response) => response.writeHead(200, json).end('{}'))
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const resolve = async () => answers.shift() ?? []
    expect((await guardedFetch({ ...onLoopback, resolve })(origin)).status).toBe(200)
    expect([answers.length, asked.length]).toEqual([1, 1])
  })

  it('F35: what is connected to is looked at again, before a byte is sent', async () => {
    const { origin, asked } = await site((_, response) => response.end(), { secure: false })
    const looks: string[] = []
    // Allowed by what the name said, not by where the socket ended up.
    const isAllowed = (address: string) => looks.push(address) === 1
    expect(await fault(guardedFetch({ ...onLoopback, isAllowed })(origin, { http: true }))).toBe('private_address')
    expect(looks).toEqual(['127.0.0.1', '127.0.0.1'])
    expect(asked).toHaveLength(0)
  })

  it.each(['https://10.0.0.1/', 'https://[::1]/', 'https://localhost./', 'https://2130706434/'])(
    'F35: a redirect to %s is refused',
    async (location) => {
      const { origin } = await site((_, response) => response.writeHead(302, { location }).end())
      expect(await fault(loopbackFetch(origin))).toBe('private_address')
    },
  )
})

describe('F36: answers without end', () => {
  const small = (limits: Partial<Limits>) => guardedFetch({ ...onLoopback, limits })

  it('F36: an endless one is stopped at 1 MiB', async () => {
    let sent = 0
    const { origin } = await site((_, response) => {
      response.writeHead(200, json)
      const chunk = Buffer.alloc(65_536, 'a')
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length
      }
      response.on('drain', more)
      more()
    })
    expect(await fault(loopbackFetch(origin))).toBe('too_large')
    expect(sent).toBeLessThan(32 * 1_048_576)
  })

  it('F36: one that announces 5 GB is not begun', async () => {
    const { origin } = await site((_, response) => {
      response.writeHead(200, { ...json, 'content-length': '5368709120' })
      response.flushHeaders()
    })
    expect(await fault(loopbackFetch(origin))).toBe('too_large')
  })

  it('F36: exactly 1 MiB is read, one byte more is not', async () => {
    const { origin } = await site((request, response) =>
      response.writeHead(200, json).end(Buffer.alloc(Number(request.url?.slice(1)), '1')),
    )
    expect((await loopbackFetch(`${origin}/1048576`)).bytes).toHaveLength(1_048_576)
    expect(await fault(loopbackFetch(`${origin}/1048577`))).toBe('too_large')
  })

  it.each([
    ['gzip', gzipSync(Buffer.alloc(64 * 1_048_576))],
    ['br', brotliCompressSync(Buffer.alloc(64 * 1_048_576))],
  ])('F36: a small %s that unpacks to 64 MiB is stopped', async (encoding, bomb) => {
    const { origin } = await site((_, response) =>
      response.writeHead(200, { ...json, 'content-encoding': encoding }).end(bomb),
    )
    expect(bomb.length).toBeLessThan(100_000)
    expect(await fault(loopbackFetch(origin))).toBe('too_large')
  })

  it('F36: one byte now and then is stopped when the time is over, wherever it stands', async () => {
    const { origin } = await site((request, response) => {
      if (request.url === '/silent') return
      if (request.url === '/headers') return void response.flushHeaders()
      response.writeHead(200, json)
      const drip = setInterval(() => response.write('1'), 20)
      response.on('close', () => clearInterval(drip))
    })
    const brief = small({ timeoutMs: 150 })
    expect(await fault(brief(`${origin}/silent`))).toBe('too_slow')
    expect(await fault(brief(`${origin}/headers`))).toBe('too_slow')
    expect(await fault(brief(`${origin}/drip`))).toBe('too_slow')
    const nameless = guardedFetch({ resolve: () => new Promise(() => undefined), limits: { timeoutMs: 50 } })
    expect(await fault(nameless('https://badges.test/'))).toBe('too_slow')
  })

  it('F36: three redirects are followed, of twenty no more', async () => {
    const { origin, asked } = await site((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) response.writeHead(200, json).end('{}')
      else response.writeHead(302, { location: `/${String(left - 1)}` }).end()
    })
    expect((await loopbackFetch(`${origin}/3`)).status).toBe(200)
    asked.length = 0
    expect(await fault(loopbackFetch(`${origin}/20`))).toBe('too_many_redirects')
    expect(asked).toHaveLength(4)
  })
})
