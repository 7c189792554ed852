import { useTranslation } from 'react-i18next'
import type { BadgeDetails } from '../../core/contract/badges'
import { BadgePicture } from '../app/badge-picture'
import { Chip } from '../ui/chip'
import { useFormats } from '../ui/format'
import { Markdown } from './markdown'
import css from './recipient-card.module.css'

/** The badge as its recipients and those who check it will see it. */
export function RecipientCard(props: {
  details: BadgeDetails
  pictureSha256: string | null
  issuerName: string | null
}) {
  const { t } = useTranslation('badges')
  const { details, pictureSha256, issuerName } = props
  const words = (text: string, none: string, className: string | undefined) =>
    text.trim() ? <div className={className}>{text}</div> : <div className={css.empty}>{none}</div>
  return (
    <article className={css.card}>
      <BadgePicture
        sha256={pictureSha256}
        size={192}
        {...(pictureSha256 ? { alt: details.altText || details.name } : {})}
      />
      {words(details.name, t('card.noName'), css.name)}
      <div className={css.issuer}>{issuerName ? t('card.by', { name: issuerName }) : t('card.noIssuer')}</div>
      {words(details.description, t('card.noDescription'), css.text)}
      <div className={css.part}>
        <h2>{t('card.criteria')}</h2>
        {details.criteria.trim() ? (
          <Markdown text={details.criteria} className={css.markdown} />
        ) : (
          <div className={css.empty}>{t('card.noCriteria')}</div>
        )}
      </div>
      {details.tags.length > 0 ? (
        <div className={css.foot}>
          {details.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </div>
      ) : null}
      <div className={css.foot}>
        <ExpiryWords expiry={details.expiry} />
      </div>
    </article>
  )
}

function ExpiryWords({ expiry }: { expiry: BadgeDetails['expiry'] }) {
  const { t } = useTranslation('badges')
  const format = useFormats()
  if (expiry.kind === 'none' || (expiry.kind === 'date' && !expiry.date)) return t('card.never')
  if (expiry.kind === 'date') return t('card.onDate', { date: format.day(expiry.date) })
  return t(`card.period.${expiry.unit}`, { count: Number.isFinite(expiry.amount) ? expiry.amount : 0 })
}
