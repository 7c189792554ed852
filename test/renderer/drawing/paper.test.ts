import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupLayers } from '../../../src/core/designs/groups'
import { isKnownLayer, type DesignDocument } from '../../../src/core/designs/document'
import * as op from '../../../src/core/designs/operations'
import { findBrowser, noBrowser } from '../../support/browser'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'
import { everyKind } from '../../support/every-kind'
import { mixedDesign } from '../../support/mixed-design'
import { openStage } from '../../support/stage-page'

/** Edits as they come one after another: small ones, several at once, in another order, in groups, and back again. */
function edits(first: DesignDocument): DesignDocument[] {
  const documents: DesignDocument[] = []
  let now = first
  const then = (operation: op.Operation): void => {
    now = operation.apply(now)
    documents.push(now)
  }
  for (const [index, layer] of first.layers.entries()) {
    if (!isKnownLayer(layer) || layer.kind === 'group') continue
    then(op.moveLayers([layer.id], 7.3, -4.1))
    if (index % 3 === 0) then(op.rotateLayers([layer.id], 17))
    if (index % 4 === 0) then(op.updateLayer(layer.id, { opacity: 0.6 }))
    if (index % 5 === 0) then(op.reorderLayers([layer.id], index % 2 === 0 ? 'backward' : 'front'))
    if (index % 7 === 0) then(op.setHidden([layer.id], true))
  }
  const [one, two, three] = first.layers.filter(({ kind }) => kind !== 'group').map(({ id }) => id)
  if (one && two && three) {
    then(op.moveLayers([one, three], 3, 9))
    then(groupLayers([two, three], 'g', 'Group'))
    then(op.updateLayer('g', { opacity: 0.5 }))
    then(op.removeLayers([one]))
  }
  return [...documents, first]
}

const browser = findBrowser()
describe.skipIf(browser === null)(browser === null ? noBrowser : 'the sheet at rest', () => {
  let pages: DrawingPages
  let page: Page
  beforeAll(async () => {
    pages = await openDrawing()
    page = await pages.open({ viewport: { width: 800, height: 700 } })
  })
  afterAll(() => pages.close())

  it.each([
    ['a design with every kind of layer', everyKind],
    ['forty layers', mixedDesign(40)],
  ])('is the same, mended after each edit or drawn whole: %s', async (_, design) => {
    await openStage(page, design)
    const differing = await page.evaluate(async (documents) => {
      const { stage, harness } = window
      if (!stage) throw new Error('no stage')
      const pixels = (): Uint8ClampedArray => {
        const sheet = window.document.querySelector<HTMLCanvasElement>('#host canvas[data-sheet]')
        const context = sheet?.getContext('2d')
        if (!sheet || !context) throw new Error('no sheet')
        return context.getImageData(0, 0, sheet.width, sheet.height).data
      }
      const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const found: string[] = []
      let mendings = 0
      const { clearRect } = CanvasRenderingContext2D.prototype
      CanvasRenderingContext2D.prototype.clearRect = function (x, y, width, height) {
        if (width < this.canvas.width && 'sheet' in this.canvas.dataset) mendings++
        clearRect.call(this, x, y, width, height)
      }
      // As the page has them: what an edit leaves alone is the same object.
      let last = window.state.history.present
      const told = <Part>(before: Part, next: Part): Part =>
        JSON.stringify(before) === JSON.stringify(next) ? before : next
      for (const [index, it] of documents.entries()) {
        const next = harness.readDesign(it)
        const layers = next.layers.map((layer) => told(last.layers.find(({ id }) => id === layer.id) ?? layer, layer))
        last = { ...next, palette: told(last.palette, next.palette), layers }
        stage.setDocument(last)
        await stage.settled()
        await frame()
        const mended = pixels()
        // Colours that are told anew: everything is drawn.
        stage.setColors({})
        await frame()
        const whole = pixels()
        let missing = 0
        // As they are seen: what is nearly clear may have any colour.
        const seen = (of: Uint8ClampedArray, at: number): number => ((of[at] ?? 0) * (of[at | 3] ?? 0)) / 255
        for (let at = 0; at < whole.length; at++) if (Math.abs(seen(whole, at) - seen(mended, at)) > 128) missing++
        // Edges that are cut through are a shade otherwise; nothing is missing, and nothing is left over.
        if (missing > 8) found.push(`${index}: ${missing}`)
      }
      CanvasRenderingContext2D.prototype.clearRect = clearRect
      if (mendings < documents.length / 2) found.push(`only ${mendings} mendings`)
      return found
    }, edits(design))
    expect(differing).toEqual([])
  })
})
