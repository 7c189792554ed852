import { AlignCenter, AlignLeft, AlignRight } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { retyped } from '../../../core/designs/text-spans'
import { boxWidth } from '../../../core/designs/geometry'
import { layerBounds } from '../../drawing'
import { IconButton } from '../../ui/icon-button'
import { Segments } from '../../ui/segments'
import { TextArea } from '../../ui/text-field'
import { useEditor } from '../editor'
import { Num, Part, Two, useSet } from './fields'
import { LetteringPart } from './lettering-part'
import { LetterStyles } from './letter-styles'
import { useGround } from './use-ground'
import { PaintField, StrokeField } from './paint-field'
import { most } from './most-units'
import css from './properties.module.css'

const icons = { left: AlignLeft, center: AlignCenter, right: AlignRight } as const

/** Straight text: a line or a box, how its lines stand, and in a box letters of their own. */
export function TextFields({ layer }: { layer: LayerOf<'text'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const ground = useGround(layer)
  const { designer } = useEditor()
  const area = useRef<HTMLTextAreaElement>(null)
  const isBox = layer.boxWidth !== null
  return (
    <>
      <Part title={t('fields.words')}>
        <TextArea
          label={t('fields.text')}
          hideLabel
          rows={2}
          areaRef={area}
          value={layer.text}
          maxLength={500}
          onChange={(text) => set(retyped(layer, text))}
          onBlur={() => designer.settle()}
        />
        <div className={css.line}>
          <Segments
            label={t('properties:text.kind')}
            options={(['point', 'box'] as const).map((value) => ({ value, label: t(`properties:text.${value}`) }))}
            value={isBox ? 'box' : 'point'}
            onChange={(kind) =>
              set(
                kind === 'box'
                  ? { boxWidth: Math.max(80, Math.round(boxWidth(layerBounds(layer)))), fitWidth: null }
                  : { boxWidth: null, spans: [] },
              )
            }
          />
          <span className={css.icons} role="group" aria-label={t('fields.align')}>
            {(['left', 'center', 'right'] as const).map((align) => (
              <IconButton
                key={align}
                label={t(`aligned.${align}`)}
                icon={icons[align]}
                size="small"
                aria-pressed={layer.align === align}
                variant={layer.align === align ? 'quiet' : 'plain'}
                onPress={() => set({ align })}
              />
            ))}
          </span>
        </div>
        <Two>
          {layer.boxWidth === null ? (
            <Num
              label={t('fields.fitWidth')}
              value={layer.fitWidth ?? 0}
              min={0}
              max={most}
              onChange={(value) => set({ fitWidth: value > 0 ? value : null })}
            />
          ) : (
            <Num
              label={t('properties:text.boxWidth')}
              value={layer.boxWidth}
              min={10}
              max={most}
              onChange={(value) => set({ boxWidth: value }, 'resize')}
            />
          )}
          <Num
            label={t('fields.lineHeight')}
            value={layer.lineHeight}
            min={0.5}
            max={4}
            step={0.05}
            onChange={(lineHeight) => set({ lineHeight })}
          />
        </Two>
        <p className={css.quiet}>{t(isBox ? 'properties:text.boxNote' : 'fields.fitWidthNote')}</p>
      </Part>
      <LetteringPart layer={layer} />
      {isBox ? <LetterStyles layer={layer} area={area} /> : null}
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
