import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { group as groupShape } from '../../core/contract/people'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

export type Group = z.infer<typeof groupShape>

const kinds = ['cohort', 'family', 'team'] as const

/** Makes a group, or changes one. */
export function GroupDialog(props: { group: Group | null; onClose: () => void; onSaved: (group: Group) => void }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const [name, setName] = useState(props.group?.name ?? '')
  const [kind, setKind] = useState(props.group?.kind ?? 'cohort')
  const [isAsked, setAsked] = useState(false)
  const save = async () => {
    setAsked(true)
    if (name.trim() === '') return
    const saved = await run(() =>
      client.people.saveGroup({ ...(props.group ? { id: props.group.id } : {}), name, kind }),
    )
    if (saved) props.onSaved(saved)
  }
  return (
    <Dialog
      title={props.group ? t('group.rename') : t('group.new')}
      isOpen
      size="small"
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('group.name')}
        value={name}
        onChange={setName}
        autoFocus
        maxLength={255}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save()
          else event.continuePropagation()
        }}
        error={isAsked && name.trim() === '' ? t('group.nameMissing') : null}
      />
      <Select
        label={t('group.kind')}
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: t(`group.kinds.${value}`) }))}
      />
    </Dialog>
  )
}
