import { CalendarDays, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Event } from '../../core/contract/events'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { goBack, navigate, useRoute } from '../app/navigation'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { Page, Section } from '../ui/page'
import { Waiting } from '../ui/progress'
import { ProblemNotice } from '../ui/use-errors'
import { EventDesk } from './event-desk'
import css from './event-page.module.css'
import { NewEvent } from './new-event'

/** Event mode: the whole window for awarding at a desk, offline. Without an event: choose one or make one. */
export function EventPage() {
  const route = useRoute('event')
  const eventId = route?.eventId
  return eventId ? <OneEvent key={eventId} eventId={eventId} /> : <Events />
}

function OneEvent({ eventId }: { eventId: string }) {
  const { t } = useTranslation('event')
  const event = useCall(['event', eventId], (signal) => client.events.read({ id: eventId }, { signal }))
  if (event.problem)
    return (
      <Page title={t('title')} onBack={() => navigate({ page: 'event' })}>
        <ProblemNotice problem={event.problem} onRetry={event.reload} />
      </Page>
    )
  return event.data ? <EventDesk event={event.data} /> : <Waiting />
}

function Events() {
  const { t } = useTranslation('event')
  const { day } = useFormats()
  const [isNew, setNew] = useState(false)
  const events = useCall(['events'], (signal) => client.events.list(undefined, { signal }), ['events.saved'])
  const start = (event: Event) => navigate({ page: 'event', eventId: event.id })
  return (
    <Page
      title={t('title')}
      width="narrow"
      onBack={goBack}
      actions={
        <Button variant="primary" icon={CalendarDays} onPress={() => setNew(true)}>
          {t('new')}
        </Button>
      }
    >
      {events.problem ? <ProblemNotice problem={events.problem} onRetry={events.reload} /> : null}
      {events.data?.length === 0 ? (
        <EmptyState
          icon={CalendarDays}
          sentence={t('empty')}
          action={
            <Button variant="primary" onPress={() => setNew(true)}>
              {t('new')}
            </Button>
          }
        />
      ) : null}
      {events.data && events.data.length > 0 ? (
        <Section title={t('past')}>
          <ul className={css.events}>
            {events.data.map((event) => (
              <li key={event.id}>
                <span>
                  <strong>{event.name}</strong>
                  <span className={css.quiet}>
                    {t('summary', { day: day(event.heldOn), count: event.awardedCount })}
                  </span>
                </span>
                <Button icon={Play} isDisabled={event.badgeIds.length === 0} onPress={() => start(event)}>
                  {t('start')}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {isNew ? <NewEvent onClose={() => setNew(false)} onSaved={start} /> : null}
    </Page>
  )
}
