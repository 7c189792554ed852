import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  CircleDotDashed,
  Focus,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandId } from '../../../core/designs/designer-keys'
import type { KnownLayer } from '../../../core/designs/document'
import {
  alignLayers,
  centreLayers,
  distributeLayers,
  equalGaps,
  matchSize,
  type Alignment,
} from '../../../core/designs/operations'
import { layerBounds, opticalOf } from '../../drawing'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { NumberField } from '../../ui/number-field'
import { Segments } from '../../ui/segments'
import { useShownKeys } from '../commands/own-keys'
import { useDesigner, useEditor } from '../editor'
import { Part } from './fields'
import css from './properties.module.css'

const alignments: readonly { alignment: Alignment; icon: typeof Focus; command: CommandId }[] = [
  { alignment: 'left', icon: AlignStartVertical, command: 'alignLeft' },
  { alignment: 'centre', icon: AlignCenterVertical, command: 'alignCentre' },
  { alignment: 'right', icon: AlignEndVertical, command: 'alignRight' },
  { alignment: 'top', icon: AlignStartHorizontal, command: 'alignTop' },
  { alignment: 'middle', icon: AlignCenterHorizontal, command: 'alignMiddle' },
  { alignment: 'bottom', icon: AlignEndHorizontal, command: 'alignBottom' },
]
type To = 'selection' | 'artboard' | 'silhouette'

/** Lining up, spacing and copying round: what is done to where layers are, one or many. */
export function AlignPart({ layers }: { layers: readonly KnownLayer[] }) {
  const { t } = useTranslation('designs')
  const { act, view } = useEditor()
  const shownKeys = useShownKeys()
  const selection = useDesigner((it) => it.selection)
  const isMany = layers.length > 1
  const [chosen, setTo] = useState<To>(isMany ? 'selection' : 'artboard')
  const [gap, setGap] = useState(0)
  const to = !isMany && chosen === 'selection' ? 'artboard' : chosen
  return (
    <Part title={t(isMany ? 'align.several' : 'align.one')} name="align" isFolded={!isMany}>
      <Segments
        label={t('properties:align.to')}
        options={(isMany
          ? (['selection', 'artboard', 'silhouette'] as const)
          : (['artboard', 'silhouette'] as const)
        ).map((value) => ({ value, label: t(`properties:align.${value}`) }))}
        value={to}
        onChange={setTo}
      />
      <div className={css.align}>
        {alignments.map(({ alignment, icon, command }) => (
          <IconButton
            key={alignment}
            label={t(`align.${alignment}`)}
            icon={icon}
            {...shownKeys(command)}
            size="small"
            onPress={() => act(alignLayers(selection, alignment, layerBounds, to, opticalOf))}
          />
        ))}
        <IconButton
          label={t(to === 'silhouette' ? 'properties:align.centreOfSilhouette' : 'align.centreOfCanvas')}
          icon={Focus}
          {...(to === 'silhouette' ? {} : shownKeys('centreOnCanvas'))}
          size="small"
          onPress={() =>
            act(centreLayers(selection, layerBounds, to === 'silhouette' ? 'silhouette' : 'artboard', opticalOf))
          }
        />
      </div>
      {isMany ? (
        <>
          <div className={css.gaps}>
            <NumberField
              compact
              label={t('properties:align.gap')}
              value={gap}
              minValue={-600}
              maxValue={600}
              step={1}
              onChange={(value) => setGap(Number.isFinite(value) ? value : 0)}
            />
            <Button size="small" onPress={() => act(equalGaps(selection, 'horizontal', gap, layerBounds))}>
              {t('properties:align.across')}
            </Button>
            <Button size="small" onPress={() => act(equalGaps(selection, 'vertical', gap, layerBounds))}>
              {t('properties:align.down')}
            </Button>
          </div>
          <div className={css.chips}>
            {layers.length > 2 ? (
              <>
                <IconButton
                  label={t('align.distributeHorizontal')}
                  icon={AlignHorizontalSpaceBetween}
                  {...shownKeys('spaceHorizontal')}
                  size="small"
                  onPress={() => act(distributeLayers(selection, 'horizontal', layerBounds))}
                />
                <IconButton
                  label={t('align.distributeVertical')}
                  icon={AlignVerticalSpaceBetween}
                  {...shownKeys('spaceVertical')}
                  size="small"
                  onPress={() => act(distributeLayers(selection, 'vertical', layerBounds))}
                />
              </>
            ) : null}
            {(['width', 'height', 'both'] as const).map((side) => (
              <Button key={side} size="small" onPress={() => act(matchSize(selection, side, layerBounds))}>
                {t(`properties:align.same.${side}`)}
              </Button>
            ))}
          </div>
        </>
      ) : null}
      <div>
        <Button size="small" icon={CircleDotDashed} onPress={() => view.setState({ asking: 'circle' })}>
          {t('properties:array.open')}
        </Button>
      </div>
    </Part>
  )
}
