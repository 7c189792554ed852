import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { silhouetteOf, silhouetteParam } from '../../../core/designs/silhouettes'
import { Select } from '../../ui/select'
import { swapped } from '../add/swapped'
import { Part, Slide, useSet } from './fields'
import { PaintField, StrokeField } from './paint-field'
import { RingList } from './ring-list'
import { SilhouetteChoice } from './silhouette-choice'

/** A silhouette: which one, its numbers, its colours and its rings. */
export function ShapeFields({ layer }: { layer: LayerOf<'shape'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const params = Object.entries(silhouetteOf(layer.shape)?.params ?? {})
  return (
    <>
      <Part title={t('fields.silhouette')} name="silhouette">
        <SilhouetteChoice
          label={t('fields.silhouette')}
          choice={layer}
          onChange={(choice) => {
            if (choice) set(swapped(layer, choice.shape, t))
          }}
        />
        {params.map(([name, { min, max, step }]) => (
          <Slide
            key={name}
            label={t(`params.${name}`)}
            value={silhouetteParam(layer.shape, layer.params, name)}
            min={min}
            max={max}
            step={step}
            onChange={(value) => set({ params: { ...layer.params, [name]: value } })}
          />
        ))}
        <Select
          label={t('fields.part')}
          options={(['0', '1', '2', '3'] as const).map((value) => ({ value, label: t(`parts.${value}`) }))}
          value={String(Math.round(layer.params['part'] ?? 0))}
          onChange={(value) => set({ params: { ...layer.params, part: Number(value) } })}
        />
      </Part>
      <Part title={t('fields.paint')} name="paint">
        <PaintField label={t('fields.fill')} paint={layer.fill} mayBeNone onChange={(fill) => set({ fill })} />
        <StrokeField label={t('fields.stroke')} stroke={layer.stroke} onChange={(stroke) => set({ stroke })} />
      </Part>
      <RingList layer={layer} />
    </>
  )
}
