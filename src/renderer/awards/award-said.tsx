import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Award } from '../../core/contract/awards'
import { useFormats } from '../ui/format'
import { AwardResults } from './award-results'

/** What the documents of an award say besides the badge: rows for a list of facts, none where nothing was said. */
export function AwardSaid({ award }: { award: Award }) {
  const { t } = useTranslation('ledger')
  const { day, count } = useFormats()
  const { subject, evidence } = award
  const days = [subject.activityStart, subject.activityEnd].map((time) => (time ? day(time.slice(0, 10)) : ''))
  const rows = [
    ['role', subject.role],
    ['activity', days.filter(Boolean).join(' – ')],
    ['term', subject.term],
    ['licence', subject.licenseNumber],
    ['credits', subject.creditsEarned === null ? '' : count(subject.creditsEarned)],
    ['evidence', evidence.map(({ name, url, narrative }) => name ?? url ?? narrative ?? '').join(' · ')],
  ] as const
  return (
    <>
      {subject.results.length > 0 ? <AwardResults award={award} /> : null}
      {rows.map(([key, text]) =>
        text ? (
          <Fragment key={key}>
            <dt>{t(`sheet.said.${key}`)}</dt>
            <dd>{text}</dd>
          </Fragment>
        ) : null,
      )}
    </>
  )
}
