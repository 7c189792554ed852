import { describe, expect, it } from 'vitest'
import { documentText } from '../../../src/core/openbadges/document-text'
import type { GuardedFetch } from '../../../src/main/verification/guarded-fetch'
import { guardedFetch } from '../../../src/main/verification/guarded-fetch'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'
import {
  assertionUrl,
  badgeUrl,
  base,
  didUrl,
  hostedAssertion,
  issuerUrl,
  keyFrom,
  listUrl,
  person,
  signedCredential,
  statusList,
  webOf,
  type Web,
} from '../../support/badges-in'
import { certificate, loopbackSite } from '../../support/loopback-site'
import { networkOf } from '../../support/network'

const fileOf = (document: object, name = 'badge.json') => ({
  name,
  bytes: Buffer.from(documentText(document as Record<string, unknown>)).toString('base64'),
})

/** An app with an empty library in July 2026, whose network is `web`. */
async function appIn(web: Web, types?: Record<string, string>) {
  const { network, asked } = networkOf(web, types)
  const app = await temporaryApp({ network })
  app.time.set('2026-07-01T12:00:00Z')
  return { app, asked }
}
const nobody = () => new Map() as Web

describe('looking online', () => {
  it('nothing is asked unless somebody wants it', async () => {
    const { app, asked } = await appIn(await webOf())
    const [hosted, signed, at] = await app.client.verification.check({
      files: [fileOf(await hostedAssertion()), fileOf(await signedCredential())],
      addresses: [assertionUrl],
    })
    expect([hosted?.verdict, signed?.verdict, at?.verdict]).toEqual(['unreachable', 'unreachable', 'unreachable'])
    expect(at).toMatchObject({ name: assertionUrl, because: 'not_fetched', fetched: [], payloads: [] })
    expect(asked).toEqual([])
  })

  it('with the network every check is made, and each address is asked once and told', async () => {
    const { app, asked } = await appIn(await webOf())
    const files = [fileOf(await hostedAssertion()), fileOf(await signedCredential())]
    const [hosted, signed] = await app.client.verification.check({ files, online: true, identity: person })
    expect(hosted).toMatchObject({ verdict: 'valid', format: '2.0', summary: { recipientMatches: true } })
    expect(hosted?.fetched).toEqual(
      [assertionUrl, badgeUrl, issuerUrl].map((url) => ({ url, status: 200, type: 'application/json', note: null })),
    )
    expect(signed).toMatchObject({ verdict: 'valid', format: '3.0' })
    expect(signed?.fetched.map(({ url }) => url)).toEqual(expect.arrayContaining([didUrl, listUrl]))
    expect(asked).toHaveLength(5)
  })

  it('where nobody answers, nothing is said for or against the badge, and each silence is told', async () => {
    const { app } = await appIn(nobody())
    const [result] = await app.client.verification.check({ files: [fileOf(await signedCredential())], online: true })
    expect(result?.verdict).toBe('unreachable')
    expect(result?.fetched).toContainEqual({ url: didUrl, status: null, type: null, note: 'no_answer' })
  })

  it('row 100: a document that comes as a web page is read all the same, and told', async () => {
    const { app } = await appIn(await webOf(), { [badgeUrl]: 'text/html; charset=utf-8' })
    const [result] = await app.client.verification.check({ files: [fileOf(await hostedAssertion())], online: true })
    expect(result?.verdict).toBe('valid')
    expect(result?.fetched).toContainEqual({
      url: badgeUrl,
      status: 200,
      type: 'text/html; charset=utf-8',
      note: 'html',
    })
  })

  it('documents of this library are never asked for', async () => {
    const { network, asked } = networkOf(nobody())
    const app = await temporaryApp({ network })
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann', email: person }] }))
    const [award] = (await app.client.awards.list({})).rows
    const { assertion } = await app.client.awards.read({ id: award?.id ?? '' })
    const page = String((JSON.parse(assertion ?? '{}') as { id: string }).id).replace(/\.json$/, '.html')
    const [file, at] = await app.client.verification.check({
      files: [{ name: 'a.json', bytes: Buffer.from(assertion ?? '').toString('base64') }],
      addresses: [page],
      online: true,
    })
    expect(file).toMatchObject({ verdict: 'valid', ownAwardId: award?.id, fetched: [] })
    expect(at).toMatchObject({ name: page, verdict: 'valid', ownAwardId: award?.id, fetched: [] })
    expect(asked).toEqual([])
  })
})

