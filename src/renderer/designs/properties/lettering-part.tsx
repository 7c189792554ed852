import { useTranslation } from 'react-i18next'
import type { LayerOf, Lettering } from '../../../core/designs/document'
import { faceFor, knownFamilies } from '../../../core/designs/faces'
import { Notice } from '../../ui/notice'
import { Select } from '../../ui/select'
import { Num, Part, Slide, Two, useSet } from './fields'

/** Family, weight, size and tracking. A family that is not here keeps its name, and what stands in for it is said. */
export function LetteringPart({ layer }: { layer: LayerOf<'text'> | LayerOf<'arcText'> | LayerOf<'ribbon'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  const { lettering } = layer
  const change = (patch: Partial<Lettering>) => set({ lettering: { ...lettering, ...patch } })
  const family = knownFamilies().find((it) => it.family === lettering.family)
  const weights = family?.weights ?? [lettering.weight]
  const nearest = (wanted: number, among: readonly number[]): number =>
    among.reduce((best, it) => (Math.abs(it - wanted) < Math.abs(best - wanted) ? it : best), among[0] ?? wanted)
  const names = knownFamilies().map((it) => it.family)
  return (
    <Part title={t('fields.lettering')}>
      <Select
        label={t('fields.family')}
        options={(family ? names : [lettering.family, ...names]).map((value) => ({ value, label: value }))}
        value={lettering.family}
        onChange={(name) => {
          const next = knownFamilies().find((it) => it.family === name)
          change({ family: name, weight: next ? nearest(lettering.weight, next.weights) : lettering.weight })
        }}
      />
      {family ? null : (
        <Notice
          tone="warning"
          title={t('fonts.missing', { family: lettering.family, drawnIn: faceFor(lettering).family })}
        />
      )}
      <Two>
        <Select
          label={t('fields.weight')}
          options={weights.map((value) => ({ value: String(value), label: t(`weights.${String(value)}`) }))}
          value={String(family ? nearest(lettering.weight, weights) : lettering.weight)}
          onChange={(value) => change({ weight: Number(value) })}
        />
        <Num label={t('fields.size')} value={lettering.size} min={1} max={1000} onChange={(size) => change({ size })} />
      </Two>
      <Slide
        label={t('fields.tracking')}
        value={Math.round(lettering.tracking * 100)}
        min={-20}
        max={100}
        onChange={(value) => change({ tracking: value / 100 })}
      />
    </Part>
  )
}
