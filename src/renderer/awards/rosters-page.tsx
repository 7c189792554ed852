import { ListChecks, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Roster } from '../../core/contract/rosters'
import { client } from '../api/client'
import { usePages } from '../api/use-pages'
import { goBack, navigate, useRoute } from '../app/navigation'
import { Button } from '../ui/button'
import { StateLabel } from '../ui/chip'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { Page } from '../ui/page'
import { ProblemNotice } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import { NewRosterDialog } from './new-roster-dialog'
import { RosterView } from './roster-view'

/** Lists of people to award: put in, looked through row by row, awarded, gone on with. */
export function RostersPage() {
  const route = useRoute('rosters')
  return route?.rosterId === undefined ? (
    <AllRosters startsNew={route?.dialog === 'new'} />
  ) : (
    <RosterView key={route.rosterId} rosterId={route.rosterId} />
  )
}

function AllRosters({ startsNew }: { startsNew: boolean }) {
  const { t } = useTranslation('rosters')
  const { day, count } = useFormats()
  const [isNew, setNew] = useState(startsNew)
  const rosters = usePages(['rosters'], (cursor, signal) => client.rosters.list({ cursor }, { signal }), [
    'rosters.saved',
  ])
  const create = (
    <Button variant="primary" icon={Plus} onPress={() => setNew(true)}>
      {t('new')}
    </Button>
  )
  const isEmpty = !rosters.isLoading && !rosters.problem && rosters.total === 0
  return (
    <Page title={t('title')} fill onBack={goBack} actions={rosters.rows.length > 0 ? create : null}>
      {rosters.problem ? <ProblemNotice problem={rosters.problem} onRetry={rosters.reload} /> : null}
      {isEmpty ? <EmptyState icon={ListChecks} sentence={t('empty')} action={create} /> : null}
      {isEmpty ? null : (
        <VirtualTable<Roster>
          label={t('title')}
          rows={rosters.rows}
          total={rosters.total}
          idOf={(roster) => roster.id}
          onEndReached={rosters.loadMore}
          onOpen={(roster) => navigate({ page: 'rosters', rosterId: roster.id })}
          columns={[
            { id: 'name', heading: t('columns.name'), width: 'minmax(180px, 2fr)', cell: (roster) => roster.name },
            {
              id: 'badge',
              heading: t('columns.badge'),
              width: 'minmax(160px, 2fr)',
              cell: (roster) => roster.badgeName ?? t('eachRow'),
            },
            {
              id: 'state',
              heading: t('columns.state'),
              width: '150px',
              cell: (roster) => (
                <StateLabel
                  tone={roster.state === 'running' ? 'warning' : roster.state === 'done' ? 'live' : 'neutral'}
                >
                  {t(`state.${roster.state}`)}
                </StateLabel>
              ),
            },
            { id: 'made', heading: t('columns.made'), width: '130px', cell: (roster) => day(roster.createdAt) },
            {
              id: 'rows',
              heading: t('columns.rows'),
              width: '90px',
              align: 'end',
              cell: (roster) => count(roster.total),
            },
          ]}
          nothing={null}
          footer={t('total', { count: rosters.total })}
        />
      )}
      {isNew ? (
        <NewRosterDialog
          onClose={() => setNew(false)}
          onMade={(rosterId) => {
            setNew(false)
            navigate({ page: 'rosters', rosterId })
          }}
        />
      ) : null}
    </Page>
  )
}
