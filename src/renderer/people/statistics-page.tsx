import { ChartColumn } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { usePages } from '../api/use-pages'
import { BadgePicture } from '../app/badge-picture'
import { useLibrary } from '../app/library-facts'
import { goBack, navigate, useRoute } from '../app/navigation'
import { Bars } from '../ui/bars'
import { PersonMark } from '../ui/chip'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { Named } from '../ui/named'
import { Page, Quiet, Section, Toolbar } from '../ui/page'
import { Waiting } from '../ui/progress'
import { Segments } from '../ui/segments'
import { Select } from '../ui/select'
import { DateField } from '../ui/text-field'
import { ProblemNotice } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import { Compared } from './compared'
import { wholeMonths } from './whole-months'

const views = ['people', 'badges', 'months', 'events'] as const
type View = (typeof views)[number]
const spans = ['all', 'year', 'lastYear', 'month', 'own'] as const
type Span = (typeof spans)[number]
type Period = { from?: string; to?: string }

const awardChanges = ['awards.created', 'awards.changed', 'people.saved', 'people.removed'] as const

/** Counts of awards: who has most, of which badges there are most, month by month and event by event. */
export function StatisticsPage() {
  const { t } = useTranslation('statistics')
  const personIds = useRoute('statistics')?.personIds ?? []
  const { library } = useLibrary()
  const [view, setView] = useState<View>('people')
  const [span, setSpan] = useState<Span>('all')
  const [own, setOwn] = useState({ from: '', to: '' })
  const events = useCall(['events'], (signal) => client.statistics.events(undefined, { signal }), awardChanges)
  const period = periodOf(span, own)
  const [first, second] = personIds
  if (first && second)
    return (
      <Page title={t('compare.title')} onBack={goBack} width="medium">
        <Compared personIds={[first, second]} />
      </Page>
    )
  if (library.counts.awards === 0)
    return (
      <Page title={t('title')} onBack={goBack}>
        <EmptyState icon={ChartColumn} sentence={t('none')} />
      </Page>
    )
  const shown = views.filter((it) => it !== 'events' || (events.data?.length ?? 0) > 0)
  return (
    <Page title={t('title')} onBack={goBack} fill={view === 'people' || view === 'badges'}>
      <Toolbar>
        <Segments
          label={t('view')}
          options={shown.map((value) => ({ value, label: t(`views.${value}`) }))}
          value={view}
          onChange={setView}
        />
        {view === 'events' ? null : (
          <Select
            label={t('span')}
            hideLabel
            value={span}
            onChange={setSpan}
            options={spans.map((value) => ({ value, label: t(`spans.${value}`) }))}
          />
        )}
        {span === 'own' && view !== 'events' ? (
          <>
            <DateField label={t('from')} value={own.from} onChange={(from) => setOwn({ ...own, from })} />
            <DateField label={t('to')} value={own.to} onChange={(to) => setOwn({ ...own, to })} />
          </>
        ) : null}
      </Toolbar>
      {view === 'people' ? <Leaders period={period} /> : null}
      {view === 'badges' ? <BadgeCounts period={period} /> : null}
      {view === 'months' ? <Months period={period} /> : null}
      {view === 'events' ? <Events /> : null}
    </Page>
  )
}

/** The days of a span of time; nothing where all time is meant. */
function periodOf(span: Span, own: { from: string; to: string }): Period {
  const now = new Date()
  const year = now.getFullYear()
  if (span === 'year') return { from: `${String(year)}-01-01` }
  if (span === 'lastYear') return { from: `${String(year - 1)}-01-01`, to: `${String(year - 1)}-12-31` }
  if (span === 'month') return { from: `${String(year)}-${String(now.getMonth() + 1).padStart(2, '0')}-01` }
  if (span === 'own') return { ...(own.from ? { from: own.from } : {}), ...(own.to ? { to: own.to } : {}) }
  return {}
}

