import { Award as AwardIcon, Ellipsis, Pencil } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import type { WholePerson } from '../../core/contract/people'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { usePages } from '../api/use-pages'
import { BadgePicture } from '../app/badge-picture'
import { useMay, useTheirs } from '../app/may'
import { goBack, navigate, useRoute } from '../app/navigation'
import { AwardState } from '../app/state-labels'
import { Bars } from '../ui/bars'
import { Button } from '../ui/button'
import { CardGrid } from '../ui/card'
import { StateLabel } from '../ui/chip'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { MenuButton } from '../ui/menu'
import { Notice } from '../ui/notice'
import { Page, Quiet, Section } from '../ui/page'
import { Waiting } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { EraseDialog } from './erase-dialog'
import { ForbidDialog } from './forbid-dialog'
import { MergeDialog } from './merge-dialog'
import { OptOutDialog } from './opt-out-dialog'
import { PersonDialog } from './person-dialog'
import css from './person-page.module.css'
import { PickPersonDialog } from './pick-person-dialog'
import { wholeMonths } from './whole-months'

/** One person: their badges as a wall, what is known of them, and everything that can be done about them. */
export function PersonPage() {
  const { t } = useTranslation('people')
  const personId = useRoute('person')?.personId ?? ''
  const person = useCall(['person', personId], (signal) => client.people.read({ id: personId }, { signal }), [
    'people.saved',
    'people.removed',
    'awards.created',
    'awards.changed',
  ])
  if (person.data) return <Known key={person.data.id} person={person.data} />
  return (
    <Page title={t('person.edit')} onBack={goBack}>
      {person.problem ? <ProblemNotice problem={person.problem} onRetry={person.reload} /> : <Waiting />}
    </Page>
  )
}

/** What is done about a person. */
const calls = {
  edit: 'people.save',
  award: 'awards.create',
  compare: 'statistics.compare',
  series: 'series.progress',
  export: 'people.export',
  merge: 'people.merge',
  forbid: 'people.forbidAward',
  optOut: 'people.optOut',
  optIn: 'people.optIn',
  erase: 'people.erase',
} as const

type Open = 'edit' | 'optOut' | 'forbid' | 'merge' | 'compare' | 'erase' | { mergeId: string } | null

