import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { addGuide } from '../../../core/designs/guides'
import type { StageView } from '../../drawing'
import { useEditor, useView } from '../editor'
import css from './board.module.css'
import { RulersMenu } from './rulers-menu'
import { rulerStep, unitsPer, type RulerUnit } from './ruler-units'

/** The breadth of a ruler in CSS pixels; the canvas's own is 24 px smaller on two sides while they are shown. */
export const rulerPx = 24

function drawRuler(canvas: HTMLCanvasElement, axis: 'x' | 'y', view: StageView, unit: RulerUnit): void {
  const ratio = window.devicePixelRatio || 1
  const { clientWidth: width, clientHeight: height } = canvas
  canvas.width = Math.max(1, Math.round(width * ratio))
  canvas.height = Math.max(1, Math.round(height * ratio))
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  context.scale(ratio, ratio)
  context.fillStyle = context.strokeStyle = style.color
  context.font = `10px ${style.fontFamily}`
  context.lineWidth = 1
  const length = axis === 'x' ? width : height
  const from = axis === 'x' ? view.left : view.top
  const step = rulerStep(unit, view.zoom)
  const px = step * unitsPer(unit) * view.zoom
  const parts = 5
  const first = Math.floor(-from / px) * parts
  const last = Math.ceil((length - from) / px) * parts
  context.beginPath()
  for (let tick = first; tick <= last; tick++) {
    const at = Math.round(from + (tick * px) / parts) + 0.5
    const isMain = tick % parts === 0
    const mark = isMain ? rulerPx : 5
    if (axis === 'x') {
      context.moveTo(at, rulerPx)
      context.lineTo(at, rulerPx - mark)
    } else {
      context.moveTo(rulerPx, at)
      context.lineTo(rulerPx - mark, at)
    }
    if (!isMain) continue
    const label = String(Math.round((tick / parts) * step * 10) / 10)
    context.save()
    if (axis === 'x') context.fillText(label, at + 3, 10)
    else {
      context.translate(10, at - 3)
      context.rotate(-Math.PI / 2)
      context.fillText(label, 0, 0)
    }
    context.restore()
  }
  context.globalAlpha = 0.55
  context.stroke()
}

/** Rulers along two sides of the canvas; a line is pulled out of them with the pointer, or added in their menu. */
export function Rulers({ view }: { view: StageView }) {
  const { t } = useTranslation('board')
  const { designer, act } = useEditor()
  const unit = useView((it) => it.rulerUnit)
  const root = useRef<HTMLDivElement>(null)
  const across = useRef<HTMLCanvasElement>(null)
  const down = useRef<HTMLCanvasElement>(null)
  const [pulled, setPulled] = useState<{ axis: 'x' | 'y'; px: number } | null>(null)
  const [size, setSize] = useState('')
  useEffect(() => {
    const element = root.current
    if (!element) return
    const observer = new ResizeObserver(() => setSize(`${element.clientWidth} ${element.clientHeight}`))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (across.current) drawRuler(across.current, 'x', view, unit)
    if (down.current) drawRuler(down.current, 'y', view, unit)
  }, [view, unit, size])

  const placeOf = (event: PointerEvent, axis: 'x' | 'y'): number => {
    const box = root.current?.getBoundingClientRect()
    return axis === 'x' ? event.clientX - (box?.left ?? 0) : event.clientY - (box?.top ?? 0)
  }
  /** The ruler above gives level lines, the one at the left upright ones. */
  const pulling = (axis: 'x' | 'y') => ({
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setPulled({ axis, px: placeOf(event, axis) })
    },
    onPointerMove(event: PointerEvent) {
      if (pulled) setPulled({ axis, px: placeOf(event, axis) })
    },
    onPointerUp(event: PointerEvent) {
      if (!pulled) return
      setPulled(null)
      const px = placeOf(event, axis)
      // Let go on the ruler again: no line.
      if (px <= rulerPx) return
      const from = axis === 'x' ? view.left : view.top
      act(addGuide({ axis, at: Math.round((px - from) / view.zoom) }))
      designer.settle()
    },
    onPointerCancel: () => setPulled(null),
  })
  return (
    <div ref={root} className={css.rulers} role="group" aria-label={t('rulers.label')}>
      <canvas ref={across} className={css.across} aria-hidden {...pulling('y')} />
      <canvas ref={down} className={css.down} aria-hidden {...pulling('x')} />
      <RulersMenu />
      {pulled ? (
        <div
          className={css.pulled}
          data-axis={pulled.axis}
          style={pulled.axis === 'x' ? { left: pulled.px } : { top: pulled.px }}
          aria-hidden
        />
      ) : null}
    </div>
  )
}
