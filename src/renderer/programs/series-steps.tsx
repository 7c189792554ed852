import { ArrowDown, ArrowUp, Pencil, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MilestoneRule, NamedBadge, Series, Team } from '../../core/contract/series'
import { client } from '../api/client'
import { BadgePicture } from '../app/badge-picture'
import { useMay } from '../app/may'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ConfirmDialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { Page, Quiet, Row, Section } from '../ui/page'
import { useErrors } from '../ui/use-errors'
import { BadgePicker } from './badge-picker'
import { ProgressPart } from './progress-part'
import { RulesPart } from './rules-part'
import { SeriesDialog } from './series-dialog'
import css from './series-page.module.css'

/** One series: its steps in order, what they lead to, and how far somebody has come. */
export function SeriesSteps(props: {
  series: Series
  teams: readonly Team[]
  rules: readonly MilestoneRule[]
  personId: string | undefined
}) {
  const { t } = useTranslation('series')
  const { run } = useErrors()
  const { series, teams, rules, personId } = props
  const [isEditing, setEditing] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  const { id: seriesId, steps } = series
  const mayArrange = useMay('series.save')
  const maySeeProgress = useMay('series.progress')
  const inSeries = new Set(steps.map(({ badgeId }) => badgeId))
  const touching = rules.filter(({ members }) => members.some(({ badgeId }) => inSeries.has(badgeId)))
  return (
    <Page
      title={series.name}
      width="medium"
      onBack={() => navigate({ page: 'series' })}
      beside={series.team ? <Quiet>{series.team.name}</Quiet> : null}
      actions={
        mayArrange ? (
          <>
            <Button icon={Trash2} onPress={() => setRemoving(true)}>
              {t('remove')}
            </Button>
            <Button icon={Pencil} onPress={() => setEditing(true)}>
              {t('edit')}
            </Button>
          </>
        ) : null
      }
    >
      {series.description ? <p className={css.lead}>{series.description}</p> : null}
      {series.tags.length > 0 ? (
        <Row>
          {series.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </Row>
      ) : null}
      <Section title={t('stepsTitle')}>
        {steps.length > 0 ? (
          <ol className={css.rows}>
            {steps.map((step, at) => (
              <Step
                key={step.badgeId}
                step={step}
                at={at}
                isLast={at === steps.length - 1}
                mayArrange={mayArrange}
                onMove={(direction) =>
                  void run(() => client.series.moveBadge({ seriesId, badgeId: step.badgeId, direction }))
                }
                onRemove={() => void run(() => client.series.removeBadge({ seriesId, badgeId: step.badgeId }))}
              />
            ))}
          </ol>
        ) : null}
        {mayArrange ? (
          <div className={css.picker}>
            <BadgePicker
              label={t('addStep')}
              except={[...inSeries]}
              onPick={({ badgeId }) => void run(() => client.series.addBadge({ seriesId, badgeId }))}
            />
          </div>
        ) : null}
      </Section>
      {steps.length > 0 ? (
        <>
          <RulesPart rules={rules} shown={touching} steps={steps} />
          {maySeeProgress ? <ProgressPart seriesId={seriesId} personId={personId} /> : null}
        </>
      ) : null}
      {isEditing ? (
        <SeriesDialog
          known={series}
          teams={teams}
          onClose={() => setEditing(false)}
          onSaved={() => setEditing(false)}
        />
      ) : null}
      <ConfirmDialog
        title={t('removeTitle', { name: series.name })}
        isOpen={isRemoving}
        danger
        confirm={t('remove')}
        onClose={() => setRemoving(false)}
        onConfirm={async () => {
          if (await run(() => client.series.remove({ id: seriesId }))) navigate({ page: 'series' })
        }}
      >
        <p>{t('removeStays')}</p>
      </ConfirmDialog>
    </Page>
  )
}

function Step(props: {
  step: NamedBadge
  at: number
  isLast: boolean
  mayArrange: boolean
  onMove: (direction: 'up' | 'down') => void
  onRemove: () => void
}) {
  const { t } = useTranslation('series')
  const { step, at, isLast, mayArrange, onMove, onRemove } = props
  const { name } = step
  return (
    <li>
      <span className={css.number} aria-hidden>
        {t('number', { number: at + 1 })}
      </span>
      <BadgePicture sha256={step.pictureSha256} size={40} />
      <span className={css.words}>
        <Button variant="link" onPress={() => navigate({ page: 'badge', badgeId: step.badgeId })}>
          {name}
        </Button>
      </span>
      {mayArrange ? (
        <>
          <IconButton label={t('moveUp', { name })} icon={ArrowUp} isDisabled={at === 0} onPress={() => onMove('up')} />
          <IconButton
            label={t('moveDown', { name })}
            icon={ArrowDown}
            isDisabled={isLast}
            onPress={() => onMove('down')}
          />
          <IconButton label={t('takeOut', { name })} icon={X} onPress={onRemove} />
        </>
      ) : null}
    </li>
  )
}
