import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PNG } from 'pngjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bake } from '../../../src/main/baking/bake'
import { pixelDigest } from '../../../src/main/baking/picture'
import { unbake } from '../../../src/main/baking/unbake'
import { fileVerifier, type FileVerifierDeps } from '../../../src/main/verification/file-verifier'
import { hostedFolders } from '../../../src/main/verification/hosted-folders'
import {
  assertionUrl,
  base,
  hostedAssertion,
  listUrl,
  ownFacts,
  person,
  portsFor,
  signed,
  signedCredential,
  statusList,
  unsignedCredential,
  webOf,
  type Web,
} from '../../support/badges-in'

/** A small picture of one colour. */
function picture(shade = 128): Uint8Array {
  const png = new PNG({ width: 8, height: 8 })
  png.data.fill(shade)
  return PNG.sync.write(png)
}
const text = (document: object) => JSON.stringify(document)
const bytesOf = (words: string) => new TextEncoder().encode(words)

async function bakedBoth(badge: Uint8Array = picture()): Promise<Uint8Array> {
  return bake(badge, { openbadges: text(await hostedAssertion()), openbadgecredential: text(await signedCredential()) })
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blazon-hosted-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes a web into the folder, as publishing to a folder does. */
function publish(web: Web) {
  for (const [url, { text: body }] of web) {
    const file = join(folder, url.slice(base.length))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, body)
  }
}

const verifier = (more: Partial<FileVerifierDeps> = {}) =>
  fileVerifier({ unbake, pixelDigest, ports: portsFor(), ...more })
const hosted = () => ({ fetchDocument: hostedFolders([{ url: base, folder }]) })

