import { describe, expect, it } from 'vitest'
import { isBlazonError } from '../../../src/core/errors'
import { bake } from '../../../src/main/baking/bake'
import { repairPng } from '../../../src/main/baking/repair-png'
import { unbake } from '../../../src/main/baking/unbake'
import {
  commonChunks,
  everyKindOfPng,
  jpegBytes,
  makePng,
  splitChunks,
  textChunk,
  withWrongCrc,
} from '../../support/png'

const assertion = '{"@context":"https://w3id.org/openbadges/v2","type":"Assertion"}'

const refusal = (png: Uint8Array) => {
  try {
    repairPng(png)
    return 'repaired'
  } catch (error) {
    if (isBlazonError(error))
      return [error.code, error.details.reason, error.details['chunk']].filter(Boolean).join(' ')
    throw error
  }
}

describe('repairPng', () => {
  it('row 9: makes a copy whose texts can be read again, and leaves the original and the picture alone', () => {
    for (const [name, png] of everyKindOfPng()) {
      const baked = bake(png, { openbadges: assertion })
      const damaged = withWrongCrc(baked, 'iTXt')
      const before = Buffer.from(damaged)
      const { bytes, mended } = repairPng(damaged)
      expect([name, mended]).toEqual([name, ['iTXt']])
      expect(bytes.equals(baked), name).toBe(true)
      expect(damaged.equals(before), name).toBe(true)
      expect(unbake(bytes).payloads[0]?.text, name).toBe(assertion)
    }
  })

  it('row 9: mends every text, changes no other byte, and trusts nothing that is in it', () => {
    const png = makePng({ before: commonChunks(), after: [textChunk('Author', 'someone')] })
    const damaged = ['tEXt', 'zTXt', 'iTXt'].reduce((bytes, type) => withWrongCrc(bytes, type), png)
    expect(repairPng(damaged)).toEqual({ bytes: png, mended: ['tEXt', 'zTXt', 'iTXt'] })
    // One letter of the text itself was spoilt: it can be read, and what it says is for its signature to judge.
    const baked = bake(makePng(), { openbadges: assertion })
    const spoilt = Buffer.from(baked)
    spoilt[spoilt.indexOf('Assertion')] = 0x42
    expect(unbake(repairPng(spoilt).bytes).payloads[0]?.text).toBe(assertion.replace('Assertion', 'Bssertion'))
  })

  it('gives back a picture that needs nothing, without what follows its end', () => {
    const png = makePng()
    expect(repairPng(Buffer.concat([png, Buffer.from('more')]))).toEqual({ bytes: png, mended: [] })
  })

  it('row 9: offers no copy where the picture itself is damaged', () => {
    for (const type of ['IHDR', 'PLTE', 'IDAT', 'IEND'])
      expect(refusal(withWrongCrc(makePng({ colorType: 3 }), type))).toBe(`png_damaged bad_crc ${type}`)
    const baked = bake(makePng(), { openbadges: assertion })
    for (let length = 8; length < baked.length; length++)
      expect(refusal(withWrongCrc(baked, 'iTXt').subarray(0, length))).toMatch(/^png_damaged/)
    expect(refusal(jpegBytes)).toBe('not_png')
    expect(refusal(Buffer.alloc(0))).toBe('not_png')
    expect(splitChunks(baked).length).toBe(4)
  })
})
