import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignDocument } from '../../core/designs/document'
import { sizeStrip, type ArtboardGround, type StripPicture } from '../drawing'
import { useErrors } from '../ui/use-errors'
import { assets } from './assets'
import { useShownDocument } from './preview-as/shown-as'
import css from './size-strip.module.css'

/** The least time between two drawings: what is dragged has the right of way, and still a change is seen within a tenth of a second. */
const pauseMs = 50
const grounds = ['light', 'grey', 'dark'] as const
const small = [64, 50, 32] as const
const nextFrame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done))

/** The pictures of the newest document, drawn one at a time: a drag goes on being shown, and never waits for a queue. */
function useStripPictures(document: DesignDocument): readonly StripPicture[] {
  const { report } = useErrors()
  const [pictures, setPictures] = useState<readonly StripPicture[]>([])
  const latest = useRef(document)
  const isDrawing = useRef(false)
  const lastDrawn = useRef(-Infinity)
  const draw = useEffectEvent(async () => {
    if (isDrawing.current) return
    isDrawing.current = true
    try {
      let shown: DesignDocument | null = null
      while (shown !== latest.current) {
        const now = await nextFrame()
        const rest = lastDrawn.current + pauseMs - now
        if (rest > 0) await new Promise((done) => setTimeout(done, rest))
        shown = latest.current
        setPictures(await sizeStrip(shown, assets))
        lastDrawn.current = performance.now()
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
  return pictures
}

/**
 * The design as it will be seen, always in sight: large on the chosen ground and small on white, grey and black; with `showLargest` at
 * 256 px besides. The three grounds are never cut: where there is little room, larger tiles go first.
 */
export function SizeStrip({ ground, showLargest }: { ground: ArtboardGround; showLargest: boolean }) {
  const { t } = useTranslation('designs')
  const pictures = useStripPictures(useShownDocument())
  const of = (size: number) => pictures.find((it) => it.size === size)
  return (
    <section className={[css.strip, showLargest ? css.largest : ''].join(' ')} aria-label={t('strip.label')}>
      {showLargest ? (
        <Tile size={256} ground={ground} picture={of(256)} />
      ) : (
        <Tile size={128} ground={ground} picture={of(128)} />
      )}
      <div className={css.grounds}>
        {grounds.map((it) => (
          <div key={it} className={css.group} role="group" aria-label={t(`seeing:grounds.${it}`)}>
            {showLargest ? <Tile size={128} ground={it} picture={of(128)} /> : null}
            <div className={css.column}>
              <div className={[css.small, css[it]].join(' ')}>
                {small.map((size) => (
                  <Picture key={size} size={size} picture={of(size)} label={t('strip.size', { size })} />
                ))}
              </div>
              <span className={css.caption} aria-hidden>
                {t('strip.small')}
              </span>
            </div>
          </div>
        ))}
      </div>
    </section>
  )
}

function Tile(props: { size: number; ground: ArtboardGround; picture: StripPicture | undefined }) {
  const { t } = useTranslation('designs')
  const label = t('strip.size', { size: props.size })
  return (
    <div className={[css.column, props.size === 128 ? css.medium : ''].join(' ')}>
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
