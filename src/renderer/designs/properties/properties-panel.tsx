import { useTranslation } from 'react-i18next'
import { isKnownLayer, type KnownLayer } from '../../../core/designs/document'
import { layerName } from '../../../core/designs/operations'
import { Icon } from '../../ui/icon'
import { useSelectedKnown, useSelectedLayers } from '../editor'
import { kindIcons } from '../layers/kind-icons'
import { AlignPart } from './align-part'
import { CommonPlace } from './common-place'
import { EffectsPart } from './effects-part'
import { KindFields } from './kind-fields'
import { PalettePart } from './palette-part'
import { PlacePart } from './place-part'
import css from './properties.module.css'
import { SeveralPart } from './several-part'

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
      {only && !isKnownLayer(only) ? <p className={css.quiet}>{t('unknownSentence')}</p> : null}
      {only && isKnownLayer(only) ? (
        only.locked ? (
          <p className={css.quiet}>{t('lockedSentence')}</p>
        ) : (
          <Single key={only.id} layer={only} />
        )
      ) : null}
      {!only && known.length > 0 ? (
        <>
          {known.some(({ locked }) => !locked) ? (
            <>
              <CommonPlace />
              <AlignPart layers={known} />
            </>
          ) : null}
          <SeveralPart layers={known} />
        </>
      ) : null}
    </div>
  )
}

function Single({ layer }: { layer: KnownLayer }) {
  return (
    <>
      <KindFields layer={layer} />
      <PlacePart layer={layer} />
      <AlignPart layers={[layer]} />
      <EffectsPart layer={layer} />
    </>
  )
}
