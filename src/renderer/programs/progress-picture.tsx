import { type Ref, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeriesProgress } from '../../core/contract/series'
import { inTwoLines, progressPlaces, ringRadiusPx } from '../../core/programs/progress-picture'
import { usePicture } from '../api/pictures'
import { useFormats } from '../ui/format'
import css from './progress-picture.module.css'

const picturePx = 68

/**
 * How far a person has come along a series, as a picture: held badges in a full ring with their day, the next one marked, the others
 * still to come. Its colours are tokens, so that it is dark where the app is; `save-picture.ts` writes it with those of paper.
 */
export function ProgressPicture({ progress, ref }: { progress: SeriesProgress; ref?: Ref<SVGSVGElement> }) {
  const { t } = useTranslation('series')
  const { day } = useFormats()
  const id = useId()
  const { steps, person, series, held, next } = progress
  const places = progressPlaces(steps.length)
  const facts = { person: person.name, series: series.name, held, total: steps.length }
  const told = steps.map((step) =>
    step.heldSince
      ? t('progress.heldStep', { name: step.name, day: day(step.heldSince) })
      : t(step.badgeId === next ? 'progress.nextStep' : 'progress.laterStep', { name: step.name }),
  )
  return (
    <svg
      ref={ref}
      className={css.picture}
      viewBox={`0 0 ${places.width} ${places.height}`}
      width={places.width}
      height={places.height}
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-labelledby={`${id}-title ${id}-told`}
      fontFamily="Inter Variable, system-ui, sans-serif"
    >
      <title id={`${id}-title`}>{t('progress.title', facts)}</title>
      <desc id={`${id}-told`}>{told.join(' ')}</desc>
      <text x={24} y={34} fontSize={20} fontWeight={620} fill="var(--ink)">
        {person.name}
      </text>
      <text x={24} y={58} fontSize={14} fill="var(--quiet-ink)">
        {t('progress.line', facts)}
      </text>
      {places.ways.map((way, at) => {
        const isDone = steps[at]?.heldSince != null && steps[at + 1]?.heldSince != null
        return (
          <path
            key={at}
            d={way}
            fill="none"
            stroke={isDone ? 'var(--action)' : 'var(--control-line)'}
            strokeWidth={isDone ? 3 : 1.5}
            {...(isDone ? {} : { strokeDasharray: '2 6' })}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        )
      })}
      {steps.map((step, at) => {
        const { x, y } = places.steps[at]!
        const isHeld = step.heldSince !== null
        const isNext = step.badgeId === next
        return (
          <g key={step.badgeId} transform={`translate(${x} ${y})`}>
            <circle
              r={ringRadiusPx}
              fill={isHeld ? 'var(--action-wash)' : 'var(--surface)'}
              stroke={isHeld ? 'var(--action)' : isNext ? 'var(--award)' : 'var(--control-line)'}
              strokeWidth={isHeld || isNext ? 3 : 1.5}
              {...(isHeld || isNext ? {} : { strokeDasharray: '2 6', strokeLinecap: 'round' })}
            />
            <StepPicture sha256={step.pictureSha256} isHeld={isHeld} />
            {isHeld ? (
              <g transform="translate(34 -34)">
                <circle r={12} fill="var(--action)" />
                <path
                  d="M-5 0l3.5 4L5 -4"
                  fill="none"
                  stroke="var(--on-action)"
                  strokeWidth={2.5}
                  strokeLinecap="round"
                  strokeLinejoin="round"
                />
              </g>
            ) : null}
            <text textAnchor="middle" fontSize={14} fontWeight={isHeld || isNext ? 600 : 400} fill="var(--ink)">
              {inTwoLines(step.name).map((line, row) => (
                <tspan key={row} x={0} y={72 + row * 18}>
                  {line}
                </tspan>
              ))}
              <tspan
                x={0}
                y={72 + inTwoLines(step.name).length * 18}
                fontSize={13}
                fontWeight={400}
                fill={isNext ? 'var(--award)' : 'var(--quiet-ink)'}
              >
                {step.heldSince ? day(step.heldSince) : isNext ? t('progress.next') : ''}
              </tspan>
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function StepPicture({ sha256, isHeld }: { sha256: string | null; isHeld: boolean }) {
  const url = usePicture(sha256)
  if (!sha256 || !url) return null
  return (
    <image
      href={url}
      data-sha256={sha256}
      x={-picturePx / 2}
      y={-picturePx / 2}
      width={picturePx}
      height={picturePx}
      opacity={isHeld ? 1 : 0.35}
    />
  )
}
