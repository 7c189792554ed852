import type { StageView } from '../stage-types'
import type { Guide } from '../snapping'

interface Rect {
  left: number
  top: number
  width: number
  height: number
  round?: boolean
  label?: string
}

/** A length as it is written beside a gap: whole units, tenths where there are some. */
const written = (length: number): string => String(Math.round(length * 10) / 10)

function rectsOf(guide: Guide, { zoom, left, top }: StageView): Rect[] {
  const x = (value: number): number => Math.round(value * zoom + left)
  const y = (value: number): number => Math.round(value * zoom + top)
  switch (guide.kind) {
    case 'line':
      return guide.axis === 'x'
        ? [{ left: x(guide.at), top: y(guide.from), width: 1, height: y(guide.to) - y(guide.from) }]
        : [{ left: x(guide.from), top: y(guide.at), width: x(guide.to) - x(guide.from), height: 1 }]
    case 'gap': {
      const label = written(guide.to - guide.from)
      if (guide.axis === 'x') {
        const [from, to, at] = [x(guide.from), x(guide.to), y(guide.at)]
        return [
          { left: from, top: at, width: to - from, height: 1, label },
          { left: from, top: at - 4, width: 1, height: 9 },
          { left: to - 1, top: at - 4, width: 1, height: 9 },
        ]
      }
      const [from, to, at] = [y(guide.from), y(guide.to), x(guide.at)]
      return [
        { left: at, top: from, width: 1, height: to - from, label },
        { left: at - 4, top: from, width: 9, height: 1 },
        { left: at - 4, top: to - 1, width: 9, height: 1 },
      ]
    }
    case 'circle': {
      const side = Math.round(guide.radius * 2 * zoom)
      return [
        { left: x(guide.x - guide.radius), top: y(guide.y - guide.radius), width: side, height: side, round: true },
      ]
    }
    case 'angle':
      return [{ left: x(guide.x), top: y(guide.y) - 1, width: 1, height: 1, label: `${written(guide.degrees)}°` }]
  }
}

/** Guides as boxes of the page over the canvas: a change repaints only where a line was and is. */
export interface GuideLines {
  readonly show: (guides: readonly Guide[], view: StageView) => void
  readonly setColor: (color: string) => void
  readonly dispose: () => void
}

export function createGuideLines(root: HTMLElement): GuideLines {
  const layer = document.createElement('div')
  layer.style.cssText =
    'position:absolute;inset:0;overflow:hidden;pointer-events:none;contain:strict;forced-color-adjust:none'
  layer.dataset['guides'] = ''
  root.append(layer)
  const pool: { box: HTMLElement; label: HTMLElement }[] = []
  let color = '#d6336c'
  let shown = ''
  const make = (): { box: HTMLElement; label: HTMLElement } => {
    const box = document.createElement('div')
    box.style.cssText = 'position:absolute;box-sizing:border-box'
    const label = document.createElement('span')
    label.style.cssText =
      'position:absolute;left:50%;top:50%;transform:translate(-50%,-50%);padding:1px 5px;border-radius:4px;color:#fff;font:600 11px/14px system-ui;font-variant-numeric:tabular-nums;white-space:nowrap'
    box.append(label)
    layer.append(box)
    const made = { box, label }
    pool.push(made)
    return made
  }
  return {
    show(guides, view) {
      const rects = guides.flatMap((guide) => rectsOf(guide, view))
      const key = JSON.stringify(rects)
      if (key === shown) return
      shown = key
      rects.forEach((rect, index) => {
        const { box, label } = pool[index] ?? make()
        box.hidden = false
        Object.assign(box.style, {
          left: `${rect.left}px`,
          top: `${rect.top}px`,
          width: `${rect.width}px`,
          height: `${rect.height}px`,
          background: rect.round ? 'none' : color,
          border: rect.round ? `1px solid ${color}` : 'none',
          borderRadius: rect.round ? '50%' : '0',
        })
        label.hidden = rect.label === undefined
        label.textContent = rect.label ?? ''
        label.style.background = color
      })
      for (const { box } of pool.slice(rects.length)) box.hidden = true
    },
    setColor(next) {
      color = next
      shown = ''
    },
    dispose: () => layer.remove(),
  }
}
