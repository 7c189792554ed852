/**
 * The designer in a real browser without a GPU: the real page, dragged by the browser's own pointer events.
 *
 * Frames are counted by the times that `requestAnimationFrame` gives; `frame_floor_ms` is what an empty page reaches in the same
 * run with the same pointer moving over it. Work per frame is everything that the main thread and the raster threads of the page did
 * while frames were counted, by the browser's own trace; `drag200_ratio` sets that of a drag against that of a bare canvas on which
 * the same painter draws all 200 layers at every frame.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'
import { median } from './measure.mjs'

const moves = 150
const undos = 30
const changes = 20
const exports = 40
const openings = 5

/** `drag200_p95_ms` and `drag1000_p95_ms` have goals relative to the floor: half a millisecond above it, and twice it. */
export const goals = {
  drag200_ratio: ['<=', 0.5],
  export1024_p95_ms: ['<=', 60],
  undo_p95_ms: ['<=', 50],
  strip_p95_ms: ['<=', 100],
  open_ms: ['<=', 400],
}

/** The page that is measured is the one that is shipped. */
const page = fileURLToPath(new URL('../../out/renderer', import.meta.url))

export async function run({ json }) {
  if (existsSync(page)) process.env['BLAZON_TEST_PAGE'] ??= page
  const parts = await import(pathToFileURL(await bundle('test/bench/designer-parts.ts', 'designer')).href)
  const say = json ? () => {} : (text) => console.error(`  ${text}`)
  const drawing = await parts.openDrawing()
  const drawn = await drawing.open({ viewport: { width: 1280, height: 800 } })
  const ids = {}
  const blazon = await parts.openBlazon({
    async before(client) {
      for (const [name, document] of Object.entries({
        200: parts.mixedDesign(200),
        1000: parts.mixedDesign(1000),
        template: template(parts.readTemplate),
      }))
        ids[name] = (await client.designs.create({ name, document })).id
    },
  })
  try {
    const { page } = blazon
    const empty = await page.context().newPage()
    await empty.setContent('<!doctype html><title>Empty</title>')
    await empty.bringToFront()
    const floor = await frames(empty, { x: 500, y: 300 })
    say(`floor ${floor.p95}`)
    await empty.close()
    await page.bringToFront()

    const drags = {}
    for (const count of [200, 1000]) {
      await openDesigner(page, ids[count])
      drags[count] = await frames(page, await heldPoint(page), true)
      say(`drag of ${count}: ${JSON.stringify(drags[count])}`)
      if (count !== 200) continue
      drags.undo = await undoing(page)
      drags.strip = await stripping(page)
    }
    await drawn.bringToFront()
    const bare = await redrawing(drawn, parts.mixedDesign(200), await boardSize(page))
    say(`bare canvas: ${JSON.stringify(bare)}`)
    const exported = await exporting(drawn, parts.mixedDesign(100))
    await page.bringToFront()
    const opened = await opening(page, ids.template)
    return {
      designer: {
        frame_floor_ms: rounded(floor.p95),
        drag200_p95_ms: rounded(drags[200].p95),
        drag200_ratio: rounded(drags[200].work / bare.work),
        drag1000_p95_ms: rounded(drags[1000].p95),
        export1024_p95_ms: rounded(exported),
        undo_p95_ms: rounded(drags.undo),
        strip_p95_ms: rounded(drags.strip),
        open_ms: rounded(opened),
      },
    }
  } finally {
    await blazon.close()
    await parts.closeBrowser()
    await drawing.close()
  }
}

const rounded = (value) => Math.round(value * 1000) / 1000
const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]
}
const template = (readTemplate) =>
  readTemplate(
    JSON.parse(readFileSync(new URL('../../resources/templates/reading-star.json', import.meta.url), 'utf8')),
  ).document

