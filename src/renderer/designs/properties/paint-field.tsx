import { ArrowUpDown, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { resolveColor } from '../../../core/designs/colors'
import type { Color, DesignDocument, Paint, Stroke } from '../../../core/designs/document'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { Select } from '../../ui/select'
import { useShownPalette } from '../preview-as/shown-as'
import { ColorField } from './color-field'
import { Num, Slide, Two } from './fields'
import { MetalChips } from './metal-chips'
import css from './properties.module.css'

type Kind = Paint['kind'] | 'none'
const firstColor = (paint: Paint | null): Color =>
  paint === null
    ? { role: 'accent' }
    : paint.kind === 'solid'
      ? paint.color
      : (paint.stops[0]?.color ?? { role: 'field' })
const darker = (color: Color): Color =>
  'role' in color ? { role: color.role, shade: Math.max(-100, (color.shade ?? 0) - 24) } : color

/** Another kind of paint that keeps the colours that there are. */
export function paintOfKind(paint: Paint | null, kind: Kind): Paint | null {
  if (kind === 'none') return null
  if (kind === 'solid') return { kind, color: firstColor(paint) }
  const stops =
    paint && paint.kind !== 'solid'
      ? paint.stops
      : [
          { offset: 0, color: firstColor(paint) },
          { offset: 1, color: darker(firstColor(paint)) },
        ]
  if (kind === 'radial') return { kind, stops: stops.slice(0, 8) }
  return kind === 'conic' ? { kind, angle: 0, stops } : { kind, angle: 0, stops: stops.slice(0, 8) }
}

const previewOf = (paint: Paint, palette: DesignDocument['palette']): string => {
  if (paint.kind === 'solid') return resolveColor(paint.color, { palette })
  const stops = [...paint.stops]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, color, opacity }) => {
      const hex = resolveColor(color, { palette })
      return `color-mix(in srgb, ${hex} ${String((opacity ?? 1) * 100)}%, transparent) ${String(offset * 100)}%`
    })
  // As a strip, whatever its shape on the badge: the stops are what is edited.
  return `linear-gradient(to right, ${stops.join(', ')})`
}

/** What fills a face or a line: nothing, a colour, or a gradient with its stops and its angle. */
export function PaintField(props: {
  label: string
  paint: Paint | null
  mayBeNone?: boolean
  /** What "none" is called where something else shows then. */
  noneLabel?: string
  /** What the paint lies upon, where that is known: colours that are read well on it are proposed. */
  ground?: Paint | null
  onChange: (paint: Paint | null) => void
}) {
  const { t } = useTranslation('designs')
  const palette = useShownPalette()
  const { label, paint, mayBeNone, noneLabel, ground, onChange } = props
  const kinds = [...(mayBeNone ? (['none'] as const) : []), 'solid', 'linear', 'radial', 'conic'] as const
  return (
    <div className={css.paint}>
      <div className={css.paintHead}>
        <Select<Kind>
          label={label}
          options={kinds.map((value) => ({
            value,
            label: value === 'none' && noneLabel ? noneLabel : t(`paint.${value}`),
          }))}
          value={paint?.kind ?? 'none'}
          onChange={(kind) => onChange(paintOfKind(paint, kind))}
        />
        {paint?.kind === 'solid' ? (
          <ColorField
            label={label}
            color={paint.color}
            ground={ground ?? null}
            onChange={(color) => onChange({ kind: 'solid', color })}
            wide
          />
        ) : null}
      </div>
      {paint && paint.kind !== 'solid' ? (
        <Gradient label={label} paint={paint} preview={previewOf(paint, palette)} onChange={onChange} />
      ) : null}
    </div>
  )
}

