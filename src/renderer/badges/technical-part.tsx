import { useTranslation } from 'react-i18next'
import type { Badge } from '../../core/contract/badges'
import { Disclosure } from '../ui/disclosure'
import css from './badge-page.module.css'

/** The badge as programs see it. */
export function TechnicalPart({ badge }: { badge: Badge }) {
  const { t } = useTranslation('badges')
  return (
    <Disclosure level={2} title={t('technical.title')}>
      <dl className={css.technical}>
        <dt>{t('technical.id')}</dt>
        <dd>{badge.id}</dd>
        <dt>{t('technical.token')}</dt>
        <dd>{badge.token}</dd>
        <dt>{t('technical.picture')}</dt>
        <dd>{badge.pictureSha256 ?? '–'}</dd>
        <dt>{t('technical.json')}</dt>
        <dd>
          {/* It is scrolled by keys too. */}
          <pre tabIndex={0} role="region" aria-label={t('technical.json')}>
            {JSON.stringify(badge.details, null, 2)}
          </pre>
        </dd>
      </dl>
    </Disclosure>
  )
}
