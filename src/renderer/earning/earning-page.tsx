import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge } from '../../core/contract/badges'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { useMay } from '../app/may'
import { navigate, useRoute } from '../app/navigation'
import { BadgeState } from '../app/state-labels'
import { Page } from '../ui/page'
import { Waiting } from '../ui/progress'
import { Segments } from '../ui/segments'
import { ProblemNotice } from '../ui/use-errors'
import { ApplicationsPart } from './applications/applications-part'
import { CodesPart } from './codes/codes-part'
import { CriteriaPart } from './criteria-part'

/** The ways to earn a badge, in the order of their tabs; each is a component that is given the badge. */
const parts = { criteria: CriteriaPart, applications: ApplicationsPart, codes: CodesPart } as const satisfies Record<
  string,
  (props: { badge: Badge }) => ReactNode
>
type Part = keyof typeof parts
const partNames = Object.keys(parts) as Part[]

/** How one badge is earned: by criteria, by application, with a code. */
export function EarningPage() {
  const { t } = useTranslation('criteria')
  const route = useRoute('earning')
  const badgeId = route?.badgeId ?? ''
  const mayCode = useMay('codes.batches', { badgeId })
  const offered = partNames.filter((name) => name !== 'codes' || mayCode)
  const part = offered.find((name) => name === route?.part) ?? 'criteria'
  const badge = useCall(['badge', badgeId], (signal) => client.badges.read({ id: badgeId }, { signal }), [
    'badges.saved',
    'awards.created',
    'awards.changed',
  ])
  const back = () => navigate({ page: 'badge', badgeId })
  if (!badge.data)
    return (
      <Page title={t('page.title')} onBack={back} width="narrow">
        {badge.problem ? <ProblemNotice problem={badge.problem} onRetry={badge.reload} /> : <Waiting />}
      </Page>
    )
  const Shown = parts[part]
  return (
    <Page
      title={t('page.titleOf', { name: badge.data.name })}
      beside={<BadgeState status={badge.data.status} paused={badge.data.paused} />}
      onBack={back}
      width="narrow"
    >
      {offered.length > 1 ? (
        <div>
          <Segments
            label={t('page.parts')}
            options={offered.map((name) => ({ value: name, label: t(`page.part.${name}`) }))}
            value={part}
            onChange={(name) => navigate({ page: 'earning', badgeId, part: name }, { replace: true })}
          />
        </div>
      ) : null}
      <Shown key={badgeId} badge={badge.data} />
    </Page>
  )
}