describe('verifying a file', () => {
  it('row 16: both documents of a baked PNG are found, checked and said as one', async () => {
    publish(await webOf())
    const result = await verifier(hosted())({ name: 'ann.png', bytes: await bakedBoth() }, { identity: person })
    expect(result).toMatchObject({ name: 'ann.png', verdict: 'valid', format: 'both', because: null, ownAwardId: null })
    expect(result.payloads.map(({ format }) => format).sort()).toEqual(['2.0', '3.0'])
    expect(result.summary).toMatchObject({
      badgeName: 'Reading Star',
      issuerName: 'Ødegård Library',
      recipientMatches: true,
      awardedAt: '2026-06-20T13:05:09Z',
    })
    expect(result.checks).toContainEqual({ name: 'twins', outcome: 'passed', code: 'ok', details: {} })
    expect(result.checks.filter(({ name }) => name === 'structure')).toHaveLength(1)
  })

  it('row 16: two documents for different people in one file are not a correct badge', async () => {
    const eve = { identity: 'eve@example.org', salt: 'another-salt-123' }
    publish(await webOf())
    const bytes = bake(picture(), {
      openbadges: text(await hostedAssertion()),
      openbadgecredential: text(
        await signed({ ...(await unsignedCredential(eve)), id: `${base}/credentials/aa/aaaa.json` }),
      ),
    })
    const result = await verifier(hosted())({ name: 'a.png', bytes })
    expect(result).toMatchObject({ verdict: 'invalid', because: 'other_recipient' })
  })

  it('row 16: two documents for different badges in one file are not a correct badge', async () => {
    publish(await webOf())
    const credential = await signedCredential({ badgeName: 'Gold' })
    const subject = credential.credentialSubject as { achievement: Record<string, unknown> }
    delete subject.achievement.related
    subject.achievement.id = 'https://badges.example.org/badges/other/v1.achievement.json'
    const bytes = bake(picture(), { openbadges: text(await hostedAssertion()), openbadgecredential: text(credential) })
    const { checks } = await verifier(hosted())({ name: 'a.png', bytes })
    expect(checks).toContainEqual({ name: 'twins', outcome: 'failed', code: 'other_badge', details: {} })
  })

  it('the worst of both documents counts: one revoked makes the file revoked', async () => {
    publish(await webOf({ [listUrl]: await statusList([94567]) }))
    const result = await verifier(hosted())({ name: 'a.png', bytes: await bakedBoth() })
    expect(result).toMatchObject({ verdict: 'revoked', format: 'both', because: 'revoked' })
  })

  it('without a folder or a library nothing can be said for or against it', async () => {
    const result = await verifier()({ name: 'a.png', bytes: await bakedBoth() })
    expect(result).toMatchObject({ verdict: 'unreachable', format: 'both' })
    expect(result.summary?.badgeName).toBe('Reading Star')
  })

  it('own awards are checked offline with what the library knows', async () => {
    const web = await webOf({ [listUrl]: null })
    const own = {
      ownDocument: async (url: string) => web.get(url)?.text ?? null,
      ownAward: async () => ({ ...ownFacts(), pixelDigest: null }),
    }
    const bytes = await bakedBoth()
    expect(await verifier(own)({ name: 'a.png', bytes })).toMatchObject({
      verdict: 'valid',
      ownAwardId: ownFacts().awardId,
    })
    const revoked = {
      ...own,
      ownAward: async () => ({
        ...ownFacts({ revokedAt: '2026-06-30T00:00:00Z', reason: 'by mistake' }),
        pixelDigest: null,
      }),
    }
    const result = await verifier(revoked)({ name: 'a.png', bytes })
    expect(result.verdict).toBe('revoked')
    expect(result.summary).toMatchObject({ reason: 'by mistake', revokedAt: '2026-06-30T00:00:00Z' })
  })

  it('row 17: an own badge moved into another picture is told', async () => {
    const web = await webOf({ [listUrl]: null })
    const own = {
      ownDocument: async (url: string) => web.get(url)?.text ?? null,
      ownAward: async () => ({ ...ownFacts(), pixelDigest: pixelDigest(picture(128)) }),
    }
    const outcome = async (shade: number) => {
      const { checks, verdict } = await verifier(own)({ name: 'a.png', bytes: await bakedBoth(picture(shade)) })
      return [verdict, checks.find(({ name }) => name === 'picture')?.code]
    }
    expect(await outcome(128)).toEqual(['valid', 'ok'])
    expect(await outcome(200)).toEqual(['valid', 'other_picture'])
  })

  it.each([
    ['row 15: a PNG without badge data', () => picture(), 'not_a_badge'],
    ['row 7: a JPEG that is called .png', () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0), 'not_a_badge'],
    ['row 7: an empty file', () => new Uint8Array(), 'not_a_badge'],
    ['row 8: a truncated PNG', () => picture().slice(0, 40), 'damaged_png'],
  ] as const)('%s is no badge, and says why', async (_, bytes, because) => {
    const result = await verifier()({ name: 'a.png', bytes: bytes() })
    expect(result).toMatchObject({ verdict: 'not_a_badge', because, format: null, summary: null, payloads: [] })
    expect(result.checks).toHaveLength(1)
  })

  it('row 9: badge data whose checksum does not fit is not trusted', async () => {
    const bytes = Uint8Array.from(await bakedBoth())
    const at = Buffer.from(bytes).indexOf('Reading Star')
    bytes[at] = 'B'.charCodeAt(0)
    expect(await verifier()({ name: 'a.png', bytes })).toMatchObject({ verdict: 'not_a_badge', because: 'damaged_png' })
  })

  it('JSON and SVG are read as well as PNG', async () => {
    publish(await webOf())
    const verify = verifier(hosted())
    const json = await verify({ name: 'a.json', bytes: bytesOf(text(await signedCredential())) })
    expect(json).toMatchObject({ verdict: 'valid', format: '3.0' })
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="${assertionUrl}"><![CDATA[${text(await hostedAssertion())}]]></openbadges:assertion></svg>`
    expect(await verify({ name: 'a.svg', bytes: bytesOf(svg) })).toMatchObject({ verdict: 'valid', format: '2.0' })
  })

  it('a fault that is no fault of the file is not called a bad badge', async () => {
    const broken = verifier({
      unbake: () => {
        throw new TypeError('a mistake of ours')
      },
    })
    await expect(broken({ name: 'a.png', bytes: picture() })).rejects.toThrow('a mistake of ours')
  })
})

describe('a folder that stands in for an address', () => {
  const fetch = (url: string) => hostedFolders([{ url: `${base}/site/`, folder }])(url)

  beforeEach(() => {
    mkdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'a', 'b.json'), '{}')
    writeFileSync(join(dirname(folder), 'outside.json'), '{"secret":1}')
  })
  afterEach(() => rmSync(join(dirname(folder), 'outside.json'), { force: true }))

  it('serves its files and 404 for what is not there', async () => {
    expect(await fetch(`${base}/site/a/b.json`)).toMatchObject({ status: 200 })
    expect(await fetch(`${base}/site/a/c.json`)).toMatchObject({ status: 404 })
    expect(await fetch(`${base}/site/a`)).toMatchObject({ status: 404 })
    expect(await fetch(`${base}/site/`)).toMatchObject({ status: 404 })
  })

  it('has no answer for another address', async () => {
    await expect(fetch('https://other.example/site/a/b.json')).rejects.toMatchObject({ code: 'offline' })
    await expect(fetch(`${base}/sites/a/b.json`)).rejects.toMatchObject({ code: 'offline' })
    await expect(fetch(`${base}:8443/site/a/b.json`)).rejects.toMatchObject({ code: 'offline' })
  })

  it('never reads outside of the folder, by dots, by escapes or by a link', async () => {
    symlinkSync(join(dirname(folder), 'outside.json'), join(folder, 'link.json'))
    for (const path of [
      '..%2foutside.json',
      '%2e%2e/outside.json',
      'a/..%5c..%5coutside.json',
      'link.json',
      'a//b.json',
    ])
      expect(
        await fetch(`${base}/site/${path}`).then(
          ({ status }) => status,
          () => 'offline',
        ),
        path,
      ).not.toBe(200)
  })

  it('does not read a file larger than any document', async () => {
    writeFileSync(join(folder, 'large.json'), new Uint8Array(1_048_577))
    expect(await fetch(`${base}/site/large.json`)).toMatchObject({ status: 404 })
  })

  it('the nearer of two addresses answers', async () => {
    const both = hostedFolders([
      { url: base, folder: join(folder, 'nowhere') },
      { url: `${base}/site`, folder },
    ])
    expect(await both(`${base}/site/a/b.json`)).toMatchObject({ status: 200 })
  })
})
