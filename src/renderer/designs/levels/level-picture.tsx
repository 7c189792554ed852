import { useEffect, useRef } from 'react'
import type { DesignDocument } from '../../../core/designs/document'
import { drawDesign } from '../../drawing'
import { useErrors } from '../../ui/use-errors'
import { assets } from '../assets'
import css from './levels.module.css'

/** The pause after a change before a picture is drawn: what is dragged has the right of way. */
const pauseMs = 150

/** One level as it will be drawn, at 56 px. */
export function LevelPicture({ document: shown, label }: { document: DesignDocument; label: string }) {
  const { report } = useErrors()
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = Math.round(56 * Math.min(2, window.devicePixelRatio || 1))
  useEffect(() => {
    let isGone = false
    const timer = setTimeout(() => {
      drawDesign(shown, assets, { size }).then(
        (picture) => {
          const context = canvas.current?.getContext('2d')
          if (isGone || !context) return
          context.clearRect(0, 0, size, size)
          context.drawImage(picture, 0, 0)
        },
        (error: unknown) => {
          if (!isGone) report(error)
        },
      )
    }, pauseMs)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [shown, size, report])
  return <canvas ref={canvas} className={css.picture} width={size} height={size} role="img" aria-label={label} />
}
