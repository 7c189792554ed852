import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Counter } from '../../core/contract/progress'
import { client } from '../api/client'
import { EntryDialog } from '../ui/entry-dialog'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

/** Names something that is counted for each person. */
export function CounterDialog({ counter, onClose }: { counter: Counter | null; onClose: () => void }) {
  const { t } = useTranslation('activities')
  const { run } = useErrors()
  const [name, setName] = useState(counter?.name ?? '')
  const [unit, setUnit] = useState(counter?.unit ?? '')
  const [isAsked, setAsked] = useState(false)
  const save = async () => {
    setAsked(true)
    if (name.trim() === '') return
    const saved = await run(() => client.progress.saveCounter({ ...(counter ? { id: counter.id } : {}), name, unit }))
    if (saved) onClose()
  }
  return (
    <EntryDialog title={t(counter ? 'counter.change' : 'counter.new')} onClose={onClose} onSave={() => void save()}>
      <TextField
        label={t('counter.name')}
        description={t('counter.nameNote')}
        value={name}
        onChange={setName}
        autoFocus
        maxLength={100}
        error={isAsked && name.trim() === '' ? t('nameMissing') : null}
      />
      <TextField label={t('counter.unit')} optional value={unit} onChange={setUnit} maxLength={40} />
    </EntryDialog>
  )
}
