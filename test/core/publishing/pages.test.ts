import { createHash } from 'node:crypto'
import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAchievement } from '../../../src/core/contract/achievement'
import type { SiteAward, SiteVersion } from '../../../src/core/publishing/facts'
import { escapeHtml, webAddress } from '../../../src/core/publishing/html'
import { renderMarkdown } from '../../../src/core/publishing/markdown'
import { awardFiles, frontPage } from '../../../src/core/publishing/site-files'
import { awardPage, badgePage, headersFile, htaccessFile, indexPage } from '../../../src/core/publishing/pages'

const base = 'https://badges.example.org'
const version: SiteVersion = {
  token: 'm5n2c7xq4wz3hj6ktb2rvydlfa',
  version: 1,
  name: 'Reading Star',
  description: 'Ten books in a summer.',
  criteria: 'Read **ten** books.',
  altText: 'A gold star over an open book.',
  tags: ['reading'],
  pictureSha256: 'ab'.repeat(32),
  issuer: {
    token: 'k3v7q2mzt5xw4ycn6hjb2lrdsa',
    name: 'Ødegård Library',
    email: 'badges@example.org',
    url: 'https://example.org/',
    description: '',
    showNames: false,
    publicKeys: [],
  },
}
const award: SiteAward = {
  token: 'q7w2n5kx3vz6tmh4cjb2ryldse',
  version,
  awardedAt: '2026-06-20T13:05:09Z',
  expiresAt: null,
  revokedAt: null,
  revokedReason: null,
  suspendedAt: null,
  narrative: '',
  evidence: [],
  recipientName: null,
  assertion: '{}',
  credential: '{}',
}

