import { createHash } from 'node:crypto'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { isBlazonError } from '../../../src/core/errors'
import { pixelDigest, reencodePng } from '../../../src/main/baking/picture'
import { readPictureHeader } from '../../../src/main/baking/picture-header'
import {
  chunk,
  everyKindOfPng,
  insertBefore,
  itxt,
  jpegBytes,
  makePng,
  splitChunks,
  withForgedLength,
  withPromisedSize,
  withWrongCrc,
} from '../../support/png'

/** A soft disc on a gradient, written as carelessly as a canvas does. */
const drawn = (size: number, opaque = false): Buffer => {
  const png = new PNG({ width: size, height: size })
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const far = Math.hypot(x - size / 2, y - size / 2)
      const alpha = opaque ? 255 : Math.max(0, Math.min(255, Math.round((size / 2 - far) * 128)))
      png.data.set([(x * 255) / size, (y * 255) / size, 90, alpha], (y * size + x) * 4)
    }
  return PNG.sync.write(png, { filterType: 4, deflateLevel: 1 })
}

const pixelsOf = (bytes: Uint8Array) => PNG.sync.read(Buffer.from(bytes)).data

const codeOf = async (work: () => unknown): Promise<string | undefined> => {
  try {
    await work()
  } catch (error) {
    if (isBlazonError(error)) return error.code
    throw error
  }
  return undefined
}

describe('re-encoding', () => {
  it('makes a picture smaller and keeps every pixel, also those that nobody sees', async () => {
    const source = drawn(200)
    const stored = await reencodePng(source)
    expect(stored.bytes.byteLength).toBeLessThan(source.byteLength)
    expect(pixelsOf(stored.bytes).equals(pixelsOf(source))).toBe(true)
    expect([stored.width, stored.height]).toEqual([200, 200])
    expect(stored.pixelDigest).toBe(createHash('sha256').update(pixelsOf(source)).digest('hex'))
  })

  it('leaves out the alpha channel where nothing is transparent', async () => {
    const source = drawn(64, true)
    const stored = await reencodePng(source)
    expect(stored.bytes[25]).toBe(2)
    expect(pixelsOf(stored.bytes).equals(pixelsOf(source))).toBe(true)
  })

  it('is stable: a second time gives the same bytes', async () => {
    const once = await reencodePng(drawn(64))
    const twice = await reencodePng(once.bytes)
    expect(Buffer.from(twice.bytes).equals(Buffer.from(once.bytes))).toBe(true)
  })

  it.each(everyKindOfPng())('keeps the pixels of %s', async (_, png) => {
    const stored = await reencodePng(png)
    expect(stored.bytes.byteLength).toBeLessThanOrEqual(png.byteLength)
    expect(pixelsOf(stored.bytes).equals(pixelsOf(png))).toBe(true)
    expect(pixelDigest(stored.bytes)).toBe(pixelDigest(png))
  })

  it('keeps the sixteenth bit: a deep picture is not written anew', async () => {
    const deep = makePng({ width: 20, height: 20, bitDepth: 16, colorType: 6 })
    const stored = await reencodePng(deep)
    expect(stored.bytes[24]).toBe(16)
  })

  it('does not tint a grey picture: one with a grey profile is not written anew in colour', async () => {
    const grey = new PNG({ width: 64, height: 64 })
    grey.data.fill(255)
    const careless = PNG.sync.write(grey, { colorType: 0, deflateLevel: 0 })
    expect((await reencodePng(careless)).bytes[25]).toBe(2)
    const profiled = insertBefore(careless, [chunk('iCCP', Buffer.from('grey\0\0'))])
    expect((await reencodePng(profiled)).bytes[25]).toBe(0)
  })

  it('leaves texts and badge data behind, and keeps what says how colours are meant', async () => {
    const gamma = chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]))
    const source = insertBefore(drawn(64), [
      gamma,
      itxt('openbadges', '{"id":"https://example.org"}'),
      itxt('Author', 'somebody'),
    ])
    const stored = await reencodePng(source)
    const types = splitChunks(stored.bytes).map(({ type }) => type)
    expect(types).toContain('gAMA')
    expect(types).not.toContain('iTXt')
    expect(Buffer.from(stored.bytes).includes('openbadges')).toBe(false)
  })

  it('refuses what is no PNG, what is damaged, and what promises too many pixels before decoding it', async () => {
    const png = drawn(32)
    expect(await codeOf(() => reencodePng(jpegBytes))).toBe('not_png')
    expect(await codeOf(() => reencodePng(new Uint8Array()))).toBe('not_png')
    expect(await codeOf(() => reencodePng(png.subarray(0, png.length / 2)))).toBe('png_damaged')
    expect(await codeOf(() => reencodePng(withWrongCrc(png, 'IDAT')))).toBe('png_damaged')
    expect(await codeOf(() => reencodePng(withForgedLength(png, 'IDAT', 0x7fffffff)))).toBe('png_damaged')
    expect(await codeOf(() => reencodePng(withPromisedSize(png, 4097, 32)))).toBe('png_too_large')
    expect(await codeOf(() => reencodePng(withPromisedSize(png, 4096, 4096)))).toBe('png_damaged')
    expect(await codeOf(() => reencodePng(withPromisedSize(png, 16, 16)))).toBe('png_damaged')
  })

  it('does not inflate more than the header promises where rows are interlaced', async () => {
    const bomb = makePng({ width: 3000, height: 3000, colorType: 6, interlaced: true })
    const failure: unknown = await reencodePng(withPromisedSize(bomb, 8, 8)).catch((error: unknown) => error)
    expect(isBlazonError(failure, 'png_damaged') && failure.cause).toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' })
  })
})

