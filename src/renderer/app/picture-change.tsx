import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon'
import { BadgePicture } from './badge-picture'
import css from './picture-change.module.css'

/** A badge's picture as it is awarded and as it would be from now on, side by side. `size` is that of each, in CSS pixels. */
export function PictureChange(props: { before: string | null; after: string | null; size: number }) {
  const { t } = useTranslation('app')
  const { before, after, size } = props
  return (
    <div className={css.pictures}>
      <figure>
        <BadgePicture sha256={before} size={size} alt={t('pictureChange.beforeAlt')} />
        <figcaption>{t('pictureChange.before')}</figcaption>
      </figure>
      <Icon icon={ArrowRight} size={20} />
      <figure>
        <BadgePicture sha256={after} size={size} alt={t('pictureChange.afterAlt')} />
        <figcaption>{t('pictureChange.after')}</figcaption>
      </figure>
    </div>
  )
}