function Leaders({ period }: { period: Period }) {
  const { t } = useTranslation('statistics')
  const leaders = usePages(
    ['leaders', period],
    (cursor, signal) => client.statistics.leaderboard({ ...period, cursor, limit: 100 }, { signal }),
    awardChanges,
  )
  if (leaders.problem) return <ProblemNotice problem={leaders.problem} onRetry={leaders.reload} />
  return (
    <VirtualTable
      label={t('views.people')}
      rows={leaders.rows}
      total={leaders.total}
      idOf={(row) => row.personId}
      onEndReached={leaders.loadMore}
      onOpen={(row) => navigate({ page: 'person', personId: row.personId })}
      columns={[
        { id: 'rank', heading: t('columns.rank'), width: '80px', align: 'end', cell: (row) => row.rank },
        {
          id: 'name',
          heading: t('columns.name'),
          width: 'minmax(200px, 1fr)',
          cell: (row) => <Named mark={<PersonMark name={row.name} />}>{row.name}</Named>,
        },
        { id: 'awards', heading: t('columns.awards'), width: '120px', align: 'end', cell: (row) => row.awards },
      ]}
      nothing={leaders.isLoading ? <Waiting /> : <Quiet>{t('nothing')}</Quiet>}
      footer={t('total', { count: leaders.total })}
    />
  )
}

function BadgeCounts({ period }: { period: Period }) {
  const { t } = useTranslation('statistics')
  const { day } = useFormats()
  const badges = useCall(
    ['badges', period],
    (signal) => client.statistics.badges({ ...period, limit: 500 }, { signal }),
    awardChanges,
  )
  if (badges.problem) return <ProblemNotice problem={badges.problem} onRetry={badges.reload} />
  return (
    <VirtualTable
      label={t('views.badges')}
      rows={badges.data ?? []}
      idOf={(row) => row.badgeId}
      onOpen={(row) => navigate({ page: 'badge', badgeId: row.badgeId })}
      leastWidth={720}
      columns={[
        {
          id: 'name',
          heading: t('columns.badge'),
          width: 'minmax(200px, 1fr)',
          cell: (row) => <Named mark={<BadgePicture sha256={row.pictureSha256} size={28} />}>{row.name}</Named>,
        },
        { id: 'awards', heading: t('columns.awarded'), width: '110px', align: 'end', cell: (row) => row.awards },
        {
          id: 'percent',
          heading: t('columns.percent'),
          width: '130px',
          align: 'end',
          cell: (row) => t('percent', { value: row.percent }),
        },
        {
          id: 'first',
          heading: t('columns.first'),
          width: '140px',
          cell: (row) => (row.firstAt ? day(row.firstAt) : ''),
        },
        { id: 'last', heading: t('columns.last'), width: '140px', cell: (row) => (row.lastAt ? day(row.lastAt) : '') },
      ]}
      nothing={badges.isLoading ? <Waiting /> : <Quiet>{t('nothing')}</Quiet>}
    />
  )
}

function Months({ period }: { period: Period }) {
  const { t } = useTranslation('statistics')
  const { month } = useFormats()
  const months = useCall(['months', period], (signal) => client.statistics.months(period, { signal }), awardChanges)
  if (months.problem) return <ProblemNotice problem={months.problem} onRetry={months.reload} />
  if (!months.data) return <Waiting />
  if (months.data.length === 0) return <Quiet>{t('nothing')}</Quiet>
  return (
    <Section title={t('monthsTitle')}>
      <Bars
        label={t('monthsLabel', {
          count: months.data.reduce((sum, { awards }) => sum + awards, 0),
          from: month(months.data[0]?.month ?? ''),
          to: month(months.data.at(-1)?.month ?? ''),
        })}
        headings={[t('columns.month'), t('columns.awards')]}
        bars={wholeMonths(months.data).map((bar) => ({ ...bar, label: month(bar.id) }))}
      />
    </Section>
  )
}

function Events() {
  const { t } = useTranslation('statistics')
  const { day } = useFormats()
  const events = useCall(['events'], (signal) => client.statistics.events(undefined, { signal }), awardChanges)
  if (events.problem) return <ProblemNotice problem={events.problem} onRetry={events.reload} />
  if (!events.data) return <Waiting />
  return (
    <Section title={t('eventsTitle')}>
      <Bars
        label={t('eventsLabel', { count: events.data.length })}
        headings={[t('columns.event'), t('columns.awards')]}
        bars={events.data.map(({ eventId, name, heldOn, awards: value }) => ({
          id: eventId,
          label: t('eventOn', { name, day: day(heldOn) }),
          value,
        }))}
      />
    </Section>
  )
}
