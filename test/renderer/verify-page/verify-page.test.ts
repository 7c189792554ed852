import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { canonicalize } from '../../../src/core/openbadges/canonical'
import { didKey } from '../../../src/core/openbadges/did'
import type { EcJwk } from '../../../src/core/openbadges/elliptic'
import { encodeEcMultikey } from '../../../src/core/openbadges/multikey'
import { hashProofOptions, proofOptions, proofValue, signedBytes } from '../../../src/core/openbadges/proof'
import { generatorMark } from '../../../src/core/publishing/pages'
import { bake } from '../../../src/main/baking/bake'
import { accessibilityFaults } from '../../support/accessibility'
import { findBrowser, launchOptions, noBrowser } from '../../support/browser'
import {
  base,
  digest,
  hostedAssertion,
  jws,
  listUrl,
  person,
  revokedHostedAssertion,
  assertionUrl,
  signedCredential,
  statusList,
  webOf,
  type Web,
} from '../../support/badges-in'
import { artPng, makePng } from '../../support/png'

const executable = findBrowser()
const token = 'q7w2n5kx3vz6tmh4cjb2ryldse'
const credentialUrl = `${base}/credentials/q7/${token}.json`
let folder = ''
let browser: Browser

/** The site of the issuer in a real browser: its published documents and the page as it was built, at its own address. */
async function open(
  path = 'verify.html',
  {
    changes = {},
    from = base,
    ...options
  }: BrowserContextOptions & { changes?: Parameters<typeof webOf>[0]; from?: string } = {},
): Promise<Page & { asked: string[]; complaints: string[] }> {
  const web: Web = await webOf({ [credentialUrl]: await signedCredential(), ...changes })
  const context = await browser.newContext({ viewport: { width: 900, height: 1100 }, ...options })
  const page = await context.newPage()
  const asked: string[] = []
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await context.route('**', async (route) => {
    const url = route.request().url()
    asked.push(url)
    const asset = /^https?:\/\/[a-z.]+(?::8123)?\/(?:assets\/)?(verify\.(html|js|css))(?:[?#].*)?$/.exec(url)
    if (asset) {
      const type = { html: 'text/html', js: 'text/javascript', css: 'text/css' }[asset[2] ?? '']
      return route.fulfill({ body: await readFile(join(folder, asset[1] ?? '')), contentType: type ?? '' })
    }
    const answer = web.get(url.replace(from, base))
    return route.fulfill({ status: answer?.status ?? 404, body: answer?.text ?? '', contentType: 'application/json' })
  })
  await page.goto(`${from}/${path}`)
  return Object.assign(page, { asked, complaints })
}

const baked = async (wishes: Parameters<typeof signedCredential>[0] = {}, picture: Uint8Array = artPng(64, 9_000)) =>
  bake(picture, {
    openbadges: JSON.stringify(await hostedAssertion(wishes)),
    openbadgecredential: JSON.stringify(await signedCredential(wishes)),
  })
const choose = (page: Page, name: string, buffer: Uint8Array | string) =>
  page.locator('#file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) })
const verdict = (page: Page) => page.locator('.answer .verdict h2').textContent()

describe.skipIf(executable === null)(`the visitor’s page${executable === null ? ` (${noBrowser})` : ''}`, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blazon-verify-'))
    await build({ configFile: resolve('verify-page.vite.config.ts'), logLevel: 'error', build: { outDir: folder } })
    browser = await chromium.launch(launchOptions(executable ?? ''))
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('says that a good badge is valid, with who, what, when and by whom, in both formats', async () => {
    const page = await open()
    await choose(page, 'ann.png', await baked())
    await page.locator('.answer').waitFor()
    expect(await verdict(page)).toBe('Valid')
    const told = await page.locator('.summary').innerText()
    for (const words of ['Reading Star', 'Ødegård Library', '20 June 2026', 'Open Badges 2.0 and 3.0'])
      expect(told).toContain(words)
    expect(page.complaints).toEqual([])
  })

  it.each([
    ['Withdrawn', async () => ({ [listUrl]: await statusList([94567]) })],
    ['Withdrawn', async () => ({ [assertionUrl]: await revokedHostedAssertion('Given by mistake') })],
    ['Genuine; not checked whether it was withdrawn', async () => ({ [listUrl]: 503 })],
  ] as const)('says “%s” where the site says so', async (words, changes) => {
    const page = await open('verify.html', { changes: await changes() })
    await choose(page, 'ann.png', await baked())
    await page.locator('.answer').waitFor()
    expect(await verdict(page)).toBe(words)
  })

  it('opens an award of the site by its token, by its page and by its document', async () => {
    for (const place of [`#${token}`, `?award=${token}`, `#${base}/assertions/q7/${token}.html`, `#${credentialUrl}`]) {
      const page = await open(`verify.html${place}`)
      await page.locator('.answer').waitFor()
      expect([place, await verdict(page)]).toEqual([place, 'Valid'])
      await page.context().close()
    }
  })

  it('says that there is no such award', async () => {
    const page = await open(`verify.html#${token.replace('q', 'z')}`)
    await page.locator('.note', { hasText: 'no such award' }).waitFor()
  })

  it('asks nothing of another site, whatever the badge or the address says', async () => {
    const page = await open('verify.html#https://evil.example/a.json')
    await page.locator('.note', { hasText: 'evil.example' }).waitFor()
    const foreign = JSON.stringify(await hostedAssertion()).replaceAll(base, 'https://evil.example')
    await choose(page, 'a.json', foreign)
    await page.locator('.answer').waitFor()
    expect(await verdict(page)).toBe('Cannot be checked from here')
    expect(page.asked.filter((url) => !url.startsWith(`${base}/`))).toEqual([])
  })

  it('a copy on the owner’s own computer stands in for the site, and says so', async () => {
    const page = await open(`verify.html#${token}`, { from: 'http://localhost:8123' })
    await page.locator('.answer').waitFor()
    expect(await verdict(page)).toBe('Valid')
    expect(await page.locator('.note').innerText()).toContain('on this computer')
    expect(page.asked.filter((url) => !url.startsWith('http://localhost:8123/'))).toEqual([])
  })

  it('a copy anywhere else does not', async () => {
    const page = await open(`verify.html#${token}`, { from: 'https://mirror.example' })
    await page.locator('.answer').waitFor()
    expect(await verdict(page)).toBe('Cannot be checked from here')
  })

  it('compares a typed address with the recipient, in the browser only', async () => {
    const page = await open(`verify.html#${token}`)
    await page.locator('.answer').waitFor()
    await page.getByLabel('E-mail address').fill('bob@example.org')
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.locator('.answer.bad').waitFor()
    expect(await verdict(page)).toBe('Not a correct badge')
    await page.getByLabel('E-mail address').fill(person)
    await page.keyboard.press('Enter')
    await page.locator('.answer.good').waitFor()
    expect(await page.locator('.summary').innerText()).toContain('The address that you typed')
    expect(page.asked.join()).not.toContain('ann')
  })

  it('row 15: a picture without a badge gets a word of advice', async () => {
    const page = await open()
    await choose(page, 'photo.png', makePng())
    await page.locator('.answer').waitFor()
    expect(await verdict(page)).toBe('No badge data in this file')
    expect(await page.locator('.answer').innerText()).toContain('as it was first received')
  })

  it('row 15: a screenshot and a photo are told from other pictures', async () => {
    const page = await open()
    await choose(page, 'Screenshot 2026-06-20.png', makePng())
    await page.locator('.answer', { hasText: 'looks like a screenshot' }).waitFor()
    await choose(page, 'badge.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16))
    await page.locator('.answer', { hasText: 'gone through a photo app' }).waitFor()
  })

  it('checks signatures by keys on P-256: as a proof inside, and around as a JWT', async () => {
    const page = await open()
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = key.publicKey.export({ format: 'jwk' }) as EcJwk
    const did = didKey(encodeEcMultikey(jwk))
    const { proof: _, ...unsigned } = await signedCredential({ hosted: false })
    const document = {
      ...unsigned,
      '@context': unsigned['@context'],
      issuer: { ...(unsigned.issuer as object), id: did },
    }
    const options = {
      ...proofOptions('2026-06-20T13:05:09Z', `${did}#${did.slice('did:key:'.length)}`),
      cryptosuite: 'ecdsa-rdfc-2019',
    }
    const bytes = signedBytes(
      await hashProofOptions(options, document['@context'], digest),
      digest(new TextEncoder().encode(await canonicalize(document))),
    )
    const signature = sign('sha256', bytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
    const whole = { ...document, proof: [{ ...options, proofValue: proofValue(signature) }] }
    await choose(page, 'a.json', JSON.stringify(whole))
    await page.locator('.answer.good').waitFor()
    await choose(page, 'a.json', JSON.stringify({ ...whole, name: 'Another' }))
    await page.locator('.answer.bad').waitFor()
    const text = jws({ alg: 'ES256', typ: 'JWT', jwk: { ...jwk } }, document, key.privateKey, 'ES256')
    await choose(page, 'a.jwt', text)
    await page.locator('.answer.good').waitFor()
  })

  it('F34: HTML in a badge is shown as text', async () => {
    const page = await open()
    await choose(page, 'a.json', JSON.stringify(await signedCredential({ badgeName: '<img src=x onerror=alert(1)>' })))
    await page.locator('.answer').waitFor()
    expect(await page.locator('.summary h3').textContent()).toBe('<img src=x onerror=alert(1)>')
    expect(await page.locator('.summary img[src=x]').count()).toBe(0)
  })

  it('reads an SVG and a pasted text, and works by keyboard alone', async () => {
    const page = await open()
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential><![CDATA[${JSON.stringify(await signedCredential())}]]></openbadges:credential></svg>`
    await choose(page, 'a.svg', svg)
    await page.locator('.answer.good').waitFor()
    await page.reload()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('file')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.insertText(JSON.stringify(await signedCredential()))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.answer.good').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Valid')
  })

  it.each(['light', 'dark'] as const)('axe finds nothing wrong, %s', async (colorScheme) => {
    const page = await open('verify.html', { colorScheme, bypassCSP: true })
    const faults = () => accessibilityFaults(page)
    expect(await faults()).toEqual([])
    for (const name of ['Gold', 'Reading Star']) {
      await choose(page, 'ann.png', name === 'Gold' ? Buffer.from('hello') : await baked())
      await page.locator('.answer').waitFor()
      await page.locator('.answer summary, .answer h2').last().click()
      expect(await faults()).toEqual([])
      if (process.env.SHOTS)
        await page.screenshot({ path: join(process.env.SHOTS, `verify-${colorScheme}-${name}.png`), fullPage: true })
    }
  })

  it('is small enough for a slow line, and carries the mark of the files that publishing may replace', async () => {
    const script = await readFile(join(folder, 'verify.js'))
    expect(gzipSync(script).length).toBeLessThan(250_000)
    expect(script.toString()).not.toMatch(/\beval\(|new Function\(/)
    expect(await readFile(join(folder, 'verify.html'), 'utf8')).toContain(generatorMark)
  })
})
