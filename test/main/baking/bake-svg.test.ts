import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBlazonError } from '../../../src/core/errors'
import { bakeSvg } from '../../../src/main/baking/bake-svg'
import { unbake } from '../../../src/main/baking/unbake'
import { fixtureText } from '../../support/openbadges'

const drawing = (inside = '<circle r="4"/>', attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inside}</svg>`
const assertion = fixtureText('example/assertions/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json').trim()
const credential = fixtureText('example/credentials/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json').trim()
const jws = (payload: object) =>
  `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`
const textsIn = (svg: string) =>
  unbake(Buffer.from(svg)).payloads.map(({ keyword, text, notes }) => [keyword, text, notes])

function refusal(work: () => unknown): unknown {
  try {
    work()
    return 'baked'
  } catch (error) {
    if (isBlazonError(error)) return [error.code, error.details.reason ?? error.details['formats']]
    throw error
  }
}

describe('bakeSvg', () => {
  it('writes 2.0 as the first child, with its namespace on the drawing, its address in verify and its JSON in CDATA', () => {
    expect(bakeSvg(drawing(), { openbadges: assertion })).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" xmlns:openbadges="http://openbadges.org">` +
        `<openbadges:assertion verify="https://badges.example.org/assertions/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json">` +
        `<![CDATA[${assertion}]]></openbadges:assertion><circle r="4"/></svg>`,
    )
  })

  it('writes 3.0 without verify, and a JWS of either into verify alone', () => {
    expect(bakeSvg(drawing(''), { openbadgecredential: credential })).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">` +
        `<openbadges:credential><![CDATA[${credential}]]></openbadges:credential></svg>`,
    )
    const [two, three] = [jws(JSON.parse(assertion) as object), jws(JSON.parse(credential) as object)]
    const baked = bakeSvg(drawing(''), { openbadges: two, openbadgecredential: three })
    expect(baked).toContain(`<openbadges:assertion verify="${two}"/>`)
    expect(baked).toContain(
      `<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" verify="${three}"/>`,
    )
    expect(textsIn(baked)).toEqual([
      ['openbadges', two, []],
      ['openbadgecredential', three, []],
    ])
  })

  it('row 16: holds both formats, each under its own namespace, and gives both back', () => {
    const baked = bakeSvg(drawing(), { openbadges: assertion, openbadgecredential: credential })
    expect(textsIn(baked)).toEqual([
      ['openbadges', assertion, []],
      ['openbadgecredential', credential, []],
    ])
    expect(baked).toContain('<circle r="4"/>')
  })

  it('row 19: cuts the end of CDATA in two, and gives back any JSON letter for letter', () => {
    const value = fc.string({
      unit: fc.constantFrom(']', '>', '<', '&', '"', ' ', '漢', '🏅', '\n', '\\', '\ud7ff', '\ufffd'),
    })
    fc.assert(
      fc.property(value, value, (one, other) => {
        const text = JSON.stringify({ '@context': 'https://w3id.org/openbadges/v2', narrative: `${one}]]>${other}` })
        expect(textsIn(bakeSvg(drawing(), { openbadges: text }))).toEqual([['openbadges', text, []]])
      }),
    )
    const odd = bakeSvg(drawing(), { openbadgecredential: '{"type":"OpenBadgeCredential",\r\n"x":"\ufffe\uffff"}' })
    expect(JSON.parse(unbake(Buffer.from(odd)).payloads[0]?.text ?? '')).toEqual({
      type: 'OpenBadgeCredential',
      x: '\ufffe\uffff',
    })
  })

  it('row 20: escapes an address in verify, and it is read back unescaped once', () => {
    const id = 'https://example.org/?a=1&b="<&amp;>"'
    const text = JSON.stringify({ '@context': 'https://w3id.org/openbadges/v2', id })
    const baked = bakeSvg(drawing(), { openbadges: text })
    expect(baked).toContain('verify="https://example.org/?a=1&amp;b=&quot;&lt;&amp;amp;')
    const bare = baked.replace(/<!\[CDATA\[.*?\]\]>/s, '')
    expect(textsIn(bare)).toEqual([['openbadges', id, ['address_only']]])
  })

  it('row 21: replaces by namespace whatever the prefix, and leaves alone what only looks alike', () => {
    const other = '<ob:assertion xmlns:ob="http://openbadges.org">{"old":1}</ob:assertion>'
    const alike = '<openbadges:assertion xmlns:openbadges="https://example.org/else">kept</openbadges:assertion>'
    const taken = ' xmlns:openbadges="https://example.org/taken"'
    expect(refusal(() => bakeSvg(drawing(other), { openbadges: assertion }))).toEqual(['already_baked', ['2.0']])
    const baked = bakeSvg(drawing(alike + other, taken), { openbadges: assertion }, { replace: true })
    expect(baked).not.toContain('old')
    expect(baked).toContain('>kept<')
    expect(textsIn(baked)).toEqual([['openbadges', assertion, []]])
  })

  it('row 22: leaves one element of a format however many there were, wherever they stood', () => {
    const old = '<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="https://example.org/1"/>'
    const three = '<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0">{}</o:credential>'
    const dirty = drawing(`${old}<g>${old}<g>${old}</g></g>${three}`)
    const once = bakeSvg(dirty, { openbadges: assertion }, { replace: true })
    expect(textsIn(once)).toEqual([
      ['openbadges', assertion, []],
      ['openbadgecredential', '{}', []],
    ])
    const both = { openbadges: assertion, openbadgecredential: credential }
    const twice = bakeSvg(once, both, { replace: true })
    expect(bakeSvg(twice, both, { replace: true })).toBe(twice)
    expect(refusal(() => bakeSvg(twice, both))).toEqual(['already_baked', ['2.0', '3.0']])
  })

  it('row 18, F28: bakes into no drawing that could run or fetch something', () => {
    const folder = new URL('../../fixtures/hostile-svg/', import.meta.url)
    // These draw for ever, but run and fetch nothing: the designer's import refuses them.
    const harmless = ['use-bomb.svg', 'pattern-bomb.svg']
    for (const file of readdirSync(folder)) {
      const svg = readFileSync(new URL(file, folder), 'utf8')
      const said = refusal(() => bakeSvg(svg, { openbadges: assertion }))
      if (harmless.includes(file)) expect([file, said]).toEqual([file, 'baked'])
      else expect([file, JSON.stringify(said)]).toEqual([file, expect.stringMatching(/svg_unsafe|svg_doctype/)])
    }
    for (const inside of [
      '<SCRIPT/>',
      '<g oNcLiCk="x"/>',
      '<a href=" java\nscript:x"/>',
      '<use href="other.svg#a"/>',
      '<style>@IMPORT "x"</style>',
      '<style>a{fill:u\\72l(x)}</style>',
      '<g style="fill:URL( https://x )"/>',
      '<g fill="url(x.svg#a)"/>',
      '<set attributeName="xlink:href" to="x"/>',
      '<image href="data:image/svg+xml;base64,AA"/>',
      '<g xml:base="https://example.org/"/>',
      '<p xmlns="http://www.w3.org/1999/xhtml"/>',
    ])
      expect([inside, refusal(() => bakeSvg(drawing(inside), { openbadges: assertion }))]).toEqual([
        inside,
        ['unreadable_file', 'svg_unsafe'],
      ])
    expect(refusal(() => bakeSvg(`<?xml-stylesheet href="x"?>${drawing()}`, { openbadges: assertion }))).toEqual([
      'unreadable_file',
      'svg_unsafe',
    ])
    const own =
      '<style>@font-face{font-family:A;src:url(data:font/woff2;base64,AA)} /* ours */ a{fill:url(#b)}</style>' +
      '<use href="#a"/><image href="data:image/png;base64,AA"/><g style="fill:url(\'#c\')" clip-path="url(#d)"/>'
    expect(refusal(() => bakeSvg(drawing(own), { openbadges: assertion }))).toBe('baked')
  })

  it('keeps comments and entities of the drawing, and no declaration of another encoding', () => {
    const svg = `<?xml version="1.0" encoding="ISO-8859-1"?><!-- é -->\n${drawing('<text a="&lt;&#10;">&amp; ü</text>')}`
    const baked = bakeSvg(svg, { openbadges: assertion })
    expect(baked).toMatch(/^\s*<!-- é -->/)
    expect(baked).toMatch(/<text a="&lt;&#(10|xa);">&amp; ü<\/text>/i)
  })

  it('bakes no text that no XML can hold, and nothing into what is no SVG', () => {
    const reasons = (text: string) => refusal(() => bakeSvg(drawing(), { openbadges: text }))
    expect(reasons('{"a":"\0"}')).toEqual(['invalid_input', 'nul'])
    expect(reasons('{"a":"\ud83c"}')).toEqual(['invalid_input', 'lone_surrogate'])
    expect(reasons(' \n')).toEqual(['invalid_input', 'empty'])
    expect(refusal(() => bakeSvg(drawing(), {}))).toEqual(['invalid_input', 'no_payload'])
    for (const bytes of ['<rss/>', '<svg', 'text', '<!DOCTYPE svg><svg/>'])
      expect(refusal(() => bakeSvg(bytes, { openbadges: assertion }))).toMatchObject({ 0: 'unreadable_file' })
  })
})
