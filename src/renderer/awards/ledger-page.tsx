import {
  Award as AwardIcon,
  CalendarClock,
  CirclePause,
  CirclePlay,
  CircleSlash,
  Ellipsis,
  Replace,
  Send,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostCounted, type AwardRow } from '../../core/contract/awards'
import { client } from '../api/client'
import { usePages } from '../api/use-pages'
import { BadgePicture } from '../app/badge-picture'
import { useLibrary } from '../app/library-facts'
import { useMay, useTheirs } from '../app/may'
import { navigate, useRoute } from '../app/navigation'
import { AwardState } from '../app/state-labels'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { MenuButton } from '../ui/menu'
import { Named } from '../ui/named'
import { Notice } from '../ui/notice'
import { Page, Row, Toolbar } from '../ui/page'
import { SearchField } from '../ui/search-field'
import { Select } from '../ui/select'
import { nothingSelected } from '../ui/selection'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import { AsOfDialog } from './as-of-dialog'
import { AwardSheet } from './award-sheet'
import css from './ledger-page.module.css'
import { ReissueDialog } from './reissue-dialog'
import { isReplaceable } from './replaceable'
import { RevokeDialog } from './revoke-dialog'
import { SuspendDialog } from './suspend-dialog'
import { useReinstate } from './use-reinstate'

const states = [
  'all',
  'to_hand_out',
  'unpublished',
  'published',
  'revoked',
  'suspended',
  'withdrawn',
  'expiring',
] as const
/** What is done to awards that are chosen. */
const calls = {
  award: 'awards.create',
  handOut: 'awards.export',
  withdraw: 'awards.withdraw',
  suspend: 'awards.suspend',
  revoke: 'awards.revoke',
  reissue: 'awards.reissue',
  publish: 'publishing.run',
} as const
type StateFilter = (typeof states)[number]

