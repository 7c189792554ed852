import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  Focus,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isKnownLayer, type KnownLayer } from '../../../core/designs/document'
import {
  alignLayers,
  centreLayers,
  distributeLayers,
  layerName,
  type Alignment,
} from '../../../core/designs/operations'
import { layerBounds } from '../../drawing'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { useDesigner, useEditor, useSelectedKnown, useSelectedLayers } from '../editor'
import { kindIcons } from '../layers/kind-icons'
import { Num, Part, Slide, Three, useSet, useSetAll } from './fields'
import { KindFields } from './kind-fields'
import { PalettePart } from './palette-part'
import css from './properties.module.css'

const alignments: readonly { alignment: Alignment; icon: typeof Focus; keys: string }[] = [
  { alignment: 'left', icon: AlignStartVertical, keys: 'Alt+A' },
  { alignment: 'centre', icon: AlignCenterVertical, keys: 'Alt+H' },
  { alignment: 'right', icon: AlignEndVertical, keys: 'Alt+D' },
  { alignment: 'top', icon: AlignStartHorizontal, keys: 'Alt+W' },
  { alignment: 'middle', icon: AlignCenterHorizontal, keys: 'Alt+V' },
  { alignment: 'bottom', icon: AlignEndHorizontal, keys: 'Alt+S' },
]

/** What can be said about what is selected; the colours of the whole design where nothing is. */
export function PropertiesPanel() {
  const { t } = useTranslation('designs')
  const layers = useSelectedLayers()
  const known = useSelectedKnown()
  const only = layers.length === 1 ? layers[0] : undefined
  if (layers.length === 0)
    return (
      <div className={css.panel}>
        <PalettePart />
      </div>
    )
  return (
    <div className={css.panel}>
      <div className={css.heading}>
        <Icon icon={kindIcons(only?.kind ?? 'several')} />
        <h2>{only ? layerName(only) : t('layerCount', { count: layers.length })}</h2>
      </div>
      {known.length > 0 && known.some(({ locked }) => !locked) ? <AlignPart count={known.length} /> : null}
      {only && !isKnownLayer(only) ? <p className={css.quiet}>{t('unknownSentence')}</p> : null}
      {only && isKnownLayer(only) ? (
        only.locked ? (
          <p className={css.quiet}>{t('lockedSentence')}</p>
        ) : (
          <Single key={only.id} layer={only} />
        )
      ) : null}
      {!only && known.length > 0 ? <Several layers={known} /> : null}
    </div>
  )
}

function Single({ layer }: { layer: KnownLayer }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  return (
    <>
      <Part title={t('fields.place')}>
        <Three>
          <Num label={t('fields.x')} value={layer.x} onChange={(x) => set({ x }, 'move')} min={-10_000} max={10_000} />
          <Num label={t('fields.y')} value={layer.y} onChange={(y) => set({ y }, 'move')} min={-10_000} max={10_000} />
          {layer.kind === 'arcText' ? null : (
            <Num
              label={t('fields.rotation')}
              value={layer.rotation}
              onChange={(rotation) => set({ rotation }, 'rotate')}
              min={-360}
              max={360}
            />
          )}
        </Three>
      </Part>
      <KindFields layer={layer} />
      <Part title={t('fields.looks')}>
        <Slide
          label={t('fields.opacity')}
          value={Math.round(layer.opacity * 100)}
          min={0}
          max={100}
          onChange={(value) => set({ opacity: value / 100 })}
        />
      </Part>
    </>
  )
}

function Several({ layers }: { layers: readonly KnownLayer[] }) {
  const { t } = useTranslation('designs')
  const set = useSetAll(layers.map(({ id }) => id))
  return (
    <Part title={t('fields.looks')}>
      <Slide
        label={t('fields.opacity')}
        value={Math.round((layers[0]?.opacity ?? 1) * 100)}
        min={0}
        max={100}
        onChange={(value) => set({ opacity: value / 100 })}
      />
    </Part>
  )
}

function AlignPart({ count }: { count: number }) {
  const { t } = useTranslation('designs')
  const { act, designer } = useEditor()
  const selection = useDesigner((it) => it.selection)
  return (
    <Part title={count > 1 ? t('align.several') : t('align.one')}>
      <div className={css.align}>
        {alignments.map(({ alignment, icon, keys }) => (
          <IconButton
            key={alignment}
            label={t(`align.${alignment}`)}
            icon={icon}
            shortcut={keys}
            size="small"
            onPress={() => act(alignLayers(designer.store.getState().selection, alignment, layerBounds))}
          />
        ))}
        <IconButton
          label={t('align.centreOfCanvas')}
          icon={Focus}
          size="small"
          onPress={() => act(centreLayers(selection, layerBounds))}
        />
        {count > 2 ? (
          <>
            <IconButton
              label={t('align.distributeHorizontal')}
              icon={AlignHorizontalSpaceBetween}
              size="small"
              onPress={() => act(distributeLayers(selection, 'horizontal', layerBounds))}
            />
            <IconButton
              label={t('align.distributeVertical')}
              icon={AlignVerticalSpaceBetween}
              size="small"
              onPress={() => act(distributeLayers(selection, 'vertical', layerBounds))}
            />
          </>
        ) : null}
      </div>
    </Part>
  )
}
