import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DesignDocument } from '../../../src/core/designs/document'
import { readTemplate } from '../../../src/core/designs/templates'
import { findBrowser, noBrowser } from '../../support/browser'
import { openDrawing, type DrawingPages } from '../../support/drawing-page'
import { everyKind } from '../../support/every-kind'
import { pictureDifference } from '../../support/picture-difference'

const templates = new URL('../../../resources/templates/', import.meta.url)
const goldens = new URL('goldens/', import.meta.url)
const designs: readonly { readonly id: string; readonly document: DesignDocument }[] = [
  ...readdirSync(templates)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readTemplate(JSON.parse(readFileSync(new URL(file, templates), 'utf8'))))
    .map(({ id, document }) => ({ id, document })),
  { id: 'every-kind', document: everyKind },
]
const ids = designs.map(({ id }) => id)
const designOfId = (id: string): DesignDocument => designs.find((it) => it.id === id)?.document ?? everyKind

const browser = findBrowser()
const png = (base64: string): PNG => PNG.sync.read(Buffer.from(base64, 'base64'))
const exported = (page: Page, document: DesignDocument, size = 600): Promise<string> =>
  page.evaluate(([it, side]) => window.harness.exportBytes(it, side), [document, size] as const)

/** Side of the golden pictures in pixels. */
const goldenSide = 300
/** BLAZON_GOLDENS=1 writes the golden pictures anew, to be looked at before they are committed. */
const rewrites = process.env['BLAZON_GOLDENS'] === '1'

describe.skipIf(browser === null)(
  browser === null ? `the same everywhere (${noBrowser})` : 'the same everywhere',
  () => {
    let pages: DrawingPages
    let page: Page
    beforeAll(async () => {
      pages = await openDrawing()
      page = await pages.open()
    })
    afterAll(async () => {
      await pages.close()
    })

    it('row 31: exports the same bytes twice in a row at any size, with effects, filters, masks and a QR code', async () => {
      const made = await page.evaluate(async (it) => {
        const { harness: h } = window
        const read = h.readDesign(it)
        const once = async (size: number): Promise<string> => {
          const picture = await h.exportPng(read, h.assets, { size })
          const { width, height } = await createImageBitmap(picture)
          const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await picture.arrayBuffer()))
          return `${width} × ${height}: ${hash.join(' ')}`
        }
        const rows: { size: number; first: string; second: string }[] = []
        for (const size of [16, 600, 1024, 4096]) rows.push({ size, first: await once(size), second: await once(size) })
        return rows
      }, everyKind)
      for (const { size, first, second } of made) {
        expect(first).toContain(`${size} × ${size}:`)
        expect(second).toBe(first)
      }
    }, 120_000)

    it('row 12: effects look the same at every size', async () => {
      const small = png(await exported(page, everyKind, 300))
      const large = await exported(page, everyKind, 1200)
      const reduced = await page.evaluate(async (base64) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
        const canvas = new OffscreenCanvas(300, 300)
        const context = canvas.getContext('2d')
        if (!context) throw new Error('no canvas')
        context.imageSmoothingQuality = 'high'
        context.drawImage(bitmap, 0, 0, 300, 300)
        const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      }, large)
      expect(pictureDifference(small, png(reduced)).mean).toBeLessThan(2.5)
    })

    it.each(ids)('%s looks on the stage at full size as it does in the export', async (id) => {
      const document = designOfId(id)
      const place = await page.evaluate(async (it) => {
        const { harness: h } = window
        const host = window.document.getElementById('host')
        if (!host) throw new Error('no host')
        const read = h.readDesign(it)
        const stage = h.createStage(host, {
          document: read,
          assets: h.assets,
          ground: 'light',
          onGesture: () => {},
          onSelect: () => {},
        })
        await stage.settled()
        stage.setZoom(1)
        const { left, top } = stage.view()
        stage.pan(Math.round(left) - left, Math.round(top) - top)
        await stage.settled()
        Object.assign(window, { stage })
        const view = stage.view()
        return { zoom: view.zoom, left: view.left, top: view.top }
      }, document)
      expect(place.zoom).toBe(1)
      const shot = await page.screenshot({ clip: { x: place.left, y: place.top, width: 600, height: 600 } })
      await page.evaluate(() => (window as unknown as { stage: { dispose: () => void } }).stage.dispose())
      const { mean, differing } = pictureDifference(PNG.sync.read(shot), png(await exported(page, document)))
      expect(mean).toBeLessThanOrEqual(1)
      expect(differing).toBeLessThanOrEqual(0.005)
    })

    it.each(ids)('row 31: %s looks as SVG as it does as PNG', async (id) => {
      const document = designOfId(id)
      const { svg, missing } = await page.evaluate(
        (it) => window.harness.exportSvg(window.harness.readDesign(it), window.harness.assets),
        document,
      )
      expect(missing).toEqual([])
      const shown = await pages.open({ viewport: { width: 600, height: 600 } })
      await shown.setContent(`<body style="margin:0">${svg}`)
      const shot = PNG.sync.read(await shown.screenshot())
      await shown.context().close()
      expect(pictureDifference(shot, png(await exported(page, document))).mean).toBeLessThanOrEqual(2)
    })

    it('trap 15: SVG holds its letters as outlines and its pictures as data, and nothing that runs or points elsewhere', async () => {
      const { svg } = await page.evaluate(
        (it) => window.harness.exportSvg(window.harness.readDesign(it), window.harness.assets),
        everyKind,
      )
      expect(svg).not.toMatch(/<(?:text|tspan|script|foreignObject|style|a)\b|\son\w+=|@import|@font-face/)
      const links = Array.from(
        svg.matchAll(/(?:href|src)="([^"]*)"|url\(([^)]*)\)/g),
        ([, href, url]) => href ?? url ?? '',
      )
      expect(links.length).toBeGreaterThan(10)
      for (const link of links) expect(link).toMatch(/^(?:#b\d+|data:image\/png;base64,[A-Za-z0-9+/=]+)$/)
      const wellFormed = await page.evaluate(
        (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null,
        svg,
      )
      expect(wellFormed).toBe(true)
    })

    it.each(ids)('%s looks like its golden picture', async (id) => {
      const bytes = await exported(page, designOfId(id), goldenSide)
      const golden = new URL(`${id}.png`, goldens)
      if (rewrites) {
        mkdirSync(goldens, { recursive: true })
        writeFileSync(golden, Buffer.from(bytes, 'base64'))
      }
      const { mean, differing } = pictureDifference(png(bytes), PNG.sync.read(readFileSync(golden)))
      expect(mean, 'mean ΔE; if it is meant, look at it and run with BLAZON_GOLDENS=1').toBeLessThanOrEqual(1)
      expect(differing).toBeLessThanOrEqual(0.02)
    })
  },
)
