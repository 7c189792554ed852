import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignDocument } from '../../core/designs/document'
import { sizeStrip, type ArtboardGround, type StripPicture } from '../drawing'
import { useErrors } from '../ui/use-errors'
import { assets } from './assets'
import { useShownDocument } from './preview-as/shown-as'
import css from './size-strip.module.css'

/** The least pause between two drawings: what is dragged has the right of way. */
const pauseMs = 24
const grounds = ['light', 'grey', 'dark'] as const
const small = [64, 50, 32] as const

/** The design as it will be seen: large on the chosen ground, small on light, grey and dark. */
export function SizeStrip({ ground, showLargest }: { ground: ArtboardGround; showLargest: boolean }) {
  const { t } = useTranslation('designs')
  const { report } = useErrors()
  const document = useShownDocument()
  const [pictures, setPictures] = useState<readonly StripPicture[]>([])
  const latest = useRef(document)
  const isDrawing = useRef(false)
  const draw = useEffectEvent(async () => {
    // One at a time, and always the newest: a drag goes on being shown, and never waits for a queue.
    if (isDrawing.current) return
    isDrawing.current = true
    try {
      let shown: DesignDocument | null = null
      while (shown !== latest.current) {
        await new Promise((done) => setTimeout(done, pauseMs))
        shown = latest.current
        setPictures(await sizeStrip(shown, assets))
      }
    } catch (error) {
      report(error)
    } finally {
      isDrawing.current = false
    }
  })
  useEffect(() => {
    latest.current = document
    void draw()
  }, [document])
  const of = (size: number) => pictures.find((it) => it.size === size)
  return (
    <section className={css.strip} aria-label={t('strip.label')}>
      {showLargest ? <Tile size={256} ground={ground} picture={of(256)} /> : null}
      <Tile size={128} ground={ground} picture={of(128)} />
      {grounds.map((it) => (
        <div key={it} className={css.column} role="group" aria-label={t(`grounds.${it}`)}>
          <div className={[css.small, css[it]].join(' ')}>
            {small.map((size) => (
              <Picture key={size} size={size} picture={of(size)} label={t('strip.size', { size })} />
            ))}
          </div>
          <span className={css.caption} aria-hidden>
            {t('strip.small')}
          </span>
        </div>
      ))}
    </section>
  )
}

function Tile(props: { size: number; ground: ArtboardGround; picture: StripPicture | undefined }) {
  const { t } = useTranslation('designs')
  const label = t('strip.size', { size: props.size })
  return (
    <div className={css.column}>
      <div className={[css.tile, css[props.ground]].join(' ')}>
        <Picture size={props.size} picture={props.picture} label={label} />
      </div>
      <span className={css.caption} aria-hidden>
        {label}
      </span>
    </div>
  )
}

function Picture({ size, picture, label }: { size: number; picture: StripPicture | undefined; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !picture) return
    context.clearRect(0, 0, size, size)
    context.drawImage(picture.canvas, 0, 0)
  }, [picture, size])
  return <canvas ref={canvas} width={size} height={size} role="img" aria-label={label} title={label} />
}
