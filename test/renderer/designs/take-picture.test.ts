import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { PNG } from 'pngjs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pictureHeader } from '../../../src/core/designs/picture-files/picture-header'
import { findBrowser, noBrowser } from '../../support/browser'
import { type DrawingPages, openDrawing } from '../../support/drawing-page'
import { gifOf, phoneJpeg, realJpeg, realWebp, secretPlace, tellingPng, tellingWebp } from '../../support/picture-files'
import { makePng, withPromisedSize } from '../../support/png'

const hostile = 'test/fixtures/hostile-svg'
const can = findBrowser() !== null
let pages: DrawingPages
let page: Page
let foreignRequests: string[]
beforeAll(async () => {
  if (!can) return
  pages = await openDrawing()
})
afterAll(async () => {
  if (can) await pages.close()
})
beforeEach(async () => {
  page = await pages.open()
  foreignRequests = []
  const home = new URL(page.url()).origin
  // Nothing gets out, and whatever tries is noted.
  await page.route('**/*', (route) => {
    const url = route.request().url()
    if (url.startsWith(home)) return route.continue()
    foreignRequests.push(url)
    return route.abort()
  })
})
afterEach(() => page.context().close())

interface Taken {
  bytes: Buffer | null
  notes: unknown[]
  asked: string[]
  failure: string
}
/** Takes a file in a real browser; a question is answered with yes. */
async function take(file: Uint8Array, options: { type?: string; answer?: boolean } = {}): Promise<Taken> {
  const { bytes, ...seen } = await page.evaluate(
    async ({ base64, type, answer }) => {
      const asked: string[] = []
      const blob = await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob()
      try {
        const taken = await window.harness.takePicture(new Blob([blob], { type }), {
          currentColor: '#123456',
          mayPlace: (parts) => {
            asked.push(...parts)
            return Promise.resolve(answer)
          },
        })
        const buffer = new Uint8Array((await taken?.blob.arrayBuffer()) ?? new ArrayBuffer(0))
        let text = ''
        for (let at = 0; at < buffer.length; at += 32_768)
          text += String.fromCharCode(...buffer.subarray(at, at + 32_768))
        return { bytes: taken ? btoa(text) : null, notes: [...(taken?.notes ?? [])], asked, failure: '' }
      } catch (error) {
        const { code, details } = error as { code?: string; details?: { reason?: string } }
        return { bytes: null, notes: [], asked, failure: `${code ?? String(error)} ${details?.reason ?? ''}` }
      }
    },
    { base64: Buffer.from(file).toString('base64'), type: options.type ?? '', answer: options.answer ?? true },
  )
  return { ...seen, bytes: bytes === null ? null : Buffer.from(bytes, 'base64') }
}
const svg = (inside: string, attributes = 'viewBox="0 0 100 50"'): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`)
/** The colour of a PNG's pixel at shares of its sides. */
const colorAt = (bytes: Buffer | null, x: number, y: number): number[] => {
  const png = PNG.sync.read(bytes ?? Buffer.alloc(0))
  const at = (Math.floor(y * png.height) * png.width + Math.floor(x * png.width)) * 4
  return [...png.data.subarray(at, at + 4)]
}

describe.skipIf(!can)(can ? 'row 8: a picture taken into a design' : noBrowser, () => {
  it('is kept as it is, whatever its name and type say: a JPEG called .png stays a JPEG', async () => {
    expect((await take(realJpeg, { type: 'image/png' })).bytes?.equals(realJpeg)).toBe(true)
    expect((await take(realWebp, { type: 'text/plain' })).bytes?.equals(realWebp)).toBe(true)
    const png = makePng({ width: 30, height: 20 })
    expect((await take(png, { type: 'image/jpeg' })).bytes?.equals(png)).toBe(true)
  })

  it('is set upright as the camera says, and tells nobody where it was taken', async () => {
    for (const [make, mime] of [
      [phoneJpeg, 'image/jpeg'],
      [tellingWebp, 'image/webp'],
      [tellingPng, 'image/png'],
    ] as const)
      for (let orientation = 1; orientation <= 8; orientation += 1) {
        const { bytes } = await take(make(orientation))
        const header = pictureHeader(bytes ?? Buffer.alloc(0))
        expect(header.mime).toBe(mime)
        expect(header.width > header.height, `${mime} ${orientation}`).toBe(orientation <= 4)
        expect(bytes?.includes(secretPlace)).toBe(false)
      }
  })

  it('is turned the right way: the red corner of the picture goes where each orientation puts it', async () => {
    // Upper left red in the file; where that corner stands once set upright (EXIF 2.32, 4.6.4 A).
    const corners = { 1: [0, 0], 2: [1, 0], 3: [1, 1], 4: [0, 1], 5: [0, 0], 6: [1, 0], 7: [1, 1], 8: [0, 1] } as const
    for (const [orientation, [right, lower]] of Object.entries(corners)) {
      const { bytes } = await take(phoneJpeg(Number(orientation)))
      const red = await page.evaluate(
        async ({ base64, x, y }) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob())
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
          context?.drawImage(bitmap, 0, 0)
          const at = (share: number, side: number): number => Math.floor(side * (share === 0 ? 0.2 : 0.8))
          return [...(context?.getImageData(at(x, bitmap.width), at(y, bitmap.height), 1, 1).data ?? [])]
        },
        { base64: bytes?.toString('base64') ?? '', x: right, y: lower },
      )
      expect(red[0], orientation).toBeGreaterThan(150)
      expect(red[1], orientation).toBeLessThan(90)
      expect(red[2], orientation).toBeLessThan(90)
    }
  })

  it('of a GIF is its first frame, as a PNG, and that is said where it moves', async () => {
    const still = await take(gifOf([[255, 0, 0]]))
    expect(colorAt(still.bytes, 0.5, 0.5)).toEqual([255, 0, 0, 255])
    expect(still.notes).toEqual([])
    const moving = await take(
      gifOf([
        [0, 0, 255],
        [255, 0, 0],
      ]),
    )
    expect(colorAt(moving.bytes, 0.5, 0.5)).toEqual([0, 0, 255, 255])
    expect(moving.notes).toEqual([{ kind: 'firstFrame' }])
  })

  it('of more than 4096 px is made smaller, and both sizes are named', async () => {
    const { bytes, notes } = await take(makePng({ width: 6000, height: 300, colorType: 0 }))
    expect(pictureHeader(bytes ?? Buffer.alloc(0))).toEqual({ mime: 'image/png', width: 4096, height: 205 })
    expect(notes).toEqual([{ kind: 'reduced', from: { width: 6000, height: 300 }, to: { width: 4096, height: 205 } }])
  })

  it('of 20,000 px a side is refused by its header, before anything is decoded', async () => {
    const huge = withPromisedSize(makePng({ width: 8, height: 8 }), 20_000, 20_000)
    expect((await take(huge)).failure).toBe('unreadable_file too_many_pixels')
  })

  it('is refused where it is cut short, broken inside, empty, or no picture at all', async () => {
    const png = makePng({ width: 200, height: 200 })
    expect((await take(png.subarray(0, png.length / 2))).failure).toBe('png_damaged truncated')
    const broken = Buffer.from(png)
    broken.fill(0x5a, 60, png.length - 30)
    expect((await take(broken)).failure).toBe('unreadable_file damaged')
    expect((await take(realJpeg.subarray(0, -40))).failure).toBe('unreadable_file damaged')
    expect((await take(withPromisedSize(png, 0, 10))).failure).toBe('png_damaged empty')
    for (const text of ['', 'hello', '%PDF-1.7', '<html><svg/></html>'])
      expect((await take(Buffer.from(text))).failure, text).toBe('unreadable_file not_a_picture')
  })

  it('of more than 50 MB is refused before it is read', async () => {
    const failure = await page.evaluate(() =>
      window.harness
        .takePicture(new Blob([new Uint8Array(50 * 1024 * 1024 + 1)]), {
          currentColor: '#123456',
          mayPlace: () => Promise.resolve(true),
        })
        .catch((error: { details: { reason: string } }) => error.details.reason),
    )
    expect(failure).toBe('too_many_bytes')
  })
})

describe.skipIf(!can)(can ? 'trap 14: an SVG' : noBrowser, () => {
  it('is drawn as a PNG of twice the artboard, however large it says it is', async () => {
    const red = '<rect width="50" height="50" fill="#ff0000"/>'
    for (const [attributes, width, height] of [
      ['viewBox="0 0 100 50"', 1200, 600],
      ['width="24" height="24" viewBox="0 0 100 100"', 1200, 1200],
      ['width="50mm" height="100%" viewBox="0 0 100 50"', 1200, 600],
      ['width="90000" height="45000"', 2048, 1024],
      ['', 1200, 1200],
    ] as const) {
      const { bytes, asked } = await take(svg(red, attributes))
      expect(asked).toEqual([])
      expect(pictureHeader(bytes ?? Buffer.alloc(0)), attributes).toEqual({ mime: 'image/png', width, height })
    }
    expect(colorAt((await take(svg(red))).bytes, 0.25, 0.5)).toEqual([255, 0, 0, 255])
  })

  it('has currentColor replaced by the colour of a role, also where CSS asks for it', async () => {
    const plain = await take(svg('<rect width="100" height="50" fill="currentColor"/>'))
    expect(colorAt(plain.bytes, 0.5, 0.5)).toEqual([0x12, 0x34, 0x56, 255])
    const styled = await take(svg('<style>.a{fill:currentColor}</style><rect class="a" width="100" height="50"/>'))
    expect(colorAt(styled.bytes, 0.5, 0.5)).toEqual([0x12, 0x34, 0x56, 255])
  })

  it('keeps what draws: gradients, uses, styles, clips, pictures written into it', async () => {
    const { bytes, asked } = await take(
      svg(
        `<defs><linearGradient id="g"><stop stop-color="#00ff00"/></linearGradient><rect id="r" width="50" height="50"/>
         <clipPath id="c"><rect width="100" height="25"/></clipPath></defs><g clip-path="url(#c)"><use href="#r" fill="url(#g)"/></g>`,
      ),
    )
    expect(asked).toEqual([])
    expect(colorAt(bytes, 0.25, 0.25)).toEqual([0, 255, 0, 255])
    expect(colorAt(bytes, 0.25, 0.75)[3]).toBe(0)
  })

  it('with parts that cannot be taken apart is asked about, in plain words, and cancelled on request', async () => {
    const odd = svg(
      '<mask id="m"><rect width="9" height="9"/></mask><filter id="f"/><pattern id="p"/><text>Hi</text><rect width="9" height="9"/>',
    )
    expect((await take(odd)).asked).toEqual(['text', 'mask', 'filter', 'pattern'])
    const cancelled = await take(odd, { answer: false })
    expect(cancelled).toMatchObject({ bytes: null, failure: '' })
  })

  const refusals: Record<string, string> = {
    'billion-laughs.svg': 'entities',
    'entity-file.svg': 'entities',
    'use-bomb.svg': 'too_complex',
    'pattern-bomb.svg': 'too_complex',
  }
  it.each(readdirSync(hostile).toSorted())('%s: nothing runs, nothing is fetched', async (name) => {
    const { bytes, asked, failure } = await take(readFileSync(join(hostile, name)))
    if (refusals[name]) expect(failure).toBe(`unreadable_file ${refusals[name]}`)
    else {
      expect(failure).toBe('')
      expect(colorAt(bytes, 0.9, 0.9)).toEqual([0x20, 0x80, 0x40, 255])
      if (name !== 'cdata.svg') expect(asked.length).toBeGreaterThan(0)
    }
    expect(await page.evaluate(() => 'canary' in window)).toBe(false)
    expect(foreignRequests).toEqual([])
  })

  it('that names masks by its style sheets over and over is refused, however they are written', async () => {
    const masks = Array.from(
      { length: 8 },
      (_, level) => `<mask id="m${level}">${`<rect class="c${level}" width="9" height="9"/>`.repeat(10)}</mask>`,
    ).join('')
    const styles: ((level: number) => string)[] = [
      (level) => `.c${level + 1}{mask:url(#m${level})}`,
      (level) => `@media all{svg rect.c${level + 1}:not(.z){mask:url('#m${level}')}}`,
      (level) => `svg{--m${level}:URL(#m${level})}.c${level + 1}{mask:var(--m${level})}`,
    ]
    const sheet = (style: (level: number) => string): string =>
      `<style>${Array.from({ length: 8 }, (_, level) => style(level)).join('')}</style>`
    for (const style of styles)
      expect((await take(svg(`${sheet(style)}${masks}<rect class="c8" width="9" height="9"/>`))).failure).toBe(
        'unreadable_file too_complex',
      )
    const plain = '<style>.a{mask:url(#m)}</style><mask id="m"><rect width="9" height="9"/></mask>'
    expect((await take(svg(`${plain}${'<rect class="a" width="9" height="9"/>'.repeat(500)}`))).failure).toBe('')
  })

  it('loses an address that is spelt with backslashes, in an attribute too', async () => {
    const spelt = '<mask id="m"><rect width="9" height="9"/></mask><rect mask="u\\72l(#m)" width="90" height="40"/>'
    expect(await take(svg(spelt))).toMatchObject({ asked: ['external', 'mask'], failure: '' })
  })

  it('with an address that is not closed loses it, at once', async () => {
    const began = performance.now()
    const style = `<style>${'url('.repeat(500_000)}</style><rect width="9" height="9"/>`
    expect(await take(svg(style))).toMatchObject({ asked: ['external'], failure: '' })
    expect(performance.now() - began).toBeLessThan(8_000)
  })

  it('with more text, or deeper, than a drawing needs is refused', async () => {
    const path = svg(`<path d="${'M1 1L2 2'.repeat(700_000)}"/>`)
    expect((await take(path)).failure).toBe('unreadable_file too_complex')
    const deep = svg(`${'<g>'.repeat(4000)}<rect/>${'</g>'.repeat(4000)}`)
    expect((await take(deep)).failure).toMatch(/unreadable_file (too_complex|damaged)/)
    expect((await take(svg('<g>'))).failure).toBe('unreadable_file damaged')
  })
})
