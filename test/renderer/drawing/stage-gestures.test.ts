import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isKnownLayer, layerOf, type KnownLayer } from '../../../src/core/designs/document'
import { findBrowser, noBrowser } from '../../support/browser'
import { arcLayer, designOf } from '../../support/designs'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'
import { artboard, click, color, drag, openStage, places, present, solid, square } from '../../support/stage-page'

const browser = findBrowser()
const title = browser === null ? `gestures on the stage (${noBrowser})` : 'gestures on the stage'
const group = (id: string, fields: Partial<Parameters<typeof layerOf<'group'>>[0]> = {}) =>
  layerOf({ kind: 'group', id, name: id, x: 0, y: 0, ...fields })
const known = async (page: Page, id: string): Promise<KnownLayer> => {
  const layer = (await present(page)).layers.find((it) => it.id === id)
  if (!layer || !isKnownLayer(layer)) throw new Error(`no ${id}`)
  return layer
}
const gradient = (angle: number) => ({
  kind: 'linear' as const,
  angle,
  stops: [
    { offset: 0, color: { hex: '#ff0000' } },
    { offset: 1, color: { hex: '#0000ff' } },
  ],
})

describe.skipIf(browser === null)(title, () => {
  let pages: DrawingPages
  let page: Page
  const selected = () => page.evaluate(() => window.state.selected.at(-1))
  const guides = () =>
    page.evaluate(() =>
      [...window.document.querySelectorAll<HTMLElement>('#host [data-guides] > div')]
        .filter(({ style }) => style.opacity !== '0')
        .map((it) => it.textContent),
    )
  beforeAll(async () => {
    pages = await openDrawing()
    page = await pages.open()
  })
  afterAll(async () => {
    await pages.close()
  })

  describe('groups', () => {
    const grouped = () =>
      designOf(
        square('free', 500, 500),
        square('a', 100, 100, { parent: 'g' }),
        square('b', 300, 100, { parent: 'g' }),
        group('g'),
      )

    it('row 14: a click on a member selects the outermost group; Ctrl selects the member itself', async () => {
      await openStage(page, grouped())
      await click(page, 100, 100)
      expect(await selected()).toEqual(['g'])
      await click(page, 500, 500)
      await page.keyboard.down('Control')
      await click(page, 300, 100)
      await page.keyboard.up('Control')
      expect(await selected()).toEqual(['b'])
    })

    it('a double click goes into the group, and a click then stays in it', async () => {
      await openStage(page, grouped())
      await page.mouse.dblclick(150, 150)
      expect(await selected()).toEqual(['a'])
      await click(page, 300, 100)
      expect(await selected()).toEqual(['b'])
      await click(page, 500, 500)
      await click(page, 300, 100)
      expect(await selected()).toEqual(['g'])
    })

    it('a drag moves every member, as one step', async () => {
      await openStage(page, grouped())
      await page.keyboard.down('Control')
      await page.keyboard.up('Control')
      await drag(page, [100, 100], [130, 177])
      expect(await places(page)).toEqual([
        ['free', 500, 500],
        ['a', 130, 177],
        ['b', 330, 177],
        ['g', 0, 0],
      ])
      expect(await page.evaluate(() => window.state.history.past.length)).toBe(1)
    })

    it('Alt drags a copy of the whole group away, and selects it', async () => {
      await openStage(page, grouped())
      await page.keyboard.down('Alt')
      await drag(page, [100, 100], [130, 277])
      await page.keyboard.up('Alt')
      const { layers } = await present(page)
      expect(layers.map((layer) => (isKnownLayer(layer) ? [layer.x, layer.y] : []))).toEqual([
        [500, 500],
        [100, 100],
        [300, 100],
        [0, 0],
        [130, 277],
        [330, 277],
        [0, 0],
      ])
      const copy = layers.at(-1)?.id
      expect(layers.slice(4, 6)).toMatchObject([{ parent: copy }, { parent: copy }])
      expect(await selected()).toEqual([copy])
    })

    it('a corner makes all members larger round the other corner', async () => {
      await openStage(page, grouped())
      await click(page, 100, 100)
      await page.keyboard.down('Control')
      await drag(page, [350, 150], [500, 200], 8)
      await page.keyboard.up('Control')
      const [a, b] = [await known(page, 'a'), await known(page, 'b')]
      // From 50…350 to about 50…500: half as large again.
      expect(a.x).toBeCloseTo(125, -1)
      expect(b.x).toBeCloseTo(425, -1)
      expect('width' in a && a.width).toBeCloseTo(150, -1)
    })

    it('is hidden and fixed with its group', async () => {
      await openStage(page, designOf(square('a', 100, 100, { parent: 'g' }), group('g', { locked: true })))
      expect(await page.evaluate(() => window.stage?.hitTest(150, 150))).toBe(null)
      await openStage(page, designOf(square('a', 100, 100, { parent: 'g' }), group('g', { hidden: true })))
      expect(await page.evaluate(() => window.stage?.hitTest(150, 150))).toBe(null)
    })

    it('what a mask keeps out of sight is not hit', async () => {
      const masked = designOf(
        square('under', 420, 200),
        square('window', 200, 200, { parent: 'g' }),
        square('art', 300, 200, { parent: 'g', width: 400 }),
        group('g', { mask: true }),
      )
      await openStage(page, masked)
      const hits = [200, 300, 420].map((x) => [x + 50, 250] as const)
      expect(await page.evaluate((at) => at.map(([x, y]) => window.stage?.hitTest(x, y)), hits)).toEqual([
        'g',
        null,
        'under',
      ])
    })

    it('trap 20: a see-through group is drawn as one piece while it is dragged', async () => {
      const two = designOf(
        square('a', 200, 200, { parent: 'g' }),
        square('b', 240, 200, { parent: 'g' }),
        group('g', { opacity: 0.5 }),
      )
      await openStage(page, two)
      await page.mouse.move(270, 250)
      await page.mouse.down()
      await page.keyboard.down('Control')
      await page.mouse.move(310, 290, { steps: 4 })
      const during = await artboard(page)
      await page.mouse.up()
      await page.keyboard.up('Control')
      // Where the two lie over each other it is no darker than where one lies alone.
      expect(color(during, 215, 240)).toEqual(color(during, 260, 240))
      expect(color(during, 215, 240)).toEqual([255, 127, 127])
    })
  })

  describe('row 16, trap 19: while something is dragged', () => {
    it('Shift holds it on the axis that it has moved further along', async () => {
      await openStage(page, designOf(square('a', 100, 100)))
      await page.mouse.move(150, 150)
      await page.mouse.down()
      await page.keyboard.down('Shift')
      await page.mouse.move(250, 170, { steps: 5 })
      await page.mouse.up()
      await page.keyboard.up('Shift')
      expect(await places(page)).toEqual([['a', 200, 100]])
    })

    it('Alt drags a copy away, selects it, and both are one step', async () => {
      await openStage(page, designOf(square('a', 100, 100)))
      await page.keyboard.down('Alt')
      await drag(page, [100, 100], [233, 277])
      await page.keyboard.up('Alt')
      const { layers } = await present(page)
      expect(layers).toHaveLength(2)
      expect(layers[0]).toMatchObject({ id: 'a', x: 100, y: 100 })
      expect(layers[1]).toMatchObject({ x: 233, y: 277 })
      expect(await selected()).toEqual([layers[1]?.id])
      expect(await page.evaluate(() => window.state.history.past.length)).toBe(1)
      // The copy can be dragged on at once.
      await drag(page, [233, 277], [251, 377])
      expect((await present(page)).layers[1]).toMatchObject({ x: 251, y: 377 })
    })

    it('Escape puts it back, and nothing is left in the history', async () => {
      await openStage(page, designOf(square('a', 100, 100)))
      await page.mouse.move(150, 150)
      await page.mouse.down()
      await page.mouse.move(250, 270, { steps: 5 })
      await page.keyboard.press('Escape')
      await page.mouse.up()
      expect(await places(page)).toEqual([['a', 100, 100]])
      expect(await page.evaluate(() => window.state.history.past.length)).toBe(0)
      expect(await page.evaluate(() => window.stage?.hitTest(150, 150))).toBe('a')
    })

    it('equal gaps are shown with their length, and are gone when it is let go', async () => {
      await openStage(page, designOf(square('a', 80, 300), square('b', 520, 310), square('c', 200, 290)))
      await page.mouse.move(250, 340)
      await page.mouse.down()
      await page.mouse.move(352, 340, { steps: 6 })
      const during = await guides()
      await page.evaluate(() => window.stage?.setColors({ guide: 'rgb(255, 255, 0)', onGuide: 'rgb(0, 0, 0)' }))
      const label = await page.evaluate(() => {
        const labels = [...window.document.querySelectorAll<HTMLElement>('#host [data-guides] > div')]
        const { color: letters, backgroundColor } = (labels.find((it) => it.textContent === '120') ?? labels[0])!.style
        return [letters, backgroundColor]
      })
      // In forced colours letters and ground are a pair of the system's.
      expect(label).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 0)'])
      await page.mouse.up()
      expect(during.filter((it) => it === '120')).toHaveLength(2)
      expect(await guides()).toEqual([])
      expect((await present(page)).layers[2]).toMatchObject({ x: 300 })
    })

    it.each([0.5, 4])('trap 19: what is near is meant in pixels of the screen, at zoom %d too', async (zoom) => {
      // The middle of the artboard at 350, 350.
      const dropped = async (pixels: number) => {
        await openStage(page, designOf(square('a', 260, 260)))
        await page.evaluate((it) => {
          window.stage?.setZoom(it, { x: 0, y: 0 })
          const { left = 0, top = 0 } = window.stage?.view() ?? {}
          window.stage?.pan(350 - 300 * it - left, 350 - 300 * it - top)
        }, zoom)
        const at = (unit: number) => 350 + (unit - 300) * zoom
        await page.mouse.move(at(260), at(260))
        await page.mouse.down()
        await page.mouse.move(350 - pixels, 350 - pixels, { steps: 5 })
        await page.mouse.up()
        return places(page)
      }
      expect(await dropped(3)).toEqual([['a', 300, 300]])
      expect(await dropped(14)).toEqual([['a', 300 - 14 / zoom, 300 - 14 / zoom]])
    })

    it('lines out of the rulers catch edges', async () => {
      await openStage(page, designOf(square('a', 100, 100)))
      await page.evaluate(() => window.stage?.setAids({ lines: [{ axis: 'x', at: 333 }], circles: [] }))
      await drag(page, [100, 100], [280, 187])
      expect(await places(page)).toEqual([['a', 283, 187]])
    })

    it('an edge that is resized comes to lie on another edge', async () => {
      await openStage(page, designOf(square('a', 100, 100), square('b', 400, 300)))
      await click(page, 100, 100)
      await drag(page, [150, 100], [347, 101], 8)
      const a = await known(page, 'a')
      expect('width' in a && a.x + a.width / 2).toBeCloseTo(350, 1)
      expect('height' in a && a.height).toBe(100)
    })
  })

  it('row 16: Alt shows how far the selected layer is from the edges, or from what the pointer is over', async () => {
    await openStage(page, designOf(square('a', 100, 100), square('b', 400, 100)))
    await click(page, 100, 100)
    await page.mouse.move(550, 550)
    await page.keyboard.down('Alt')
    expect((await guides()).filter(Boolean).sort()).toEqual(['450', '450', '50', '50'])
    await page.mouse.move(450, 150)
    expect((await guides()).filter(Boolean)).toEqual(['200'])
    await page.keyboard.up('Alt')
    expect(await guides()).toEqual([])
  })

  describe('handles for numbers', () => {
    it('row 4: an arc text has one for its radius and one for where it starts', async () => {
      await openStage(page, designOf(arcLayer('t', { paint: solid('#000000') })))
      await page.evaluate(() => window.stage?.setSelection(['t']))
      await drag(page, [300, 100], [300, 60], 6)
      expect(await known(page, 't')).toMatchObject({ radius: 240, angle: 0 })
      // The foot of the first letter, a quarter of a circle on.
      const start = await page.evaluate(() => {
        const { arcTextLayout, measureText } = window.harness
        const [layer] = window.state.history.present.layers
        const first = layer?.kind === 'arcText' ? arcTextLayout(layer as never, measureText).runs[0] : undefined
        return first ? { x: first.x, y: first.y } : null
      })
      if (!start) throw new Error('no letters')
      await drag(page, [300 + start.x, 300 + start.y], [300 - start.y, 300 + start.x], 8)
      expect(await known(page, 't')).toMatchObject({ radius: 240, angle: 90, x: 300, y: 300 })
      // Near a right angle it comes to rest there, but not while Ctrl is held.
      const held = async (key: string | null): Promise<number> => {
        await openStage(page, designOf(arcLayer('t', { paint: solid('#000000'), radius: 240 })))
        await page.evaluate(() => window.stage?.setSelection(['t']))
        if (key) await page.keyboard.down(key)
        const [sin, cos] = [Math.sin((88 * Math.PI) / 180), Math.cos((88 * Math.PI) / 180)]
        await drag(
          page,
          [300 + start.x, 300 + start.y],
          [300 + start.x * cos - start.y * sin, 300 + start.x * sin + start.y * cos],
          8,
        )
        if (key) await page.keyboard.up(key)
        const after = await known(page, 't')
        return after.kind === 'arcText' ? after.angle : Number.NaN
      }
      expect(await held(null)).toBe(90)
      expect(Math.abs((await held('Control')) - 88)).toBeLessThan(0.5)
    })

    it('row 16: what is turned comes to rest at 15 degrees when near, and not while Ctrl is held', async () => {
      const turned = async (ids: string[], middle: number): Promise<number> => {
        await openStage(page, designOf(square('a', 300, 300), square('b', 420, 300)))
        await page.evaluate((it) => window.stage?.setSelection(it), ids)
        // The turning handle stands 40 pixels over the frame.
        const [sin, cos] = [Math.sin((43.5 * Math.PI) / 180), Math.cos((43.5 * Math.PI) / 180)]
        await drag(page, [middle, 210], [middle + 90 * sin, 300 - 90 * cos], 8)
        return (await known(page, 'a')).rotation
      }
      for (const [ids, middle] of [
        [['a'], 300],
        [['a', 'b'], 360],
      ] as const) {
        expect(await turned([...ids], middle)).toBe(45)
        await page.keyboard.down('Control')
        const free = await turned([...ids], middle)
        await page.keyboard.up('Control')
        expect(Math.abs(free - 43.5)).toBeLessThan(0.8)
      }
    })

    it('row 3: a ribbon has one for its bend', async () => {
      const ribbon = layerOf({
        kind: 'ribbon',
        id: 'r',
        name: 'r',
        x: 300,
        y: 300,
        width: 400,
        height: 80,
        sagitta: 0.1,
        face: solid('#ff0000'),
        tail: solid('#880000'),
        text: '',
        lettering: { family: 'Montserrat', weight: 800, size: 30 },
        textPaint: solid('#ffffff'),
      })
      await openStage(page, designOf(ribbon))
      await page.evaluate(() => window.stage?.setSelection(['r']))
      // Two fifths of half its width to the right, on the lower edge.
      const y = 300 + 40 + 0.1 * 320 * -0.34
      await drag(page, [364, y], [364, y + 0.1 * 320 * 0.34], 6)
      const after = await known(page, 'r')
      expect('sagitta' in after && after.sagitta).toBeCloseTo(0, 1)
    })

    it('row 11: a double click opens the gradient of a shape: its stops and its angle are dragged', async () => {
      await openStage(page, designOf(square('a', 300, 300, { width: 200, height: 200, fill: gradient(0) })))
      await page.mouse.dblclick(350, 320)
      await drag(page, [300, 200], [300, 250], 6)
      const moved = await known(page, 'a')
      // The handle shows the colour that it moves.
      const handle = await artboard(page)
      expect(color(handle, 300, 250)).toEqual([255, 0, 0])
      expect(color(handle, 300, 400)).toEqual([0, 0, 255])
      expect(moved).toMatchObject({ fill: { stops: [{ offset: 0.25 }, { offset: 1 }] }, x: 300, y: 300 })
      // Beyond the lower end: dragged to the left, the light comes from the right.
      await drag(page, [300, 424], [176, 300], 8)
      expect(await known(page, 'a')).toMatchObject({ fill: { angle: 90 }, x: 300, y: 300 })
    })

    it('row 9: a double click on a picture asks for it to be cropped', async () => {
      const picture = layerOf({
        kind: 'picture',
        id: 'p',
        name: 'p',
        x: 300,
        y: 300,
        sha256: 'a'.repeat(64),
        width: 200,
        height: 200,
      })
      await openStage(page, designOf(picture))
      await page.mouse.dblclick(350, 350)
      expect(await page.evaluate(() => window.state.cropped)).toEqual(['p'])
    })
  })

  it('the page hears of a drag when the pointer rests, not at every move', async () => {
    await openStage(page, designOf(square('a', 100, 100)))
    await page.mouse.move(150, 150)
    await page.mouse.down()
    // All at once, so that no pause of a busy machine is taken for a rest.
    await page.evaluate(() => {
      for (let step = 1; step <= 40; step++)
        window.document.querySelector('#host canvas.upper-canvas')?.dispatchEvent(
          new MouseEvent('mousemove', {
            bubbles: true,
            buttons: 1,
            clientX: 150 + step * 4,
            clientY: 150 + step * 2,
          }),
        )
    })
    await page.waitForFunction(() => window.state.phases.length > 0)
    expect(await page.evaluate(() => window.state.phases)).toEqual(['start'])
    await page.mouse.move(310, 230)
    await page.mouse.up()
    const phases = await page.evaluate(() => window.state.phases)
    expect(phases.filter((phase) => phase !== 'move')).toEqual(['start', 'end'])
    expect(phases.at(-1)).toBe('end')
    expect(await places(page)).toEqual([['a', 260, 180]])
  })

  it('row 21: two fingers zoom and pan, and drag nothing', async () => {
    const touching = await pages.open({ hasTouch: true })
    await openStage(touching, designOf(square('a', 100, 100)))
    const client = await touching.context().newCDPSession(touching)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
    await touch('touchStart', [150, 150])
    await touch('touchStart', [150, 150], [250, 150])
    await touch('touchMove', [100, 200], [300, 200])
    await touch('touchEnd')
    const view = await touching.evaluate(() => window.stage?.view())
    expect(view?.zoom).toBeCloseTo(2, 1)
    expect(await places(touching)).toEqual([['a', 100, 100]])
    await touching.context().close()
  })
})
