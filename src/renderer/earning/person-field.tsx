import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Chip } from '../ui/chip'
import { ComboBox } from '../ui/combo-box'
import { useErrors } from '../ui/use-errors'

/** Somebody of the library, or, without id, somebody typed. */
export type Somebody = { id: string | null; name: string; email: string | null }

/** "Ada Lovelace ada@example.org" or only a name. */
function readTyped(words: string): Somebody {
  const email = /<?([^\s<>]+@[^\s<>]+)>?/.exec(words)?.[1] ?? null
  const name = (email ? words.replace(/<?[^\s<>]+@[^\s<>]+>?/, '') : words).replace(/[,;]\s*$/, '').trim()
  return { id: null, name: name || (email?.split('@')[0] ?? words), email }
}

/** One person: found by typing, or new. */
export function PersonField(props: {
  value: Somebody | null
  onChange: (person: Somebody | null) => void
  description?: string
}) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const { value, onChange } = props
  const [text, setText] = useState('')
  const query = useDeferredValue(text)
  const found = useCall(['find', query], (signal) =>
    query.trim() === '' ? Promise.resolve([]) : client.people.search({ query, limit: 12 }, { signal }),
  )
  const take = (person: Somebody) => {
    onChange(person)
    setText('')
  }
  /** Enter on words: somebody new where an address stands in them or nobody is called so; the one found; else one has to pick. */
  const submit = async (words: string) => {
    const fresh = readTyped(words)
    const people = (await run(() => client.people.search({ query: words, limit: 12 }))) ?? []
    const [only, ...others] = people.filter((it) => it.name.toLowerCase() === fresh.name.toLowerCase())
    if (fresh.email !== null || people.length === 0) take(fresh)
    else if (only && others.length === 0) take(only)
    else if (people.length === 1 && people[0]) take(people[0])
  }
  if (value)
    return (
      <div>
        <Chip onRemove={() => onChange(null)}>
          {value.id === null
            ? t(value.email ? 'person.newAt' : 'person.new', { name: value.name, email: value.email })
            : value.name}
        </Chip>
      </div>
    )
  return (
    <ComboBox
      id="person"
      label={t('person.label')}
      description={props.description ?? t('person.hint')}
      placeholder={t('person.placeholder')}
      text={text}
      onTextChange={setText}
      options={(found.data ?? []).map((person) => ({
        value: person.id,
        label: person.name,
        ...(person.email ? { description: person.email } : {}),
      }))}
      onPick={(id) => {
        const person = found.data?.find((it) => it.id === id)
        if (person) take(person)
      }}
      nothing={found.isLoading || query !== text ? t('person.looking') : t('person.nobody')}
      onSubmitText={(words) => void submit(words)}
    />
  )
}
