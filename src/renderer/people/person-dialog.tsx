import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../core/contract/people'
import { email as emailShape } from '../../core/contract/shapes'
import { client } from '../api/client'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Stack } from '../ui/page'
import { type FieldKey, TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import type { Group } from './group-dialog'

/** Adds one person, or changes one. */
export function PersonDialog(props: { person: Person | null; groups: readonly Group[]; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const { person, groups } = props
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [groupIds, setGroupIds] = useState<readonly string[]>(person?.groups.map((it) => it.id) ?? [])
  const [isAsked, setAsked] = useState(false)
  const wrongName = name.trim() === ''
  const wrongEmail = email.trim() !== '' && !emailShape.safeParse(email).success

  const save = async () => {
    setAsked(true)
    if (wrongName || wrongEmail) return
    const saved = await run(() =>
      client.people.save({
        ...(person ? { id: person.id } : {}),
        name,
        email: email.trim() === '' ? null : email,
        groupIds: [...groupIds],
      }),
    )
    if (!saved) return
    showToast({ text: t(person ? 'saved' : 'added', { name: saved.name }) })
    props.onClose()
  }
  const onKeyDown = (event: FieldKey) => {
    if (event.key === 'Enter') void save()
    else event.continuePropagation()
  }

  return (
    <Dialog
      title={person ? t('person.edit') : t('person.new')}
      isOpen
      onClose={props.onClose}
      footer={
        <>
          {person && person.awardedCount > 0 ? (
            <Button variant="link" onPress={() => navigate({ page: 'ledger', personId: person.id })}>
              {t('person.awards', { count: person.awardedCount })}
            </Button>
          ) : null}
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={() => void save()}>
            {person ? t('save') : t('add')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('columns.name')}
        value={name}
        onChange={setName}
        onKeyDown={onKeyDown}
        autoFocus
        maxLength={255}
        error={isAsked && wrongName ? t('person.nameMissing') : null}
      />
      <TextField
        label={t('columns.email')}
        description={t('person.emailHint')}
        optional
        type="email"
        value={email}
        onChange={setEmail}
        onKeyDown={onKeyDown}
        maxLength={254}
        error={isAsked && wrongEmail ? t('person.emailWrong') : null}
      />
      {groups.length > 0 ? (
        <Stack>
          <strong>{t('columns.groups')}</strong>
          {groups.map((group) => (
            <Checkbox
              key={group.id}
              isSelected={groupIds.includes(group.id)}
              onChange={(isIn) =>
                setGroupIds(isIn ? [...groupIds, group.id] : groupIds.filter((id) => id !== group.id))
              }
            >
              {group.name}
            </Checkbox>
          ))}
        </Stack>
      ) : null}
    </Dialog>
  )
}
