import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPictureFile } from '../../../../src/core/designs/picture-files/picture-file'
import { joined } from '../../../../src/core/designs/picture-files/picture-parts'
import { isBlazonError } from '../../../../src/core/errors'
import {
  gifOf,
  phoneJpeg,
  realJpeg,
  realWebp,
  secretPlace,
  tellingPng,
  tellingWebp,
} from '../../../support/picture-files'
import { chunk, everyKindOfPng, insertBefore, makePng, splitChunks } from '../../../support/png'

const essence = (bytes: Uint8Array): Buffer => Buffer.from(joined(readPictureFile(bytes).essence))
const failure = (bytes: Uint8Array): string => {
  try {
    readPictureFile(bytes)
  } catch (error) {
    if (isBlazonError(error)) return `${error.code} ${String(error.details.reason)}`
    throw error
  }
  return 'none'
}
const telling = { PNG: tellingPng, JPEG: phoneJpeg, WebP: tellingWebp }

describe('row 8: a picture file', () => {
  it.each(Object.entries(telling))(
    '%s: loses what tells of people and places, and how the camera was held is read',
    (_, make) => {
      for (let orientation = 1; orientation <= 8; orientation += 1) {
        const file = make(orientation)
        expect(file.includes(secretPlace)).toBe(true)
        expect(readPictureFile(file).orientation).toBe(orientation)
        expect(essence(file).includes(secretPlace)).toBe(false)
        expect(essence(file).includes('Exif')).toBe(false)
        expect(readPictureFile(essence(file)).orientation).toBe(1)
      }
      expect(readPictureFile(make(9)).orientation).toBe(1)
    },
  )

  it('keeps pixels and how their colours are meant, to the byte', () => {
    expect(essence(phoneJpeg(6)).equals(realJpeg)).toBe(true)
    expect(essence(tellingWebp(6)).equals(realWebp)).toBe(true)
    expect(essence(realJpeg).includes('ICC_PROFILE')).toBe(true)
    expect(splitChunks(essence(tellingPng(6))).map(({ type }) => type)).toEqual(['IHDR', 'gAMA', 'IDAT', 'IEND'])
    for (const [, png] of everyKindOfPng()) expect(essence(essence(png)).equals(essence(png))).toBe(true)
  })

  it('is known by its bytes, with its size', () => {
    expect(readPictureFile(realJpeg)).toMatchObject({ mime: 'image/jpeg', width: 24, height: 16, isAnimated: false })
    expect(readPictureFile(realWebp)).toMatchObject({ mime: 'image/webp', width: 24, height: 16, isAnimated: false })
    expect(readPictureFile(gifOf([[255, 0, 0]]))).toMatchObject({ mime: 'image/gif', width: 2, isAnimated: false })
    for (const text of ['', 'hello', 'BM', '<svg/>', '%PDF-1.7']) expect(failure(Buffer.from(text))).toContain('not_a')
  })

  it('says when it moves: GIF, PNG and WebP', () => {
    const red = [255, 0, 0] as const
    expect(readPictureFile(gifOf([red, red])).isAnimated).toBe(true)
    const moving = insertBefore(makePng({ width: 4, height: 4 }), [chunk('acTL', Buffer.alloc(8))])
    expect(readPictureFile(moving).isAnimated).toBe(true)
    expect(essence(moving).includes('acTL')).toBe(false)
    const webp = Buffer.from(realWebp)
    webp[20]! |= 2
    expect(readPictureFile(webp).isAnimated).toBe(true)
  })

  it('that was cut short anywhere is refused, and never anything but refused', () => {
    for (const whole of [realJpeg, realWebp, makePng({ width: 9, height: 9 })])
      for (let length = 0; length < whole.length - 1; length += 7)
        expect(failure(whole.subarray(0, length)), String(length)).toMatch(/damaged|not_a_picture/)
    expect(failure(gifOf([[1, 2, 3]]).subarray(0, 30))).toBe('unreadable_file damaged')
  })

  it('of nothing but empty parts is refused', () => {
    const segment = Buffer.from([0xff, 0xdd, 0x00, 0x02])
    const jpeg = [realJpeg.subarray(0, 2), ...Array<Buffer>(100_001).fill(segment), realJpeg.subarray(2)]
    expect(failure(Buffer.concat(jpeg))).toBe('unreadable_file damaged')
    const chunk = Buffer.from('ALPH\0\0\0\0', 'latin1')
    const webp = Buffer.concat([realWebp, ...Array<Buffer>(100_001).fill(chunk)])
    webp.writeUInt32LE(webp.length - 8, 4)
    expect(failure(webp)).toBe('unreadable_file damaged')
  })

  it('with any bytes changed is read or refused, and its essence is read the same again', () => {
    const wholes = [
      phoneJpeg(6),
      tellingWebp(3),
      tellingPng(8),
      gifOf([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...wholes),
        fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 6 }),
        (whole, changes) => {
          const bytes = Buffer.from(whole)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          if (failure(bytes) !== 'none') return
          expect(essence(essence(bytes)).equals(essence(bytes))).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('of nothing but empty chunks does not take for ever', () => {
    const empty = chunk('teSt')
    const many = Buffer.concat([makePng().subarray(0, 33), ...Array.from({ length: 100_010 }, () => empty)])
    expect(failure(many)).toBe('png_damaged too_many_chunks')
  })
})
