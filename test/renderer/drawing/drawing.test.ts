import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layerOf, type DesignDocument } from '../../../src/core/designs/document'
import { readTemplate } from '../../../src/core/designs/templates'
import { findBrowser, noBrowser } from '../../support/browser'
import { arcLayer, designOf, shapeLayer, textLayer } from '../../support/designs'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'

const folder = new URL('../../../resources/templates/', import.meta.url)
const templates = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => readTemplate(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))
const template = (id: string): DesignDocument => {
  const found = templates.find((it) => it.id === id)
  if (!found) throw new Error(`no template ${id}`)
  return found.document
}
const browser = findBrowser()
const title = browser === null ? `the drawing (${noBrowser})` : 'the drawing'

const exported = (page: Page, document: unknown, size = 600): Promise<string> =>
  page.evaluate(([it, side]) => window.harness.exportBytes(it, side as number), [document, size])
const png = (base64: string): PNG => PNG.sync.read(Buffer.from(base64, 'base64'))
const digest = (base64: string): string => createHash('sha256').update(base64).digest('hex')
const solid = (hex: string) => ({ kind: 'solid' as const, color: { hex } })
const at = (picture: PNG, x: number, y: number): number[] => [
  ...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4),
]
/** The box of everything that is not transparent. */
const inkOf = (picture: PNG): { left: number; top: number; right: number; bottom: number } => {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++)
      if ((picture.data[(y * picture.width + x) * 4 + 3] ?? 0) > 40) {
        box.left = Math.min(box.left, x)
        box.top = Math.min(box.top, y)
        box.right = Math.max(box.right, x + 1)
        box.bottom = Math.max(box.bottom, y + 1)
      }
  return box
}

