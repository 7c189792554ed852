import { useTranslation } from 'react-i18next'
import type { MilestoneRule, RuleFindings } from '../../core/contract/series'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Quiet, Stack } from '../ui/page'
import { Progress, Waiting } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice } from '../ui/use-errors'
import { ruleSentence } from './rule-sentence'
import css from './series-page.module.css'

type Done = { awarded: number; queued: number; refused: unknown[] }

/** Who has reached a milestone and would get what now; and does it. */
export function CheckDialog({ rules, onClose }: { rules: readonly MilestoneRule[]; onClose: () => void }) {
  const { t } = useTranslation('series')
  const preview = useCall(['check-rules'], (signal) => client.series.previewRules(undefined, { signal }), [
    'series.saved',
    'awards.created',
    'awards.changed',
    'applications.saved',
    'people.saved',
  ])
  const job = useRun<Done>()
  const isRunning = job.state === 'running'
  const total = (outcome: 'award' | 'queue_application') =>
    (preview.data ?? []).reduce((sum, { counts }) => sum + counts[outcome], 0)
  const toAward = total('award')
  const toQueue = total('queue_application')
  const withPeople = (preview.data ?? []).filter(({ people }) => people.length > 0)
  const start = async () => {
    const done = await job.start((signal) => client.series.runRules(undefined, { signal }))
    if (!done) return
    showToast({
      text: [
        t('check.awarded', { count: done.awarded }),
        ...(done.queued > 0 ? [t('check.queued', { count: done.queued })] : []),
        ...(done.refused.length > 0 ? [t('check.refused', { count: done.refused.length })] : []),
      ].join(' '),
      tone: done.refused.length > 0 ? 'warning' : 'info',
    })
    onClose()
  }
  return (
    <Dialog
      title={t('check.title')}
      isOpen
      onClose={onClose}
      isBusy={isRunning}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isRunning}>
            {t('close')}
          </Button>
          {toAward + toQueue > 0 && !isRunning ? (
            <Button variant="primary" onPress={() => void start()}>
              {toQueue === 0
                ? t('check.award', { count: toAward })
                : toAward === 0
                  ? t('check.queue', { count: toQueue })
                  : t('check.both', { award: toAward, queue: toQueue })}
            </Button>
          ) : null}
        </>
      }
    >
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {isRunning ? (
        <Progress label={t('check.running')} done={job.step.done} total={job.step.total} onCancel={job.cancel} />
      ) : preview.problem ? (
        <ProblemNotice problem={preview.problem} onRetry={preview.reload} />
      ) : !preview.data ? (
        <Waiting />
      ) : withPeople.length === 0 ? (
        <p>{t('check.nobody')}</p>
      ) : (
        <Stack>
          {withPeople.map((findings) => (
            <Findings key={findings.ruleId} findings={findings} rule={rules.find(({ id }) => id === findings.ruleId)} />
          ))}
        </Stack>
      )}
    </Dialog>
  )
}

function Findings({ findings, rule }: { findings: RuleFindings; rule: MilestoneRule | undefined }) {
  const { t, i18n } = useTranslation('series')
  const { t: award } = useTranslation('award')
  const { people, counts, hindrance } = findings
  const more = Object.values(counts).reduce((sum, count) => sum + count, 0) - people.length
  return (
    <section className={css.findings}>
      {rule ? <h3>{ruleSentence(rule, t, i18n.language)}</h3> : null}
      {hindrance ? <Notice tone="warning">{t(`check.hindrance.${hindrance}`)}</Notice> : null}
      <ul className={css.people}>
        {people.map(({ personId, name, outcome, reason }) => (
          <li key={personId}>
            <span>{name}</span>
            <Quiet>{reason === null ? t(`check.outcome.${outcome}`) : award(`refusal.${reason}`)}</Quiet>
          </li>
        ))}
      </ul>
      {more > 0 ? <Quiet>{t('check.more', { count: more })}</Quiet> : null}
    </section>
  )
}
