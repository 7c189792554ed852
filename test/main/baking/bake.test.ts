import fc from 'fast-check'
import { decodeSync as decodeITxt } from 'png-chunk-itxt'
import extract from 'png-chunks-extract'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { bake, bakeInto, prepareTemplate, type Payloads } from '../../../src/main/baking/bake'
import { unbake } from '../../../src/main/baking/unbake'
import {
  chunk,
  commonChunks,
  everyKindOfPng,
  insertBefore,
  itxt,
  jpegBytes,
  makePng,
  splitChunks,
  textChunk,
  withForgedLength,
  withWrongCrc,
  ztxt,
} from '../../support/png'

const assertion = JSON.stringify({
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  narrative: 'Reads a map, şehir, 漢字, and 🏅',
})
const credential = JSON.stringify({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Kaşif',
})
const both: Payloads = { openbadges: assertion, openbadgecredential: credential }

/** The iTXt chunk that the standard asks for, built by hand. */
const expectedChunk = (keyword: string, text: string) => itxt(keyword, text)

describe('bake', () => {
  it('rows 1 and 2: writes one plain iTXt for each format and leaves every other byte of every kind of PNG alone', () => {
    for (const [name, png] of everyKindOfPng()) {
      const baked = splitChunks(bake(png, both))
      const added = baked.filter((one) => one.type === 'iTXt' && /^openbadge/.test(one.data.toString('latin1')))
      expect(
        added.map((one) => one.whole.toString('hex')),
        name,
      ).toEqual(
        [expectedChunk('openbadges', assertion), expectedChunk('openbadgecredential', credential)].map((one) =>
          one.toString('hex'),
        ),
      )
      expect(
        baked.filter((one) => !added.includes(one)).map((one) => one.whole.toString('hex')),
        name,
      ).toEqual(splitChunks(png).map((one) => one.whole.toString('hex')))
    }
  })

  it('puts the badge data right before the pixels, where a reader that stops there has met it', () => {
    const types = splitChunks(bake(makePng({ before: commonChunks(), idats: 2 }), both)).map((one) => one.type)
    expect(types.slice(types.indexOf('IDAT') - 2)).toEqual(['iTXt', 'iTXt', 'IDAT', 'IDAT', 'IEND'])
  })

  it('is read by others: png-chunks-extract finds both texts, pngjs the same pixels', () => {
    for (const [name, png] of everyKindOfPng()) {
      const baked = bake(png, both)
      const texts = extract(baked)
        .filter((one) => one.name === 'iTXt')
        .map((one) => decodeITxt(Buffer.from(one.data)))
        .filter((one) => String(one['keyword']).startsWith('openbadge'))
      expect(texts, name).toEqual([
        {
          keyword: 'openbadges',
          compressionFlag: false,
          compressionMethod: 0,
          languageTag: '',
          translatedKeyword: '',
          text: assertion,
        },
        {
          keyword: 'openbadgecredential',
          compressionFlag: false,
          compressionMethod: 0,
          languageTag: '',
          translatedKeyword: '',
          text: credential,
        },
      ])
      expect(PNG.sync.read(baked).data.equals(PNG.sync.read(png).data), name).toBe(true)
    }
  })

  it('bakes one format alone', () => {
    const png = makePng()
    expect(bake(png, { openbadges: assertion })).toEqual(insertBefore(png, [expectedChunk('openbadges', assertion)]))
    expect(bake(png, { openbadgecredential: credential })).toEqual(
      insertBefore(png, [expectedChunk('openbadgecredential', credential)]),
    )
  })

  it('gives the same bytes every time, from a template as from the picture', () => {
    const png = makePng({ before: commonChunks() })
    const template = prepareTemplate(png)
    const first = bakeInto(template, both)
    expect(bakeInto(template, { openbadges: 'x'.repeat(100_000) }).length).toBeGreaterThan(100_000)
    expect(bakeInto(template, both)).toEqual(first)
    expect(bake(png, both)).toEqual(first)
  })

  it('owns the memory of its answer and leaves the picture untouched', () => {
    const png = makePng()
    const before = Buffer.from(png)
    const baked = bake(png, both)
    expect(baked.byteLength).toBe(baked.buffer.byteLength)
    baked.fill(0)
    expect(png.equals(before)).toBe(true)
  })

  it('row 3, F26: refuses a picture that holds the same keyword and names what is inside', () => {
    const holding = (...chunks: Buffer[]) => insertBefore(makePng(), chunks)
    const formats = (png: Buffer, payloads: Payloads) => {
      try {
        bake(png, payloads)
        return 'baked'
      } catch (error) {
        return error instanceof BlazonError && error.code === 'already_baked' ? error.details['formats'] : error
      }
    }
    expect(formats(bake(makePng(), both), both)).toEqual(['2.0', '3.0'])
    expect(formats(holding(textChunk('openbadges', 'https://example.org/1')), both)).toEqual(['2.0'])
    expect(formats(holding(ztxt('openbadgecredential', 'x')), both)).toEqual(['3.0'])
    expect(formats(holding(itxt('openbadges', 'x', true), itxt('openbadges', 'y')), both)).toEqual(['2.0'])
    // The other format's chunk is no obstacle, and stays.
    expect(formats(holding(itxt('openbadges', assertion)), { openbadgecredential: credential })).toBe('baked')
    // Nor is a keyword that only begins alike.
    expect(formats(holding(itxt('openbadgesX', 'x'), itxt('OpenBadges', 'x')), both)).toBe('baked')
  })

  it('rows 3 and 4, F26: replacing removes every old text chunk of the keyword, wherever it is, and writes one', () => {
    const old = [
      textChunk('openbadges', 'https://example.org/1'),
      itxt('openbadges', 'old'),
      itxt('openbadgecredential', 'kept'),
      ztxt('openbadges', 'old'),
    ]
    const clean = makePng({ before: commonChunks(), idats: 3, after: [textChunk('Author', 'someone')] })
    const dirty = insertBefore(insertBefore(clean, old), [itxt('openbadges', 'after the pixels')], 'IEND')
    expect(bake(dirty, { openbadges: assertion }, { replace: true })).toEqual(
      insertBefore(clean, [old[2]!, itxt('openbadges', assertion)]),
    )
    expect(bake(dirty, both, { replace: true })).toEqual(bake(clean, both))
    expect(bake(bake(clean, both), both, { replace: true })).toEqual(bake(clean, both))
  })

  it('row 10: drops what follows the end of the picture', () => {
    const png = makePng()
    expect(bake(Buffer.concat([png, Buffer.from('trailing')]), both)).toEqual(bake(png, both))
  })

  it('rows 7 to 9: bakes into nothing but a whole PNG', () => {
    for (const bytes of [
      Buffer.alloc(0),
      jpegBytes,
      makePng().subarray(0, 60),
      withWrongCrc(makePng({ before: [textChunk('a', 'b')] }), 'tEXt'),
      withForgedLength(makePng(), 'IDAT', 0x7fffffff),
    ])
      expect(() => bake(bytes, both)).toThrow(BlazonError)
  })

  it('row 13: keeps letters of every script, and refuses half a surrogate pair, a NUL and an empty text', () => {
    const text = 'ş 漢 🏅 \u{10ffff} \ufffd é ß "\\ \u2028'
    expect(unbake(bake(makePng(), { openbadges: text })).payloads[0]?.text).toBe(text)
    for (const [wrong, reason] of [
      ['half \ud83c', 'lone_surrogate'],
      ['\udfc5 half', 'lone_surrogate'],
      ['\ufffd and \ud83c', 'lone_surrogate'],
      ['a\0b', 'nul'],
      ['漢\0', 'nul'],
      ['', 'empty'],
    ] as const)
      try {
        bake(makePng(), { openbadgecredential: wrong })
        expect.unreachable()
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid_input', details: { field: 'openbadgecredential', reason } })
      }
    expect(() => bake(makePng(), {})).toThrow(BlazonError)
  })

  it('gives back any text that it took, from any picture', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }).filter((one) => !one.includes('\0'))
    const pictures = everyKindOfPng().map(([, png]) => png)
    fc.assert(
      fc.property(fc.constantFrom(...pictures), text, text, fc.boolean(), (png, two, three, twice) => {
        const once = twice ? bake(png, { openbadges: three, openbadgecredential: two }) : png
        const baked = bake(once, { openbadges: two, openbadgecredential: three }, { replace: true })
        expect(unbake(baked).payloads.map((one) => [one.keyword, one.text])).toEqual([
          ['openbadges', two],
          ['openbadgecredential', three],
        ])
      }),
    )
  })

  it('takes a text larger than anything it met before', () => {
    const text = '漢'.repeat(300_000)
    const other = 'é'.repeat(200_001)
    const payloads = unbake(bake(makePng(), { openbadges: text, openbadgecredential: other })).payloads
    expect(payloads.map((one) => one.text === text || one.text === other)).toEqual([true, true])
  })

  it('row 11: keeps the chunks of an animation in their order', () => {
    const [, apng] = everyKindOfPng().find(([name]) => name === 'animated')!
    expect(splitChunks(bake(apng, both)).map((one) => one.type)).toEqual([
      'IHDR',
      'acTL',
      'fcTL',
      'iTXt',
      'iTXt',
      'IDAT',
      'fcTL',
      'fdAT',
      'IEND',
    ])
    expect(chunk('IEND').toString('hex')).toBe('0000000049454e44ae426082')
  })
})
