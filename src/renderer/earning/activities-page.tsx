import { ListChecks, ListPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity, Counter } from '../../core/contract/progress'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { useTheirs } from '../app/may'
import { goBack, navigate, useRoute } from '../app/navigation'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Page } from '../ui/page'
import { Waiting } from '../ui/progress'
import { Segments } from '../ui/segments'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { ActivityDialog } from './activity-dialog'
import { CompletionsDialog } from './completions-dialog'
import { CounterDialog } from './counter-dialog'
import { ProgressImport } from './progress-import'
import { ThingList } from './thing-list'
import { ValuesDialog } from './values-dialog'

type Open =
  | { dialog: 'activity'; activity: Activity | null }
  | { dialog: 'completions'; activity: Activity }
  | { dialog: 'counter'; counter: Counter | null }
  | { dialog: 'values'; counter: Counter }
  | { dialog: 'import' }

const calls = {
  import: 'progress.import',
  save: 'progress.saveActivity',
  remove: 'progress.removeActivity',
} as const

/** What people do and reach, and what is counted for them: sessions, courses, competencies, counters. */
export function ActivitiesPage() {
  const { t } = useTranslation('activities')
  const { run } = useErrors()
  const isCounters = useRoute('activities')?.part === 'counters'
  const { may } = useTheirs(calls)
  const [open, setOpen] = useState<Open | null>(null)
  const activities = useCall(['activities'], (signal) => client.progress.activities({}, { signal }), [
    'progress.saved',
    'events.saved',
  ])
  const counters = useCall(['counters'], (signal) => client.progress.counters(undefined, { signal }), [
    'progress.saved',
  ])
  const shown = isCounters ? counters : activities
  const close = () => setOpen(null)
  const add = () => setOpen(isCounters ? { dialog: 'counter', counter: null } : { dialog: 'activity', activity: null })
  const create = may('save') ? (
    <Button variant="primary" icon={Plus} onPress={add}>
      {t(isCounters ? 'counter.new' : 'activity.new')}
    </Button>
  ) : null
  const isEmpty = shown.data?.length === 0
  return (
    <Page
      title={t('title')}
      width="narrow"
      onBack={goBack}
      actions={
        isEmpty ? null : (
          <>
            {may('import') ? (
              <Button icon={ListPlus} onPress={() => setOpen({ dialog: 'import' })}>
                {t('import.open')}
              </Button>
            ) : null}
            {create}
          </>
        )
      }
    >
      <div>
        <Segments
          label={t('parts')}
          options={[
            { value: 'activities', label: t('activities') },
            { value: 'counters', label: t('counters') },
          ]}
          value={isCounters ? 'counters' : 'activities'}
          onChange={(part) => navigate({ page: 'activities', part }, { replace: true })}
        />
      </div>
      {shown.problem ? <ProblemNotice problem={shown.problem} onRetry={shown.reload} /> : null}
      {shown.data ? null : shown.problem ? null : <Waiting />}
      {isEmpty ? (
        <EmptyState
          icon={ListChecks}
          sentence={t(isCounters ? 'counter.nothing' : 'activity.nothing')}
          action={create}
        />
      ) : null}
      {isCounters && counters.data && !isEmpty ? (
        <ThingList
          label={t('counters')}
          things={counters.data.map((counter) => ({
            id: counter.id,
            name: counter.name,
            detail: [counter.unit, t('people', { count: counter.people })].filter(Boolean).join(' · '),
            onOpen: () => setOpen({ dialog: 'values', counter }),
            onEdit: may('save') ? () => setOpen({ dialog: 'counter', counter }) : undefined,
            onRemove: may('remove')
              ? () => void run(() => client.progress.removeCounter({ id: counter.id }))
              : undefined,
          }))}
        />
      ) : null}
      {!isCounters && activities.data && !isEmpty ? (
        <ThingList
          label={t('activities')}
          things={activities.data.map((activity) => ({
            id: activity.id,
            name: activity.name,
            detail: [t(`kind.${activity.kind}`), activity.eventName, t('people', { count: activity.completed })]
              .filter(Boolean)
              .join(' · '),
            onOpen: () => setOpen({ dialog: 'completions', activity }),
            onEdit: may('save') ? () => setOpen({ dialog: 'activity', activity }) : undefined,
            onRemove: may('remove')
              ? () => void run(() => client.progress.removeActivity({ id: activity.id }))
              : undefined,
          }))}
        />
      ) : null}
      {open?.dialog === 'activity' ? <ActivityDialog activity={open.activity} onClose={close} /> : null}
      {open?.dialog === 'completions' ? <CompletionsDialog activity={open.activity} onClose={close} /> : null}
      {open?.dialog === 'counter' ? <CounterDialog counter={open.counter} onClose={close} /> : null}
      {open?.dialog === 'values' ? <ValuesDialog counter={open.counter} onClose={close} /> : null}
      {open?.dialog === 'import' ? (
        <ProgressImport into={{ kind: isCounters ? 'counters' : 'activities' }} onClose={close} />
      ) : null}
    </Page>
  )
}
