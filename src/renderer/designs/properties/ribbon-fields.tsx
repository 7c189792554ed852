import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { ribbonStyles } from '../../../core/designs/ribbon'
import { Switch } from '../../ui/choices'
import { RibbonPicture } from '../ribbon-picture'
import { Part, Slide, useSet } from './fields'
import { LetteringPart } from './lettering-part'
import { PaintField } from './paint-field'
import css from './properties.module.css'
import { WordsPart } from './words-part'

/** A ribbon: its words, the way it is made, how far it bends, and the three things on it that have a colour. */
export function RibbonFields({ layer }: { layer: LayerOf<'ribbon'> }) {
  const { t } = useTranslation('designs')
  const set = useSet(layer)
  return (
    <>
      <WordsPart layer={layer} />
      <Part title={t('fields.ribbon')} name="ribbon">
        <div className={css.gallery} role="group" aria-label={t('fields.style')}>
          {ribbonStyles.map((style) => (
            <Button
              key={style}
              className={css.galleryTile ?? ''}
              aria-pressed={style === layer.style}
              onPress={() => set({ style })}
            >
              <RibbonPicture style={style} />
              {t(`ribbons.${style}`)}
            </Button>
          ))}
        </div>
        <Slide
          label={t('fields.bend')}
          value={Math.round(layer.sagitta * 100)}
          min={-50}
          max={50}
          onChange={(value) => set({ sagitta: value / 100 })}
        />
        <Switch
          isSelected={layer.grows}
          description={t('properties:ribbon.growsNote')}
          onChange={(grows) => set({ grows })}
        >
          {t('properties:ribbon.grows')}
        </Switch>
      </Part>
      <LetteringPart layer={layer} />
      <Part title={t('fields.paint')} name="paint">
        <PaintField label={t('fields.face')} paint={layer.face} onChange={(face) => face && set({ face })} />
        <PaintField label={t('fields.tails')} paint={layer.tail} onChange={(tail) => tail && set({ tail })} />
        <PaintField
          label={t('fields.lettering')}
          paint={layer.textPaint}
          ground={layer.face}
          onChange={(textPaint) => textPaint && set({ textPaint })}
        />
      </Part>
    </>
  )
}
