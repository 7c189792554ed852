import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readTextChunks } from '../../../../src/core/openbadges/check/text-chunks'
import { bake } from '../../../../src/main/baking/bake'
import {
  everyKindOfPng,
  insertBefore,
  itxt,
  jpegBytes,
  makePng,
  textChunk,
  withForgedLength,
  withWrongCrc,
  ztxt,
} from '../../../support/png'

const both = { openbadges: '{"ş":"漢 🎖"}', openbadgecredential: '{"a":1}' }

describe('reading baked text without a decoder', () => {
  it.each(everyKindOfPng())('rows 1, 2, 11, 13: finds both documents in %s', (_, png) => {
    const found = readTextChunks(bake(png, both))
    expect(
      'texts' in found && Object.fromEntries(found.texts.map((text) => [text.keyword, 'text' in text && text.text])),
    ).toEqual(both)
  })

  it('row 4: of two chunks with one keyword the first is read', () => {
    const png = insertBefore(makePng(), [itxt('openbadges', 'one'), itxt('openbadges', 'two')])
    expect(readTextChunks(png)).toEqual({ texts: [{ keyword: 'openbadges', text: 'one' }], repeated: true })
  })

  it('row 5: reads a tEXt chunk, row 6: hands compressed ones over to be inflated', () => {
    expect(readTextChunks(insertBefore(makePng(), [textChunk('openbadges', 'https://a.example')]))).toMatchObject({
      texts: [{ text: 'https://a.example' }],
    })
    const zipped = readTextChunks(insertBefore(makePng(), [itxt('openbadges', 'ş', true)]))
    const first = 'texts' in zipped ? zipped.texts[0] : undefined
    expect(first && 'zlib' in first && inflateSync(first.zlib).toString()).toBe('ş')
    expect(readTextChunks(insertBefore(makePng(), [ztxt('openbadges', 'x')]))).toMatchObject({
      texts: [{ encoding: 'latin1' }],
    })
  })

  it('row 7: anything else is not a PNG', () => {
    expect(readTextChunks(jpegBytes)).toEqual({ fault: 'not_png' })
    expect(readTextChunks(new Uint8Array())).toEqual({ fault: 'not_png' })
  })

  it('row 8: a length beyond the file or of 2^31 and more is refused, and so is every cut', () => {
    const png = insertBefore(makePng(), [itxt('openbadges', 'one')])
    expect(readTextChunks(withForgedLength(png, 'iTXt', 0x7fffffff))).toEqual({ fault: 'truncated' })
    expect(readTextChunks(withForgedLength(png, 'iTXt', 0x80000000))).toEqual({ fault: 'bad_length' })
    for (let cut = 0; cut < png.length; cut++) expect(readTextChunks(png.subarray(0, cut))).toHaveProperty('fault')
  })

  it('row 9: badge data whose checksum does not fit is refused', () => {
    const png = insertBefore(makePng(), [itxt('openbadges', 'one')])
    expect(readTextChunks(withWrongCrc(png, 'iTXt'))).toEqual({ fault: 'bad_crc' })
  })

  it('other texts and malformed ones with other keywords are passed over', () => {
    expect(readTextChunks(insertBefore(makePng(), [itxt('Comment', 'x'), textChunk('Title', 'y')]))).toEqual({
      texts: [],
      repeated: false,
    })
  })
})
