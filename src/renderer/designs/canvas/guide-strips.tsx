import { useState, type PointerEvent } from 'react'
import { moveGuide, removeGuide } from '../../../core/designs/guides'
import type { StageView } from '../../drawing'
import { useDocument, useEditor } from '../editor'
import css from './board.module.css'
import { rulerPx } from './rulers'

/** The lines pulled out of the rulers, over the canvas: dragged along, or back onto the ruler to be rid of them. */
export function GuideStrips({ view }: { view: StageView }) {
  const { act } = useEditor()
  const { guides } = useDocument()
  const [dragged, setDragged] = useState<{ index: number; at: number } | null>(null)
  const placeOf = (event: PointerEvent<HTMLElement>, axis: 'x' | 'y'): number => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    return axis === 'x' ? event.clientX - (box?.left ?? 0) : event.clientY - (box?.top ?? 0)
  }
  return guides.map(({ axis, at }, index) => {
    const from = axis === 'x' ? view.left : view.top
    const now = dragged?.index === index ? dragged.at : at
    const px = Math.round(now * view.zoom + from)
    const unitsOf = (event: PointerEvent<HTMLElement>): number => Math.round((placeOf(event, axis) - from) / view.zoom)
    return (
      <div
        key={index}
        className={css.strip}
        data-axis={axis}
        style={axis === 'x' ? { left: px } : { top: px }}
        aria-hidden
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragged({ index, at })
        }}
        onPointerMove={(event) => {
          if (dragged) setDragged({ index, at: unitsOf(event) })
        }}
        onPointerUp={(event) => {
          if (!dragged) return
          setDragged(null)
          act(placeOf(event, axis) <= rulerPx ? removeGuide(index) : moveGuide(index, unitsOf(event)))
        }}
        onPointerCancel={() => setDragged(null)}
      />
    )
  })
}
