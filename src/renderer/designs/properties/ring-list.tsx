import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { resolveColor } from '../../../core/designs/colors'
import type { DesignDocument, LayerOf, Paint, ShapeRing } from '../../../core/designs/document'
import { addShapeRing, mostRings } from '../../../core/designs/shape-ring-operations'
import { Button } from '../../ui/button'
import { Select } from '../../ui/select'
import { useEditor } from '../editor'
import { useShownPalette } from '../preview-as/shown-as'
import { newShapeRing } from '../new-layers'
import { Num, Part, Three, useSet } from './fields'
import { PaintField } from './paint-field'
import css from './properties.module.css'
import { RowList } from './row-list'

const swatchOf = (paint: Paint, palette: DesignDocument['palette']): string => {
  const color = paint.kind === 'solid' ? paint.color : paint.stops[0]?.color
  return color ? resolveColor(color, { palette }) : 'transparent'
}

/** The ring builder: up to six rings that follow the silhouette, from the edge inwards. */
export function RingList({ layer }: { layer: LayerOf<'shape'> }) {
  const { t } = useTranslation('properties')
  const set = useSet(layer)
  const { act } = useEditor()
  const palette = useShownPalette()
  const { rings } = layer
  return (
    <Part
      title={t('rings.title')}
      name="rings"
      isFolded={rings.length === 0}
      summary={t('rings.count', { count: rings.length })}
    >
      <p className={css.quiet}>{t(rings.length === 0 ? 'rings.none' : 'rings.sentence')}</p>
      <RowList<ShapeRing>
        label={t('rings.title')}
        entries={rings}
        nameOf={(ring, index) =>
          t('rings.name', { number: index + 1, pattern: t(`designs:patterns.${ring.pattern}`), width: ring.width })
        }
        pictureOf={(ring) => <span className={css.swatch} style={{ background: swatchOf(ring.paint, palette) }} />}
        words={{
          up: (name) => t('rings.outwards', { name }),
          down: (name) => t('rings.inwards', { name }),
          remove: (name) => t('list.remove', { name }),
        }}
        onChange={(next) => set({ rings: next })}
      >
        {(ring, change) => (
          <>
            <Three>
              <Num
                label={t('rings.inset')}
                value={ring.inset}
                min={0}
                max={300}
                onChange={(inset) => change({ inset })}
              />
              <Num
                label={t('common.width')}
                value={ring.width}
                min={0.2}
                max={150}
                step={0.1}
                onChange={(width) => change({ width })}
              />
              <Num
                label={t('rings.gap')}
                value={ring.gap}
                min={0}
                max={200}
                isDisabled={ring.pattern === 'solid'}
                onChange={(gap) => change({ gap })}
              />
            </Three>
            <Select
              label={t('rings.pattern')}
              options={(['solid', 'dash', 'bead', 'rope'] as const).map((value) => ({
                value,
                label: t(`designs:patterns.${value}`),
              }))}
              value={ring.pattern}
              onChange={(pattern) => change({ pattern })}
            />
            <PaintField
              label={t('common.color')}
              paint={ring.paint}
              onChange={(paint) => {
                if (paint) change({ paint })
              }}
            />
          </>
        )}
      </RowList>
      <div>
        <Button
          size="small"
          icon={Plus}
          isDisabled={rings.length >= mostRings}
          onPress={() => act(addShapeRing(layer.id, newShapeRing(rings)))}
        >
          {t('rings.add')}
        </Button>
      </div>
    </Part>
  )
}
