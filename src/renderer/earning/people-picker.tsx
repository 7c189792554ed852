import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { readAll } from '../api/read-all'
import { useCall } from '../api/use-call'
import { Chip } from '../ui/chip'
import { ComboBox } from '../ui/combo-box'
import { MenuButton } from '../ui/menu'
import { Row } from '../ui/page'
import { useErrors } from '../ui/use-errors'
import css from './earning.module.css'

export type Picked = { id: string; name: string }

/** More than this many are told as a number. */
const mostChips = 12

/** Picks people of the library: by typing two letters of each, or a whole group. */
export function PeoplePicker({
  people,
  onChange,
}: {
  people: readonly Picked[]
  onChange: (people: Picked[]) => void
}) {
  const { t } = useTranslation('criteria')
  const { run } = useErrors()
  const [text, setText] = useState('')
  const query = useDeferredValue(text)
  const found = useCall(['find', query], (signal) =>
    query.trim() === '' ? Promise.resolve([]) : client.people.search({ query, limit: 12 }, { signal }),
  )
  const groups = useCall(['groups'], (signal) => client.people.groups(undefined, { signal }), ['people.saved'])
  const add = (more: readonly Picked[]) => {
    const there = new Set(people.map(({ id }) => id))
    onChange([...people, ...more.filter(({ id }) => !there.has(id))])
    setText('')
  }
  const addGroup = (groupId: string) =>
    void run(async () => {
      const members = await readAll((cursor) => client.people.list({ groupId, cursor, limit: 500 }))
      add(members.map(({ id, name }) => ({ id, name })))
    })
  const withMembers = (groups.data ?? []).filter(({ members }) => members > 0)
  return (
    <>
      <ComboBox
        label={t('people.label')}
        placeholder={t('people.placeholder')}
        text={text}
        onTextChange={setText}
        options={(found.data ?? []).map(({ id, name, email }) => ({
          value: id,
          label: name,
          ...(email ? { description: email } : {}),
        }))}
        onPick={(id) => {
          const person = found.data?.find((it) => it.id === id)
          if (person) add([person])
        }}
        nothing={found.isLoading || query !== text ? t('people.looking') : t('people.nobody')}
      />
      {withMembers.length > 0 || people.length > 0 ? (
        <Row>
          {withMembers.length > 0 ? (
            <MenuButton
              size="small"
              label={t('people.group')}
              entries={withMembers.map(({ id, name, members }) => ({
                id,
                label: t('people.groupEntry', { name, count: members }),
                onAction: () => addGroup(id),
              }))}
            />
          ) : null}
          <ul className={css.chips} aria-label={t('people.chosen')}>
            {people.length > mostChips ? (
              <li>
                <Chip onRemove={() => onChange([])}>{t('people.count', { count: people.length })}</Chip>
              </li>
            ) : (
              people.map(({ id, name }) => (
                <li key={id}>
                  <Chip onRemove={() => onChange(people.filter((it) => it.id !== id))}>{name}</Chip>
                </li>
              ))
            )}
          </ul>
        </Row>
      ) : null}
    </>
  )
}