function Gradient(props: {
  label: string
  paint: Exclude<Paint, { kind: 'solid' }>
  preview: string
  onChange: (paint: Paint) => void
}) {
  const { t } = useTranslation('designs')
  const { label, paint, preview, onChange } = props
  const { stops } = paint
  const set = (index: number, patch: Partial<(typeof stops)[number]>) =>
    onChange({ ...paint, stops: stops.map((stop, at) => (at === index ? { ...stop, ...patch } : stop)) })
  const add = () => {
    const sorted = [...stops].sort((a, b) => a.offset - b.offset)
    // In the widest gap, so that the new stop can be seen and moved.
    let best = { offset: 0.5, color: sorted[0]?.color ?? { role: 'accent' }, gap: 0 }
    sorted.forEach((stop, index) => {
      const next = sorted[index + 1]
      if (next && next.offset - stop.offset > best.gap)
        best = { offset: (stop.offset + next.offset) / 2, color: stop.color, gap: next.offset - stop.offset }
    })
    onChange({
      ...paint,
      stops: [...stops, { offset: best.offset, color: best.color }].sort((a, b) => a.offset - b.offset),
    })
  }
  return (
    <div className={css.gradient} role="group" aria-label={t('paint.gradientOf', { label })}>
      <MetalChips paint={paint} onChange={onChange} />
      <div className={css.gradientBar} style={{ background: preview }} aria-hidden />
      {stops.map((stop, index) => (
        <div key={index} className={css.stop} role="group" aria-label={t('paint.stop', { number: index + 1 })}>
          <ColorField
            label={t('paint.stopColor', { number: index + 1 })}
            color={stop.color}
            onChange={(color) => set(index, { color })}
          />
          <Num
            label={t('paint.at')}
            hideLabel={index > 0}
            value={stop.offset * 100}
            min={0}
            max={100}
            onChange={(value) => set(index, { offset: value / 100 })}
          />
          <Num
            label={t('paint.opacity')}
            hideLabel={index > 0}
            value={(stop.opacity ?? 1) * 100}
            min={0}
            max={100}
            onChange={(value) => set(index, { opacity: value / 100 })}
          />
          <IconButton
            label={t('paint.removeStop', { number: index + 1 })}
            icon={Trash2}
            size="small"
            isDisabled={stops.length <= 2}
            onPress={() => onChange({ ...paint, stops: stops.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <div className={css.stopActs}>
        <Button size="small" icon={Plus} onPress={add} isDisabled={stops.length >= (paint.kind === 'conic' ? 16 : 8)}>
          {t('paint.addStop')}
        </Button>
        <IconButton
          label={t('paint.reverse')}
          icon={ArrowUpDown}
          size="small"
          onPress={() =>
            onChange({
              ...paint,
              stops: stops.map((stop) => ({ ...stop, offset: Math.round((1 - stop.offset) * 1e4) / 1e4 })).reverse(),
            })
          }
        />
      </div>
      {paint.kind !== 'radial' ? (
        <Slide
          label={t('paint.angle')}
          value={paint.angle}
          min={-180}
          max={180}
          onChange={(angle) => onChange({ ...paint, angle })}
        />
      ) : null}
    </div>
  )
}

type Line = 'solid' | 'dashed' | 'dotted'
const lineOf = ({ dash, width }: Stroke): Line =>
  !dash || dash.length === 0 ? 'solid' : (dash[0] ?? 0) <= width * 1.2 ? 'dotted' : 'dashed'
const dashOf = (line: Line, width: number): number[] =>
  line === 'dashed' ? [Math.max(2, width * 3), Math.max(2, width * 2)] : [Math.max(1, width), Math.max(1, width)]

/** The line round a face: paint, width and dashes; "None" takes it away. */
export function StrokeField(props: {
  label: string
  stroke: Stroke | null
  onChange: (stroke: Stroke | null) => void
}) {
  const { t } = useTranslation('designs')
  const { label, stroke, onChange } = props
  const withDash = (line: Line, width: number, paint: Paint): Stroke =>
    line === 'solid' ? { paint, width } : { paint, width, dash: dashOf(line, width) }
  return (
    <>
      <PaintField
        label={label}
        paint={stroke?.paint ?? null}
        mayBeNone
        onChange={(paint) => onChange(paint ? (stroke ? { ...stroke, paint } : { paint, width: 8 }) : null)}
      />
      {stroke ? (
        <Two>
          <Num
            label={t('stroke.width')}
            value={stroke.width}
            min={0}
            max={200}
            onChange={(width) => onChange(withDash(lineOf(stroke), width, stroke.paint))}
          />
          <Select<Line>
            label={t('stroke.line')}
            options={(['solid', 'dashed', 'dotted'] as const).map((value) => ({ value, label: t(`stroke.${value}`) }))}
            value={lineOf(stroke)}
            onChange={(line) => onChange(withDash(line, stroke.width, stroke.paint))}
          />
        </Two>
      ) : null}
    </>
  )
}
