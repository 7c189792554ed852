import { useTranslation } from 'react-i18next'
import type { KnownLayer, Lettering, Paint } from '../../../core/designs/document'
import { knownFamilies, nearestWeight } from '../../../core/designs/faces'
import { replaceLayers } from '../../../core/designs/operations'
import { useEditor } from '../editor'
import { FamilySelect } from '../fonts/family-select'
import { Part, Slide, useSetAll } from './fields'
import { PaintField } from './paint-field'

/** The main colour of a layer: what somebody means who says "make them all gold". */
const mainPaint = (layer: KnownLayer): Paint | null => {
  if (layer.kind === 'shape') return layer.fill
  if (layer.kind === 'ribbon') return layer.face
  return 'paint' in layer ? layer.paint : null
}
const withPaint = (layer: KnownLayer, paint: Paint): KnownLayer => {
  if (layer.kind === 'shape') return { ...layer, fill: paint }
  if (layer.kind === 'ribbon') return { ...layer, face: paint }
  return 'paint' in layer ? { ...layer, paint } : layer
}
type Lettered = KnownLayer & { lettering: Lettering }
const isLettered = (layer: KnownLayer): layer is Lettered => 'lettering' in layer

/** What several layers have in common, changed for all of them in one step. */
export function SeveralPart({ layers }: { layers: readonly KnownLayer[] }) {
  const { t } = useTranslation('properties')
  const { change } = useEditor()
  const setAll = useSetAll(layers.map(({ id }) => id))
  const painted = layers.filter((it) => !it.locked && mainPaint(it) !== null)
  const lettered = layers.filter((it) => !it.locked).filter(isLettered)
  const [first] = painted
  const replace = (next: readonly KnownLayer[], what: string) =>
    change(replaceLayers(next, 'change'), `${layers.map(({ id }) => id).join()}:${what}`)
  return (
    <>
      {first ? (
        <Part title={t('common.colors')} name="paint">
          <PaintField
            label={t('several.color', { count: painted.length })}
            paint={mainPaint(first)}
            onChange={(paint) => {
              if (paint)
                replace(
                  painted.map((it) => withPaint(it, paint)),
                  'paint',
                )
            }}
          />
        </Part>
      ) : null}
      {lettered[0] ? (
        <Part title={t('several.lettering')} name="lettering">
          <FamilySelect
            value={lettered[0].lettering.family}
            onChange={(family) =>
              replace(
                lettered.map((it) => {
                  const weights = knownFamilies().find((known) => known.family === family)?.weights ?? []
                  const weight = nearestWeight(weights, it.lettering.weight)
                  return { ...it, lettering: { ...it.lettering, family, weight } }
                }),
                'family',
              )
            }
          />
        </Part>
      ) : null}
      <Part title={t('several.looks')} name="looks">
        <Slide
          label={t('common.opacity')}
          value={Math.round((layers[0]?.opacity ?? 1) * 100)}
          min={0}
          max={100}
          onChange={(value) => setAll({ opacity: value / 100 })}
        />
      </Part>
    </>
  )
}
