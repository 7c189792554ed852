import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contrastRatio } from '../../../src/core/designs/colors'
import { layerOf, type Layer } from '../../../src/core/designs/document'
import type { LayerInk } from '../../../src/core/designs/readability'
import { findBrowser, noBrowser } from '../../support/browser'
import { type DrawingPages, openDrawing } from '../../support/drawing-page'
import { designOf, shapeLayer } from '../../support/designs'

const can = findBrowser() !== null
let pages: DrawingPages
beforeAll(async () => {
  if (!can) return
  pages = await openDrawing()
})
afterAll(async () => {
  if (can) await pages.close()
})

const plain = (hex: string) => ({ kind: 'solid', color: { hex } }) as const
const lettering = { family: 'Montserrat', weight: 800, size: 80, tracking: 0 }
const disc = (fill: string): Layer =>
  shapeLayer('disc', { shape: 'circle', x: 300, y: 300, width: 560, height: 560, fill: plain(fill) })
const text = (fields: object = {}) =>
  layerOf({
    id: 't',
    name: 'Title',
    kind: 'text',
    x: 300,
    y: 300,
    text: 'HELLO',
    lettering,
    paint: plain('#ffffff'),
    ...fields,
  })

const measured = async (...layers: Layer[]): Promise<LayerInk[]> => {
  const page = await pages.open()
  const inks = await page.evaluate(
    (design) => {
      const { harness } = window
      return harness.layerInks(harness.readDesign(design), harness.assets, new AbortController().signal)
    },
    designOf(...layers) as unknown,
  )
  await page.context().close()
  return inks
}
const ratio = ({ pair }: LayerInk): number => (pair ? contrastRatio(pair.ink, pair.behind) : 0)

describe.skipIf(!can)(can ? 'row 29: letters and glyphs measured from pixels' : noBrowser, () => {
  it('have the height of their capitals, or of their small letters, and the stroke of their face', async () => {
    const [capitals] = await measured(disc('#0e3247'), text())
    expect(capitals?.height).toBeGreaterThan(52)
    expect(capitals?.height).toBeLessThan(60)
    expect(capitals?.stroke).toBeGreaterThan(10)
    expect(capitals?.stroke).toBeLessThan(20)
    const [small] = await measured(disc('#0e3247'), text({ text: 'Hello', lettering: { ...lettering, weight: 400 } }))
    expect(small!.height).toBeLessThan(capitals!.height * 0.85)
    expect(small!.stroke).toBeLessThan(capitals!.stroke * 0.75)
  })

  it('have the colours that are drawn, also of ribbons, whose face is not their ground’s', async () => {
    const ribbon = layerOf({
      ...{
        id: 'r',
        name: 'Ribbon',
        kind: 'ribbon',
        x: 300,
        y: 420,
        width: 500,
        height: 90,
        sagitta: 0.08,
        text: 'DONE',
      },
      ...{
        lettering: { ...lettering, size: 50 },
        face: plain('#f2c94c'),
        tail: plain('#886600'),
        textPaint: plain('#101820'),
      },
    })
    const [title, words] = await measured(disc('#0e3247'), text({ y: 200 }), ribbon)
    expect(title).toMatchObject({ kind: 'letters' })
    expect(Math.abs(ratio(title!) - contrastRatio('#ffffff', '#0e3247'))).toBeLessThan(1.5)
    expect(Math.abs(ratio(words!) - contrastRatio('#101820', '#f2c94c'))).toBeLessThan(2)
  })

  it('are not there on white, when white letters stand on nothing', async () => {
    const [on] = await measured(text())
    expect(ratio(on!)).toBe(1)
  })

  it('are named as unseen when something covers them, and left out when hidden, empty, or mere ornament', async () => {
    const [covered, ...more] = await measured(
      text(),
      disc('#0e3247'),
      text({ id: 'h', hidden: true }),
      text({ id: 'i', parent: 'g' }),
      layerOf({ kind: 'group', id: 'g', name: 'g', x: 0, y: 0, hidden: true }),
      text({ id: 'e', text: ' ' }),
      layerOf({
        id: 'o',
        name: 'Dot',
        kind: 'glyph',
        glyph: 'phosphor/star',
        x: 300,
        y: 500,
        size: 30,
        paint: plain('#ffffff'),
      }),
    )
    expect(covered).toMatchObject({ layerId: 't', pair: null })
    expect(more).toEqual([])
  })
})
