import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/choices'
import { Select } from '../../ui/select'
import { TextArea } from '../../ui/text-field'
import { useEditor } from '../editor'
import { ColorField } from './color-field'
import { Num, Part, Two, useSet } from './fields'
import css from './properties.module.css'

/** A QR code: what it says, how much damage it bears, its margin and its colours. */
export function QrFields({ layer }: { layer: LayerOf<'qr'> }) {
  const { t } = useTranslation('properties')
  const set = useSet(layer)
  const { designer } = useEditor()
  return (
    <>
      <Part title={t('qr.title')} name="qr">
        <TextArea
          label={t('qr.content')}
          rows={2}
          value={layer.content}
          maxLength={1000}
          onChange={(content) => set({ content })}
          onBlur={() => designer.settle()}
        />
        {layer.content.trim() === '{link}' ? (
          <p className={css.quiet}>{t('qr.linkNote')}</p>
        ) : (
          <div>
            <Button size="small" onPress={() => set({ content: '{link}' })}>
              {t('qr.useLink')}
            </Button>
          </div>
        )}
        <Two>
          <Select
            label={t('qr.level')}
            options={(['L', 'M', 'Q', 'H'] as const).map((value) => ({ value, label: t(`qr.levels.${value}`) }))}
            value={layer.level}
            onChange={(level) => set({ level })}
          />
          <Num
            label={t('qr.quiet')}
            value={layer.quiet}
            min={0}
            max={8}
            onChange={(quiet) => set({ quiet: Math.round(quiet) })}
          />
        </Two>
        {layer.quiet < 4 ? <p className={css.quiet}>{t('qr.quietNote')}</p> : null}
      </Part>
      <Part title={t('common.colors')} name="paint">
        <div className={css.labelled}>
          <span>{t('qr.dark')}</span>
          <ColorField label={t('qr.dark')} color={layer.dark} wide onChange={(dark) => set({ dark })} />
        </div>
        {layer.light ? (
          <div className={css.labelled}>
            <span>{t('qr.light')}</span>
            <ColorField label={t('qr.light')} color={layer.light} wide onChange={(light) => set({ light })} />
          </div>
        ) : null}
        <Switch
          isSelected={layer.light !== null}
          description={t('qr.groundNote')}
          onChange={(has) => set({ light: has ? { hex: '#ffffff' } : null })}
        >
          {t('qr.ground')}
        </Switch>
      </Part>
    </>
  )
}
