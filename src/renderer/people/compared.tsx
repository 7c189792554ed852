import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { CardGrid } from '../ui/card'
import { Quiet, Row, Section } from '../ui/page'
import { Waiting } from '../ui/progress'
import { ProblemNotice } from '../ui/use-errors'
import css from './person-page.module.css'

/** Two people side by side: the badges that both hold, and those that only one does. */
export function Compared({ personIds }: { personIds: [string, string] }) {
  const { t } = useTranslation('statistics')
  const compared = useCall(['compare', personIds], (signal) => client.statistics.compare({ personIds }, { signal }), [
    'awards.created',
    'awards.changed',
    'people.saved',
  ])
  if (compared.problem) return <ProblemNotice problem={compared.problem} onRetry={compared.reload} />
  if (!compared.data) return <Waiting />
  const { people, both, onlyFirst, onlySecond } = compared.data
  const parts = [
    { key: 'both', title: t('compare.both', { count: both.length }), badges: both },
    ...[onlyFirst, onlySecond].map((badges, index) => ({
      key: people[index]?.id ?? '',
      title: t('compare.only', { name: people[index]?.name, count: badges.length }),
      badges,
    })),
  ]
  const shown = parts.filter(({ key, badges }) => key === 'both' || badges.length > 0)
  return (
    <>
      <Row>
        {people.map(({ id, name, awards }) => (
          <Button key={id} onPress={() => navigate({ page: 'person', personId: id })}>
            {t('compare.person', { name, count: awards })}
          </Button>
        ))}
      </Row>
      {shown.map(({ key, title, badges }) => (
        <Section key={key} title={title}>
          {badges.length === 0 ? (
            <Quiet>{t('compare.nothing')}</Quiet>
          ) : (
            <CardGrid
              label={title}
              items={badges}
              idOf={(badge) => badge.badgeId}
              textOf={(badge) => badge.name}
              onOpen={(badge) => navigate({ page: 'badge', badgeId: badge.badgeId })}
              cardWidth={140}
            >
              {(badge) => (
                <div className={css.badge}>
                  <BadgePicture sha256={badge.pictureSha256} size={80} />
                  <strong>{badge.name}</strong>
                </div>
              )}
            </CardGrid>
          )}
        </Section>
      ))}
    </>
  )
}
