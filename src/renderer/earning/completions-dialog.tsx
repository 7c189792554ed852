import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity } from '../../core/contract/progress'
import { client } from '../api/client'
import { usePages } from '../api/use-pages'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useFormats } from '../ui/format'
import { IconButton } from '../ui/icon-button'
import { NumberField } from '../ui/number-field'
import { Quiet } from '../ui/page'
import { DateField } from '../ui/text-field'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import css from './earning.module.css'
import { PeoplePicker, type Picked } from './people-picker'

/** Who has done an activity; notes more people, and takes it back. */
export function CompletionsDialog({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const { t } = useTranslation('activities')
  const { run } = useErrors()
  const { day } = useFormats()
  const [people, setPeople] = useState<Picked[]>([])
  const [level, setLevel] = useState(Number.NaN)
  const [on, setOn] = useState('')
  const activityId = activity.id
  const done = usePages(
    ['completions', activityId],
    (cursor, signal) => client.progress.completions({ activityId, cursor }, { signal }),
    ['progress.saved', 'people.saved', 'people.removed'],
  )
  const note = async () => {
    const saved = await run(() =>
      client.progress.complete({
        activityId,
        personIds: people.map(({ id }) => id),
        ...(on === '' ? {} : { completedAt: `${on}T12:00:00Z` }),
        ...(Number.isNaN(level) ? {} : { level }),
      }),
    )
    if (saved) setPeople([])
  }
  return (
    <Dialog title={activity.name} isOpen onClose={onClose} footer={<Button onPress={onClose}>{t('close')}</Button>}>
      <PeoplePicker people={people} onChange={setPeople} />
      <div className={css.pair}>
        <DateField label={t('completion.on')} optional value={on} onChange={setOn} />
        {activity.kind === 'activity' ? null : (
          <NumberField
            label={t(activity.kind === 'course' ? 'completion.grade' : 'completion.level')}
            optional
            value={level}
            onChange={setLevel}
          />
        )}
      </div>
      <div>
        <Button variant="primary" isDisabled={people.length === 0} onPress={() => void note()}>
          {t(`completion.add.${activity.kind}`)}
        </Button>
      </div>
      {done.problem ? <ProblemNotice problem={done.problem} onRetry={done.reload} /> : null}
      {done.rows.length > 0 ? (
        <ul className={css.people} aria-label={t('completion.list')}>
          {done.rows.map((row) => (
            <li key={row.personId}>
              <span className={css.words}>
                <span>{row.name}</span>
                <small>{[day(row.completedAt), row.level].filter((it) => it !== null).join(' · ')}</small>
              </span>
              <IconButton
                label={t('completion.undo', { name: row.name })}
                icon={X}
                size="small"
                onPress={() => void run(() => client.progress.undo({ activityId, personIds: [row.personId] }))}
              />
            </li>
          ))}
        </ul>
      ) : done.isLoading ? null : (
        <Quiet>{t('completion.nobody')}</Quiet>
      )}
      {done.total > done.rows.length ? (
        <Button size="small" onPress={done.loadMore}>
          {t('more')}
        </Button>
      ) : null}
    </Dialog>
  )
}
