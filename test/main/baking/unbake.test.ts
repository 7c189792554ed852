import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { bake } from '../../../src/main/baking/bake'
import { unbake } from '../../../src/main/baking/unbake'
import { buffersGrown } from '../../support/buffers'
import {
  chunk,
  insertBefore,
  itxt,
  jpegBytes,
  makePng,
  textChunk,
  withoutChunks,
  withWrongCrc,
  ztxt,
} from '../../support/png'

const assertion = JSON.stringify({
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: 'https://example.org/assertions/1.json',
  narrative: 'şehir & "漢字"',
})
const credential = JSON.stringify({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Kaşif',
})
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jws = (payload: unknown, header: unknown = { alg: 'RS256' }) => `${part(header)}.${part(payload)}.c2lnbmF0dXJl`

const text = (value: string) => Buffer.from(value, 'utf8')
const inPng = (...chunks: Buffer[]) => insertBefore(makePng(), chunks)

function refusal(bytes: Uint8Array, fileName?: string): string {
  try {
    unbake(bytes, fileName === undefined ? {} : { fileName })
  } catch (error) {
    if (!(error instanceof BlazonError)) throw error
    return [error.code, error.details.reason ?? error.details['kind']].filter(Boolean).join(':')
  }
  return 'accepted'
}