async function openDesigner(page, id) {
  await page.evaluate((designId) => location.replace(`#/designer?designId=${designId}`), id)
  await page.locator('[data-designer-canvas] [data-drawn]').waitFor()
  await settled(page)
}
/** Waits until the page has nothing left to do: pictures of its opening, the first save. */
async function settled(page) {
  await page.evaluate(
    () =>
      new Promise((done) => {
        let calm = 0
        let last = performance.now()
        const look = (now) => {
          calm = now - last < 25 ? calm + 1 : 0
          last = now
          if (calm >= 60) done()
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
  )
}
/** Where the layer that is dragged can be taken hold of: the middle of the artboard. */
async function heldPoint(page) {
  const box = await page.locator('[data-designer-canvas] [data-drawn] > div').first().boundingBox()
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
}
const boardSize = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('[data-designer-canvas] canvas')
    const artboard = document.querySelector('[data-designer-canvas] [data-drawn] > div')
    return { width: canvas.width, height: canvas.height, side: artboard.getBoundingClientRect().width }
  })

/**
 * Moves the pointer round a point, one move a frame, from press to release where something is held. Answers with the frames' 95th
 * percentile, and the page's work per frame.
 */
async function frames(page, { x, y }, isHeld = false) {
  const cdp = await page.context().newCDPSession(page)
  const mouse = (type, dx = 0, dy = 0, more = {}) =>
    cdp.send('Input.dispatchMouseEvent', { type, x: x + dx, y: y + dy, ...more })
  await mouse('mouseMoved')
  await page.evaluate(() => {
    window.frameTimes = []
    const tick = (now) => {
      window.frameTimes.push(now)
      window.frameTicket = requestAnimationFrame(tick)
    }
    window.frameTicket = requestAnimationFrame(tick)
  })
  const held = isHeld ? { button: 'left', buttons: 1 } : {}
  if (isHeld) await mouse('mousePressed', 0, 0, { button: 'left', buttons: 1, clickCount: 1 })
  // The press is done once: it counts among the frames, not as work of each.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  const before = await page.evaluate(() => window.frameTimes.length)
  const trace = await tracing(cdp)
  for (let move = 1; move <= moves; move++) {
    const turn = (move / moves) * 4 * Math.PI
    await mouse('mouseMoved', Math.round(60 * Math.sin(turn)), Math.round(60 * (1 - Math.cos(turn))), held)
  }
  const work = await trace.end()
  const after = await page.evaluate(() => window.frameTimes.length)
  if (isHeld) await mouse('mouseReleased', 0, 0, { button: 'left', buttons: 0, clickCount: 1 })
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.frameTicket)
    return window.frameTimes
  })
  await cdp.detach()
  const steps = times.slice(1).map((time, index) => time - times[index])
  return { p95: quantile(steps, 0.95), worst: Math.max(...steps), frames: steps.length, work: work / (after - before) }
}

/** Begins a trace; `end` answers with the milliseconds that the page's main thread and its raster threads worked. */
async function tracing(cdp) {
  const events = []
  const onData = ({ value }) => events.push(...value)
  cdp.on('Tracing.dataCollected', onData)
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', 'cc'],
    },
  })
  return {
    async end() {
      const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done))
      await cdp.send('Tracing.end')
      await complete
      cdp.off('Tracing.dataCollected', onData)
      return workIn(events)
    },
  }
}
function workIn(events) {
  const threads = new Map()
  for (const { name, pid, tid, args } of events) if (name === 'thread_name') threads.set(`${pid}.${tid}`, args.name)
  // The page is the process whose main thread ran the frames.
  const scripts = new Map()
  for (const { name, pid } of events) if (name === 'FireAnimationFrame') scripts.set(pid, (scripts.get(pid) ?? 0) + 1)
  const [page] = [...scripts].sort((a, b) => b[1] - a[1])[0] ?? []
  let micros = 0
  // Time on a processor: a neighbour that wants it too does not count as work of ours.
  for (const { name, pid, tid, dur, tdur } of events) {
    if (pid !== page || !dur) continue
    const thread = threads.get(`${pid}.${tid}`) ?? ''
    const isMain = thread === 'CrRendererMain' && name === 'RunTask'
    if (isMain || name === 'RasterTask') micros += tdur ?? dur
  }
  return micros / 1000
}

