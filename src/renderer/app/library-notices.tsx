import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice'
import { useLibrary } from './library-facts'
import css from './shell.module.css'

const known = [
  'read_only',
  'backup_failed',
  'conflicted_copy',
  'journal_ahead',
  'journal_damaged',
  'clock_wrong',
  'key_missing',
] as const

/** What the library has to tell since it was opened, each until it is put away. */
export function LibraryNotices() {
  const { t } = useTranslation('app')
  const { notices } = useLibrary().library
  const [away, setAway] = useState<readonly string[]>([])
  const shown = known.filter((code) => notices.includes(code) && !away.includes(code))
  return shown.map((code) => (
    <div key={code} className={css.banner}>
      <Notice tone="warning" title={t(`notices.${code}.title`)} onDismiss={() => setAway([...away, code])}>
        {t(`notices.${code}.sentence`)}
      </Notice>
    </div>
  ))
}
