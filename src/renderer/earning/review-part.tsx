import { Award, Play, Search } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge } from '../../core/contract/badges'
import type { Criteria, Earner, Reviewed } from '../../core/contract/criteria'
import { clauseOf } from '../../core/earning/criteria-sentence'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { ConfirmDialog, type Confirmation } from '../app/confirm-dialog'
import { useMay } from '../app/may'
import { navigate, useRoute } from '../app/navigation'
import { wantsSecondPerson } from '../app/second-person'
import { UnlockDialog } from '../app/unlock-dialog'
import { Button } from '../ui/button'
import { PersonMark } from '../ui/chip'
import { Disclosure } from '../ui/disclosure'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { Quiet, Row, Section } from '../ui/page'
import { Progress } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import css from './earning.module.css'

type Awarded = { batchId: string | null; awarded: { awardId: string; personId: string }[] }

/** Who has earned the badge: looked at before anybody is awarded. */
export function ReviewPart({ badge, criteria }: { badge: Badge; criteria: Criteria }) {
  const { t } = useTranslation('criteria')
  const { run } = useErrors()
  const look = useRun<Reviewed>()
  const award = useRun<Awarded>()
  const [isUnlocking, setUnlocking] = useState(false)
  const isActive = badge.status === 'active' || badge.status === 'active_locked'
  const wantsReview = useRoute('earning')?.part === 'review'
  const badgeId = badge.id
  const mayActivate = useMay('badges.activate', { id: badgeId })
  const start = () => void look.start((signal) => client.criteria.review({ badgeId }, { signal }))
  const startAtOnce = useEffectEvent(start)
  useEffect(() => {
    if (!wantsReview) return
    // Not within the effect itself: a job that is begun and given up at once begins no second time.
    const timer = setTimeout(() => startAtOnce(), 0)
    return () => clearTimeout(timer)
  }, [wantsReview])

  const give = async (reviewed: Reviewed, confirmation?: Confirmation) => {
    // Every award of it has a picture of its own, which the page of awarding draws.
    if (badge.personal)
      return navigate({ page: 'award', badgeId, personIds: reviewed.people.map(({ personId }) => personId) })
    // Those who were seen: whoever has earned it since waits for the next look.
    const seen =
      reviewed.count === reviewed.people.length ? { personIds: reviewed.people.map(({ personId }) => personId) } : {}
    const done = await award.start((signal) =>
      client.criteria.awardReviewed({ badgeId, ...seen, ...(confirmation ? { confirmation } : {}) }, { signal }),
    )
    if (!done) return
    look.reset()
    const { batchId } = done
    showToast({
      text: t('review.awarded', { count: done.awarded.length }),
      ...(batchId && done.awarded.length > 0
        ? { action: { label: t('review.handOut'), onPress: () => navigate({ page: 'handOut', batchId }) } }
        : {}),
    })
  }
  const reviewed = look.state === 'done' ? look.result : undefined
  return (
    <Section title={t('review.title')} description={t(isActive ? 'review.note' : 'review.noteInactive')}>
      {look.state === 'running' ? (
        <Progress label={t('review.looking')} {...look.step} onCancel={look.cancel} />
      ) : award.state === 'running' ? (
        <Progress label={t('review.awarding')} {...award.step} onCancel={award.cancel} />
      ) : (
        <Row>
          <Button icon={Search} onPress={start}>
            {t(reviewed ? 'review.again' : 'review.look')}
          </Button>
          {isActive || !mayActivate ? null : (
            <Button icon={Play} onPress={() => void run(() => client.badges.activate({ id: badgeId }))}>
              {t('review.activate')}
            </Button>
          )}
          {reviewed && isActive && reviewed.count > 0 ? (
            <Button variant="primary" icon={Award} onPress={() => void give(reviewed)}>
              {t('review.award', { count: badge.personal ? reviewed.people.length : reviewed.count })}
            </Button>
          ) : null}
        </Row>
      )}
      {look.problem ? <ProblemNotice problem={look.problem} onRetry={start} /> : null}
      {award.problem?.code === 'secret_unavailable' ? (
        <Notice
          tone="warning"
          title={t('review.locked')}
          actions={
            <Button size="small" onPress={() => setUnlocking(true)}>
              {t('review.unlock')}
            </Button>
          }
        />
      ) : reviewed && wantsSecondPerson(award.problem) ? (
        <ConfirmDialog count={reviewed.count} onClose={award.reset} onGiven={(given) => void give(reviewed, given)} />
      ) : award.problem ? (
        <ProblemNotice problem={award.problem} />
      ) : null}
      {isUnlocking ? (
        <UnlockDialog isOpen onClose={() => setUnlocking(false)} onUnlocked={() => reviewed && void give(reviewed)} />
      ) : null}
      {reviewed && award.state !== 'running' ? <Found reviewed={reviewed} criteria={criteria} /> : null}
    </Section>
  )
}

function Found({ reviewed, criteria }: { reviewed: Reviewed; criteria: Criteria }) {
  const { t } = useTranslation('criteria')
  const { day } = useFormats()
  const { count, people, nearly, nearlyCount, leftOut } = reviewed
  const wordsOf = (id: string) => {
    const criterion = criteria.criteria.find((it) => it.id === id)
    return criterion ? clauseOf(criterion, criteria.names) : ''
  }
  const missing = (earner: Earner) =>
    t('review.missing', {
      what: earner.missing.map(wordsOf).join(criteria.method === 'all' ? t('review.and') : t('review.or')),
    })
  const left = Object.entries(leftOut)
  return (
    <>
      <p role="status">{t('review.found', { count })}</p>
      {people.length > 0 ? (
        <Earners label={t('review.title')} people={people} note={({ since }) => (since ? day(since) : '')} />
      ) : null}
      {count > people.length ? <Quiet>{t('review.more', { count: count - people.length })}</Quiet> : null}
      {left.length > 0 ? (
        <Notice title={t('review.leftOut')}>
          {left
            .map(([reason, number]) => t([`review.reason.${reason}`, 'review.reason.other'], { count: number }))
            .join(' · ')}
        </Notice>
      ) : null}
      {nearlyCount > 0 ? (
        <Disclosure title={t('review.nearly')} summary={t('people.count', { count: nearlyCount })}>
          <Earners label={t('review.nearly')} people={nearly} note={missing} />
          {nearlyCount > nearly.length ? (
            <Quiet>{t('review.more', { count: nearlyCount - nearly.length })}</Quiet>
          ) : null}
        </Disclosure>
      ) : null}
    </>
  )
}

function Earners(props: { label: string; people: readonly Earner[]; note: (earner: Earner) => string }) {
  return (
    <ul className={css.people} aria-label={props.label}>
      {props.people.map((earner) => (
        <li key={earner.personId}>
          <PersonMark name={earner.name} />
          <span className={css.words}>
            <span>{earner.name}</span>
            <small>{props.note(earner)}</small>
          </span>
        </li>
      ))}
    </ul>
  )
}
