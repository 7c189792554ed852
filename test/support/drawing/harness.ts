/** What the drawing tests drive in a real browser: the drawing's own functions, put where a test can reach them. */
import { readDesign } from '../../../src/core/designs/versions'
import { takePicture } from '../../../src/renderer/designs/take-picture'
import * as drawing from '../../../src/renderer/drawing'
import { setFontSource } from '../../../src/renderer/drawing/font-source'
import { filtersInWorker } from '../../../src/renderer/drawing/filters-in-worker'
import { letteringOf } from '../../../src/renderer/drawing/fonts'
import { measureText } from '../../../src/renderer/drawing/measure'
import { arcTextLayout } from '../../../src/core/designs/lettering'
import { loaderOf } from '../../../src/renderer/drawing/draw-design'
import { paintDesign } from '../../../src/renderer/drawing/paint'
import { faceFor } from '../../../src/core/designs/faces'
import { gesture, startHistory, undo } from '../../../src/core/designs/history'
import { silhouettes } from '../../../src/core/designs/silhouettes'
import { wayThatMends } from '../../../src/core/designs/lint-mends'
import * as newLayers from '../../../src/renderer/designs/new-layers'
import { lookAt } from '../../../src/renderer/designs/seeing/look'
import { searchGlyphs } from '../../../src/core/designs/glyphs'

const bytesOf = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}

/** A picture that tests can name by hash: a plain square of one colour. */
const square = async (fill: string): Promise<Blob> => {
  const canvas = new OffscreenCanvas(8, 8)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = fill
  context.fillRect(0, 0, 8, 8)
  return canvas.convertToBlob()
}

/** A picture with colours, a hole and soft edges. */
const rosette = async (): Promise<Blob> => {
  const canvas = new OffscreenCanvas(240, 180)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  for (let petal = 0; petal < 12; petal++) {
    context.fillStyle = `hsl(${petal * 30} 80% 55%)`
    context.beginPath()
    context.ellipse(120, 90, 110, 28, (petal * Math.PI) / 12, 0, 2 * Math.PI)
    context.fill()
  }
  context.globalCompositeOperation = 'destination-out'
  context.beginPath()
  context.arc(120, 90, 18, 0, 2 * Math.PI)
  context.fill()
  return canvas.convertToBlob()
}

const assets = drawing.bundledAssets(async (sha256) => {
  if (sha256.startsWith('c')) return rosette()
  if (sha256.startsWith('b')) throw new Error('the picture is gone')
  return sha256.startsWith('a') ? square('#ff0000') : null
})

export const harness = {
  ...drawing,
  assets,
  readDesign,
  filtersInWorker,
  takePicture,
  letteringOf,
  setFontSource,
  measureText,
  arcTextLayout,
  faceFor,
  gesture,
  startHistory,
  undo,
  lookAt,
  newLayers,
  wayThatMends,
  searchGlyphs,
  silhouettes,
  square,
  /** Loads what a design needs; then draws it on a canvas as often as asked, the whole of it each time. */
  painterOf: async (it: unknown): Promise<(context: CanvasRenderingContext2D, scale: number) => void> => {
    const document = readDesign(it)
    const loaded = await loaderOf(assets).load(document)
    return (context, scale) => {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, context.canvas.width, context.canvas.height)
      context.scale(scale, scale)
      paintDesign(context, document, loaded)
    }
  },
  exportBytes: async (document: unknown, size = 600): Promise<string> =>
    bytesOf(await drawing.exportPng(readDesign(document), assets, { size })),
}
export type Harness = typeof harness

declare global {
  interface Window {
    harness: Harness
  }
}
window.harness = harness
