import { createReadStream, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { guardedFetch, type GuardedFetch } from '../../../src/main/verification/guarded-fetch'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'
import { certificate, loopbackSite, type LoopbackSite } from '../../support/loopback-site'

const served: LoopbackSite[] = []
afterEach(async () => {
  for (const site of served.splice(0)) await site.close()
})

const usual = { '.json': 'application/json', '.png': 'image/png', '.html': 'text/html' } as Record<string, string>

/** A published app, and a host that serves its folder as `headers` wants it. */
async function publishedSite(headers: (path: string) => Record<string, string>) {
  let folder = ''
  const host = await loopbackSite((request, response) => {
    const path = request.url ?? ''
    const file = createReadStream(join(folder, path))
    file.once('open', () => {
      response.writeHead(200, headers(path))
      file.pipe(response)
    })
    file.once('error', () => response.writeHead(404).end())
  })
  served.push(host)
  const fetch = guardedFetch({
    resolve: async () => ['127.0.0.1'],
    isAllowed: (it) => it === '127.0.0.1',
    ca: certificate,
  })
  const asked: string[] = []
  const network: GuardedFetch = (url, options) => {
    asked.push(url)
    return fetch(url, options)
  }
  const app = await temporaryApp({ network })
  folder = join(app.folder, 'site')
  const badge = await readyBadge(app, { baseUrl: host.origin })
  const people = [{ name: 'Ada Lovelace', email: 'ada@example.org' }]
  await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
  const [site] = await app.client.publishing.sites()
  const publish = () => resultOf(app.client.publishing.run({ siteId: site!.id }))
  const look = () => app.client.publishing.lookOnline({ siteId: site!.id })
  return { folder, host, asked, publish, look }
}

describe('looking at what was published', () => {
  it('row 100: finds one file of each kind as it was put, and asks nothing before somebody wants to know', async () => {
    const { asked, publish, look } = await publishedSite((path) => ({
      'content-type': usual[extname(path)]!,
      'access-control-allow-origin': '*',
    }))
    await publish()
    expect(asked).toEqual([])
    const found = await look()
    expect(found.map(({ state, note }) => [state, note])).toEqual(found.map(() => ['right', null]))
    expect(found).toHaveLength(9)
    expect(asked.sort()).toEqual(found.map(({ url }) => url).sort())
  })

  it('row 100: tells of text/html and of documents that no other site may read', async () => {
    const { publish, look } = await publishedSite((path) =>
      path.startsWith('/status/')
        ? { 'content-type': 'application/json' }
        : { 'content-type': 'text/html', 'access-control-allow-origin': '*' },
    )
    await publish()
    const noteOf = new Map((await look()).map(({ url, note }) => [new URL(url).pathname.split('/')[1], note]))
    expect(noteOf.get('status')).toBe('no_cors')
    expect(noteOf.get('credentials')).toBe('html')
    expect(noteOf.get('index.html')).toBeNull()
  })

  it('row 100: tells of a file that is not there, of another in its place, and of a host that does not answer', async () => {
    const { folder, host, publish, look } = await publishedSite((path) => ({
      'content-type': usual[extname(path)]!,
      'access-control-allow-origin': '*',
    }))
    await publish()
    const [index, issuer] = (await look()).map(({ url }) => join(folder, new URL(url).pathname)) as [string, string]
    writeFileSync(index, `${readFileSync(index, 'utf8')} `)
    rmSync(issuer)
    expect((await look()).slice(0, 3).map(({ state }) => state)).toEqual(['other', 'missing', 'right'])
    await host.close()
    served.pop()
    for (const { state, note } of await look()) expect([state, note]).toEqual(['unreachable', 'no_answer'])
  })
})
