import { useTranslation } from 'react-i18next'
import type { FetchedDocument } from '../../core/contract/verification'
import css from './verify-page.module.css'

/** Which addresses were asked and what each answered; nothing where none was. */
export function AskedAddresses({ fetched }: { fetched: readonly FetchedDocument[] }) {
  const { t } = useTranslation('received')
  if (fetched.length === 0) return null
  return (
    <details>
      <summary>{t('asked.title', { count: fetched.length })}</summary>
      <ul className={css.asked}>
        {fetched.map(({ url, status, type, note }) => (
          <li key={url} className={status === null ? css.unknown : note ? css.warned : undefined}>
            <span className={css.address}>{url}</span>
            <span>
              {[
                status === null ? null : t('asked.answered', { status, type: type ?? t('asked.noType') }),
                note ? t(`note.${note}`, { defaultValue: note }) : null,
              ]
                .filter(Boolean)
                .join(' – ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
