/** A stage in a real browser, with the history behind it as the designer's page has it. */
import type { Page } from 'playwright'
import { PNG } from 'pngjs'
import type { DesignDocument } from '../../src/core/designs/document'
import { shapeLayer } from './designs'
import type {} from './drawing/harness'

export const solid = (hex: string) => ({ kind: 'solid' as const, color: { hex } })
export const square = (id: string, x: number, y: number, fields = {}) =>
  shapeLayer(id, { x, y, width: 100, height: 100, fill: solid('#ff0000'), params: { corner: 0 }, ...fields })

/** A stage with the history behind it, as the designer's page has it: operations go into the history, its document comes back. */
export async function openStage(page: Page, document: unknown): Promise<void> {
  await page.evaluate(async (it) => {
    const { harness: h } = window
    const host = window.document.getElementById('host')
    if (!host) throw new Error('no host')
    window.stage?.dispose()
    const state: StageState = {
      history: h.startHistory(h.readDesign(it)),
      phases: [],
      selected: [],
      edited: [],
      cropped: [],
    }
    window.state = state
    window.stage = h.createStage(host, {
      document: state.history.present,
      assets: h.assets,
      ground: 'light',
      onGesture(operation, phase, mark) {
        state.phases.push(phase)
        state.history = h.gesture(state.history, operation, mark, phase)
        window.stage?.setDocument(state.history.present)
      },
      onSelect: (ids) => state.selected.push(ids),
      onEditText: (id) => state.edited.push(id),
      onCrop: (id) => state.cropped.push(id),
    })
    // One unit on one pixel, the artboard's corner at 50, 50 of a host at the window's corner.
    window.stage.setZoom(1, { x: 0, y: 0 })
    const { left, top } = window.stage.view()
    window.stage.pan(50 - left, 50 - top)
    await window.stage.settled()
  }, document)
}
export const present = (page: Page): Promise<DesignDocument> => page.evaluate(() => window.state.history.present)
export const places = async (page: Page): Promise<unknown[]> =>
  (await present(page)).layers.map((layer) => ('x' in layer ? [layer.id, layer.x, layer.y] : [layer.id]))
export const drag = async (page: Page, from: [number, number], to: [number, number], steps = 5): Promise<void> => {
  await page.mouse.move(from[0] + 50, from[1] + 50)
  await page.mouse.down()
  await page.mouse.move(to[0] + 50, to[1] + 50, { steps })
  await page.mouse.up()
}
export const click = (page: Page, x: number, y: number): Promise<void> => page.mouse.click(x + 50, y + 50)
/** What is seen of the artboard at zoom 1. */
export const artboard = async (page: Page): Promise<PNG> =>
  PNG.sync.read(await page.screenshot({ clip: { x: 50, y: 50, width: 600, height: 600 } }))
export const color = (picture: PNG, x: number, y: number): number[] => [
  ...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3),
]

interface StageState {
  history: ReturnType<typeof window.harness.startHistory>
  phases: string[]
  selected: (readonly string[])[]
  edited: string[]
  cropped: string[]
}
declare global {
  interface Window {
    state: StageState
    stage?: ReturnType<typeof window.harness.createStage>
  }
}