describe('unbake, PNG', () => {
  it('row 16: finds the 2.0 and the 3.0 text in one picture, letter for letter', () => {
    expect(unbake(bake(makePng(), { openbadges: assertion, openbadgecredential: credential }))).toEqual({
      kind: 'png',
      notes: [],
      payloads: [
        { format: '2.0', keyword: 'openbadges', text: assertion, chunk: 'iTXt', notes: [] },
        { format: '3.0', keyword: 'openbadgecredential', text: credential, chunk: 'iTXt', notes: [] },
      ],
    })
  })

  it('row 4, F26: reads the first of two chunks of a keyword and says that there are more', () => {
    const { payloads } = unbake(inPng(itxt('openbadges', assertion), textChunk('openbadges', 'https://example.org/2')))
    expect(payloads).toEqual([
      { format: '2.0', keyword: 'openbadges', text: assertion, chunk: 'iTXt', notes: ['duplicate'] },
    ])
  })

  it('row 5: shows a legacy tEXt address as an older badge', () => {
    expect(unbake(inPng(textChunk('openbadges', 'https://example.org/b/1'))).payloads).toEqual([
      {
        format: 'older',
        keyword: 'openbadges',
        text: 'https://example.org/b/1',
        chunk: 'tEXt',
        notes: ['address_only', 'older_chunk'],
      },
    ])
  })

  it('row 6: reads compressed iTXt and zTXt, and says that they do not conform', () => {
    expect(unbake(inPng(itxt('openbadges', assertion, true))).payloads[0]).toMatchObject({
      text: assertion,
      notes: ['compressed'],
    })
    expect(unbake(inPng(ztxt('openbadges', 'https://example.org/b/1'))).payloads[0]).toMatchObject({
      text: 'https://example.org/b/1',
      notes: ['address_only', 'compressed', 'older_chunk'],
    })
  })

  it('row 6, F24: refuses a compressed text that grows beyond 1 MiB, without letting it grow', () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024)
    const deflated = deflateSync(bomb, { level: 9 })
    const head = (type: 'iTXt' | 'zTXt') =>
      chunk(
        type,
        Buffer.concat([Buffer.from(type === 'iTXt' ? 'openbadges\0\x01\0\0\0' : 'openbadges\0\0', 'latin1'), deflated]),
      )
    const files = [inPng(head('iTXt')), inPng(head('zTXt'))]
    const grown = buffersGrown(() => {
      for (const file of files) expect(refusal(file)).toBe('png_too_large:text_too_large')
    })
    expect(grown).toBeLessThan(8_000_000)
    expect(unbake(inPng(itxt('openbadges', 'x'.repeat(1024 * 1024), true))).payloads).toHaveLength(1)
  })

  it('row 9: trusts no text whose checksum is wrong', () => {
    expect(refusal(withWrongCrc(inPng(itxt('openbadges', assertion)), 'iTXt'))).toBe('png_damaged:bad_crc')
  })

  it('row 10: reads a picture with bytes after its end, with a note, and none without an end', () => {
    const baked = bake(makePng(), { openbadges: assertion })
    expect(unbake(Buffer.concat([baked, Buffer.from('more')]))).toMatchObject({
      notes: ['bytes_after_end'],
      payloads: [{ text: assertion }],
    })
    expect(refusal(withoutChunks(baked, 'IEND'))).toBe('png_damaged:no_end')
  })

  it('row 15: says that there is no badge data in a picture whose texts were lost', () => {
    expect(refusal(makePng())).toBe('no_badge_data:png')
    expect(refusal(inPng(textChunk('Title', 'openbadges'), itxt('openbadgesX', assertion)))).toBe('no_badge_data:png')
  })

  it('refuses a badge text that is cut short, not UTF-8, or wrongly compressed', () => {
    const raw = (contents: string) => inPng(chunk('iTXt', Buffer.from(contents, 'latin1')))
    expect(refusal(raw('openbadges\0'))).toBe('png_damaged:bad_text')
    expect(refusal(raw('openbadges\0\0\0'))).toBe('png_damaged:bad_text')
    expect(refusal(raw('openbadges\0\0\0en\0'))).toBe('png_damaged:bad_text')
    expect(refusal(raw('openbadges\0\0\0\0\0\xff\xfe'))).toBe('png_damaged:bad_text')
    expect(refusal(raw('openbadges\0\x02\0\0\0x'))).toBe('png_damaged:bad_text')
    expect(refusal(raw('openbadges\0\x01\0\0\0not deflate'))).toBe('png_damaged:bad_text')
    expect(refusal(inPng(chunk('zTXt', Buffer.from('openbadges\0\x01x', 'latin1'))))).toBe('png_damaged:bad_text')
    expect(unbake(raw('openbadges\0\0\0en\0keyword\0text')).payloads[0]?.text).toBe('text')
  })

  it('reads UTF-8 that older bakers left in tEXt, and Latin-1 otherwise', () => {
    const utf8 = chunk('tEXt', Buffer.concat([Buffer.from('openbadges\0'), text('{"name":"ş"}')]))
    const latin = chunk('tEXt', Buffer.from('openbadges\0{"name":"\xe9"}', 'latin1'))
    expect(unbake(inPng(utf8)).payloads[0]?.text).toBe('{"name":"ş"}')
    expect(unbake(inPng(latin)).payloads[0]?.text).toBe('{"name":"é"}')
  })

  it('tells the format from the text where the keyword does not', () => {
    const first = (...chunks: Buffer[]) => {
      const { format, notes } = unbake(inPng(...chunks)).payloads[0]!
      return [format, ...notes]
    }
    const older = JSON.stringify({ '@context': 'https://w3id.org/openbadges/v1', type: 'Assertion', uid: '1' })
    expect(first(itxt('openbadges', older))).toEqual(['older'])
    expect(first(itxt('openbadges', '{"recipient":"a@b.org","badge":{"name":"x"}}'))).toEqual(['older'])
    expect(first(itxt('openbadges', jws(JSON.parse(assertion))))).toEqual(['2.0'])
    expect(first(itxt('openbadges', jws({ uid: '1', recipient: {}, badge: 'https://x.org/b' })))).toEqual(['older'])
    expect(first(itxt('openbadges', credential))).toEqual(['3.0', 'wrong_keyword'])
    expect(first(itxt('openbadgecredential', assertion))).toEqual(['2.0', 'wrong_keyword'])
    expect(first(itxt('openbadgecredential', jws({ vc: JSON.parse(credential) as unknown })))).toEqual(['3.0'])
    expect(first(itxt('openbadgecredential', 'a.b.c'))).toEqual(['3.0'])
    expect(first(itxt('openbadges', '{"spoilt'))).toEqual(['2.0'])
    expect(first(itxt('openbadges', 'neither'))).toEqual(['2.0', 'not_understood'])
  })
})

