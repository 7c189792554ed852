import { Award as AwardIcon, Ellipsis, ListChecks, RotateCcw, Send, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwardRosterRow, AwardVerdict, Roster } from '../../core/contract/rosters'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { usePages } from '../api/use-pages'
import { ConfirmDialog as SecondPersonDialog, type Confirmation } from '../app/confirm-dialog'
import { useTheirs } from '../app/may'
import { navigate } from '../app/navigation'
import { wantsSecondPerson } from '../app/second-person'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choices'
import { ConfirmDialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { MenuButton } from '../ui/menu'
import { Notice } from '../ui/notice'
import { Page, Row, Toolbar } from '../ui/page'
import { Progress, Waiting } from '../ui/progress'
import { Segments } from '../ui/segments'
import { TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import { RosterRowDialog } from './roster-row-dialog'
import css from './rosters-page.module.css'

const settled: readonly AwardVerdict[] = ['ready', 'awarded', 'already_has_it', 'left_out', 'withdrawn']
const shown = ['all', 'toMend', 'ready', 'awarded', 'others'] as const
type Shown = (typeof shown)[number]

const countOf = ({ counts }: Roster, verdicts: readonly AwardVerdict[]) =>
  verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0)
const toMend = ({ counts }: Roster) =>
  (Object.keys(counts) as AwardVerdict[]).filter((verdict) => !settled.includes(verdict))

/** What takes another right than awarding the list. */
const calls = { withdraw: 'rosters.withdraw' } as const

/** One list: how each row stands, what has to be mended, and the award of those that are ready. */
export function RosterView({ rosterId }: { rosterId: string }) {
  const { t } = useTranslation('rosters')
  const { run } = useErrors()
  const { day } = useFormats()
  const { only } = useTheirs(calls, { id: rosterId })
  const [view, setView] = useState<Shown | null>(null)
  const [mending, setMending] = useState<AwardRosterRow | null>(null)
  const [asking, setAsking] = useState<'withdraw' | 'remove' | null>(null)
  const [overrides, setOverrides] = useState(false)
  const [reason, setReason] = useState('')
  const awarding = useRun<{ awarded: number; roster: Roster }>()
  const checking = useRun<Roster>()
  const found = useCall(['roster', rosterId], (signal) => client.rosters.read({ id: rosterId }, { signal }), [
    'rosters.saved',
    'awards.changed',
  ])
  const roster = found.data
  const mendable = roster ? toMend(roster) : []
  const now = view ?? (mendable.length > 0 ? 'toMend' : 'all')
  const wanted: Record<Shown, readonly AwardVerdict[] | null> = {
    all: null,
    toMend: mendable,
    ready: ['ready'],
    awarded: ['awarded', 'withdrawn'],
    others: ['already_has_it'],
  }
  const verdicts = wanted[now]
  const rows = usePages(
    ['roster rows', rosterId, now, mendable],
    (cursor, signal) =>
      client.rosters.rows({ id: rosterId, cursor, ...(verdicts ? { verdicts: [...verdicts] } : {}) }, { signal }),
    ['rosters.saved', 'awards.changed'],
  )
  const awards = useCall(['roster awards', rosterId, roster?.counts.awarded], async (signal) => {
    const page = await client.rosters.rows({ id: rosterId, verdicts: ['awarded'], limit: 500 }, { signal })
    return page.rows.flatMap(({ awardId }) => awardId ?? [])
  })

  if (!roster)
    return (
      <Page title={t('title')} onBack={() => navigate({ page: 'rosters' })}>
        {found.problem ? <ProblemNotice problem={found.problem} onRetry={found.reload} /> : <Waiting />}
      </Page>
    )

  const lacking = overrides ? (roster.counts.prerequisite_missing ?? 0) : 0
  const ready = countOf(roster, ['ready']) + lacking
  const isBusy = awarding.state === 'running' || checking.state === 'running'
  const award = async (confirmation?: Confirmation) => {
    const done = await awarding.start((signal) =>
      client.rosters.award(
        {
          id: rosterId,
          ...(overrides ? { override: { reason } } : {}),
          ...(confirmation ? { confirmation } : {}),
        },
        { signal },
      ),
    )
    if (done) showToast({ text: t('view.done', { count: done.awarded }) })
  }
  const withdraw = async () => {
    const done = await run(() => client.rosters.withdraw({ id: rosterId }))
    if (!done) return
    const text = done.refused > 0 ? t('view.withdrawnSome', done) : t('view.withdrawn', { count: done.withdrawn })
    showToast({ text })
  }
  const isNeeded = { all: true, toMend: mendable.length > 0, ready: true, awarded: countOf(roster, ['awarded']) > 0 }

  return (
    <Page
      title={roster.name}
      fill
      onBack={() => navigate({ page: 'rosters' })}
      actions={
        <>
          {awards.data && awards.data.length > 0 ? (
            <Button icon={Send} onPress={() => navigate({ page: 'handOut', awardIds: awards.data ?? [] })}>
              {t('view.handOut')}
            </Button>
          ) : null}
          <MenuButton
            label={t('view.more')}
            icon={Ellipsis}
            iconOnly
            variant="quiet"
            entries={only([
              {
                id: 'check',
                label: t('view.checkAgain'),
                icon: RotateCcw,
                isDisabled: isBusy,
                onAction: () => void checking.start((signal) => client.rosters.judge({ id: rosterId }, { signal })),
              },
              {
                id: 'withdraw',
                label: t('view.withdraw'),
                icon: Undo2,
                isDisabled: isBusy || countOf(roster, ['awarded']) === 0,
                onAction: () => setAsking('withdraw'),
              },
              {
                id: 'remove',
                label: t('view.remove'),
                icon: Trash2,
                danger: true,
                isDisabled: isBusy,
                onAction: () => setAsking('remove'),
              },
            ])}
          />
          <Button
            variant="primary"
            icon={AwardIcon}
            isDisabled={ready === 0 || isBusy || (overrides && reason.trim() === '')}
            onPress={() => void award()}
          >
            {t(roster.state === 'running' && !isBusy ? 'view.goOn' : 'view.award', { count: ready })}
          </Button>
        </>
      }
    >
      {roster.sameFileAs !== null ? <Notice tone="info" title={t('view.sameFile')} /> : null}
      {roster.state === 'running' && !isBusy ? <Notice tone="warning" title={t('view.cut')} /> : null}
      {awarding.problem && !wantsSecondPerson(awarding.problem) ? <ProblemNotice problem={awarding.problem} /> : null}
      {wantsSecondPerson(awarding.problem) ? (
        <SecondPersonDialog count={ready} onClose={awarding.reset} onGiven={(given) => void award(given)} />
      ) : null}
      {checking.problem ? <ProblemNotice problem={checking.problem} /> : null}
      {awarding.state === 'running' ? (
        <Progress
          label={t('view.running')}
          done={awarding.step.done}
          total={awarding.step.total}
          onCancel={awarding.cancel}
        />
      ) : null}
      {checking.state === 'running' ? (
        <Progress
          label={t('view.checking')}
          done={checking.step.done}
          total={checking.step.total}
          onCancel={checking.cancel}
        />
      ) : null}
      {(roster.counts.prerequisite_missing ?? 0) > 0 ? (
        <Toolbar>
          <Checkbox isSelected={overrides} onChange={setOverrides}>
            {t('view.override')}
          </Checkbox>
          {overrides ? <TextField label={t('view.overrideWhy')} value={reason} onChange={setReason} /> : null}
        </Toolbar>
      ) : null}
      <Row>
        <Segments
          label={t('view.show')}
          value={now}
          onChange={setView}
          options={shown
            .filter(
              (value) =>
                value === now || (value === 'others' ? (roster.counts.already_has_it ?? 0) > 0 : isNeeded[value]),
            )
            .map((value) => ({
              value,
              label: t(`view.${value}`),
              count: wanted[value] === null ? roster.total : countOf(roster, wanted[value]),
            }))}
        />
      </Row>
      {rows.problem ? <ProblemNotice problem={rows.problem} onRetry={rows.reload} /> : null}
      <VirtualTable<AwardRosterRow>
        label={roster.name}
        rows={rows.rows}
        total={rows.total}
        idOf={(row) => String(row.row)}
        onEndReached={rows.loadMore}
        onOpen={(row) => {
          if (row.awardId !== null) navigate({ page: 'ledger', awardId: row.awardId })
          else setMending(row)
        }}
        columns={[
          { id: 'row', heading: t('view.row'), width: '64px', align: 'end', cell: (row) => row.row },
          { id: 'name', heading: t('view.columns.name'), width: 'minmax(140px, 1fr)', cell: (row) => row.name },
          { id: 'email', heading: t('view.columns.email'), width: 'minmax(180px, 1fr)', cell: (row) => row.email },
          ...(roster.badgeId === null
            ? [
                {
                  id: 'badge',
                  heading: t('view.columns.badge'),
                  width: 'minmax(120px, 1fr)',
                  cell: (row: AwardRosterRow) => row.badgeName ?? row.badge,
                },
              ]
            : []),
          {
            id: 'verdict',
            heading: t('view.columns.verdict'),
            width: 'minmax(240px, 1.2fr)',
            cell: (row) => (
              <span className={settled.includes(row.verdict) ? '' : css.problem}>
                {row.heldSince
                  ? t('view.since', { day: day(row.heldSince) })
                  : row.sharesAddressWith[0]
                    ? t('view.shares', row.sharesAddressWith[0])
                    : t(`verdict.${row.verdict}`)}
              </span>
            ),
          },
        ]}
        nothing={rows.isLoading ? null : <EmptyState icon={ListChecks} sentence={t('view.nothing')} />}
      />
      {mending ? (
        <RosterRowDialog
          rosterId={rosterId}
          row={mending}
          namesBadges={roster.badgeId === null}
          onClose={() => setMending(null)}
        />
      ) : null}
      <ConfirmDialog
        title={t('view.withdraw')}
        isOpen={asking === 'withdraw'}
        onClose={() => setAsking(null)}
        confirm={t('view.withdrawSure')}
        onConfirm={withdraw}
      >
        {t('view.withdrawText', { count: countOf(roster, ['awarded']) })}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('view.remove')}
        isOpen={asking === 'remove'}
        onClose={() => setAsking(null)}
        confirm={t('view.remove')}
        danger
        onConfirm={async () => {
          if (await run(() => client.rosters.remove({ id: rosterId }))) navigate({ page: 'rosters' })
        }}
      >
        {t('view.removeText')}
      </ConfirmDialog>
    </Page>
  )
}
