import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity, ActivityKind } from '../../core/contract/progress'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { EntryDialog } from '../ui/entry-dialog'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

const kinds = ['activity', 'course', 'competency'] as const satisfies readonly ActivityKind[]
const noEvent = 'none'

/** Names something that people do or reach. */
export function ActivityDialog({ activity, onClose }: { activity: Activity | null; onClose: () => void }) {
  const { t } = useTranslation('activities')
  const { run } = useErrors()
  const [name, setName] = useState(activity?.name ?? '')
  const [kind, setKind] = useState<ActivityKind>(activity?.kind ?? 'activity')
  const [eventId, setEventId] = useState(activity?.eventId ?? noEvent)
  const [isAsked, setAsked] = useState(false)
  const events = useCall(['events'], (signal) => client.events.list(undefined, { signal }))
  const save = async () => {
    setAsked(true)
    if (name.trim() === '') return
    const saved = await run(() =>
      client.progress.saveActivity({
        ...(activity ? { id: activity.id } : {}),
        name,
        kind,
        eventId: kind === 'activity' && eventId !== noEvent ? eventId : null,
      }),
    )
    if (saved) onClose()
  }
  return (
    <EntryDialog title={t(activity ? 'activity.change' : 'activity.new')} onClose={onClose} onSave={() => void save()}>
      <TextField
        label={t('activity.name')}
        value={name}
        onChange={setName}
        autoFocus
        maxLength={255}
        error={isAsked && name.trim() === '' ? t('nameMissing') : null}
      />
      <Select
        label={t('activity.kind')}
        value={kind}
        onChange={setKind}
        options={kinds.map((it) => ({ value: it, label: t(`kind.${it}`), description: t(`kindNote.${it}`) }))}
      />
      {kind === 'activity' && events.data && events.data.length > 0 ? (
        <Select
          label={t('activity.event')}
          value={eventId}
          onChange={setEventId}
          options={[
            { value: noEvent, label: t('activity.noEvent') },
            ...events.data.map((event) => ({ value: event.id, label: event.name })),
          ]}
        />
      ) : null}
    </EntryDialog>
  )
}
