import { Archive } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { usePages } from '../api/use-pages'
import { Button } from '../ui/button'
import { useFormats } from '../ui/format'
import { Icon } from '../ui/icon'
import { Quiet, Section } from '../ui/page'
import { SearchField } from '../ui/search-field'
import { ProblemNotice } from '../ui/use-errors'
import { tones } from './sentences'
import { signs } from './verdict-card'
import css from './verify-page.module.css'

/** The badges of other issuers that this library keeps, the last received first. */
export function KeptBadges({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('received')
  const { t: say } = useTranslation('verification')
  const { day } = useFormats()
  const [query, setQuery] = useState('')
  const badges = usePages(
    ['received', query],
    (cursor, signal) => client.received.list({ cursor, ...(query.trim() ? { query } : {}) }, { signal }),
    ['received.saved', 'received.removed'],
  )
  const { rows, total, isLoading, problem } = badges
  return (
    <Section title={t('list.title')} description={t('list.sentence')}>
      {total > 5 || query !== '' ? (
        <div className={css.search}>
          <SearchField label={t('list.search')} value={query} onChange={setQuery} shortcut="/" />
        </div>
      ) : null}
      {problem ? <ProblemNotice problem={problem} onRetry={badges.reload} /> : null}
      {isLoading && rows.length === 0 ? <p role="status">{t('list.reading')}</p> : null}
      {!isLoading && !problem && rows.length === 0 ? (
        <p className={css.noneKept}>
          <Icon icon={Archive} />
          <Quiet>{query === '' ? t('list.none') : t('list.nothingFound')}</Quiet>
        </p>
      ) : null}
      {rows.length > 0 ? (
        <ul className={[css.files, css.keptRows].join(' ')}>
          {rows.map((badge) => {
            const tone = tones[badge.verdict]
            return (
              <li key={badge.id}>
                <button type="button" onClick={() => onOpen(badge.id)}>
                  <span className={css[tone]}>
                    <Icon icon={signs[tone]} />
                  </span>
                  <span className={css.name}>{badge.badgeName || badge.fileName || say('noName')}</span>
                  <span className={css.name}>{badge.issuerName || t('list.noIssuer')}</span>
                  <span className={css.short}>
                    {badge.rescued ? t('list.rescued') : say(`verdict.${badge.verdict}.short`)}
                  </span>
                  <span className={css.short}>{day(badge.receivedAt)}</span>
                </button>
              </li>
            )
          })}
        </ul>
      ) : null}
      {rows.length < total && rows.length > 0 ? (
        <Button onPress={badges.loadMore}>{t('list.more', { count: total - rows.length })}</Button>
      ) : null}
    </Section>
  )
}
