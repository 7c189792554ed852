import { Copy, Flag, FilePlus2, Hand, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Application, Review } from '../../../core/contract/applications'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { BadgePicture } from '../../app/badge-picture'
import { useMay } from '../../app/may'
import { navigate } from '../../app/navigation'
import { Button } from '../../ui/button'
import { StateLabel } from '../../ui/chip'
import { EntryDialog } from '../../ui/entry-dialog'
import { useFormats } from '../../ui/format'
import { type MenuEntry, MenuButton } from '../../ui/menu'
import { Notice } from '../../ui/notice'
import { Row, Section } from '../../ui/page'
import { Waiting } from '../../ui/progress'
import { TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import { ProblemNotice, useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'
import { toneOf } from './application-state'
import { type EvidenceDraft, EvidenceFields, evidenceOf, isWrongLink, noEvidence } from './evidence-draft'
import { EvidenceList } from './evidence-list'
import { ReviewForm } from './review-form'
import { useReviewer } from './reviewer'

/** One application: who, what was shown, what was said of it, and the next decision. */
export function ApplicationView({ id }: { id: string }) {
  const reviewer = useReviewer()
  const read = useCall(
    ['application', id, reviewer.name],
    (signal) =>
      client.applications.read({ id, ...(reviewer.name === '' ? {} : { reviewer: reviewer.name }) }, { signal }),
    ['applications.saved', 'people.saved', 'badges.saved', 'awards.changed'],
  )
  if (read.data?.id !== id)
    return read.problem ? <ProblemNotice problem={read.problem} onRetry={read.reload} /> : <Waiting />
  return <Shown application={read.data} />
}

function Shown({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const { day, time } = useFormats()
  const [isAdding, setAdding] = useState(false)
  const { id, state, statement, evidence, reviews, assigned, isFlagged, awardId } = application
  const mayReview = useMay('applications.review', { id })
  const isDecided = state === 'awarded' || state === 'withdrawn'
  const isOthers = assigned !== null && !assigned.isMine
  const more: MenuEntry[] = [
    {
      id: 'flag',
      label: t(isFlagged ? 'flag.off' : 'flag.on'),
      icon: Flag,
      onAction: () => void run(() => client.applications.flag({ id, isFlagged: !isFlagged })),
    },
    ...(isDecided
      ? []
      : [
          { id: 'evidence', label: t('evidence.add'), icon: FilePlus2, onAction: () => setAdding(true) },
          {
            id: 'withdraw',
            label: t('withdraw'),
            icon: Undo2,
            onAction: () => void run(() => client.applications.withdraw({ id })),
          },
        ]),
  ]
  return (
    <>
      <div className={css.who}>
        <BadgePicture sha256={application.pictureSha256} size={56} />
        <span className={css.words}>
          <h2>{application.personName}</h2>
          <small>
            {t('appliedFor', { badge: application.badgeName, date: day(application.createdAt) })}
            {application.source === 'typed' ? '' : ` · ${t(`source.${application.source}`)}`}
          </small>
        </span>
        <StateLabel tone={toneOf[state]}>{t(`state.${state}`)}</StateLabel>
        {mayReview ? <MenuButton label={t('more')} size="small" entries={more} /> : null}
      </div>
      {isDecided || !mayReview ? null : <Assignment application={application} />}
      {awardId ? (
        <Notice
          tone="success"
          actions={
            mayReview ? (
              <Button size="small" onPress={() => navigate({ page: 'handOut', awardIds: [awardId] })}>
                {t('handOut')}
              </Button>
            ) : null
          }
        >
          {t('awarded')}
        </Notice>
      ) : null}
      {statement === '' ? null : (
        <Section title={t('statement')}>
          <p className={css.text}>{statement}</p>
        </Section>
      )}
      {evidence.length > 0 ? (
        <Section title={t('evidence.title')}>
          <EvidenceList application={application} isDecided={isDecided || !mayReview} />
        </Section>
      ) : null}
      {reviews.length > 0 ? (
        <Section title={t('reviews')}>
          <ul className={css.list}>
            {reviews.map((review) => (
              <Said key={review.id} review={review} application={application} when={time(review.createdAt)} />
            ))}
          </ul>
        </Section>
      ) : null}
      {isDecided || isOthers || !mayReview ? null : <ReviewForm key={id} application={application} />}
      {isAdding ? <AddEvidence id={id} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

/** Who has it on their desk, and taking it. */
function Assignment({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const { time } = useFormats()
  const reviewer = useReviewer()
  const { id, assigned } = application
  const by = reviewer.name === '' ? {} : { reviewer: reviewer.name }
  if (assigned && !assigned.isMine)
    return <Notice tone="info">{t('assigned.other', { name: assigned.name, date: time(assigned.until) })}</Notice>
  if (assigned)
    return (
      <Row>
        <span>{t('assigned.mine', { date: time(assigned.until) })}</span>
        <Button size="small" onPress={() => void run(() => client.applications.release({ id, ...by }))}>
          {t('assigned.release')}
        </Button>
      </Row>
    )
  return (
    <Row>
      {reviewer.isTyped ? (
        <TextField
          label={t('assigned.name')}
          hideLabel
          placeholder={t('assigned.name')}
          maxLength={255}
          value={reviewer.name}
          onChange={reviewer.setName}
        />
      ) : null}
      <Button
        size="small"
        icon={Hand}
        isDisabled={reviewer.isTyped && reviewer.name.trim() === ''}
        onPress={() => void run(() => client.applications.assign({ id, ...by }))}
      >
        {t('assigned.take')}
      </Button>
    </Row>
  )
}

/** What a review said, and the words for a mail to the person. */
function Said({ review, application, when }: { review: Review; application: Application; when: string }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const { author, decision, comment, items } = review
  const descriptions = new Map(application.rubric.map((item) => [item.id, item.description]))
  const missing = items.flatMap(({ rubricItemId, satisfied }) =>
    satisfied ? [] : [descriptions.get(rubricItemId) ?? ''],
  )
  const copy = async () => {
    const text = [
      t('mail.greeting', { name: application.personName }),
      t(`mail.${decision}`, { badge: application.badgeName }),
      missing.filter(Boolean).length > 0 ? t('mail.missing', { items: missing.filter(Boolean).join('\n– ') }) : '',
      comment,
    ]
    const done = await run(() => navigator.clipboard.writeText(text.filter(Boolean).join('\n\n')).then(() => true))
    if (done) showToast({ text: t('mail.copied') })
  }
  return (
    <li>
      <span className={css.words}>
        <span>{t(`decision.${decision}`)}</span>
        <small>{[author, when].filter(Boolean).join(' · ')}</small>
        {missing.filter(Boolean).length > 0 ? (
          <small>{t('review.missing', { items: missing.filter(Boolean).join(', ') })}</small>
        ) : null}
        {comment === '' ? null : <p className={css.text}>{comment}</p>}
      </span>
      <Button size="small" icon={Copy} onPress={() => void copy()}>
        {t('mail.copy')}
      </Button>
    </li>
  )
}

function AddEvidence({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const [draft, setDraft] = useState<EvidenceDraft>(noEvidence)
  const [isAsked, setAsked] = useState(false)
  const save = () =>
    void run(async () => {
      setAsked(true)
      if (isWrongLink(draft)) return
      for (const evidence of await evidenceOf(draft)) await client.applications.addEvidence({ id, evidence })
      onClose()
    })
  return (
    <EntryDialog title={t('evidence.add')} onClose={onClose} onSave={save}>
      <EvidenceFields draft={draft} onChange={setDraft} isAsked={isAsked} />
    </EntryDialog>
  )
}