function Known({ person }: { person: WholePerson }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const { id } = person
  const { may, only } = useTheirs(calls)
  const maySeeAwards = useMay('awards.list', {})
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const groups = useCall(['groups'], (signal) => client.people.groups(undefined, { signal }), ['people.saved'])
  const series = useCall(['series'], (signal) => client.series.list(undefined, { signal }))
  const isErased = person.erasedAt !== null

  const exportRecord = (as: 'folder' | 'zip') =>
    void run(async () => {
      const { folderId, files, folder } = await client.people.export({ id, as })
      showToast({
        text: t('export.done', { count: files.length, folder }),
        action: { label: t('export.open'), onPress: () => void run(() => client.folders.open({ folderId })) },
      })
    })

  return (
    <Page
      title={isErased ? t('erased.name') : person.name}
      beside={
        person.optedOutAt !== null && !isErased ? <StateLabel tone="warning">{t('optOut.state')}</StateLabel> : null
      }
      onBack={goBack}
      width="medium"
      actions={
        isErased ? null : (
          <>
            <MenuButton
              label={t('more')}
              icon={Ellipsis}
              entries={only([
                ...(person.awardedCount > 0 && maySeeAwards
                  ? [
                      {
                        id: 'ledger',
                        label: t('person.awards', { count: person.awardedCount }),
                        onAction: () => navigate({ page: 'ledger', personId: id }),
                      },
                      { id: 'compare', label: t('compare.open'), onAction: () => setOpen('compare') },
                    ]
                  : []),
                ...(series.data && series.data.length > 0
                  ? [
                      {
                        id: 'series',
                        label: t('person.series'),
                        onAction: () => navigate({ page: 'series', personId: id }),
                      },
                    ]
                  : []),
                {
                  id: 'export',
                  label: t('export.open_menu'),
                  entries: [
                    { id: 'zip', label: t('export.zip'), onAction: () => exportRecord('zip') },
                    { id: 'folder', label: t('export.folder'), onAction: () => exportRecord('folder') },
                  ],
                },
                { id: 'merge', label: t('merge.menu'), onAction: () => setOpen('merge') },
                'separator',
                { id: 'forbid', label: t('forbid.open'), onAction: () => setOpen('forbid') },
                person.optedOutAt === null
                  ? { id: 'optOut', label: t('optOut.open'), onAction: () => setOpen('optOut') }
                  : {
                      id: 'optIn',
                      label: t('optOut.end'),
                      onAction: () => void run(() => client.people.optIn({ ids: [id] })),
                    },
                { id: 'erase', label: t('erase.open'), danger: true, onAction: () => setOpen('erase') },
              ])}
            />
            {may('edit') ? (
              <Button icon={Pencil} onPress={() => setOpen('edit')}>
                {t('change')}
              </Button>
            ) : null}
            {may('award') ? (
              <Button
                variant="primary"
                icon={AwardIcon}
                isDisabled={person.optedOutAt !== null}
                onPress={() => navigate({ page: 'award', personIds: [id] })}
              >
                {t('award')}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {isErased ? <Notice title={t('erased.title')}>{t('erased.text')}</Notice> : <About person={person} />}
      {maySeeAwards ? <Wall personId={id} /> : null}
      {isErased ? null : <Kept person={person} />}
      {open === 'edit' ? <PersonDialog personId={id} groups={groups.data ?? []} onClose={close} /> : null}
      {open === 'optOut' ? <OptOutDialog person={person} onClose={close} /> : null}
      {open === 'forbid' ? <ForbidDialog personId={id} onClose={close} /> : null}
      {open === 'erase' ? <EraseDialog id={id} onClose={close} onErased={() => navigate({ page: 'people' })} /> : null}
      {open === 'merge' ? (
        <PickPersonDialog
          title={t('merge.pick', { name: person.name })}
          exceptId={id}
          onClose={close}
          onPick={(mergeId) => setOpen({ mergeId })}
        />
      ) : null}
      {open === 'compare' ? (
        <PickPersonDialog
          title={t('compare.pick', { name: person.name })}
          exceptId={id}
          onClose={close}
          onPick={(other) => navigate({ page: 'statistics', personIds: [id, other] })}
        />
      ) : null}
      {open !== null && typeof open === 'object' ? (
        <MergeDialog
          people={[id, open.mergeId]}
          onClose={close}
          onMerged={(kept) => {
            close()
            if (kept !== id) navigate({ page: 'person', personId: kept })
          }}
        />
      ) : null}
    </Page>
  )
}

/** What is known of a person, as far as anything is. */
function About({ person }: { person: WholePerson }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const { day } = useFormats()
  const mayRank = useMay('statistics.rank')
  const mayOptIn = useMay('people.optIn')
  const rank = useCall(
    ['rank', person.id, person.awardedCount],
    async (signal) => (mayRank ? client.statistics.rank({ personId: person.id }, { signal }) : null),
    ['awards.created', 'awards.changed', 'people.saved'],
  )
  const facts: [key: string, name: string, value: ReactNode][] = [
    ...person.identifiers.map(({ type, value }): [string, string, ReactNode] => [
      `${type} ${value}`,
      t(`identifiers.${type}`),
      value,
    ]),
    ...(['givenName', 'familyName', 'nickname', 'website', 'bio'] as const)
      .filter((field) => person[field] !== '')
      .map((field): [string, string, ReactNode] => [field, t(`profile.${field}`), person[field]]),
  ]
  if (person.groups.length > 0)
    facts.push(['groups', t('columns.groups'), person.groups.map(({ name }) => name).join(', ')])
  // Among two a rank says nothing.
  if (rank.data && rank.data.rank !== null && rank.data.of > 2)
    facts.push(['rank', t('rank.name'), t('rank.value', { rank: rank.data.rank, count: rank.data.of })])
  return (
    <>
      {person.optedOutAt === null ? null : (
        <Notice
          tone="warning"
          title={t('optOut.since', { day: day(person.optedOutAt) })}
          actions={
            mayOptIn ? (
              <Button size="small" onPress={() => void run(() => client.people.optIn({ ids: [person.id] }))}>
                {t('optOut.end')}
              </Button>
            ) : null
          }
        >
          {person.optedOutReason}
        </Notice>
      )}
      <div className={css.top}>
        {person.pictureSha256 ? <BadgePicture sha256={person.pictureSha256} size={96} alt={person.name} /> : null}
        {facts.length > 0 ? (
          <dl className={css.facts}>
            {facts.map(([key, name, value]) => (
              <FactRow key={key} name={name} value={value} />
            ))}
          </dl>
        ) : (
          <Quiet>{t('noAddress')}</Quiet>
        )}
      </div>
    </>
  )
}

/** What was decided about a person and can be taken back: what they may not be awarded, and who was merged into them. */
function Kept({ person }: { person: WholePerson }) {
  const mayAllow = useMay('people.allowAward')
  const maySplit = useMay('people.split')
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const { day } = useFormats()
  return (
    <>
      {person.doNotAward.length > 0 ? (
        <Section title={t('forbid.list')}>
          <ul className={css.entries}>
            {person.doNotAward.map(({ scopeType, scopeId, scopeName, reason }) => (
              <li key={`${scopeType} ${scopeId}`}>
                <span>
                  {t(`forbid.entry.${scopeType}`, { name: scopeName })} <Quiet>{reason}</Quiet>
                </span>
                {mayAllow ? (
                  <Button
                    size="small"
                    onPress={() =>
                      void run(() =>
                        client.people.allowAward({
                          personId: person.id,
                          scopeType,
                          ...(scopeId === '' ? {} : { scopeId }),
                        }),
                      )
                    }
                  >
                    {t('forbid.end')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {person.merges.length > 0 ? (
        <Section title={t('merge.list')}>
          <ul className={css.entries}>
            {person.merges.map(({ id, name, mergedAt }) => (
              <li key={id}>
                <span>{t('merge.entry', { name, day: day(mergedAt) })}</span>
                {maySplit ? (
                  <Button
                    size="small"
                    onPress={() =>
                      void run(async () => {
                        const { other } = await client.people.split({ mergeId: id })
                        showToast({ text: t('merge.parted', { name: other.name }) })
                      })
                    }
                  >
                    {t('merge.part')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

const FactRow = ({ name, value }: { name: string; value: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
)

/** Every badge that a person was awarded, and when, month by month, once there are several months. */
function Wall({ personId }: { personId: string }) {
  const { t } = useTranslation('people')
  const { day } = useFormats()
  const awards = usePages(
    ['wall', personId],
    (cursor, signal) => client.awards.list({ personId, cursor, limit: 100 }, { signal }),
    ['awards.created', 'awards.changed', 'people.saved'],
  )
  const months = useCall(['months', personId], (signal) => client.statistics.months({ personId }, { signal }), [
    'awards.created',
    'awards.changed',
  ])
  if (awards.problem) return <ProblemNotice problem={awards.problem} onRetry={awards.reload} />
  if (awards.isLoading && awards.rows.length === 0) return <Waiting />
  if (awards.rows.length === 0) return <EmptyState icon={AwardIcon} sentence={t('wall.none')} />
  const isGone = ({ state }: AwardRow) => state === 'revoked' || state === 'withdrawn' || state === 'expired'
  return (
    <>
      <Section title={t('wall.title', { count: awards.total })}>
        <CardGrid
          label={t('wall.label')}
          items={awards.rows}
          idOf={(award) => award.id}
          textOf={(award) => award.badgeName}
          onOpen={(award) => navigate({ page: 'ledger', awardId: award.id, personId })}
          cardWidth={160}
        >
          {(award) => (
            <div className={css.badge}>
              <span className={isGone(award) ? css.gone : ''}>
                <BadgePicture sha256={award.pictureSha256} size={96} />
              </span>
              <strong>{award.badgeName}</strong>
              <Quiet>{day(award.awardedAt)}</Quiet>
              {isGone(award) || award.state === 'suspended' ? <AwardState state={award.state} /> : null}
            </div>
          )}
        </CardGrid>
        {awards.rows.length < awards.total ? (
          <div>
            <Button onPress={awards.loadMore}>{t('wall.more')}</Button>
          </div>
        ) : null}
      </Section>
      {months.data && months.data.length > 1 ? (
        <Section title={t('wall.months')}>
          <Bars
            label={t('wall.monthsLabel')}
            headings={[t('wall.month'), t('columns.awards')]}
            bars={wholeMonths(months.data)}
          />
        </Section>
      ) : null}
    </>
  )
}