describe('the published pages', () => {
  it('say who awarded what and when, with OpenGraph tags and no script', () => {
    const page = awardPage(award, base)
    expect(page).toContain('<meta property="og:title" content="Reading Star · Ødegård Library" />')
    expect(page).toContain(`<meta property="og:image" content="${base}/badges/${version.token}/v1.png" />`)
    expect(page).toContain('20 June 2026')
    expect(page).not.toMatch(/<script|\son\w+=/i)
    expect(page.length).toBeLessThan(20_000)
    expect(badgePage(version, base)).toContain('Read <strong>ten</strong> books.')
    expect(indexPage([version], base)).toContain(`badges/${version.token}/v1.html`)
    expect(indexPage([], base)).toContain('No badges have been awarded yet.')
  })

  it('list the criteria that were met, each with its day, and are as before where none were noted', () => {
    const met = [{ words: 'Confirmed by a <Trainer>', at: '2026-06-01T08:00:00Z' }]
    const page = awardPage({ ...award, met }, base)
    expect(page).toContain(
      '<li>Confirmed by a &lt;Trainer&gt;, <time datetime="2026-06-01T08:00:00Z">1 June 2026</time></li>',
    )
    expect(awardPage({ ...award, met: [] }, base)).toBe(awardPage(award, base))
  })

  it('load nothing from anywhere but the site itself', () => {
    for (const page of [awardPage(award, base), badgePage(version, base), indexPage([version], base)])
      for (const [, address] of page.matchAll(/(?:src|<link rel="stylesheet" href)="([^"]*)"/g))
        expect(address).not.toMatch(/^(https?:)?\/\//)
  })

  it('leave the page of a badge as it always was, letter for letter, where it says nothing more', () => {
    const digest = (achievement?: SiteVersion['achievement']) =>
      createHash('sha256')
        .update(badgePage({ ...version, achievement }, base))
        .digest('hex')
    const before = 'e4891cda831e7f59b0649c478c66454f8d5bbb8896cf6ff8d80b29ead6598fc8'
    expect([digest(), digest(readAchievement('{}'))]).toEqual([before, before])
  })

  it('F34: say what else a badge tells, in every language it speaks, as text and never as markup', () => {
    const hostile = '<img src=x onerror=alert(1)>'
    const achievement = readAchievement(
      JSON.stringify({
        ...{ strapline: `In short ${hostile}`, earnerDescription: hostile, consumerDescription: hostile },
        ...{
          timeToEarn: { amount: 1, unit: 'hours' },
          evidenceType: 'Photo',
          modelUrl: 'https://example.org/star.stl',
        },
        translations: [
          { language: 'nb-NO', name: `Lesestjerne ${hostile}`, description: hostile, criteria: '**Ti** bøker' },
        ],
      }),
    )
    const page = badgePage({ ...version, achievement }, base)
    for (const words of [
      'In short',
      'Takes about 1 hour.',
      'a photo of what you did',
      'href="https://example.org/star.stl"',
    ])
      expect(page).toContain(words)
    expect(page).toContain('<section lang="nb-NO">')
    expect(page).toContain('<strong>Ti</strong> bøker')
    expect(page).not.toContain('<img src=x')
  })

  it('list a badge on the front page unless it is not to be listed; its own page stays', () => {
    const text = (versions: SiteVersion[]) => new TextDecoder().decode(frontPage(versions, base).body as Uint8Array)
    expect(text([version])).toContain('Reading Star')
    expect(text([{ ...version, isListed: false }])).not.toContain('Reading Star')
  })

  it('name a person only where the issuer shows names', () => {
    expect(awardPage(award, base)).not.toContain('Awarded to')
    expect(awardPage({ ...award, recipientName: 'Ada Lovelace' }, base)).toContain('<dd>Ada Lovelace</dd>')
  })

  it('show a revocation with its date and reason before anything else', () => {
    const page = awardPage({ ...award, revokedAt: '2026-07-01T00:00:00Z', revokedReason: 'Wrong person' }, base)
    expect(page.indexOf('withdrawn on 1 July 2026')).toBeGreaterThan(0)
    expect(page.indexOf('Wrong person')).toBeLessThan(page.indexOf('<h1>'))
  })

  it('say that an award is on hold, unless it was withdrawn since', () => {
    const onHold = { ...award, suspendedAt: '2026-07-01T00:00:00Z' }
    const page = awardPage(onHold, base)
    expect(page.indexOf('on hold since 1 July 2026')).toBeGreaterThan(0)
    expect(page).toContain('role="status"')
    const revoked = awardPage({ ...onHold, revokedAt: '2026-07-02T00:00:00Z', revokedReason: 'Left' }, base)
    expect(revoked).not.toContain('on hold')
  })

  it('link to the documents that are published: a VC-JWT under its own ending, a signed assertion nowhere', () => {
    const jws = 'eyJhbGciOiJFUzI1NiJ9.eyJpZCI6InVybjp1dWlkOjEifQ.c2ln'
    const links = (page: string) =>
      [...page.matchAll(/href="\.\.\/\.\.\/((?:assertions|credentials)[^"]*)"/g)].map((it) => it[1])
    const path = `q7/${award.token}`
    expect(links(awardPage(award, base))).toEqual([`credentials/${path}.json`, `assertions/${path}.json`])
    const signed = { ...award, credential: jws, assertion: jws }
    expect(links(awardPage(signed, base))).toEqual([`credentials/${path}.jwt`])
    expect(awardFiles(signed, base).map((file) => file.path)).toEqual([
      `credentials/${path}.jwt`,
      `assertions/${path}.html`,
    ])
    expect(awardPage(signed, base)).not.toContain('rel="alternate"')
  })

  it('row 100: tell common hosts to serve documents as what they are and to let other sites read them', () => {
    for (const folder of ['assertions', 'credentials', 'badges', 'issuers', 'status'])
      expect(headersFile).toContain(`/${folder}/*\n  Access-Control-Allow-Origin: *`)
    for (const [path, type] of [
      ['assertions/*.json', 'application/ld+json'],
      ['badges/*.json', 'application/ld+json'],
      ['credentials/*.json', 'application/vc+ld+json'],
      ['status/*.json', 'application/vc+ld+json'],
      ['credentials/*.jwt', 'text/plain; charset=utf-8'],
    ])
      expect(headersFile).toContain(`/${path}\n  Content-Type: ${type}\n`)
    expect(htaccessFile).toContain('AddType application/json .json\nAddType text/plain .jwt')
    expect(htaccessFile).toContain('ForceType application/vc+ld+json')
    expect(htaccessFile).toContain('Header set Access-Control-Allow-Origin "*"')
  })

  it('row 46: link only to web addresses, in fields and in Markdown', () => {
    expect(webAddress('javascript:alert(1)')).toBeNull()
    expect(webAddress('/relative')).toBeNull()
    expect(webAddress('ftp://example.org/x')).toBeNull()
    const { html } = renderMarkdown('[a](javascript:alert(1)) [b](https://example.org) ![c](https://example.org/x.png)')
    expect(html).not.toContain('href="javascript')
    expect(html).not.toContain('<img')
    expect(html).toContain('href="https://example.org"')
  })

  it('F34: renders markup in every text field as text, whatever the template', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='x",
        '</title><script>',
        '&lt;b&gt;',
        '\u202e\0',
        '<!--',
        ']]>',
      ),
      fc.string({ unit: 'binary' }),
    )
    const address = fc.constantFrom(
      'javascript:alert(1)',
      'data:text/html,<script>',
      'ftp://example.org/',
      '//example.org',
      'C:\\x',
    )
    const text = fc.oneof(
      fc.tuple(hostile, fc.string(), hostile).map((parts) => parts.join('')),
      address,
    )
    fc.assert(
      fc.property(text, (value) => {
        const issuer = { ...version.issuer, name: value, url: value, description: value }
        const all = {
          ...version,
          issuer,
          name: value,
          description: value,
          criteria: value,
          altText: value,
          tags: [value],
          achievement: {
            ...readAchievement('{}'),
            ...{ strapline: value, earnerDescription: value, consumerDescription: value, modelUrl: value },
            translations: [{ language: value, name: value, description: value, criteria: value }],
          },
        }
        const evidence = [{ name: value, narrative: value, url: value }]
        const pages = [
          badgePage(all, base),
          indexPage([all], base),
          awardPage(
            {
              ...award,
              version: all,
              narrative: value,
              met: [{ words: value, at: award.awardedAt }],
              recipientName: value,
              revokedAt: award.awardedAt,
              revokedReason: value,
              evidence,
            },
            base,
          ),
        ]
        for (const page of pages) {
          expect(page).not.toMatch(/<script/i)
          expect(page).not.toMatch(/(href|src)="(?!https:|mailto:|[#\w./-]*")/i)
          // Every tag of the page is one of ours: what a value brought has lost its angle brackets.
          const tags = [...page.matchAll(/<\/?([a-z][a-z0-9]*)\b[^>]*>/gi)]
          const strange = tags.filter(
            ([tag, name]) => !ours.has(name!.toLowerCase()) || /\son\w+\s*=/i.test(tag.replaceAll(/"[^"]*"/g, '')),
          )
          expect(strange.map(([tag]) => tag)).toEqual([])
        }
      }),
      { numRuns: 60, seed: 34 },
    )
  })

  it('escapes text so that an XML reader gives it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (value) => {
        const parsed = new DOMParser().parseFromString(`<p>${escapeHtml(value)}</p>`, 'text/xml')
        expect(parsed.documentElement?.textContent).toBe(value)
      }),
    )
  })
})

const ours = new Set(
  'html head meta title link body main img p h1 h2 a div dl dt dd time strong em code pre blockquote ul ol li br hr span h3 h4 h5 h6 s section'.split(
    ' ',
  ),
)
