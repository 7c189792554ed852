import { useTranslation } from 'react-i18next'
import type { AwardResult, ResultDescription } from '../../core/contract/achievement'
import type { Award } from '../../core/contract/awards'
import { client } from '../api/client'
import { useCall } from '../api/use-call'

/** What was achieved: a row for a list of facts. The names are those of the badge; its keys stand for what it no longer describes. */
export function AwardResults({ award }: { award: Award }) {
  const { t } = useTranslation('ledger')
  const { t: say } = useTranslation('award')
  const badge = useCall(['badge', award.badgeId], (signal) => client.badges.read({ id: award.badgeId }, { signal }))
  if (badge.isLoading) return null
  const described = badge.data?.details.achievement.resultDescriptions ?? []
  const lines = award.subject.results.map((it) => lineOf(it, described, (status) => say(`more.status.${status}`)))
  return (
    <>
      <dt>{t('sheet.said.results')}</dt>
      <dd>{lines.join(' · ')}</dd>
    </>
  )
}

function lineOf(
  { result, value, level, status }: AwardResult,
  described: readonly ResultDescription[],
  sayStatus: (status: string) => string,
): string {
  const description = described.find(({ key }) => key === result)
  const levelName = description?.levels.find(({ key }) => key === level)?.name ?? level
  const said = [value, levelName, status && sayStatus(status)].filter(Boolean).join(', ')
  return [description?.name ?? result, said].filter(Boolean).join(': ')
}
