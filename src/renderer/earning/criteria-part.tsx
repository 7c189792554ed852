import { useTranslation } from 'react-i18next'
import type { Badge } from '../../core/contract/badges'
import { Section } from '../ui/page'

/** What somebody has to do for a badge, so that Blazon sees who has earned it. */
export function CriteriaPart(_props: { badge: Badge }) {
  const { t } = useTranslation('criteria')
  return (
    <Section title={t('title')}>
      <p>{t('none')}</p>
    </Section>
  )
}
