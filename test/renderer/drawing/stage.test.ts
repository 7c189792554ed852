import type { Page } from 'playwright'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser, noBrowser } from '../../support/browser'
import { arcLayer, designOf, shapeLayer, textLayer } from '../../support/designs'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'
import { artboard, click, color, drag, openStage, places, present, solid, square } from '../../support/stage-page'

const browser = findBrowser()
const title = browser === null ? `the stage (${noBrowser})` : 'the stage'
describe.skipIf(browser === null)(title, () => {
  let pages: DrawingPages
  let page: Page
  const errors: string[] = []
  beforeAll(async () => {
    pages = await openDrawing()
    page = await pages.open()
    page.on('pageerror', (error) => errors.push(error.message))
  })
  beforeEach(() => {
    errors.length = 0
  })
  afterAll(async () => {
    await pages.close()
  })

  it('selects by click, adds by Shift, and lets go by a click on nothing', async () => {
    await openStage(page, designOf(square('a', 100, 100), square('b', 300, 100)))
    await click(page, 100, 100)
    await page.keyboard.down('Shift')
    await click(page, 300, 100)
    await page.keyboard.up('Shift')
    await click(page, 500, 500)
    const selected = await page.evaluate(() => window.state.selected)
    expect(selected).toEqual([['a'], ['a', 'b'], []])
  })

  it('selects what a rectangle dragged on nothing meets', async () => {
    await openStage(page, designOf(square('a', 100, 100), square('b', 300, 100), square('c', 500, 500)))
    await drag(page, [20, 20], [380, 180])
    expect(await page.evaluate(() => window.state.selected.at(-1))).toEqual(['a', 'b'])
  })

  it('turns a drag into operations of one gesture, which is one step to undo', async () => {
    await openStage(page, designOf(square('a', 100, 100)))
    await drag(page, [100, 100], [187, 219])
    expect(await places(page)).toEqual([['a', 187, 219]])
    const { phases, steps } = await page.evaluate(() => ({
      phases: window.state.phases,
      steps: window.state.history.past.length,
    }))
    expect([phases[0], phases.at(-1), steps]).toEqual(['start', 'end', 1])
    await page.evaluate(() => {
      window.state.history = window.harness.undo(window.state.history)
      window.stage?.setDocument(window.state.history.present)
    })
    expect(await places(page)).toEqual([['a', 100, 100]])
    expect(await page.evaluate(() => window.stage?.hitTest(150, 150))).toBe('a')
  })

  it('snaps the middle of a dragged layer to the middle of the artboard, and not while Ctrl is held', async () => {
    await openStage(page, designOf(square('a', 100, 100)))
    await drag(page, [100, 100], [303, 297])
    expect(await places(page)).toEqual([['a', 300, 300]])
    await page.keyboard.down('Control')
    await drag(page, [300, 300], [303, 302])
    await page.keyboard.up('Control')
    expect(await places(page)).toEqual([['a', 303, 302]])
  })

  it('trap 10: layers dragged together keep their own places, whatever fabric does inside its selection', async () => {
    await openStage(page, designOf(square('a', 100, 100, { rotation: 30 }), square('b', 300, 200)))
    await page.evaluate(() => window.stage?.setSelection(['a', 'b']))
    await page.keyboard.down('Control')
    await drag(page, [300, 200], [341, 277])
    await page.keyboard.up('Control')
    expect(await places(page)).toEqual([
      ['a', 141, 177],
      ['b', 341, 277],
    ])
    const [first] = (await present(page)).layers
    expect(first).toMatchObject({ rotation: 30, width: 100 })
    expect(await page.evaluate(() => window.stage?.frameOf('b')?.left)).toBeCloseTo(341 - 50 + 50, 0)
  })

  it('trap 10: layers scaled together grow round the far corner of their frame', async () => {
    await openStage(page, designOf(square('a', 150, 150), square('b', 350, 350)))
    await page.evaluate(() => window.stage?.setSelection(['a', 'b']))
    await drag(page, [400, 400], [550, 550])
    const [a, b] = (await present(page)).layers
    // From 100…400 to 100…550: by half as much again.
    for (const [layer, x] of [
      [a, 175],
      [b, 475],
    ] as const) {
      if (!layer || layer.kind !== 'shape' || !('width' in layer)) throw new Error('lost')
      expect(Math.abs(Number(layer['x']) - x)).toBeLessThan(4)
      expect(Math.abs(Number(layer.width) - 150)).toBeLessThan(4)
    }
  })

  it('trap 10: layers turned together turn round the middle of their frame, each with its own angle', async () => {
    await openStage(page, designOf(square('a', 150, 150, { rotation: 30 }), square('b', 350, 350)))
    await page.evaluate(() => window.stage?.setSelection(['a', 'b']))
    const frame = await page.evaluate(() =>
      ['a', 'b'].map((id) => window.stage?.frameOf(id) ?? { left: 0, top: 0, right: 0, bottom: 0 }),
    )
    const [left, top] = [Math.min(...frame.map((it) => it.left)) - 50, Math.min(...frame.map((it) => it.top)) - 50]
    const [x, y] = [(left + 400) / 2, (top + 400) / 2]
    // The turning handle stands 40 pixels over the frame; a quarter of a circle on.
    await drag(page, [x, top - 40], [x + (y - top + 40), y], 8)
    const [a, b] = (await present(page)).layers
    expect([a, b]).toMatchObject([{ rotation: 120 }, { rotation: 90 }])
    for (const [layer, was] of [
      [a, 150],
      [b, 350],
    ] as const) {
      expect(Number(layer && 'x' in layer && layer.x)).toBeCloseTo(x - (was - y), 1)
      expect(Number(layer && 'y' in layer && layer.y)).toBeCloseTo(y + (was - x), 1)
    }
  })

  it('trap 10: a turned layer that is scaled with another keeps its angle and its shape', async () => {
    await openStage(page, designOf(square('a', 150, 150, { rotation: 30 }), square('b', 350, 350)))
    await page.evaluate(() => window.stage?.setSelection(['a', 'b']))
    const corner = 150 - 50 * (Math.cos(Math.PI / 6) + Math.sin(Math.PI / 6))
    const half = (400 - corner) / 2
    await drag(page, [400, 400], [400 + half, 400 + half])
    const [a, b] = (await present(page)).layers
    expect([a, b]).toMatchObject([{ rotation: 30 }, { rotation: 0 }])
    for (const [layer, was] of [
      [a, 150],
      [b, 350],
    ] as const) {
      if (!layer || layer.kind !== 'shape' || !('width' in layer)) throw new Error('lost')
      expect(Math.abs(Number(layer['x']) - (corner + (was - corner) * 1.5))).toBeLessThan(4)
      expect(Math.abs(Number(layer.width) - 150)).toBeLessThan(4)
      expect(Number(layer['height'])).toBeCloseTo(Number(layer.width), 3)
    }
  })

  it('scales one layer by its corner round the other corner; its border keeps its width', async () => {
    await openStage(page, designOf(square('a', 200, 200, { stroke: { paint: solid('#000000'), width: 10 } })))
    await page.evaluate(() => window.stage?.setSelection(['a']))
    await drag(page, [255, 255], [365, 365])
    const [a] = (await present(page)).layers
    expect(a).toMatchObject({ stroke: { width: 10 } })
    if (!a || a.kind !== 'shape' || !('width' in a)) throw new Error('lost')
    const right = Number(a['x']) + Number(a['width']) / 2 + 5
    const left = Number(a['x']) - Number(a['width']) / 2 - 5
    expect(Math.abs(left - 145)).toBeLessThan(1.5)
    expect(Math.abs(right - 365)).toBeLessThan(4)
  })

  it('turns text on an arc round its circle, not round its ink', async () => {
    await openStage(page, designOf(arcLayer('t', { paint: solid('#000000') })))
    await page.evaluate(() => window.stage?.setSelection(['t']))
    const frame = await page.evaluate(() => window.stage?.frameOf('t'))
    if (!frame) throw new Error('no frame')
    // The turning handle stands 40 pixels over the frame.
    await page.mouse.move((frame.left + frame.right) / 2, frame.top - 40)
    await page.mouse.down()
    await page.mouse.move(350 + 270, 350, { steps: 8 })
    await page.mouse.up()
    const [t] = (await present(page)).layers
    expect(t).toMatchObject({ x: 300, y: 300, rotation: 0 })
    expect(Math.abs(Number((t as { angle?: number } | undefined)?.angle) - 90)).toBeLessThan(4)
  })

  it('does not pick locked, hidden or unknown layers, nor the hollow of a ring', async () => {
    const ring = { ...shapeLayer('r'), kind: 'ring', radius: 200, width: 20, paint: solid('#00ff00') }
    const layers = [
      square('a', 300, 300),
      ring,
      square('h', 100, 100, { hidden: true }),
      square('l', 500, 100, { locked: true }),
      { id: 'u', kind: 'hologram', x: 100, y: 500 },
    ]
    await openStage(page, { ...designOf(), layers })
    const hits = await page.evaluate(() =>
      [
        [300, 300],
        [300, 100],
        [300, 200],
        [100, 100],
        [500, 100],
        [100, 500],
      ].map(([x = 0, y = 0]) => window.stage?.hitTest(x + 50, y + 50)),
    )
    expect(hits).toEqual(['a', 'r', null, null, null, null])
    await drag(page, [500, 100], [400, 200])
    expect((await places(page))[3]).toEqual(['l', 500, 100])
  })

  it('asks for the text to be edited on a double click', async () => {
    await openStage(page, designOf(textLayer('t', { paint: solid('#000000') }), square('a', 100, 100)))
    await page.mouse.dblclick(150, 150)
    // On the first letter's left stem.
    const frame = await page.evaluate(() => window.stage?.frameOf('t'))
    if (!frame) throw new Error('no frame')
    await page.mouse.dblclick(frame.left + 4, (frame.top + frame.bottom) / 2)
    expect(await page.evaluate(() => window.state.edited)).toEqual(['t'])
  })

  it('trap 3: draws nothing from a cache, so that shapes and letters are sharp at every zoom', async () => {
    /** What is seen from 24 pixels before an edge to 24 after it, at zoom 32 round it: fabric's cache ends at about 3000 pixels. */
    const acrossAt32 = async (x: number, y: number) => {
      await page.evaluate(
        async (at) => {
          window.stage?.setZoom(32, at)
          await window.stage?.settled()
        },
        { x, y },
      )
      const seen = PNG.sync.read(await page.screenshot({ clip: { x: Math.round(x) - 24, y, width: 48, height: 1 } }))
      return Array.from({ length: seen.width }, (_, at) => color(seen, at, 0)[1] ?? 0)
    }
    const black = { paint: solid('#000000') }
    await openStage(page, designOf(square('a', 300, 300, { width: 400, height: 400 })))
    const edge = await acrossAt32(150, 350)
    await openStage(page, designOf(textLayer('t', { ...black, text: 'I' })))
    const frame = await page.evaluate(() => window.stage?.frameOf('t'))
    if (!frame) throw new Error('no frame')
    const stem = await acrossAt32(frame.left, Math.round((frame.top + frame.bottom) / 2))
    for (const row of [edge, stem]) {
      expect([row[0], row.at(-1)]).toEqual([255, 0])
      // From paper to ink in one pixel at most.
      expect(row.filter((part) => part > 0 && part < 255).length).toBeLessThanOrEqual(1)
    }
  })

  it('trap 4: a drag draws as little among 200 layers as among 20, and nothing at all under or over what glides', async () => {
    const drawnWhileMoving = async (count: number) => {
      const others = Array.from({ length: count }, (_, index) =>
        square(`other-${index}`, 60 + (index % 20) * 25, 60 + Math.floor(index / 20) * 25, { width: 20, height: 20 }),
      )
      // One above, so that there are layers under it as over it.
      const layers = [...others.slice(1), square('moved', 300, 450), ...others.slice(0, 1)]
      await openStage(page, designOf(...layers))
      await page.evaluate(() => window.stage?.setSelection(['moved']))
      await page.mouse.move(350, 500)
      await page.mouse.down()
      // The first moves lift it off the paper: from then on nothing is drawn.
      await page.mouse.move(360, 510, { steps: 3 })
      await page.evaluate(() => {
        const calls: string[] = []
        Object.assign(window, { calls })
        for (const name of ['fill', 'stroke', 'drawImage', 'fillText', 'putImageData'] as const) {
          const own = CanvasRenderingContext2D.prototype[name] as (...given: unknown[]) => unknown
          Object.assign(CanvasRenderingContext2D.prototype, {
            [name](this: CanvasRenderingContext2D, ...given: unknown[]) {
              // Fabric's upper one shows guides and the rectangle that selects, which are not of the document.
              if (this.canvas.closest('#host') && !this.canvas.matches('.upper-canvas')) calls.push(name)
              return own.apply(this, given)
            },
          })
          Object.assign(window, { [`own ${name}`]: own })
        }
      })
      await page.mouse.move(420, 530, { steps: 12 })
      const drawn = () => page.evaluate(() => (Reflect.get(window, 'calls') as string[]).length)
      const moving = await drawn()
      await page.mouse.up()
      const landed = await drawn()
      await page.evaluate(() => {
        for (const name of ['fill', 'stroke', 'drawImage', 'fillText', 'putImageData'])
          Object.assign(CanvasRenderingContext2D.prototype, { [name]: Reflect.get(window, `own ${name}`) as unknown })
      })
      const moved = (await present(page)).layers.find(({ id }) => id === 'moved')
      expect(Number(moved && 'x' in moved ? moved.x : 0)).toBeGreaterThan(320)
      // It is counted: what was lifted is drawn where it was let go.
      expect(landed).toBeGreaterThan(0)
      return moving
    }
    expect([await drawnWhileMoving(20), await drawnWhileMoving(200)]).toEqual([0, 0])
  })

  it('trap 7: of two documents the one given last is shown, whichever loads last', async () => {
    const shown = await page.evaluate(
      async ([slow, quick]) => {
        const { harness: h } = window
        const host = window.document.getElementById('host')
        if (!host) throw new Error('no host')
        window.stage?.dispose()
        const late = Promise.withResolvers<ImageBitmap>()
        const stage = h.createStage(host, {
          document: h.readDesign({ version: 1, size: 600, palette: {}, layers: [] }),
          assets: {
            glyph: h.glyphArt,
            picture: () => late.promise,
          },
          onGesture: () => {},
          onSelect: () => {},
        })
        await stage.settled()
        stage.setDocument(h.readDesign(slow))
        stage.setDocument(h.readDesign(quick))
        const first = [stage.frameOf('slow') !== null, stage.frameOf('quick') !== null]
        late.resolve(await createImageBitmap(await h.square('#00ff00')))
        await late.promise
        for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
        const then = [stage.frameOf('slow') !== null, stage.frameOf('quick') !== null]
        stage.dispose()
        return [first, then]
      },
      [
        { ...designOf(), layers: [{ ...shapeLayer('slow'), kind: 'picture', sha256: 'c'.repeat(64), clip: null }] },
        designOf(shapeLayer('quick')),
      ],
    )
    expect(shown).toEqual([
      [false, true],
      [false, true],
    ])
  })

  it('trap 8: a document goes through the stage without losing a layer or a field, whatever is broken in it', async () => {
    const document = {
      ...designOf(),
      layers: [
        { id: 'u', kind: 'hologram', x: 100, y: 500, secret: { deep: true } },
        { ...shapeLayer('p', { x: 500, y: 500 }), kind: 'picture', sha256: 'b'.repeat(64), clip: null },
        square('a', 100, 100),
      ],
    }
    await openStage(page, document)
    await drag(page, [100, 100], [150, 150])
    const after = await present(page)
    expect(after.layers).toHaveLength(3)
    expect(after.layers[0]).toEqual(document.layers[0])
    expect(after.layers[1]).toMatchObject({ kind: 'picture', sha256: 'b'.repeat(64) })
  })

  it('trap 11: frames a layer by exactly what it draws, round its centre', async () => {
    await openStage(page, designOf(square('a', 200, 200)))
    expect(await page.evaluate(() => window.stage?.frameOf('a'))).toEqual({
      left: 200,
      top: 200,
      right: 300,
      bottom: 300,
    })
    const edges = await page.evaluate(() =>
      [149, 151, 249, 251].map((x) => window.stage?.hitTest(x + 50, 250) !== null),
    )
    expect(edges).toEqual([false, true, true, false])
    // A frame one pixel wider than its layer would carry the far edge along when it is scaled.
    await page.evaluate(() => window.stage?.setSelection(['a']))
    await drag(page, [250, 250], [390, 390])
    const [a] = (await present(page)).layers
    if (!a || a.kind !== 'shape' || !('width' in a)) throw new Error('lost')
    expect(Number(a['x']) - Number(a['width']) / 2).toBeCloseTo(150, 1)
    expect(Number(a['width'])).toBeGreaterThan(200)
  })

  it('trap 16: can be made, freed and made again in the same host at once, as StrictMode does', async () => {
    const found = await page.evaluate(
      async (it) => {
        const { harness: h } = window
        const host = window.document.getElementById('host')
        if (!host) throw new Error('no host')
        window.stage?.dispose()
        delete window.stage
        const make = () =>
          h.createStage(host, { document: h.readDesign(it), assets: h.assets, onGesture: () => {}, onSelect: () => {} })
        const first = make()
        first.dispose()
        const second = make()
        first.dispose()
        await second.settled()
        for (let count = 0; count < 20; count++) make().dispose()
        const canvases = host.querySelectorAll('canvas').length
        const works = second.frameOf('a') !== null
        second.dispose()
        // Fabric lets go of its own only after what it draws last.
        for (let frame = 0; frame < 60 && host.childElementCount > 0; frame++)
          await new Promise((resolve) => requestAnimationFrame(resolve))
        return [canvases, works, host.childElementCount]
      },
      designOf(square('a', 100, 100)),
    )
    // A sheet for the art, and fabric's two for handles and for the rectangle that selects.
    expect(found).toEqual([3, true, 0])
    expect(errors).toEqual([])
  })

  it('draws the rest of a document during a drag as before it', async () => {
    await openStage(
      page,
      designOf(square('under', 100, 300), square('a', 100, 100), square('over', 500, 300, { fill: solid('#0000ff') })),
    )
    await page.mouse.move(150, 150)
    await page.mouse.down()
    await page.mouse.move(350, 200, { steps: 4 })
    await page.evaluate(() => window.stage?.settled())
    const during = await artboard(page)
    await page.mouse.up()
    expect(color(during, 100, 300)).toEqual([255, 0, 0])
    expect(color(during, 500, 300)).toEqual([0, 0, 255])
    expect(color(during, 320, 160)).toEqual([255, 0, 0])
    expect(color(during, 100, 100)).toEqual([255, 255, 255])
  })

  it('zooms round the pointer with Ctrl and the wheel, pans with the wheel, and fits the artboard', async () => {
    await openStage(page, designOf(square('a', 100, 100)))
    await page.mouse.move(150, 150)
    const before = await page.evaluate(() => window.stage?.toArtboard(150, 150))
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    const after = await page.evaluate(() => ({ at: window.stage?.toArtboard(150, 150), view: window.stage?.view() }))
    expect(after.view?.zoom).toBeGreaterThan(1.2)
    expect(after.at?.x).toBeCloseTo(before?.x ?? 0)
    await page.mouse.wheel(0, 30)
    expect((await page.evaluate(() => window.stage?.view()))?.top).toBeCloseTo((after.view?.top ?? 0) - 30)
    const fitted = await page.evaluate(() => {
      window.stage?.fit()
      return window.stage?.view()
    })
    expect(fitted).toEqual({ zoom: (700 - 64) / 600, left: 32, top: 32 })
  })
})
