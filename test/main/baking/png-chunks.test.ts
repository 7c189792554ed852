import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { maxChunks, readPng } from '../../../src/main/baking/png-chunks'
import { buffersGrown } from '../../support/buffers'
import {
  changeChunks,
  chunk,
  everyKindOfPng,
  ihdr,
  insertBefore,
  jpegBytes,
  joinChunks,
  makePng,
  pngSignature,
  splitChunks,
  textChunk,
  withForgedLength,
  withoutChunks,
  withPromisedSize,
  withWrongCrc,
} from '../../support/png'

/** The code and reason with which `work` is refused. */
function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof BlazonError) return [error.code, error.details.reason].filter(Boolean).join(':')
    throw error
  }
  return 'accepted'
}

describe('readPng', () => {
  it('reads the header and every chunk of every kind of PNG, as views on the file', () => {
    for (const [name, png] of everyKindOfPng()) {
      const read = readPng(png)
      const expected = splitChunks(png)
      expect(
        read.chunks.map((one) => [one.type, one.start, one.end]),
        name,
      ).toEqual(expected.map((one) => [one.type, one.start, one.start + one.whole.length]))
      expect(read.end, name).toBe(png.length)
      expect(read.notes, name).toEqual([])
      for (const [index, one] of read.chunks.entries()) {
        expect(one.data.buffer, name).toBe(png.buffer)
        expect(Buffer.compare(one.data, expected[index]!.data), name).toBe(0)
      }
    }
  })

  it('reports size, colour type, depth and interlacing from the header', () => {
    expect(readPng(makePng({ width: 300, height: 2, colorType: 3, bitDepth: 4, interlaced: true }))).toMatchObject({
      width: 300,
      height: 2,
      colorType: 3,
      bitDepth: 4,
      interlaced: true,
    })
  })

  it('reads a plain Uint8Array that is a window on a larger buffer', () => {
    const png = makePng()
    const larger = new Uint8Array(png.length + 40)
    larger.set(png, 17)
    expect(readPng(larger.subarray(17, 17 + png.length)).end).toBe(png.length)
  })

  it('row 7: refuses wrong signature bytes, a JPEG and nothing at all as no PNG', () => {
    const wrong = makePng()
    wrong[0] = 0x88
    const newlines = Buffer.from(makePng())
    newlines[4] = 0x0a
    for (const bytes of [wrong, newlines, jpegBytes, Buffer.alloc(0), pngSignature.subarray(0, 7)])
      expect(refusal(() => readPng(bytes))).toBe('not_png')
  })

  it('row 8: refuses a PNG cut off at any byte', () => {
    const png = makePng({ before: [textChunk('Title', 'a title')], idats: 2 })
    for (let length = 8; length < png.length; length++)
      expect(
        refusal(() => readPng(png.subarray(0, length))),
        `${length} of ${png.length} bytes`,
      ).toMatch(/^png_damaged:(truncated|no_end|no_header)$/)
  })

  it('row 8, F22: refuses a forged length in any chunk without allocating what it promises', () => {
    const png = makePng({ before: [textChunk('Title', 'a title')] })
    const grown = buffersGrown(() => {
      for (const type of ['IHDR', 'tEXt', 'IDAT', 'IEND'])
        for (const length of [0x7fffffff, 0x80000000, 0xffffffff, png.length, png.length + 1, 0x01000000]) {
          const forged = withForgedLength(png, type, length)
          expect(
            refusal(() => readPng(forged)),
            `${type} ${length}`,
          ).toBe(length > 0x7fffffff ? 'png_damaged:bad_length' : 'png_damaged:truncated')
        }
    })
    expect(grown).toBeLessThan(1_000_000)
  })

  it('F22: refuses a length forged to zero', () => {
    for (const type of ['IHDR', 'tEXt', 'IDAT'])
      expect(refusal(() => readPng(withForgedLength(makePng({ before: [textChunk('Title', 'x')] }), type, 0)))).toMatch(
        /^png_damaged:/,
      )
  })

  it('row 9, F23: refuses a wrong CRC in any chunk and names the chunk', () => {
    const png = makePng({ before: [textChunk('Title', 'a title')] })
    for (const type of ['IHDR', 'tEXt', 'IDAT', 'IEND'])
      try {
        readPng(withWrongCrc(png, type))
        expect.unreachable()
      } catch (error) {
        expect(error).toMatchObject({ code: 'png_damaged', details: { reason: 'bad_crc', chunk: type } })
      }
  })

  it('F23: refuses a PNG without header, pixels or end, and with these in the wrong place', () => {
    const png = makePng({ idats: 2, before: [textChunk('Title', 'x')] })
    expect(refusal(() => readPng(withoutChunks(png, 'IHDR')))).toBe('png_damaged:no_header')
    expect(refusal(() => readPng(withoutChunks(png, 'IDAT')))).toBe('png_damaged:no_pixels')
    expect(refusal(() => readPng(withoutChunks(png, 'IEND')))).toBe('png_damaged:no_end')
    expect(refusal(() => readPng(pngSignature))).toBe('png_damaged:no_header')
    expect(refusal(() => readPng(changeChunks(png, ([head, ...rest]) => [rest[0]!, head!, ...rest.slice(1)])))).toBe(
      'png_damaged:no_header',
    )
    const header = ihdr({ width: 13, height: 11, bitDepth: 8, colorType: 6 })
    expect(refusal(() => readPng(insertBefore(png, [header], 'IEND')))).toBe('png_damaged:misplaced_chunk')
    expect(
      refusal(() => readPng(insertBefore(insertBefore(png, [textChunk('a', 'b')], 'IEND'), [chunk('IDAT')], 'IEND'))),
    ).toBe('png_damaged:misplaced_chunk')
    expect(
      refusal(() => readPng(changeChunks(png, (all) => [...all.slice(0, -1), chunk('IEND', Buffer.from('x'))]))),
    ).toBe('png_damaged:bad_length')
  })

  it('row 10, F23: leaves bytes after the end out, with a note', () => {
    const png = makePng()
    const read = readPng(Buffer.concat([png, Buffer.from('<script>after</script>')]))
    expect(read.end).toBe(png.length)
    expect(read.notes).toEqual(['bytes_after_end'])
  })

  it('F23: refuses 100,000 tiny chunks, and reads as many as the limit allows', () => {
    const tiny = chunk('prVt')
    const many = (count: number) => insertBefore(makePng(), [Buffer.concat(Array.from({ length: count }, () => tiny))])
    expect(refusal(() => readPng(many(100_000)))).toBe('png_too_large:too_many_chunks')
    expect(refusal(() => readPng(many(maxChunks - 2)))).toBe('png_too_large:too_many_chunks')
    expect(readPng(many(maxChunks - 3)).chunks).toHaveLength(maxChunks)
  })

  it('row 12, F25: refuses more pixels than are ever decoded by the header alone', () => {
    const promised = (width: number, height: number) =>
      refusal(() => readPng(withPromisedSize(makePng(), width, height)))
    expect(promised(60_000, 60_000)).toBe('png_too_large:pixels')
    expect(promised(20_000, 20_000)).toBe('png_too_large:pixels')
    expect(promised(16_385, 1)).toBe('png_too_large:pixels')
    expect(promised(1, 16_385)).toBe('png_too_large:pixels')
    expect(promised(16_384, 16_384)).toBe('png_too_large:pixels')
    expect(promised(0x7fffffff, 0x7fffffff)).toBe('png_too_large:pixels')
    expect(promised(16_384, 6_000)).toBe('accepted')
    expect(promised(0, 5)).toBe('png_damaged:bad_header')
    expect(promised(0x80000000, 5)).toBe('png_damaged:bad_header')
  })

  it('refuses a header that names what no PNG can be', () => {
    const header = (change: (data: Buffer) => void) =>
      refusal(() =>
        readPng(
          changeChunks(makePng(), ([first, ...rest]) => {
            const data = Buffer.from(first!.subarray(8, 21))
            change(data)
            return [chunk('IHDR', data), ...rest]
          }),
        ),
      )
    expect(header((data) => (data[8] = 3))).toBe('png_damaged:bad_header')
    expect(header((data) => (data[8] = 33))).toBe('png_damaged:bad_header')
    expect(header((data) => (data[9] = 5))).toBe('png_damaged:bad_header')
    expect(header((data) => (data[10] = 1))).toBe('png_damaged:bad_header')
    expect(header((data) => (data[11] = 1))).toBe('png_damaged:bad_header')
    expect(header((data) => (data[12] = 2))).toBe('png_damaged:bad_header')
    expect(refusal(() => readPng(joinChunks([chunk('IHDR', Buffer.alloc(12)), chunk('IEND')])))).toBe(
      'png_damaged:bad_header',
    )
  })

  it('refuses a chunk type that is not four letters', () => {
    expect(refusal(() => readPng(insertBefore(makePng(), [chunk('a\0bc')])))).toBe('png_damaged:bad_type')
    expect(refusal(() => readPng(insertBefore(makePng(), [chunk('te[t')])))).toBe('png_damaged:bad_type')
  })
})
