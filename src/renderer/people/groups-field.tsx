import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../ui/choices'
import { Chip } from '../ui/chip'
import { ComboBox } from '../ui/combo-box'
import { Row, Stack } from '../ui/page'
import type { Group } from './group-dialog'

/** So many are seen at a glance; more of them are found by name. */
const aGlance = 8
const mostFound = 50

/** In which groups a person is. */
export function GroupsField(props: {
  groups: readonly Group[]
  value: readonly string[]
  onChange: (groupIds: readonly string[]) => void
}) {
  const { t } = useTranslation('people')
  const [text, setText] = useState('')
  const { groups, value, onChange } = props
  const put = (id: string) => onChange([...value, id])
  const take = (id: string) => onChange(value.filter((it) => it !== id))
  if (groups.length <= aGlance)
    return (
      <Stack>
        <strong>{t('columns.groups')}</strong>
        {groups.map(({ id, name }) => (
          <Checkbox key={id} isSelected={value.includes(id)} onChange={(isIn) => (isIn ? put(id) : take(id))}>
            {name}
          </Checkbox>
        ))}
      </Stack>
    )
  const words = text.trim().toLocaleLowerCase()
  const found = groups.filter(({ id, name }) => !value.includes(id) && name.toLocaleLowerCase().includes(words))
  return (
    <>
      <ComboBox
        label={t('columns.groups')}
        optional
        placeholder={t('group.put')}
        text={text}
        onTextChange={setText}
        options={found.slice(0, mostFound).map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(id) => {
          setText('')
          put(id)
        }}
        nothing={t('group.nothing')}
      />
      {value.length > 0 ? (
        <Row>
          {groups
            .filter(({ id }) => value.includes(id))
            .map(({ id, name }) => (
              <Chip key={id} onRemove={() => take(id)}>
                {name}
              </Chip>
            ))}
        </Row>
      ) : null}
    </>
  )
}
