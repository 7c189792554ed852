import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { Select } from '../../ui/select'
import { Num, Part, Three, useSet } from './fields'
import { PaintField } from './paint-field'
import { most } from './most-units'

/** A ring of its own, round any point: its measures, its marks, its colour. */
export function RingFields({ layer }: { layer: LayerOf<'ring'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  return (
    <>
      <Part title={t('fields.ring')} name="ring">
        <Three>
          <Num
            label={t('fields.radius')}
            value={layer.radius}
            min={1}
            max={most}
            onChange={(radius) => set({ radius }, 'resize')}
          />
          <Num
            label={t('fields.thickness')}
            value={layer.width}
            min={0}
            max={most}
            onChange={(width) => set({ width })}
          />
          <Num
            label={t('fields.gap')}
            value={layer.gap}
            min={0}
            max={200}
            isDisabled={layer.pattern === 'solid'}
            onChange={(gap) => set({ gap })}
          />
        </Three>
        <Select
          label={t('fields.pattern')}
          options={(['solid', 'dash', 'bead', 'rope'] as const).map((value) => ({
            value,
            label: t(`patterns.${value}`),
          }))}
          value={layer.pattern}
          onChange={(pattern) => set({ pattern })}
        />
      </Part>
      <Part title={t('fields.paint')} name="paint">
        <PaintField label={t('fields.color')} paint={layer.paint} onChange={(paint) => paint && set({ paint })} />
      </Part>
    </>
  )
}
