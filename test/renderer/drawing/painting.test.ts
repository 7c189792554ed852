import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layerOf, type DesignDocument, type Effect, type Layer, type LayerOf } from '../../../src/core/designs/document'
import { findBrowser, noBrowser } from '../../support/browser'
import { designOf, shapeLayer, textLayer } from '../../support/designs'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'
import { testPicture } from '../../support/every-kind'
import { pictureDifference } from '../../support/picture-difference'

const browser = findBrowser()
const png = (base64: string): PNG => PNG.sync.read(Buffer.from(base64, 'base64'))
const at = (picture: PNG, x: number, y: number): number[] => [
  ...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4),
]
const solid = (hex: string) => ({ kind: 'solid' as const, color: { hex } })
const square = (id: string, hex: string, fields: Partial<LayerOf<'shape'>> = {}): Layer =>
  shapeLayer(id, { shape: 'square', params: {}, width: 200, height: 200, fill: solid(hex), ...fields })
const group = (id: string, fields: object = {}): Layer =>
  layerOf({ id, kind: 'group', name: id, x: 300, y: 300, ...fields })
const picture = (fields: object = {}): Layer =>
  layerOf({
    id: 'p',
    kind: 'picture',
    name: '',
    x: 300,
    y: 300,
    sha256: testPicture,
    width: 240,
    height: 240,
    ...fields,
  })