describe.skipIf(browser === null)(title, () => {
  let pages: DrawingPages
  let page: Page
  beforeAll(async () => {
    pages = await openDrawing()
    page = await pages.open()
  })
  afterAll(async () => {
    await pages.close()
  })

  describe('exporting', () => {
    it('makes a square PNG of 600 pixels with a transparent ground', async () => {
      const picture = png(await exported(page, template('reading-star')))
      expect([picture.width, picture.height]).toEqual([600, 600])
      expect(at(picture, 2, 2)[3]).toBe(0)
      expect(at(picture, 300, 110)[3]).toBe(255)
    })

    it('gives the same bytes twice, in a page opened anew, and for every template', async () => {
      const other = await pages.open()
      for (const { document } of templates) {
        const first = digest(await exported(page, document))
        expect(digest(await exported(page, document))).toBe(first)
        expect(digest(await exported(other, document))).toBe(first)
      }
      await other.context().close()
    })

    it('trap 12: does not depend on zoom, pan, handles or the retina factor of a stage', async () => {
      const document = template('first-aider')
      const plain = digest(await exported(page, document))
      const retina = await pages.open({ deviceScaleFactor: 2 })
      const withStage = await retina.evaluate(async (it) => {
        const { harness: h } = window
        const host = window.document.getElementById('host')
        if (!host) throw new Error('no host')
        const read = h.readDesign(it)
        const stage = h.createStage(host, { document: read, assets: h.assets, onGesture: () => {}, onSelect: () => {} })
        await stage.settled()
        stage.setSelection(read.layers.map(({ id }) => id))
        stage.setZoom(3.7)
        stage.pan(-120, 45)
        await stage.settled()
        const bytes = await h.exportBytes(it)
        stage.dispose()
        return bytes
      }, document)
      expect(digest(withStage)).toBe(plain)
      await retina.context().close()
    })

    it('draws every glyph and every face that a template asks for', async () => {
      const lacking = await page.evaluate(
        async (list) => {
          const { harness: h } = window
          const missing: string[] = []
          for (const it of list) {
            const read = h.readDesign(it)
            for (const { lettering } of h.letteringOf(read))
              if (h.faceFor(lettering).missing) missing.push(lettering.family)
            for (const layer of read.layers)
              if (layer.kind === 'glyph' && 'glyph' in layer && !(await h.glyphArt(String(layer.glyph))))
                missing.push(String(layer.glyph))
          }
          return missing
        },
        templates.map(({ document }) => document),
      )
      expect(lacking).toEqual([])
    })

    it('keeps 2 % of margin round every template', async () => {
      for (const { id, document } of templates) {
        const ink = inkOf(png(await exported(page, document)))
        expect(Math.min(ink.left, ink.top, 600 - ink.right, 600 - ink.bottom), id).toBeGreaterThanOrEqual(11)
      }
    })

    it('leaves hidden layers out, and draws the last layer on top', async () => {
      const red = shapeLayer('r', { fill: solid('#ff0000') })
      const blue = shapeLayer('b', { fill: solid('#0000ff') })
      expect(at(png(await exported(page, designOf(red, blue))), 300, 300)).toEqual([0, 0, 255, 255])
      expect(at(png(await exported(page, designOf(red, { ...blue, hidden: true }))), 300, 300)).toEqual([
        255, 0, 0, 255,
      ])
    })

    it('lays a see-through layer on as one piece: its border does not show through its face', async () => {
      const border = { paint: solid('#0000ff'), width: 40 }
      const layer = shapeLayer('a', { width: 200, height: 200, opacity: 0.5, fill: solid('#ff0000'), stroke: border })
      const edge = at(png(await exported(page, designOf(layer))), 210, 300)
      expect(edge[0]).toBe(0)
      expect(edge[3]).toBeGreaterThan(120)
    })
  })

  describe('lettering', () => {
    it('trap 1: measures a face only once it is loaded, each weight by itself', async () => {
      const fresh = await pages.open()
      const widths = await fresh.evaluate(async () => {
        const { harness: h } = window
        const face = { family: 'Bebas Neue', weight: 400, size: 100 }
        const early = h.measureText('READING STAR', face).advance
        const layer = {
          id: 't',
          kind: 'text',
          name: 't',
          x: 300,
          y: 300,
          text: 'READING STAR',
          lettering: { ...face, tracking: 0 },
          paint: { kind: 'solid', color: { hex: '#000000' } },
        }
        const read = h.readDesign({ version: 1, size: 600, palette: {}, layers: [layer] })
        await h.drawDesign(read, h.assets, { size: 600 })
        return {
          early,
          late: h.measureText('READING STAR', face).advance,
          faces: [600, 800].map((weight) => h.faceFor({ family: 'Montserrat', weight }).face),
        }
      })
      expect(Math.abs(widths.early - widths.late)).toBeGreaterThan(20)
      expect(new Set(widths.faces).size).toBe(2)
      await fresh.context().close()
    })

    it('trap 1: the first drawing of a page is the same as the second', async () => {
      const fresh = await pages.open()
      const document = template('code-club')
      const first = digest(await exported(fresh, document))
      expect(digest(await exported(fresh, document))).toBe(first)
      await fresh.context().close()
    })

    it('trap 2: the box of text on an arc is the box of its pixels, on either side and at any length', async () => {
      const cases = [
        arcLayer('t', { text: 'Reading Star', paint: solid('#000000') }),
        arcLayer('t', { text: 'SUMMER 2026', side: 'bottom', paint: solid('#000000') }),
        arcLayer('t', {
          text: 'A TITLE MUCH TOO LONG FOR THE ARC THAT IT IS GIVEN HERE',
          sweep: 120,
          paint: solid('#000000'),
        }),
        arcLayer('t', { text: 'Turned', angle: 70, rotation: 20, paint: solid('#000000') }),
        textLayer('t', { text: 'Agyp', rotation: 30, paint: solid('#000000') }),
      ]
      for (const layer of cases) {
        const document = designOf(layer)
        const ink = inkOf(png(await exported(page, document)))
        const box = await page.evaluate(async (it) => {
          const read = window.harness.readDesign(it)
          await window.harness.loadMeasuring(read)
          const [first] = read.layers
          return first ? window.harness.layerBounds(first) : null
        }, document)
        if (!box) throw new Error('no box')
        // A turned letter's corners may reach a little past its ink, never the other way round.
        for (const side of ['left', 'top'] as const) {
          expect(box[side]).toBeLessThanOrEqual(ink[side] + 1)
          expect(box[side]).toBeGreaterThan(ink[side] - 22)
        }
        for (const side of ['right', 'bottom'] as const) {
          expect(box[side]).toBeGreaterThanOrEqual(ink[side] - 1)
          expect(box[side]).toBeLessThan(ink[side] + 22)
        }
      }
    })

    it('trap 2: text too long for its arc shrinks and never runs over its own beginning', async () => {
      const text = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.repeat(4)
      const picture = png(await exported(page, designOf(arcLayer('t', { text, sweep: 200, paint: solid('#000000') }))))
      // The half circle below the sweep stays empty.
      expect(inkOf(picture).bottom).toBeLessThan(345)
    })

    it('says that a family is missing and what it is drawn in', async () => {
      const missing = await page.evaluate(
        (it) =>
          window.harness
            .letteringOf(window.harness.readDesign(it))
            .map((text) => window.harness.faceFor(text.lettering)),
        designOf(textLayer('t', { lettering: { family: 'Papyrus', weight: 400, size: 50, tracking: 0 } })),
      )
      expect(missing).toEqual([expect.objectContaining({ family: 'Montserrat', missing: true })])
    })
  })

  it('row 7: a glyph has its middle where its ink weighs, which turns and grows with it; other layers go by their box', async () => {
    const [play, circle, turned, shape] = await page.evaluate(
      async (it) => {
        const { opticalShift, opticalOf, loadMeasuring, readDesign } = window.harness
        const document = readDesign(it)
        await loadMeasuring(document)
        const [glyph, box] = document.layers
        if (!glyph || !box) throw new Error('no layers')
        return [opticalShift('phosphor/triangle'), opticalShift('phosphor/circle'), opticalOf(glyph), opticalOf(box)]
      },
      designOf(
        layerOf({
          kind: 'glyph',
          id: 'g',
          name: 'g',
          x: 100,
          y: 200,
          rotation: 90,
          size: 300,
          glyph: 'phosphor/triangle',
          paint: solid('#000000'),
        }),
        shapeLayer('s'),
      ),
    )
    // A triangle's foot is heavy: its middle lies low.
    expect(play?.x).toBeCloseTo(0, 2)
    expect(play?.y).toBeGreaterThan(0.03)
    expect(play?.y).toBeLessThan(0.16)
    expect(circle).toEqual({ x: 0, y: 0 })
    expect(turned?.x).toBeCloseTo(100 - (play?.y ?? 0) * 300, 1)
    expect(turned?.y).toBeCloseTo(200 + (play?.x ?? 0) * 300, 1)
    expect(shape).toBeNull()
  })

  describe('what cannot be drawn', () => {
    it('trap 8: a lost picture, an unknown glyph and a layer of a later version stand as placeholders, and the rest is drawn', async () => {
      const lost = { ...shapeLayer('p', { x: 100, y: 100 }), kind: 'picture', sha256: 'b'.repeat(64) }
      const document = {
        ...designOf(shapeLayer('s', { x: 500, y: 500, fill: solid('#ff0000') })),
        layers: [
          lost,
          {
            ...shapeLayer('g', { x: 100, y: 300 }),
            kind: 'glyph',
            glyph: 'phosphor/no-such',
            size: 80,
            paint: solid('#000000'),
          },
          { id: 'u', kind: 'hologram', x: 300, y: 300 },
          shapeLayer('s', { x: 500, y: 500, fill: solid('#ff0000') }),
        ],
      }
      const picture = png(await exported(page, document))
      for (const [x, y] of [
        [100, 100],
        [100, 300],
        [300, 300],
      ] as const)
        expect(at(picture, x, y)[3]).toBeGreaterThan(40)
      expect(at(picture, 500, 500)).toEqual([255, 0, 0, 255])
    })

    it('draws a kept picture, cut to a circle where asked', async () => {
      const kept = {
        ...shapeLayer('p', { width: 300, height: 300 }),
        kind: 'picture',
        sha256: 'a'.repeat(64),
        clip: { shape: 'circle', params: {} },
      }
      const picture = png(await exported(page, { ...designOf(), layers: [kept] }))
      expect(at(picture, 300, 300)).toEqual([255, 0, 0, 255])
      expect(at(picture, 156, 156)[3]).toBe(0)
    })
  })

  describe('the size strip', () => {
    it('has 256, 128, 64, 50 and 32 pixels, and the small ones look like small drawings', async () => {
      const strip = await page.evaluate(async (it) => {
        const { harness: h } = window
        const read = h.readDesign(it)
        const pictures = await h.sizeStrip(read, h.assets)
        const direct = await h.drawDesign(read, h.assets, { size: 64 })
        const pixels = (canvas: OffscreenCanvas): number[] => [
          ...(canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []),
        ]
        const small = pictures.find(({ size }) => size === 64)
        return {
          sizes: pictures.map(({ size, canvas }) => [size, canvas.width, canvas.height]),
          derived: small ? pixels(small.canvas) : [],
          direct: pixels(direct),
        }
      }, template('hundred-hours'))
      expect(strip.sizes).toEqual([256, 128, 64, 50, 32].map((size) => [size, size, size]))
      const difference = strip.derived.reduce(
        (sum, value, index) => sum + Math.abs(value - (strip.direct[index] ?? 0)),
        0,
      )
      expect(difference / strip.derived.length).toBeLessThan(8)
    })
  })

  describe('the glyph pack', () => {
    it('has thousands of glyphs that are found by what people type', async () => {
      const found = await page.evaluate(async () => {
        const index = await window.harness.glyphIndex()
        const first = (query: string): string[] =>
          window.harness.searchGlyphs(index, query, { limit: 12 }).map(({ id }) => id)
        return { count: index.entries.length, book: first('reading'), aid: first('first aid'), heart: first('heart') }
      })
      expect(found.count).toBeGreaterThan(3500)
      expect(found.book.some((id) => id.includes('book'))).toBe(true)
      expect(found.aid[0]).toBe('phosphor/first-aid')
      expect(found.heart[0]).toBe('phosphor/heart')
    })
  })
})
