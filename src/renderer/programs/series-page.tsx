import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { navigate, useRoute } from '../app/navigation'
import { Page } from '../ui/page'
import { Waiting } from '../ui/progress'
import { ProblemNotice } from '../ui/use-errors'
import { SeriesList } from './series-list'
import { SeriesSteps } from './series-steps'

/** Series of badges, and milestone rules; with `seriesId` one series, with `personId` somebody's way along it. */
export function SeriesPage() {
  const { t } = useTranslation('series')
  const route = useRoute('series')
  const read = useCall(
    ['series'],
    async (signal) => {
      const [series, teams, rules] = await Promise.all([
        client.series.list(undefined, { signal }),
        client.series.teams(undefined, { signal }),
        client.series.rules(undefined, { signal }),
      ])
      return { series, teams, rules }
    },
    ['series.saved', 'badges.saved', 'badges.removed'],
  )
  if (!read.data)
    return (
      <Page title={t('title')} onBack={() => navigate({ page: 'library' })}>
        {read.problem ? <ProblemNotice problem={read.problem} onRetry={read.reload} /> : <Waiting />}
      </Page>
    )
  const { series, teams, rules } = read.data
  // One that was deleted meanwhile leads back to all of them.
  const chosen = series.find(({ id }) => id === route?.seriesId)
  return chosen ? (
    <SeriesSteps series={chosen} teams={teams} rules={rules} personId={route?.personId} />
  ) : (
    <SeriesList series={series} teams={teams} rules={rules} />
  )
}
