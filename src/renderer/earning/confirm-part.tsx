import { Check, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'
import { useFormats } from '../ui/format'
import { IconButton } from '../ui/icon-button'
import { Section, Stack } from '../ui/page'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import css from './earning.module.css'
import { PeoplePicker, type Picked } from './people-picker'

/** Confirms people in one of the roles that are asked for, and takes it back. */
export function ConfirmPart({ badgeId, roles }: { badgeId: string; roles: readonly string[] }) {
  const { t } = useTranslation('criteria')
  const { run } = useErrors()
  const { day } = useFormats()
  const [people, setPeople] = useState<Picked[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const role = chosen !== null && roles.includes(chosen) ? chosen : (roles[0] ?? '')
  const met = useCall(['met', badgeId], (signal) => client.criteria.met({ badgeId }, { signal }), [
    'criteria.saved',
    'awards.created',
    'awards.changed',
  ])
  const confirmed = (met.data ?? []).filter((it) => it.role !== '')

  const confirm = async () => {
    const done = await run(() =>
      client.criteria.confirm({ badgeId, personIds: people.map(({ id }) => id), role, note }),
    )
    if (!done) return
    setPeople([])
    setNote('')
    const words = t('confirm.done', { count: done.confirmed })
    showToast({
      text: done.passedOver > 0 ? `${words} ${t('confirm.passedOver', { count: done.passedOver })}` : words,
    })
  }
  return (
    <Section title={t('confirm.title')} description={t('confirm.note')}>
      <PeoplePicker people={people} onChange={setPeople} />
      <div className={css.pair}>
        {roles.length > 1 ? (
          <Select
            label={t('confirm.role')}
            value={role}
            onChange={setChosen}
            options={roles.map((it) => ({ value: it, label: it }))}
          />
        ) : null}
        <TextField label={t('confirm.words')} optional value={note} onChange={setNote} maxLength={2000} />
      </div>
      <div>
        <Button icon={Check} isDisabled={people.length === 0} onPress={() => void confirm()}>
          {t('confirm.act', { role })}
        </Button>
      </div>
      {confirmed.length > 0 ? (
        <Stack>
          <Disclosure title={t('confirm.list')} summary={t('people.count', { count: confirmed.length })}>
            <ul className={css.people} aria-label={t('confirm.list')}>
              {confirmed.map((it) => (
                <li key={`${it.personId} ${it.role}`}>
                  <span className={css.words}>
                    <span>{it.personName}</span>
                    <small>{[it.role, day(it.metAt), it.note].filter(Boolean).join(' · ')}</small>
                  </span>
                  <IconButton
                    label={t('confirm.takeBack', { name: it.personName })}
                    icon={Undo2}
                    size="small"
                    onPress={() =>
                      void run(() => client.criteria.takeBack({ badgeId, personIds: [it.personId], role: it.role }))
                    }
                  />
                </li>
              ))}
            </ul>
          </Disclosure>
        </Stack>
      ) : null}
    </Section>
  )
}
