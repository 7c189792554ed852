import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { flippedArc } from '../../../core/designs/flipped-arc'
import { capHeight } from '../../../core/designs/lettering'
import { measureText } from '../../drawing'
import { Segments } from '../../ui/segments'
import { Part, Slide, useSet } from './fields'
import { LetteringPart } from './lettering-part'
import { useGround } from './use-ground'
import { PaintField, StrokeField } from './paint-field'
import css from './properties.module.css'
import { WordsPart } from './words-part'

/** Text on an arc: the circle that it stands on, which side of it, where, and how much of it. */
export function ArcTextFields({ layer }: { layer: LayerOf<'arcText'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const ground = useGround(layer)
  return (
    <>
      <WordsPart layer={layer} />
      <Part title={t('fields.arc')} name="arc">
        <Segments
          label={t('fields.side')}
          options={(['top', 'bottom'] as const).map((value) => ({ value, label: t(`properties:arc.${value}`) }))}
          value={layer.side}
          onChange={(side) => {
            if (side !== layer.side) set(flippedArc(layer, capHeight(layer.lettering, measureText)))
          }}
        />
        <Slide
          label={t('fields.radius')}
          value={layer.radius}
          min={10}
          max={300}
          onChange={(radius) => set({ radius }, 'resize')}
        />
        <Slide
          label={t('fields.angle')}
          value={layer.angle}
          min={-180}
          max={180}
          onChange={(angle) => set({ angle }, 'rotate')}
        />
        <Slide label={t('fields.sweep')} value={layer.sweep} min={10} max={350} onChange={(sweep) => set({ sweep })} />
        <p className={css.quiet}>{t('fields.sweepNote')}</p>
      </Part>
      <LetteringPart layer={layer} />
      <Part title={t('fields.paint')} name="paint">
        <PaintField
          label={t('fields.color')}
          paint={layer.paint}
          ground={ground}
          onChange={(paint) => paint && set({ paint })}
        />
        <StrokeField label={t('fields.outline')} stroke={layer.stroke} onChange={(stroke) => set({ stroke })} />
      </Part>
    </>
  )
}
