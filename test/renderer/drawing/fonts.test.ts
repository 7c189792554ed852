import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser, noBrowser } from '../../support/browser'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'
import { fontFile, madeFont } from '../../support/fonts'
import type {} from '../../support/stage-page'

const can = findBrowser() !== null
let drawing: DrawingPages
beforeAll(async () => {
  if (can) drawing = await openDrawing()
}, 120_000)
afterAll(() => drawing?.close())

const files = {
  // Handwriting under a name of its own: far from the substitute in shape and width.
  whole: fontFile('pacifico', 400).toString('base64'),
  cut: madeFont({ family: 'Cut' }).toString('base64'),
}

/** A page whose library has the faces named, and a text in the family "Own". */
async function pageWith(faces: { family: string; weight: number; sha256: keyof typeof files }[]) {
  const page = await drawing.open()
  await page.evaluate(
    ({ faces: first, files: bytes }) => {
      const state = { faces: first, listeners: [] as (() => void)[], reads: 0 }
      Object.assign(window, { state })
      window.harness.setFontSource({
        list: async () => state.faces.map((it) => ({ ...it, style: 'normal' as const })),
        read: async (sha256) => {
          state.reads += 1
          const text = atob(bytes[sha256 as keyof typeof bytes])
          return Uint8Array.from(text, (it) => it.charCodeAt(0)).buffer
        },
        onChange: (listener) => void state.listeners.push(listener),
      })
    },
    { faces, files },
  )
  return page
}

const designed = {
  version: 2,
  size: 600,
  palette: {},
  layers: [
    {
      ...{ id: 'a', kind: 'text', name: 'T', x: 300, y: 300, text: 'Handwriting' },
      lettering: { family: 'Own', weight: 400, size: 60 },
      paint: { kind: 'solid', color: { hex: '#000000' } },
    },
  ],
}
const measured = (given: unknown) => async () => {
  const h = window.harness
  const design = h.readDesign(given)
  await h.loadMeasuring(design)
  const [layer] = design.layers
  if (!layer) throw new Error('no layer')
  const { left, right } = h.layerBounds(layer)
  const face = h.faceFor({ family: 'Own', weight: 400 })
  return { width: Math.round(right - left), missing: face.missing, family: face.family }
}
const run = (page: Awaited<ReturnType<typeof pageWith>>) =>
  page.evaluate<{ width: number; missing: boolean; family: string }>(
    `(${measured(designed).toString().replaceAll('given', JSON.stringify(designed))})()`,
  )

describe.skipIf(!can)(can ? 'faces of the library' : noBrowser, () => {
  it('trap 1: are there before anything is measured, each read once', async () => {
    const page = await pageWith([{ family: 'Own', weight: 400, sha256: 'whole' }])
    const first = await run(page)
    expect(first).toMatchObject({ missing: false, family: 'Own' })
    expect(await run(page)).toEqual(first)
    expect(await page.evaluate('state.reads')).toBe(1)
    // The same letters in Pacifico itself: the library's face is really what was measured.
    const packed = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d')
      if (!context) throw new Error('no canvas')
      context.font = '60px "Blazon Own 400"'
      const own = context.measureText('Handwriting').width
      context.font = '60px "Blazon Montserrat 600"'
      return [own, context.measureText('Handwriting').width]
    })
    expect(packed[0]).not.toBeCloseTo(packed[1] ?? 0, 0)
  })

  it('trap 1: that come late are measured anew, and give their place back when they are removed', async () => {
    const page = await pageWith([])
    const without = await run(page)
    expect(without).toMatchObject({ missing: true, family: 'Montserrat' })
    const change = (faces: unknown[]) =>
      page.evaluate(
        (next) =>
          new Promise<void>((done) => {
            const state = (window as unknown as { state: { faces: unknown[]; listeners: (() => void)[] } }).state
            window.harness.onFaces(done)
            state.faces = next
            for (const listener of state.listeners) listener()
          }),
        faces,
      )
    await change([{ family: 'Own', weight: 400, sha256: 'whole' }])
    const there = await run(page)
    expect(there.missing).toBe(false)
    expect(there.width).not.toBe(without.width)
    await change([])
    expect(await run(page)).toEqual(without)
  })

  it('trap 1: that come late change the frame of a text on a stage that is open, and what is drawn', async () => {
    const page = await pageWith([])
    await page.evaluate(async (given) => {
      const { harness: h } = window
      const host = document.getElementById('host')
      if (!host) throw new Error('no host')
      const quiet = { onGesture: () => {}, onSelect: () => {} }
      const stage = h.createStage(host, { document: h.readDesign(given), assets: h.assets, ground: 'light', ...quiet })
      // As the designer does, with the document that is shown already.
      h.onFaces(() => stage.setDocument(h.readDesign(given)))
      window.stage = stage
      await stage.settled()
    }, designed)
    const frame = () => page.evaluate(() => window.stage?.frameOf('a'))
    const [before, seen] = [await frame(), await page.locator('#host').screenshot()]
    await page.evaluate(() => {
      const state = (window as unknown as { state: { faces: unknown[]; listeners: (() => void)[] } }).state
      state.faces = [{ family: 'Own', weight: 400, sha256: 'whole' }]
      for (const listener of state.listeners) listener()
    })
    const width = async () => {
      const { left = 0, right = 0 } = (await frame()) ?? {}
      return right - left
    }
    await expect.poll(width).not.toBeCloseTo((before?.right ?? 0) - (before?.left ?? 0), 0)
    await expect.poll(async () => (await page.locator('#host').screenshot()).equals(seen)).toBe(false)
    await page.evaluate(() => window.stage?.dispose())
  })

  it('that the browser refuses are drawn in the substitute and said to be missing, without asking at every drawing', async () => {
    const page = await pageWith([{ family: 'Own', weight: 400, sha256: 'cut' }])
    expect(await run(page)).toMatchObject({ missing: true, family: 'Montserrat' })
    expect(await run(page)).toMatchObject({ missing: true, family: 'Montserrat' })
    expect(await page.evaluate('state.reads')).toBe(1)
  })

  it('row 6: add weights to a family that ships, and never take the place of one', async () => {
    const page = await pageWith([
      { family: 'Montserrat', weight: 800, sha256: 'whole' },
      { family: 'Montserrat', weight: 300, sha256: 'whole' },
    ])
    const faces = await page.evaluate(async () => {
      await window.harness.libraryFaces()
      return [300, 800].map((weight) => window.harness.faceFor({ family: 'Montserrat', weight }).weight)
    })
    expect(faces).toEqual([300, 800])
    expect(
      await page.evaluate(() => [...document.fonts].filter(({ family }) => family.includes('Montserrat 800')).length),
    ).toBe(0)
  })
})