describe.skipIf(browser === null)(browser === null ? `painting (${noBrowser})` : 'painting', () => {
  let pages: DrawingPages
  let page: Page
  beforeAll(async () => {
    pages = await openDrawing()
    page = await pages.open()
  })
  afterAll(async () => {
    await pages.close()
  })
  const drawn = async (...layers: Layer[]): Promise<PNG> =>
    png(await page.evaluate((it) => window.harness.exportBytes(it), designOf(...layers)))
  const asSvg = (document: DesignDocument): Promise<{ svg: string; missing: readonly string[] }> =>
    page.evaluate((it) => window.harness.exportSvg(window.harness.readDesign(it), window.harness.assets), document)

  describe('groups', () => {
    it('lays a see-through group on as one piece', async () => {
      const it = await drawn(
        square('a', '#ff0000', { parent: 'g', x: 250 }),
        square('b', '#0000ff', { parent: 'g', x: 350 }),
        group('g', { opacity: 0.5 }),
      )
      const [alone, over] = [at(it, 420, 300), at(it, 300, 300)]
      expect(over).toEqual(alone)
      expect(alone[3]).toBeGreaterThan(120)
      expect(alone[3]).toBeLessThan(135)
    })

    it('row 9: shows of a masked group what lies within its lowest member, as see-through as that is', async () => {
      const window = square('w', '#000000', { parent: 'm', shape: 'circle', width: 160, height: 160 })
      const it = await drawn(window, square('a', '#00ff00', { parent: 'm' }), group('m', { mask: true }))
      expect(at(it, 300, 300)).toEqual([0, 255, 0, 255])
      expect(at(it, 240, 240)[3]).toBe(0)
      const faint = await drawn(
        { ...window, opacity: 0.5 },
        square('a', '#00ff00', { parent: 'm' }),
        group('m', { mask: true }),
      )
      expect(at(faint, 300, 300)[3]).toBeGreaterThan(120)
      expect(at(faint, 300, 300)[3]).toBeLessThan(135)
    })

    it('trap 20: a mask within a mask is cut by the outer one, and a shadow falls outside of a clip', async () => {
      const nested = await drawn(
        square('outer', '#000000', { parent: 'm', width: 300, height: 100 }),
        square('inner', '#ff0000', { parent: 'n', width: 20, height: 20 }),
        square('a', '#00ff00', { parent: 'n' }),
        group('n', { mask: true, parent: 'm' }),
        group('m', { mask: true }),
      )
      expect(at(nested, 230, 300)).toEqual([0, 255, 0, 255])
      expect(at(nested, 300, 380)[3]).toBe(0)
      const shadow: Effect = { kind: 'shadow', dx: 60, dy: 0, blur: 0, color: { hex: '#0000ff' }, opacity: 1 }
      const clipped = await drawn(picture({ clip: { shape: 'circle', params: {} }, effects: [shadow] }))
      expect(at(clipped, 465, 300)).toEqual([0, 0, 255, 255])
    })
  })

  describe('row 12: effects', () => {
    const bevel: Effect = { kind: 'bevel', width: 20, angle: 0, light: 1, shade: 1 }
    it('a bevel lights the edge that faces the light, however the layer is turned, and leaves the ground alone', async () => {
      for (const rotation of [0, 90, 180]) {
        const it = await drawn(square('a', '#808080', { rotation, effects: [bevel] }))
        expect(at(it, 300, 203)[0]).toBeGreaterThan(200)
        expect(at(it, 300, 396)[0]).toBeLessThan(50)
        expect(at(it, 300, 300)).toEqual([128, 128, 128, 255])
        expect(at(it, 300, 196)[3]).toBe(0)
      }
    })

    it('an outline follows letters and pictures as it does shapes', async () => {
      const outline: Effect = { kind: 'outline', width: 12, color: { hex: '#ff0000' } }
      const word = await drawn(textLayer('t', { text: 'I', effects: [outline], paint: solid('#000000') }))
      expect(at(word, 300, 300)).toEqual([0, 0, 0, 255])
      expect(at(word, 300, 300 - 21 - 6)).toEqual([255, 0, 0, 255])
      const hole = await drawn(picture({ height: 180, effects: [outline] }))
      // The hole in the middle of the test picture is 18 units wide all round.
      expect(at(hole, 300, 300)[3]).toBe(0)
      expect(at(hole, 300, 300 - 12)).toEqual([255, 0, 0, 255])
    })

    it('a gloss lights the upper part and a thread runs inside of the edge', async () => {
      const it = await drawn(
        square('a', '#000000', {
          effects: [
            { kind: 'gloss', height: 0.5, opacity: 1 },
            { kind: 'stitch', inset: 20, width: 6, dash: 100, gap: 0.5, color: { hex: '#ff0000' } },
          ],
        }),
      )
      expect(at(it, 300, 210)[0]).toBeGreaterThan(150)
      expect(at(it, 300, 340)[0]).toBe(0)
      expect(at(it, 223, 330)).toEqual([255, 0, 0, 255])
    })
  })

  describe('pictures', () => {
    it('row 9: covers its frame, or keeps all of itself in it', async () => {
      const cover = await drawn(picture({ fit: 'cover' }))
      const contain = await drawn(picture({ fit: 'contain' }))
      expect(at(contain, 300, 200)[3]).toBe(0)
      expect(at(contain, 300, 230)[3]).toBe(255)
      expect(at(cover, 300, 200)[3]).toBe(255)
    })

    it('row 9: shows its crop only', async () => {
      const it = await drawn(picture({ crop: { x: 0.45, y: 0.44, width: 0.1, height: 0.12 } }))
      // The middle of the picture is its hole.
      expect(at(it, 300, 300)[3]).toBe(0)
      expect(at(it, 215, 215)[3]).toBe(0)
    })

    it('row 13: filters by role, and anew when the role’s colour changes', async () => {
      const filters = [{ kind: 'duotone', dark: { role: 'frame' }, light: { role: 'frame' } }]
      const document = designOf(picture({ filters }))
      const shown = async (it: DesignDocument): Promise<number[]> =>
        at(png(await page.evaluate((one) => window.harness.exportBytes(one), it)), 300, 240)
      expect(await shown(document)).toEqual([14, 50, 71, 255])
      expect(await shown({ ...document, palette: { ...document.palette, frame: '#ff8000' } })).toEqual([
        255, 128, 0, 255,
      ])
    })
  })

  it('row 11: a conic gradient runs clockwise from its angle', async () => {
    const stops = ['#ff0000', '#00ff00', '#0000ff', '#ffff00', '#ff0000'].map((hex, index) => ({
      offset: index / 4,
      color: { hex },
    }))
    const it = await drawn(square('a', '#000000', { fill: { kind: 'conic', angle: 0, stops } }))
    expect(
      at(it, 380, 300)
        .slice(0, 3)
        .map((value) => Math.round(value / 32)),
    ).toEqual([0, 8, 0])
    expect(
      at(it, 220, 300)
        .slice(0, 3)
        .map((value) => Math.round(value / 32)),
    ).toEqual([8, 8, 0])
  })

  describe('row 31: SVG', () => {
    it('has letters without an outline as pictures, and names them', async () => {
      const document = designOf(textLayer('t', { text: 'A漢\nB', paint: solid('#000000'), rotation: 20 }))
      const { svg, missing } = await asSvg(document)
      expect(missing).toEqual(['漢'])
      expect(svg).toContain('<image')
      const shown = await pages.open({ viewport: { width: 600, height: 600 } })
      await shown.setContent(`<body style="margin:0">${svg}`)
      const shot = PNG.sync.read(await shown.screenshot())
      await shown.context().close()
      const { mean } = pictureDifference(
        shot,
        png(await page.evaluate((it) => window.harness.exportBytes(it), document)),
      )
      expect(mean).toBeLessThan(0.5)
    })

    it('outlines an added face from its file, and shows one whose file cannot be outlined as a picture', async () => {
      const file = (name: string): string =>
        readFileSync(new URL(`../../../resources/packed/${name}`, import.meta.url)).toString('base64')
      const files = {
        own: file('outlines/pacifico-latin-400-normal.woff'),
        packed: file('fonts/pacifico-latin-400-normal.woff2'),
      }
      const own = await pages.open()
      await own.evaluate((bytes) => {
        const faces = ['Own', 'Packed'].map((family) => ({
          family,
          weight: 400,
          style: 'normal' as const,
          sha256: family,
        }))
        window.harness.setFontSource({
          list: async () => faces,
          read: async (sha256) =>
            Uint8Array.from(atob(sha256 === 'Own' ? bytes.own : bytes.packed), (it) => it.charCodeAt(0)).buffer,
          onChange: () => {},
        })
      }, files)
      const made = await own.evaluate(
        async (list) =>
          Promise.all(list.map((it) => window.harness.exportSvg(window.harness.readDesign(it), window.harness.assets))),
        ['Own', 'Packed'].map((family) =>
          designOf(textLayer('t', { text: 'Ab', lettering: { family, weight: 400, size: 80, tracking: 0 } })),
        ),
      )
      expect(made.map(({ missing }) => missing)).toEqual([[], ['A', 'b']])
      expect(made.map(({ svg }) => svg.includes('<image'))).toEqual([false, true])
      await own.context().close()
    })

    it('keeps what a text says out of the markup', async () => {
      const document = designOf(textLayer('t', { text: '<script>"&\'' }))
      const { svg } = await asSvg(document)
      expect(svg).not.toContain('script')
    })

    it('puts every letter where the canvas has it: kerning, tracking, ligatures', async () => {
      for (const [family, weight, tracking] of [
        ['Playfair Display', 800, 0],
        ['Montserrat', 800, 0.12],
        ['Pacifico', 400, 0],
        ['Lora', 500, 0],
      ] as const) {
        const lettering = { family, weight, size: 70, tracking }
        const document = designOf(textLayer('t', { text: 'AVATo fi Łódź', lettering, paint: solid('#000000') }))
        const { svg, missing } = await asSvg(document)
        expect(missing).toEqual([])
        const shown = await pages.open({ viewport: { width: 600, height: 600 } })
        await shown.setContent(`<body style="margin:0">${svg}`)
        const shot = PNG.sync.read(await shown.screenshot())
        await shown.context().close()
        const drawing = png(await page.evaluate((it) => window.harness.exportBytes(it), document))
        expect(pictureDifference(shot, drawing).mean, family).toBeLessThan(0.5)
      }
    })
  })
})
