import { FilePlus2, FileUp, Flag, Inbox } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApplicationRow } from '../../../core/contract/applications'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { usePages } from '../../api/use-pages'
import { useMay } from '../../app/may'
import { navigate, useRoute } from '../../app/navigation'
import { Button } from '../../ui/button'
import { StateLabel } from '../../ui/chip'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { Page, Quiet, Row } from '../../ui/page'
import { Waiting } from '../../ui/progress'
import { SearchField } from '../../ui/search-field'
import { Segments } from '../../ui/segments'
import { ProblemNotice } from '../../ui/use-errors'
import { VirtualTable } from '../../ui/virtual-table'
import css from '../desk.module.css'
import { toneOf } from './application-state'
import { ApplicationView } from './application-view'
import { ImportDialog } from './import-dialog'
import { NewApplicationDialog } from './new-application-dialog'

type Filter = 'open' | 'flagged' | 'awarded' | 'declined' | 'all'

/** The inbox: applications that wait for an answer, the oldest first; one of them open beside the list. */
export function ApplicationsPage() {
  const { t } = useTranslation('applications')
  const route = useRoute('applications')
  const badgeId = route?.badgeId
  const [filter, setFilter] = useState<Filter>('open')
  const [query, setQuery] = useState('')
  const [dialog, setDialog] = useState<'new' | 'import' | null>(null)
  const ofBadge = badgeId === undefined ? {} : { badgeId }
  const asked = {
    ...ofBadge,
    query,
    ...(filter === 'flagged' ? { state: 'all' as const, flagged: true } : { state: filter }),
  }
  const applications = usePages(
    ['applications', asked],
    (cursor, signal) => client.applications.list({ ...asked, cursor }, { signal }),
    ['applications.saved', 'people.saved', 'badges.saved', 'awards.changed'],
  )
  const counts = useCall(['counts', badgeId], (signal) => client.applications.counts(ofBadge, { signal }), [
    'applications.saved',
    'awards.changed',
  ])
  const badge = useCall(['badge', badgeId], (signal) =>
    badgeId === undefined ? Promise.resolve(null) : client.badges.read({ id: badgeId }, { signal }),
  )
  const open = (applicationId: string) =>
    navigate({ page: 'applications', ...ofBadge, applicationId }, { replace: true })
  const openId = route?.applicationId
  const firstId = applications.rows[0]?.id
  useEffect(() => {
    // What is open stays open when a decision takes it off the list.
    if (openId === undefined && firstId !== undefined)
      navigate(
        { page: 'applications', ...(badgeId === undefined ? {} : { badgeId }), applicationId: firstId },
        { replace: true },
      )
  }, [openId, firstId, badgeId])
  const mayImport = useMay('applications.import')
  const mayEnter = useMay('applications.create')
  const isEmpty = counts.data && Object.values(counts.data).every((count) => count === 0)
  const title = badge.data ? t('titleOf', { name: badge.data.details.name }) : t('title')
  const actions = (
    <>
      {mayImport ? (
        <Button icon={FileUp} onPress={() => setDialog('import')}>
          {t('import.open')}
        </Button>
      ) : null}
      {mayEnter ? (
        <Button variant="primary" icon={FilePlus2} onPress={() => setDialog('new')}>
          {t('new.open')}
        </Button>
      ) : null}
    </>
  )
  const back = () =>
    navigate(badgeId === undefined ? { page: 'award' } : { page: 'earning', badgeId, part: 'applications' })
  return (
    <Page title={title} fill onBack={back} actions={isEmpty ? null : actions}>
      {applications.problem ? <ProblemNotice problem={applications.problem} onRetry={applications.reload} /> : null}
      {!counts.data && !applications.problem ? <Waiting /> : null}
      {isEmpty ? (
        <EmptyState icon={Inbox} sentence={t('nothingYet')} action={<Row>{actions}</Row>} />
      ) : counts.data ? (
        <div className={css.columns}>
          <div className={css.inbox}>
            <div>
              <Segments<Filter>
                label={t('filter.label')}
                value={filter}
                onChange={(value) => {
                  setFilter(value)
                  navigate({ page: 'applications', ...ofBadge }, { replace: true })
                }}
                options={(['open', 'flagged', 'awarded', 'declined', 'all'] as const).map((value) => ({
                  value,
                  label: t(`filter.${value}`),
                }))}
              />
            </div>
            <SearchField label={t('search')} value={query} onChange={setQuery} shortcut="/" />
            <VirtualTable<ApplicationRow>
              label={t('list')}
              rows={applications.rows}
              total={applications.total}
              idOf={(row) => row.id}
              {...(openId ? { openId } : {})}
              onOpen={(row) => open(row.id)}
              onEndReached={applications.loadMore}
              leastWidth={360}
              columns={[
                {
                  id: 'person',
                  heading: t('column.person'),
                  width: 'minmax(120px, 1fr)',
                  cell: (row) => (
                    <>
                      {row.personName} {row.isFlagged ? <Icon icon={Flag} size={14} /> : null}
                    </>
                  ),
                },
                ...(badgeId === undefined
                  ? [
                      {
                        id: 'badge',
                        heading: t('column.badge'),
                        width: 'minmax(100px, 1fr)',
                        cell: (row: ApplicationRow) => row.badgeName,
                      },
                    ]
                  : []),
                {
                  id: 'state',
                  heading: t('column.state'),
                  width: '116px',
                  cell: (row) => <StateLabel tone={toneOf[row.state]}>{t(`state.${row.state}`)}</StateLabel>,
                },
              ]}
              nothing={<Quiet>{t('nothing')}</Quiet>}
            />
          </div>
          <div className={css.open}>{openId ? <ApplicationView key={openId} id={openId} /> : null}</div>
        </div>
      ) : null}
      {dialog === 'new' ? (
        <NewApplicationDialog badgeId={badgeId} onClose={() => setDialog(null)} onMade={open} />
      ) : null}
      {dialog === 'import' ? <ImportDialog badgeId={badgeId} onClose={() => setDialog(null)} /> : null}
    </Page>
  )
}
