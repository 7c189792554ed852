import { useTranslation } from 'react-i18next'
import type { Badge } from '../../core/contract/badges'
import { BadgePicture } from '../app/badge-picture'
import { useFormats } from '../ui/format'
import { Section } from '../ui/page'
import css from './badge-page.module.css'

/** The badge's versions, newest first; nothing while there is one only. */
export function VersionsPart({ versions }: Pick<Badge, 'versions'>) {
  const { t } = useTranslation('badges')
  const format = useFormats()
  if (versions.length < 2) return null
  return (
    <Section title={t('versions.title')}>
      <ul className={css.versions}>
        {versions.toReversed().map((version) => (
          <li key={version.number}>
            <BadgePicture sha256={version.pictureSha256} size={48} />
            <span>
              {t('versions.version', { number: version.number })} · {version.name}
              <small>
                {t('versions.made', { date: format.day(version.createdAt) })} ·{' '}
                {version.awardedCount === 0 ? t('notAwarded') : t('awardedCount', { count: version.awardedCount })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