describe('the header of a picture', () => {
  const webp = (kind: string, body: number[]) =>
    Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP' + kind + '\0\0\0\0', 'latin1'), Buffer.from(body), Buffer.alloc(20)])
  const jpeg = (width: number, height: number) =>
    Buffer.concat([
      Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
      Buffer.from([0xff, 0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, 0, 0, 0]),
    ])

  it('knows kind and size of PNG, JPEG and WebP', () => {
    expect(readPictureHeader(makePng({ width: 7, height: 9 }))).toEqual({ mime: 'image/png', width: 7, height: 9 })
    expect(readPictureHeader(jpeg(640, 480))).toEqual({ mime: 'image/jpeg', width: 640, height: 480 })
    const lossy = webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01])
    expect(readPictureHeader(lossy)).toEqual({ mime: 'image/webp', width: 640, height: 480 })
    const bits = 639 | (479 << 14)
    const lossless = webp('VP8L', [0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, (bits >> 24) & 255])
    expect(readPictureHeader(lossless)).toEqual({ mime: 'image/webp', width: 640, height: 480 })
    const extended = webp('VP8X', [0, 0, 0, 0, 0x7f, 0x02, 0, 0xdf, 0x01, 0])
    expect(readPictureHeader(extended)).toEqual({ mime: 'image/webp', width: 640, height: 480 })
  })

  it('refuses other files, cut ones and huge ones', async () => {
    expect(await codeOf(() => readPictureHeader(Buffer.from('<svg/>')))).toBe('unreadable_file')
    expect(await codeOf(() => readPictureHeader(jpegBytes))).toBe('unreadable_file')
    expect(await codeOf(() => readPictureHeader(jpeg(640, 480).subarray(0, 22)))).toBe('unreadable_file')
    expect(await codeOf(() => readPictureHeader(jpeg(5000, 480)))).toBe('png_too_large')
    expect(await codeOf(() => readPictureHeader(jpeg(0, 480)))).toBe('unreadable_file')
    expect(await codeOf(() => readPictureHeader(makePng().subarray(0, 20)))).toBe('png_damaged')
  })
})