describe('addresses', () => {
  const check = async (address: string, web: Web, types?: Record<string, string>) => {
    const { app, asked } = await appIn(web, types)
    const [result] = await app.client.verification.check({ addresses: [address], online: true })
    return { result, asked }
  }

  it('what stands at an address is checked like a file', async () => {
    const { result } = await check(assertionUrl, await webOf())
    expect(result).toMatchObject({ name: assertionUrl, verdict: 'valid', format: '2.0' })
    expect(result?.payloads).toHaveLength(1)
  })

  it('a page of an award leads to the assertion beside it; another page is no badge', async () => {
    const page = assertionUrl.replace(/\.json$/, '.html')
    const { result } = await check(`${page}#top`, await webOf())
    expect(result).toMatchObject({ name: `${page}#top`, verdict: 'valid' })
    const other = 'https://example.org/my-badges'
    const html = { status: 200, text: '<!doctype html><p>Badges' }
    const { result: greeting } = await check(other, new Map([[other, html]]), { [other]: 'text/html' })
    expect(greeting).toMatchObject({ verdict: 'not_a_badge' })
    expect(greeting?.checks[0]?.details['reason']).toBe('html')
  })

  it('nothing there (404), nobody there, and gone (410) are three things', async () => {
    const { result: absent } = await check(assertionUrl, new Map([[assertionUrl, { status: 404, text: '' }]]))
    expect(absent).toMatchObject({ verdict: 'unreachable', because: 'not_found' })
    const { result: silent } = await check(assertionUrl, nobody())
    expect(silent).toMatchObject({ verdict: 'unreachable', because: 'not_fetched' })
    const { result: gone } = await check(assertionUrl, new Map([[assertionUrl, { status: 410, text: '' }]]))
    expect(gone).toMatchObject({ verdict: 'revoked', because: 'revoked' })
  })

  it('a document that is left of what is gone says why', async () => {
    const left = documentText({ ...(await hostedAssertion()), revoked: true, revocationReason: 'by mistake' })
    const web = await webOf()
    web.set(assertionUrl, { status: 410, text: left })
    const { result } = await check(assertionUrl, web)
    expect(result).toMatchObject({ verdict: 'revoked', summary: { reason: 'by mistake' } })
  })

  it('row 101: an http address that somebody typed is followed as http; those that the badge names are not', async () => {
    const typed = assertionUrl.replace('https:', 'http:')
    const web = await webOf({ [typed]: await hostedAssertion() })
    const { result, asked } = await check(typed, web)
    expect(result?.verdict).toBe('valid')
    expect(asked[0]).toBe(`as http ${typed}`)
    expect(asked.filter((url) => url.startsWith('as http'))).toHaveLength(1)
  })
})

describe('F39: each refusal of a hosted badge has a verdict of its own', () => {
  const verdictOf = async (document: object, web: Web, identity?: string) => {
    const { app } = await appIn(web)
    const [result] = await app.client.verification.check({ files: [fileOf(document)], online: true, identity })
    return result
  }

  it('F39, row 99: an assertion on another host than its issuer’s', async () => {
    const elsewhere = assertionUrl.replace('badges.example.org', 'badges.elsewhere.org')
    const document = { ...(await hostedAssertion()), id: elsewhere }
    const result = await verdictOf(document, await webOf({ [elsewhere]: document }))
    expect(result).toMatchObject({ verdict: 'invalid', because: 'other_host' })
  })

  it('F39: revoked, expired, awarded to somebody else', async () => {
    const revoked = await webOf({ [assertionUrl]: { ...(await hostedAssertion()), revoked: true } })
    expect((await verdictOf(await hostedAssertion(), revoked))?.verdict).toBe('revoked')
    const old = await hostedAssertion({ expiresAt: '2026-06-25T00:00:00Z' })
    expect((await verdictOf(old, await webOf({ [assertionUrl]: old })))?.verdict).toBe('expired')
    const other = await verdictOf(await hostedAssertion(), await webOf(), 'eve@example.org')
    expect(other).toMatchObject({ verdict: 'invalid', because: 'other_person' })
  })

  it('F39: a status list that is missing, or signed by somebody else, leaves the question open', async () => {
    const credential = await signedCredential()
    const missing = await verdictOf(credential, await webOf({ [listUrl]: null }))
    expect(missing).toMatchObject({ verdict: 'genuine_unchecked', because: 'not_fetched' })
    const forged = await statusList([], { key: keyFrom('eve') })
    expect(await verdictOf(credential, await webOf({ [listUrl]: forged }))).toMatchObject({
      verdict: 'genuine_unchecked',
      because: 'list_not_trusted',
    })
  })
})

describe('rows 98 and 101: over real sockets', () => {
  /** The badge of these tests, at a site on this machine. */
  async function moved(origin: string): Promise<Web> {
    const web = new Map() as Web
    for (const [url, { status, text }] of await webOf())
      web.set(url.replace(base, origin), { status, text: text.replaceAll(base, origin) })
    return web
  }

  it('row 98: an issuer on a port of a site is checked there', async () => {
    let web = nobody()
    const site = await loopbackSite((request, response) => {
      const answer = web.get(`${site.origin}${request.url ?? ''}`)
      response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' }).end(answer?.text)
    })
    web = await moved(site.origin)
    const network: GuardedFetch = guardedFetch({
      resolve: async () => ['127.0.0.1'],
      isAllowed: () => true,
      ca: certificate,
    })
    const app = await temporaryApp({ network })
    app.time.set('2026-07-01T12:00:00Z')
    const addresses = [assertionUrl.replace(base, site.origin)]
    const [result] = await app.client.verification.check({ addresses, online: true })
    expect(result).toMatchObject({ verdict: 'valid' })
    expect(result?.fetched.map(({ note }) => note)).toEqual(['no_cors', 'no_cors', 'no_cors'])
    await site.close()
    const [silent] = await app.client.verification.check({ addresses, online: true })
    expect(silent).toMatchObject({
      verdict: 'unreachable',
      advice: 'issuer_gone',
      fetched: [{ status: null, note: 'no_answer' }],
    })
  })

  it('rows 98 and 101: an issuer on localhost or at a private address is not asked', async () => {
    const app = await temporaryApp()
    for (const origin of ['https://localhost:8443', 'https://10.0.0.7', 'http://[::1]:8080']) {
      const document = JSON.parse(documentText(await hostedAssertion()).replaceAll(base, origin)) as object
      const [result] = await app.client.verification.check({ files: [fileOf(document)], online: true })
      expect(result?.verdict).toBe('unreachable')
      expect(result?.fetched.length).toBeGreaterThan(0)
      for (const { note, status } of result?.fetched ?? []) expect([note, status]).toEqual(['private_address', null])
    }
  })
})
