import type { StageView } from '../stage-types'
import type { Guide } from '../snapping'

interface Rect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
interface Label {
  readonly x: number
  readonly y: number
  readonly text: string
}
/** What a guide is made of on the screen, in CSS pixels of the host. */
interface Marks {
  readonly bars: readonly Rect[]
  readonly rings: readonly Rect[]
  readonly labels: readonly Label[]
}

/** A length as it is written beside a gap: whole units, tenths where there are some. */
const written = (length: number): string => String(Math.round(length * 10) / 10)

function marksOf(guide: Guide, { zoom, left, top }: StageView): Marks {
  const x = (value: number): number => Math.round(value * zoom + left)
  const y = (value: number): number => Math.round(value * zoom + top)
  switch (guide.kind) {
    case 'line': {
      const bar =
        guide.axis === 'x'
          ? { left: x(guide.at), top: y(guide.from), width: 1, height: y(guide.to) - y(guide.from) }
          : { left: x(guide.from), top: y(guide.at), width: x(guide.to) - x(guide.from), height: 1 }
      return { bars: [bar], rings: [], labels: [] }
    }
    case 'gap': {
      const text = written(guide.to - guide.from)
      if (guide.axis === 'x') {
        const [from, to, at] = [x(guide.from), x(guide.to), y(guide.at)]
        return {
          bars: [
            { left: from, top: at, width: to - from, height: 1 },
            { left: from, top: at - 4, width: 1, height: 9 },
            { left: to - 1, top: at - 4, width: 1, height: 9 },
          ],
          rings: [],
          labels: [{ x: (from + to) / 2, y: at, text }],
        }
      }
      const [from, to, at] = [y(guide.from), y(guide.to), x(guide.at)]
      return {
        bars: [
          { left: at, top: from, width: 1, height: to - from },
          { left: at - 4, top: from, width: 9, height: 1 },
          { left: at - 4, top: to - 1, width: 9, height: 1 },
        ],
        rings: [],
        labels: [{ x: at, y: (from + to) / 2, text }],
      }
    }
    case 'circle': {
      const side = Math.round(guide.radius * 2 * zoom)
      const ring = { left: x(guide.x - guide.radius), top: y(guide.y - guide.radius), width: side, height: side }
      return { bars: [], rings: [ring], labels: [] }
    }
    case 'angle':
      return {
        bars: [],
        rings: [],
        labels: [{ x: x(guide.x), y: y(guide.y), text: `${written(guide.degrees)}°` }],
      }
  }
}

/**
 * Guides as boxes of the page over the canvas. Bars are one pixel each, moved and stretched by transforms: so the browser lays out and
 * paints nothing anew when one comes, goes or moves, at every frame of a drag.
 */
export interface GuideLines {
  readonly show: (guides: readonly Guide[], view: StageView) => void
  /** Of lines and grounds, and of the letters on those grounds. */
  readonly setColors: (color: string, letters: string) => void
  readonly dispose: () => void
}

const barStyle =
  'position:absolute;left:0;top:0;width:1px;height:1px;transform-origin:0 0;will-change:transform,opacity;opacity:0'
const labelStyle =
  'position:absolute;left:0;top:0;padding:1px 5px;border-radius:4px;font:600 11px/14px system-ui;font-variant-numeric:tabular-nums;white-space:nowrap;will-change:transform,opacity;opacity:0'
const ringStyle = 'position:absolute;box-sizing:border-box;border:1px solid;border-radius:50%'
/** Made with the stage, since a box that is new costs the frame that it comes in. */
const barsAtOnce = 8

export function createGuideLines(root: HTMLElement): GuideLines {
  const layer = document.createElement('div')
  layer.style.cssText =
    'position:absolute;inset:0;overflow:hidden;pointer-events:none;contain:strict;forced-color-adjust:none'
  layer.dataset['guides'] = ''
  root.append(layer)
  const bars: HTMLElement[] = []
  const labels: HTMLElement[] = []
  const rings: HTMLElement[] = []
  let color = '#d6336c'
  let onColor = '#ffffff'
  let shown = ''

  const box = (pool: HTMLElement[], index: number, style: string): HTMLElement => {
    const there = pool[index]
    if (there) return there
    const made = document.createElement('div')
    made.style.cssText = style
    made.style.background = made.style.borderColor = color
    made.style.color = onColor
    if (pool === rings) made.style.background = 'none'
    layer.append(made)
    pool.push(made)
    return made
  }
  const hideFrom = (pool: readonly HTMLElement[], count: number): void => {
    for (const it of pool.slice(count)) it.style.opacity = '0'
  }
  for (let index = 0; index < barsAtOnce; index++) box(bars, index, barStyle)

  return {
    show(guides, view) {
      const marks = guides.map((guide) => marksOf(guide, view))
      const key = JSON.stringify(marks)
      if (key === shown) return
      shown = key
      const wanted = {
        bars: marks.flatMap((it) => it.bars),
        labels: marks.flatMap((it) => it.labels),
        rings: marks.flatMap((it) => it.rings),
      }
      wanted.bars.forEach(({ left, top, width, height }, index) => {
        const bar = box(bars, index, barStyle)
        bar.style.transform = `translate(${left}px, ${top}px) scale(${width}, ${height})`
        bar.style.opacity = '1'
      })
      wanted.labels.forEach(({ x, y, text }, index) => {
        const label = box(labels, index, labelStyle)
        if (label.textContent !== text) label.textContent = text
        label.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`
        label.style.opacity = '1'
      })
      wanted.rings.forEach(({ left, top, width, height }, index) => {
        const ring = box(rings, index, ringStyle)
        Object.assign(ring.style, {
          left: `${left}px`,
          top: `${top}px`,
          width: `${width}px`,
          height: `${height}px`,
          opacity: '1',
        })
      })
      hideFrom(bars, wanted.bars.length)
      hideFrom(labels, wanted.labels.length)
      hideFrom(rings, wanted.rings.length)
    },
    setColors(next, letters) {
      color = next
      onColor = letters
      for (const it of labels) it.style.color = onColor
      for (const it of [...bars, ...labels]) it.style.background = color
      for (const it of rings) it.style.borderColor = color
    },
    dispose: () => layer.remove(),
  }
}
