import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { ComboBox } from '../ui/combo-box'
import { Dialog } from '../ui/dialog'

/** Finds another person by typing. */
export function PickPersonDialog(props: {
  title: string
  /** Who is not to be found: the one it is about. */
  exceptId: string
  onClose: () => void
  onPick: (id: string) => void
}) {
  const { t } = useTranslation('people')
  const [text, setText] = useState('')
  const query = useDeferredValue(text)
  const found = useCall(['pick', query], (signal) =>
    query.trim() === ''
      ? Promise.resolve([])
      : client.people.search({ query, limit: 12, includeOptedOut: true }, { signal }),
  )
  return (
    <Dialog title={props.title} isOpen size="small" onClose={props.onClose}>
      <ComboBox
        label={t('pick.label')}
        placeholder={t('searchPlaceholder')}
        text={text}
        onTextChange={setText}
        options={(found.data ?? [])
          .filter(({ id }) => id !== props.exceptId)
          .map(({ id, name, email }) => ({ value: id, label: name, ...(email ? { description: email } : {}) }))}
        onPick={props.onPick}
        nothing={found.isLoading || query !== text ? t('pick.looking') : t('nothingFound')}
      />
    </Dialog>
  )
}