/** Every award that was ever made: find it, see its facts, hand it out again, withdraw or revoke it. */
export function LedgerPage() {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('states')
  const { run } = useErrors()
  const { day, count } = useFormats()
  const { library } = useLibrary()
  const { may } = useTheirs(calls)
  const maySeeAll = useMay('awards.list', {})
  const mayLookBack = useMay('awards.asOf', {})
  const route = useRoute('ledger')
  const [query, setQuery] = useState(route?.query ?? '')
  const [state, setState] = useState<StateFilter>('all')
  const [selection, setSelection] = useState(nothingSelected)
  const [openId, setOpenId] = useState<string | null>(route?.awardId ?? null)
  const [revoking, setRevoking] = useState<AwardRow[] | null>(null)
  const [suspending, setSuspending] = useState<AwardRow[] | null>(null)
  const [reissuing, setReissuing] = useState<AwardRow[] | null>(null)
  const [isAsOf, setAsOf] = useState(false)
  const reinstate = useReinstate()
  const filter = {
    ...(query ? { query } : {}),
    ...(route?.badgeId ? { badgeId: route?.badgeId } : {}),
    ...(route?.personId ? { personId: route?.personId } : {}),
    state,
  }
  const awards = usePages(
    ['ledger', filter],
    (cursor, signal) => client.awards.list({ ...filter, cursor }, { signal }),
    ['awards.created', 'awards.changed', 'publishing.published'],
  )
  const chosen = awards.rows.filter((row) => selection.ids.has(row.id))
  const withdrawable = chosen.filter((row) => row.withdrawable)
  const revocable = chosen.filter((row) => !row.withdrawable && !row.revokedAt && !row.withdrawnAt)
  const suspendable = chosen.filter((row) => row.suspendable && row.suspendedAt === null)
  const onHold = chosen.filter((row) => row.suspendable && row.suspendedAt !== null)
  const replaceable = chosen.filter(isReplaceable)
  const isNarrowed = query !== '' || state !== 'all' || route?.badgeId !== undefined || route?.personId !== undefined
  const stillLooksValid = awards.rows.some(
    (row) => (row.revokedAt ?? row.suspendedAt) !== null && row.unpublished && row.publishedAt,
  )

  const withdraw = async () => {
    const done = await run(() => client.awards.withdraw({ ids: withdrawable.map((row) => row.id) }))
    if (!done) return
    setSelection(nothingSelected)
    showToast({ text: t('withdrawn', { count: done.withdrawn.length }) })
  }

  return (
    <Page
      title={t('title')}
      fill
      actions={
        <>
          {(awards.total === 0 && !isNarrowed) || !mayLookBack ? null : (
            <MenuButton
              label={t('more')}
              icon={Ellipsis}
              iconOnly
              variant="quiet"
              entries={[{ id: 'asOf', label: t('asOf.open'), icon: CalendarClock, onAction: () => setAsOf(true) }]}
            />
          )}
          {may('award') ? (
            <Button variant="primary" icon={AwardIcon} onPress={() => navigate({ page: 'award' })}>
              {t('award')}
            </Button>
          ) : null}
        </>
      }
    >
      <Toolbar>
        <SearchField
          label={t('find')}
          placeholder={t('findPlaceholder')}
          value={query}
          onChange={setQuery}
          shortcut="Mod+F"
        />
        <Select
          label={t('show')}
          hideLabel
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        {maySeeAll && (route?.badgeId || route?.personId) ? (
          <Button variant="link" onPress={() => navigate({ page: 'ledger' })}>
            {t('showAll')}
          </Button>
        ) : null}
      </Toolbar>
      {stillLooksValid ? (
        <Notice
          tone="warning"
          title={t('stillValid.title')}
          actions={
            may('publish') ? (
              <Button variant="quiet" onPress={() => navigate({ page: 'publish' })}>
                {t('stillValid.publish')}
              </Button>
            ) : null
          }
        >
          {t('stillValid.text')}
        </Notice>
      ) : null}
      {awards.problem ? <ProblemNotice problem={awards.problem} onRetry={awards.reload} /> : null}
      <div className={css.split}>
        <VirtualTable
          label={t('title')}
          rows={awards.rows}
          total={awards.total}
          idOf={(row) => row.id}
          onEndReached={awards.loadMore}
          onOpen={(row) => setOpenId(row.id)}
          selection={selection}
          onSelectionChange={setSelection}
          {...(openId ? { openId } : {})}
          leastWidth={openId ? 620 : 880}
          columns={[
            {
              id: 'person',
              heading: t('columns.person'),
              width: 'minmax(180px, 2fr)',
              cell: (row) => (
                <Named mark={<BadgePicture sha256={row.pictureSha256} size={28} />}>
                  {row.personName || word('erasedPerson')}
                </Named>
              ),
            },
            {
              id: 'badge',
              heading: t('columns.badge'),
              width: 'minmax(160px, 2fr)',
              cell: (row) =>
                row.badgeVersion > 1 ? t('version', { name: row.badgeName, version: row.badgeVersion }) : row.badgeName,
            },
            { id: 'date', heading: t('columns.date'), width: '130px', cell: (row) => day(row.awardedAt) },
            {
              id: 'state',
              heading: t('columns.state'),
              width: '130px',
              cell: (row) => <AwardState state={row.state} />,
            },
            // The sheet beside it takes their room, and tells them of the one row that is looked at.
            ...(openId
              ? []
              : [
                  {
                    id: 'expires',
                    heading: t('columns.expires'),
                    width: '130px',
                    cell: (row: AwardRow) => (row.expiresAt ? day(row.expiresAt) : t('neverExpires')),
                  },
                  {
                    id: 'handedOut',
                    heading: t('columns.handedOut'),
                    width: '130px',
                    cell: (row: AwardRow) => (row.handedOutAt ? day(row.handedOutAt) : t('notYet')),
                  },
                ]),
          ]}
          nothing={
            awards.isLoading ? null : (
              <EmptyState
                icon={AwardIcon}
                sentence={isNarrowed ? t('nothingFound') : t('empty')}
                action={
                  isNarrowed || library.counts.badges === 0 || !may('award') ? null : (
                    <Button variant="primary" onPress={() => navigate({ page: 'award' })}>
                      {t('award')}
                    </Button>
                  )
                }
              />
            )
          }
          footer={
            chosen.length === 0 ? (
              query !== '' && awards.total > mostCounted ? (
                t('moreThan', { count: mostCounted })
              ) : (
                t('total', { count: awards.total })
              )
            ) : (
              <Row>
                <span>{t('chosen', { count: chosen.length })}</span>
                {may('handOut') ? (
                  <Button
                    size="small"
                    icon={Send}
                    isDisabled={chosen.every((row) => row.withdrawnAt !== null)}
                    onPress={() =>
                      navigate({
                        page: 'handOut',
                        awardIds: chosen.filter((row) => row.withdrawnAt === null).map((row) => row.id),
                      })
                    }
                  >
                    {t('handOut')}
                  </Button>
                ) : null}
                {withdrawable.length > 0 && may('withdraw') ? (
                  <Button size="small" icon={Undo2} onPress={() => void withdraw()}>
                    {t('withdraw', { count: withdrawable.length, number: count(withdrawable.length) })}
                  </Button>
                ) : null}
                {suspendable.length > 0 && may('suspend') ? (
                  <Button size="small" icon={CirclePause} onPress={() => setSuspending(suspendable)}>
                    {t('suspend', { count: suspendable.length, number: count(suspendable.length) })}
                  </Button>
                ) : null}
                {onHold.length > 0 && may('suspend') ? (
                  <Button
                    size="small"
                    icon={CirclePlay}
                    onPress={() => void reinstate(onHold).then((done) => done && setSelection(nothingSelected))}
                  >
                    {t('reinstate', { count: onHold.length, number: count(onHold.length) })}
                  </Button>
                ) : null}
                {revocable.length > 0 && may('revoke') ? (
                  <Button size="small" variant="danger" icon={CircleSlash} onPress={() => setRevoking(revocable)}>
                    {t('revoke', { count: revocable.length, number: count(revocable.length) })}
                  </Button>
                ) : null}
                {replaceable.length > 0 && may('reissue') ? (
                  <MenuButton
                    label={t('more')}
                    size="small"
                    icon={Ellipsis}
                    iconOnly
                    entries={[
                      {
                        id: 'reissue',
                        label: t('reissueEntry', { count: replaceable.length, number: count(replaceable.length) }),
                        icon: Replace,
                        onAction: () => setReissuing(replaceable),
                      },
                    ]}
                  />
                ) : null}
              </Row>
            )
          }
        />
        {openId ? (
          <AwardSheet
            awardId={openId}
            onClose={() => setOpenId(null)}
            onRevoke={(award) => setRevoking([award])}
            onSuspend={(award) => setSuspending([award])}
            onReissue={(award) => setReissuing([award])}
            onOpen={setOpenId}
          />
        ) : null}
      </div>
      {revoking ? (
        <RevokeDialog
          awards={revoking}
          onClose={() => setRevoking(null)}
          onRevoked={(sentence) => {
            setRevoking(null)
            setSelection(nothingSelected)
            showToast({ text: sentence })
          }}
        />
      ) : null}
      {reissuing ? (
        <ReissueDialog
          awards={reissuing}
          onClose={() => setReissuing(null)}
          onReissued={(sentence) => {
            setReissuing(null)
            setSelection(nothingSelected)
            showToast({ text: sentence })
          }}
        />
      ) : null}
      {isAsOf ? <AsOfDialog onClose={() => setAsOf(false)} /> : null}
      {suspending ? (
        <SuspendDialog
          awards={suspending}
          onClose={() => setSuspending(null)}
          onSuspended={(sentence) => {
            setSuspending(null)
            setSelection(nothingSelected)
            showToast({ text: sentence })
          }}
        />
      ) : null}
    </Page>
  )
}