/** The same 200 layers drawn anew at every frame on a bare canvas of the stage's size, at the stage's scale. */
async function redrawing(page, document, { width, height, side }) {
  const cdp = await page.context().newCDPSession(page)
  await page.evaluate(
    async ({ document, width, height, scale }) => {
      const paint = await window.harness.painterOf(document)
      const canvas = window.document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      canvas.style.cssText = 'position:fixed;left:0;top:0'
      window.document.body.append(canvas)
      const context = canvas.getContext('2d')
      for (let count = 0; count < 5; count++) paint(context, scale)
      window.redraw = () => paint(context, scale)
    },
    { document, width, height, scale: side / 600 },
  )
  const trace = await tracing(cdp)
  const count = await page.evaluate(
    (wanted) =>
      new Promise((done) => {
        let drawn = 0
        const tick = () => {
          window.redraw()
          if (++drawn < wanted) requestAnimationFrame(tick)
          else requestAnimationFrame(() => done(drawn))
        }
        requestAnimationFrame(tick)
      }),
    moves,
  )
  const work = await trace.end()
  await cdp.detach()
  return { work: work / count }
}

/** From the key to the frame after it, for steps taken back one by one. */
async function undoing(page) {
  await page.locator('[data-designer-canvas]').focus()
  for (let count = 0; count < undos; count++) {
    await page.keyboard.press('ArrowRight')
    await settledFrame(page)
  }
  await page.evaluate(() => {
    window.undoTimes = []
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'z') return
        const from = event.timeStamp
        const channel = new MessageChannel()
        channel.port1.onmessage = () => window.undoTimes.push(performance.now() - from)
        // After the frame that shows it has been made.
        requestAnimationFrame(() => channel.port2.postMessage(0))
      },
      true,
    )
  })
  for (let count = 0; count < undos; count++) {
    await page.keyboard.press('Control+z')
    await page.waitForFunction((wanted) => window.undoTimes.length >= wanted, count + 1)
    await settledFrame(page)
  }
  return quantile(await page.evaluate(() => window.undoTimes), 0.95)
}
const settledFrame = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150))))

/** From a change to the last of the small pictures that it brings. */
async function stripping(page) {
  await page.evaluate(() => {
    window.stripAt = 0
    const drawImage = CanvasRenderingContext2D.prototype.drawImage
    CanvasRenderingContext2D.prototype.drawImage = function (...given) {
      drawImage.apply(this, given)
      const { canvas } = this
      if (canvas instanceof HTMLCanvasElement && canvas.isConnected && canvas.getAttribute('role') === 'img')
        window.stripAt = performance.now()
    }
  })
  await page.locator('[data-designer-canvas]').focus()
  const times = []
  for (let count = 0; count < changes; count++) {
    const before = await page.evaluate(() => {
      window.stripAt = 0
      return new Promise(
        (done) =>
          window.addEventListener('keydown', (event) => (window.changedAt = event.timeStamp), {
            once: true,
            capture: true,
          }) ?? done(0),
      )
    })
    void before
    await page.keyboard.press('ArrowLeft')
    await page.waitForFunction(() => window.stripAt > 0)
    await settledFrame(page)
    times.push(await page.evaluate(() => window.stripAt - window.changedAt))
  }
  return quantile(times, 0.95)
}

async function exporting(page, document) {
  const times = await page.evaluate(
    async ({ document, count }) => {
      const design = window.harness.readDesign(document)
      const times = []
      for (let index = 0; index < count + 5; index++) {
        const from = performance.now()
        await window.harness.exportPng(design, window.harness.assets, { size: 1024 })
        times.push(performance.now() - from)
      }
      return times.slice(5)
    },
    { document, count: exports },
  )
  return quantile(times, 0.95)
}

/** From the library to the first drawing with its faces, in a page that has drawn nothing before. */
async function opening(page, id) {
  const times = []
  for (let count = 0; count < openings; count++) {
    await page.evaluate(() => location.replace('#/library'))
    await page.reload()
    await page.locator('main h1').waitFor()
    await settled(page)
    times.push(
      await page.evaluate(
        (designId) =>
          new Promise((done) => {
            const from = performance.now()
            location.replace(`#/designer?designId=${designId}`)
            const look = () =>
              document.querySelector('[data-designer-canvas] [data-drawn]') && document.fonts.status === 'loaded'
                ? requestAnimationFrame(() => done(performance.now() - from))
                : requestAnimationFrame(look)
            look()
          }),
        id,
      ),
    )
  }
  return median(times)
}
