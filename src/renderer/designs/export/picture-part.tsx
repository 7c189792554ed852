import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignDocument } from '../../../core/designs/document'
import { exportPng } from '../../drawing'
import { NumberField } from '../../ui/number-field'
import { Select } from '../../ui/select'
import { assets } from '../assets'
import css from './export.module.css'

/** Sides in pixels that people ask for; the third is the one that badges are handed out with. */
const sizes = ['256', '512', '600', '1024', '2048'] as const
export const leastSide = 16
export const mostSide = 4096
const isSide = (value: string): value is (typeof sizes)[number] => sizes.some((it) => it === value)

/** How large a picture shall be: one of the usual sizes, or another. */
export function PictureSize({ size, onChange }: { size: number; onChange: (size: number) => void }) {
  const { t } = useTranslation('export')
  const [isOwn, setOwn] = useState(!isSide(String(size)))
  return (
    <>
      <Select
        label={t('size')}
        options={[
          ...sizes.map((value) => ({
            value,
            label: t('sizes', { size: value }),
            description: t(`sizeHints.${value}`),
          })),
          { value: 'own' as const, label: t('ownSize') },
        ]}
        value={isOwn ? 'own' : isSide(String(size)) ? (String(size) as (typeof sizes)[number]) : 'own'}
        onChange={(value) => {
          setOwn(value === 'own')
          if (value !== 'own') onChange(Number(value))
        }}
      />
      {isOwn ? (
        <NumberField
          label={t('pixels')}
          description={t('pixelsRange')}
          value={size}
          minValue={leastSide}
          maxValue={mostSide}
          step={1}
          onChange={(value) => onChange(Number.isNaN(value) ? size : value)}
        />
      ) : null}
    </>
  )
}

/** The picture as it is: transparent where the squares are seen. */
export function PicturePreview({ document }: { document: DesignDocument }) {
  const { t } = useTranslation('export')
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    let isCurrent = true
    exportPng(document, assets).then(
      (blob) => {
        if (!isCurrent) return
        made = URL.createObjectURL(blob)
        setAddress(made)
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [document])
  return (
    <div className={css.preview}>
      {address ? (
        <img className={css.picture} src={address} alt={t('previewPicture')} />
      ) : (
        <div className={css.picture} />
      )}
    </div>
  )
}
