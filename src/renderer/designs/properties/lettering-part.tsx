import { useTranslation } from 'react-i18next'
import type { LayerOf, Lettering } from '../../../core/designs/document'
import { faceFor, nearestWeight } from '../../../core/designs/faces'
import { Notice } from '../../ui/notice'
import { Select } from '../../ui/select'
import { AddFont } from '../fonts/add-font'
import { FamilySelect } from '../fonts/family-select'
import { useFamilies } from '../fonts/use-families'
import { Num, Part, Slide, Two, useSet } from './fields'
import { weightName } from './weight-name'

/** Family, weight, size and tracking. A family that is not here keeps its name, and what stands in for it is said. */
export function LetteringPart({ layer }: { layer: LayerOf<'text'> | LayerOf<'arcText'> | LayerOf<'ribbon'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const families = useFamilies()
  const { lettering } = layer
  const change = (patch: Partial<Lettering>) => set({ lettering: { ...lettering, ...patch } })
  const weights = families.find((it) => it.family === lettering.family)?.weights
  return (
    <Part title={t('fields.lettering')} name="lettering">
      <FamilySelect
        value={lettering.family}
        onChange={(family) => {
          const next = families.find((it) => it.family === family)
          change({ family, weight: next ? nearestWeight(next.weights, lettering.weight) : lettering.weight })
        }}
      />
      {weights ? null : (
        <Notice
          tone="warning"
          title={t('fonts.missing', { family: lettering.family, drawnIn: faceFor(lettering).family })}
        />
      )}
      <Two>
        <Select
          label={t('fields.weight')}
          options={(weights ?? [lettering.weight]).map((value) => ({
            value: String(value),
            label: weightName(t, value),
          }))}
          value={String(weights ? nearestWeight(weights, lettering.weight) : lettering.weight)}
          onChange={(value) => change({ weight: Number(value) })}
        />
        <Num label={t('fields.size')} value={lettering.size} min={1} max={1000} onChange={(size) => change({ size })} />
      </Two>
      <Slide
        label={t('fields.tracking')}
        value={Math.round(lettering.tracking * 100)}
        min={-20}
        max={200}
        onChange={(value) => change({ tracking: value / 100 })}
      />
      <div>
        <AddFont size="small" onAdded={(font) => change(font)} />
      </div>
    </Part>
  )
}
