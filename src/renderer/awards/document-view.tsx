import { useTranslation } from 'react-i18next'
import { looksLikeJws, readJws } from '../../core/openbadges/check/jws'
import css from './award-sheet.module.css'

/** A stored document to read: JSON as it is; one that is signed as a whole decoded first, then letter for letter. */
export function DocumentView({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('ledger')
  const jws = looksLikeJws(text) ? readJws(text) : null
  const issued = (
    <pre className={css.document} tabIndex={0} aria-label={label}>
      {text}
    </pre>
  )
  if (jws === null) return issued
  return (
    <>
      <p className={css.aside}>{t('sheet.signed')}</p>
      <pre className={css.document} tabIndex={0} aria-label={t('sheet.signed')}>
        {JSON.stringify(jws.payload, null, 2)}
      </pre>
      <p className={css.aside}>{t('sheet.asIssued')}</p>
      {issued}
    </>
  )
}