describe('unbake, SVG', () => {
  const svg = (inner: string, attributes = '') =>
    text(
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- a badge --><svg xmlns="http://www.w3.org/2000/svg" ${attributes} viewBox="0 0 8 8">${inner}<circle r="4"/></svg>`,
    )
  const two = 'xmlns:openbadges="http://openbadges.org"'
  const three = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'

  it('reads JSON in CDATA, an address and a signature in verify, in both versions', () => {
    expect(
      unbake(
        svg(
          `<openbadges:assertion verify="https://example.org/1"><![CDATA[${assertion}]]></openbadges:assertion>`,
          two,
        ),
      ),
    ).toEqual({
      kind: 'svg',
      notes: [],
      payloads: [{ format: '2.0', keyword: 'openbadges', text: assertion, chunk: null, notes: [] }],
    })
    const signed = jws(JSON.parse(credential))
    expect(unbake(svg(`<openbadges:credential verify="${signed}"/>`, three)).payloads).toEqual([
      { format: '3.0', keyword: 'openbadgecredential', text: signed, chunk: null, notes: [] },
    ])
    expect(
      unbake(svg(`<openbadges:credential>\n<![CDATA[${credential}]]>\n</openbadges:credential>`, three)).payloads[0]
        ?.text,
    ).toBe(credential)
    const signedAssertion = jws(JSON.parse(assertion))
    expect(
      unbake(svg(`<openbadges:assertion verify="${signedAssertion}">{}</openbadges:assertion>`, two)).payloads[0]?.text,
    ).toBe(signedAssertion)
  })

  it('row 20: unescapes an address in verify once', () => {
    expect(
      unbake(svg('<openbadges:assertion verify="https://example.org/?a=1&amp;b=&quot;&amp;amp;&quot;"/>', two))
        .payloads[0],
    ).toMatchObject({ text: 'https://example.org/?a=1&b="&amp;"', format: 'older', notes: ['address_only'] })
  })

  it('row 21: goes by the namespace, never by the prefix', () => {
    const other = `<ob:assertion xmlns:ob="http://openbadges.org"><![CDATA[${assertion}]]></ob:assertion>`
    expect(unbake(svg(other)).payloads[0]?.text).toBe(assertion)
    const unprefixed = `<assertion xmlns="http://openbadges.org"><![CDATA[${assertion}]]></assertion>`
    expect(unbake(svg(`<g>${unprefixed}</g>`)).payloads[0]?.text).toBe(assertion)
    const foreign = `<openbadges:assertion xmlns:openbadges="https://example.org/else">x</openbadges:assertion>`
    expect(refusal(svg(foreign))).toBe('no_badge_data:svg')
    expect(refusal(svg(`<openbadges:assertion verify="x"/>`))).toBe('unreadable_file:svg_malformed')
  })

  it('row 22: reads the first of two and says that there are more', () => {
    const one = (value: string) => `<openbadges:assertion><![CDATA[${value}]]></openbadges:assertion>`
    expect(unbake(svg(one(assertion) + one('{"other":1}'), two)).payloads).toEqual([
      { format: '2.0', keyword: 'openbadges', text: assertion, chunk: null, notes: ['duplicate'] },
    ])
  })

  it('row 19: reads JSON whose CDATA was split at its own end mark', () => {
    const tricky = JSON.stringify({ '@context': 'https://w3id.org/openbadges/v2', narrative: 'a ]]> b' })
    const split = tricky.replaceAll(']]>', ']]]]><![CDATA[>')
    expect(
      unbake(svg(`<openbadges:assertion><![CDATA[${split}]]></openbadges:assertion>`, two)).payloads[0]?.text,
    ).toBe(tricky)
  })

  it('row 18: refuses a document type and the entities it brings, wherever it hides', () => {
    const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
    expect(refusal(text(`<?xml version="1.0"?>${bomb}<svg xmlns="http://www.w3.org/2000/svg">&b;</svg>`))).toBe(
      'unreadable_file:svg_doctype',
    )
    expect(refusal(text(`\ufeff <!-- > --><!doctype svg SYSTEM "file:///etc/passwd"><svg/>`))).toBe(
      'unreadable_file:svg_doctype',
    )
    expect(refusal(svg('<![cdata[x]]>'))).toBe('unreadable_file:svg_doctype')
    // The same words in data are only words.
    const harmless = JSON.stringify({ '@context': 'https://w3id.org/openbadges/v2', narrative: '<!DOCTYPE html>' })
    expect(
      unbake(svg(`<openbadges:assertion><![CDATA[${harmless}]]></openbadges:assertion><!-- <!DOCTYPE -->`, two))
        .payloads[0]?.text,
    ).toBe(harmless)
  })

  it('row 18: reads the badge of an SVG with scripts as it does of any, and runs nothing', () => {
    const hostile = `<script>throw 1</script><a href="javascript:alert(1)"/><image href="https://example.org/x.png" onload="alert(1)"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject><openbadges:assertion><![CDATA[${assertion}]]></openbadges:assertion>`
    expect(unbake(svg(hostile, two)).payloads[0]?.text).toBe(assertion)
  })

  it('refuses markup made to exhaust a parser', () => {
    const attributes = Array.from({ length: 5_000 }, (_, index) => `a${index}="1"`).join(' ')
    expect(refusal(svg('', attributes))).toBe('unreadable_file:svg_too_complex')
    expect(refusal(svg('<g>'.repeat(20_000) + '</g>'.repeat(20_000)))).toBe('unreadable_file:svg_too_complex')
    for (const many of ['<g/>', '<!--x-->', '<![CDATA[x]]>', '<?x y?>'])
      expect(refusal(svg(many.repeat(20_001))), many).toBe('unreadable_file:svg_too_complex')
    expect(refusal(Buffer.alloc(5 * 1024 * 1024, '<svg>'))).toBe('unreadable_file:too_large')
  })

  it('refuses markup that is cut off, not well-formed, or no SVG', () => {
    expect(refusal(text('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>'))).toBe('unreadable_file:svg_malformed')
    for (const cut of ['<svg', '<svg a="', '<!--', '<![CDATA[', '<?xml', '<svg><g/>'])
      expect(refusal(text(cut)), cut).toBe('unreadable_file:svg_malformed')
    expect(refusal(text('<rss/>'))).toBe('unreadable_file:xml')
    expect(refusal(text('<!DOCTYPE html><title>Not found</title>'))).toBe('unreadable_file:html')
    expect(refusal(text('<html><body>Not found</body></html>'))).toBe('unreadable_file:html')
  })

  it('row 15: says that there is no badge data in a plain SVG', () => {
    expect(refusal(svg(''))).toBe('no_badge_data:svg')
    expect(refusal(svg('<openbadges:assertion/>', two))).toBe('no_badge_data:svg')
  })

  it('reads UTF-16', () => {
    const wide = `\ufeff<svg xmlns="http://www.w3.org/2000/svg" ${two}><openbadges:assertion><![CDATA[${assertion}]]></openbadges:assertion></svg>`
    expect(unbake(Buffer.from(wide, 'utf16le')).payloads[0]?.text).toBe(assertion)
    expect(unbake(Buffer.from(wide, 'utf16le').swap16()).payloads[0]?.text).toBe(assertion)
  })
})

describe('unbake, texts and other files', () => {
  it('takes badge JSON and signatures as they are', () => {
    expect(unbake(text(`\ufeff${assertion}\n`))).toEqual({
      kind: 'json',
      notes: [],
      payloads: [{ format: '2.0', keyword: 'openbadges', text: assertion, chunk: null, notes: [] }],
    })
    expect(unbake(text(credential)).payloads[0]).toMatchObject({ format: '3.0', keyword: 'openbadgecredential' })
    const signed = jws(JSON.parse(credential))
    expect(unbake(text(`${signed}\r\n`))).toMatchObject({ kind: 'jws', payloads: [{ format: '3.0', text: signed }] })
    expect(unbake(text(jws(JSON.parse(assertion)))).payloads[0]?.format).toBe('2.0')
    expect(unbake(text('{"recipient":"sha256$ab","badge":{"name":"x"},"salt":"s"}')).payloads[0]?.format).toBe('older')
  })

  it('refuses JSON and signatures that hold no badge', () => {
    for (const other of ['{}', '{"name":"x"}', '{"a":', '{"@context":{"x":1},"type":7}', `{"a":${'['.repeat(100_000)}`])
      expect(refusal(text(other))).toBe('unreadable_file:json')
    expect(refusal(text(jws({ sub: 'somebody' })))).toBe('unreadable_file:jws')
    expect(refusal(text('aaaa.bbbb.cccc'))).toBe('unreadable_file:jws')
    expect(refusal(text(jws(JSON.parse(assertion), { typ: 'JWT' })))).toBe('unreadable_file:jws')
    expect(refusal(text('www.example.org is a page'))).toBe('unreadable_file:text')
    expect(refusal(text('[1,2]'))).toBe('unreadable_file:text')
  })

  it('row 7: names the kind of a file that can hold no badge', () => {
    const named: [string, Uint8Array][] = [
      ['empty', Buffer.alloc(0)],
      ['empty', text(' \r\n ')],
      ['jpeg', jpegBytes],
      ['gif', text('GIF89a....')],
      ['webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
      ['pdf', text('%PDF-1.7')],
      ['heic', Buffer.from('\0\0\0\x18ftypheic', 'latin1')],
      ['zip', Buffer.from('PK\x03\x04rest', 'latin1')],
      ['gzip', Buffer.from([0x1f, 0x8b, 8, 0])],
      ['tiff', Buffer.from('II*\0', 'latin1')],
      ['bmp', text('BM....')],
      ['binary', Buffer.from([1, 2, 0, 0xff])],
      ['binary', Buffer.from('text with a \0 in it')],
      ['too_large', Buffer.alloc(5 * 1024 * 1024, 0x20)],
    ]
    for (const [reason, bytes] of named) expect(refusal(bytes)).toBe(`unreadable_file:${reason}`)
  })

  it('row 7: calls a JPEG named .png no PNG', () => {
    expect(refusal(jpegBytes, 'badge.PNG')).toBe('not_png:jpeg')
    expect(refusal(Buffer.alloc(0), 'badge.png')).toBe('not_png:empty')
    expect(refusal(jpegBytes, 'badge.jpg')).toBe('unreadable_file:jpeg')
  })
})
