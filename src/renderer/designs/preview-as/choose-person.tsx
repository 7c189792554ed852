import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { ComboBox } from '../../ui/combo-box'
import { Dialog } from '../../ui/dialog'

/** Finds a person of the library by two letters. Enter on a name that is nobody's shows that name. */
export function ChoosePerson(props: { onClose: () => void; onChoose: (name: string) => void }) {
  const { t } = useTranslation('preview-as')
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const found = useCall(['preview as', query], (signal) =>
    query.length < 2 ? Promise.resolve([]) : client.people.search({ query, limit: 12 }, { signal }),
  )
  return (
    <Dialog title={t('choose.title')} isOpen size="small" onClose={props.onClose}>
      <ComboBox
        label={t('choose.label')}
        description={t('choose.hint')}
        text={text}
        onTextChange={setText}
        options={(found.data ?? []).map((person) => ({
          value: person.id,
          label: person.name,
          ...(person.email ? { description: person.email } : {}),
        }))}
        onPick={(id) => {
          const person = found.data?.find((it) => it.id === id)
          if (person) props.onChoose(person.name)
        }}
        nothing={query.length < 2 ? t('choose.twoLetters') : found.isLoading ? t('choose.looking') : t('choose.nobody')}
        onSubmitText={(name) => {
          if (found.data?.length === 0 && !found.isLoading) props.onChoose(name)
        }}
      />
    </Dialog>
  )
}
