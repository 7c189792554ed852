import { Pause, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge } from '../../core/contract/badges'
import type { Criteria } from '../../core/contract/criteria'
import { criteriaSentence } from '../../core/earning/criteria-sentence'
import {
  criterionTypes,
  type Criterion,
  type CriterionAsked,
  type CriterionTerm,
  type CriterionType,
} from '../../core/earning/criteria'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { useMay } from '../app/may'
import { useRoute } from '../app/navigation'
import { Button } from '../ui/button'
import { MenuButton } from '../ui/menu'
import { Notice } from '../ui/notice'
import { Section } from '../ui/page'
import { Waiting } from '../ui/progress'
import { Segments } from '../ui/segments'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { ConfirmPart } from './confirm-part'
import { CriterionCard } from './criterion-card'
import { withTerm } from './criterion-terms'
import css from './earning.module.css'
import { ReviewPart } from './review-part'
import { TermDialog } from './term-dialog'

/** What somebody has to do for a badge, as a tree and as one sentence; who has done it; who confirms it. */
export function CriteriaPart({ badge }: { badge: Badge }) {
  const read = useCall(['criteria', badge.id], (signal) => client.criteria.read({ badgeId: badge.id }, { signal }), [
    'criteria.saved',
    'badges.saved',
    'progress.saved',
    'people.saved',
    'awards.created',
    'awards.changed',
  ])
  const wantsReview = useRoute('earning')?.part === 'review'
  const mayAward = useMay('criteria.review', { badgeId: badge.id })
  if (!read.data) return read.problem ? <ProblemNotice problem={read.problem} onRetry={read.reload} /> : <Waiting />
  const criteria = read.data
  const manual = criteria.criteria.find((it) => it.type === 'manual')
  const isLive = mayAward && criteria.frozen !== 'archived' && criteria.criteria.length > 0
  // Whoever comes to award sees that first.
  const review = isLive ? <ReviewPart key="review" badge={badge} criteria={criteria} /> : null
  return (
    <>
      {wantsReview ? review : null}
      <Tree badge={badge} criteria={criteria} onChanged={read.reload} />
      {isLive && manual?.type === 'manual' ? (
        <ConfirmPart badgeId={badge.id} roles={manual.params.map(({ role }) => role)} />
      ) : null}
      {wantsReview ? null : review}
    </>
  )
}

/** The criterion that a term is added to: one that is there, or the first of a type. */
type Adding = Criterion | CriterionType

function Tree({ badge, criteria, onChanged }: { badge: Badge; criteria: Criteria; onChanged: () => void }) {
  const { t } = useTranslation('criteria')
  const { run } = useErrors()
  const [adding, setAdding] = useState<Adding | null>(null)
  const { frozen, method, names } = criteria
  const badgeId = badge.id
  const maySay = useMay('criteria.setMethod', { badgeId })
  const isFixed = frozen !== null || !maySay
  const free = criterionTypes.filter((type) => !criteria.criteria.some((it) => it.type === type))

  const save = (criterion: CriterionAsked, id?: string) =>
    run(async () => {
      await client.criteria.save({ badgeId, criterion, ...(id === undefined ? {} : { id }) })
      onChanged()
    })
  const remove = (id: string) =>
    void run(async () => {
      await client.criteria.remove({ badgeId, id })
      onChanged()
    })
  const keep = async (term: CriterionTerm) => {
    const criterion = adding !== null && typeof adding === 'object' ? adding : null
    await save(withTerm(criterion, term), criterion?.id)
    setAdding(null)
  }

  return (
    <Section title={t('title')} description={t('note')}>
      <p className={css.sentence} role="status" aria-label={t('sentence')}>
        {criteriaSentence(criteria.criteria, method, names)}
      </p>
      {frozen === null || !maySay ? null : (
        <Notice
          title={t(`frozen.${frozen}.title`)}
          actions={
            frozen === 'active' ? (
              <Button
                size="small"
                icon={Pause}
                onPress={() => void run(() => client.badges.deactivate({ id: badgeId }))}
              >
                {t('frozen.pause')}
              </Button>
            ) : null
          }
        >
          {t(`frozen.${frozen}.text`)}
        </Notice>
      )}
      {criteria.criteria.length > 1 ? (
        <div className={css.joined}>
          <span>{t('method.whoever')}</span>
          {isFixed ? (
            <strong>{t(`method.${method}`)}</strong>
          ) : (
            <Segments
              label={t('method.label')}
              options={[
                { value: 'all', label: t('method.all') },
                { value: 'any', label: t('method.any') },
              ]}
              value={method}
              onChange={(chosen) =>
                void run(async () => {
                  await client.criteria.setMethod({ badgeId, method: chosen })
                  onChanged()
                })
              }
            />
          )}
        </div>
      ) : null}
      {criteria.criteria.length > 0 ? (
        <ul className={css.criteria} aria-label={t('title')}>
          {criteria.criteria.map((criterion) => (
            <li key={criterion.id}>
              <CriterionCard
                criterion={criterion}
                names={names}
                isFixed={isFixed}
                onAdd={() => setAdding(criterion)}
                onSave={(changed) => void save(changed, criterion.id)}
                onRemove={() => remove(criterion.id)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {!isFixed && free.length > 0 ? (
        <div>
          <MenuButton
            label={t(criteria.criteria.length === 0 ? 'addFirst' : 'add')}
            icon={Plus}
            entries={free.map((type) => ({ id: type, label: t(`type.${type}`), onAction: () => setAdding(type) }))}
          />
        </div>
      ) : null}
      {adding === null ? null : (
        <TermDialog
          badgeId={badgeId}
          type={typeof adding === 'object' ? adding.type : adding}
          onClose={() => setAdding(null)}
          onKeep={keep}
        />
      )}
    </Section>
  )
}
