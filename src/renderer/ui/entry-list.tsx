import { Pencil, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './icon-button'
import { showToast } from './toast'
import css from './entry-list.module.css'

/** What a person reads of an entry; `wrong` is the sentence of what is amiss with it. */
export type EntryLine = { title: string; detail?: string; wrong?: string | null }

/** Things of which there are several: each a line with what to do about it, and below them what adds one more. */
export function EntryList<Entry>(props: {
  entries: readonly Entry[]
  lineOf: (entry: Entry) => EntryLine
  onChange: (entries: Entry[]) => void
  /** Opens the entry; absent where one can only take it or leave it. */
  onEdit?: (at: number) => void
  /** What adds one. */
  children: ReactNode
}) {
  const { t } = useTranslation('ui')
  const { entries, lineOf, onChange, onEdit } = props
  const remove = (at: number, title: string) => {
    onChange(entries.toSpliced(at, 1))
    showToast({
      text: t('entry.removed', { what: title }),
      action: { label: t('entry.undo'), onPress: () => onChange([...entries]) },
    })
  }
  return (
    <>
      {entries.length > 0 ? (
        <ul className={css.entries}>
          {entries.map((entry, at) => {
            const { title, detail, wrong } = lineOf(entry)
            return (
              <li key={at}>
                <span className={css.words}>
                  <span>{title}</span>
                  {detail ? <small>{detail}</small> : null}
                  {wrong ? <small className={css.wrong}>{wrong}</small> : null}
                </span>
                {onEdit ? (
                  <IconButton
                    label={t('entry.edit', { what: title })}
                    icon={Pencil}
                    size="small"
                    onPress={() => onEdit(at)}
                  />
                ) : null}
                <IconButton
                  label={t('entry.remove', { what: title })}
                  icon={X}
                  size="small"
                  onPress={() => remove(at, title)}
                />
              </li>
            )
          })}
        </ul>
      ) : null}
      <div>{props.children}</div>
    </>
  )
}
