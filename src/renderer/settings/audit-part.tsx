import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act, AuditChecked } from '../../core/contract/audit'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { usePages } from '../api/use-pages'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { Row, Section, Stack } from '../ui/page'
import { Progress } from '../ui/progress'
import { Select } from '../ui/select'
import { ProblemNotice } from '../ui/use-errors'
import { useActWords } from './operators/act-words'
import css from './settings-page.module.css'

/** The audit log: what was done, as sentences, whether it is whole, and out of here as a file. Read when it is opened. */
export function AuditPart() {
  const { t } = useTranslation('operators')
  const [isOpen, setOpen] = useState(false)
  return (
    <Section id="audit" title={t('audit.title')} description={t('audit.sentence')}>
      <Card>{isOpen ? <Log /> : <Button onPress={() => setOpen(true)}>{t('audit.open')}</Button>}</Card>
    </Section>
  )
}

const all = 'all'

function Log() {
  const { t } = useTranslation('operators')
  const words = useActWords()
  const [action, setAction] = useState(all)
  const [operatorId, setOperatorId] = useState(all)
  const actions = useCall(['audit', 'actions'], (signal) => client.audit.actions(undefined, { signal }))
  const operators = useCall(['audit', 'operators'], (signal) => client.operators.list(undefined, { signal }))
  const acts = usePages(['audit', action, operatorId], (cursor, signal) =>
    client.audit.list(
      {
        cursor,
        limit: 50,
        ...(action === all ? {} : { action }),
        ...(operatorId === all ? {} : { operatorId }),
      },
      { signal },
    ),
  )
  const isFiltered = action !== all || operatorId !== all
  return (
    <Stack>
      <Row>
        <Select
          label={t('audit.action')}
          value={action}
          onChange={setAction}
          options={[
            { value: all, label: t('audit.everything') },
            ...(actions.data ?? []).map((it) => ({ value: it, label: words.action(it) })),
          ]}
        />
        {operators.data && operators.data.length > 0 ? (
          <Select
            label={t('audit.who')}
            value={operatorId}
            onChange={setOperatorId}
            options={[
              { value: all, label: t('audit.everybody') },
              ...operators.data.map(({ id, displayName }) => ({ value: id, label: displayName })),
            ]}
          />
        ) : null}
      </Row>
      {acts.problem ? <ProblemNotice problem={acts.problem} onRetry={acts.reload} /> : null}
      {acts.rows.length === 0 && !acts.isLoading && !acts.problem ? (
        <span className={css.quiet}>{t(isFiltered ? 'audit.nothing' : 'audit.none')}</span>
      ) : null}
      <ul className={css.list} aria-label={t('audit.list')}>
        {acts.rows.map((act) => (
          <ActRow key={act.seq} act={act} />
        ))}
      </ul>
      {acts.rows.length < acts.total ? (
        <div>
          <Button variant="quiet" onPress={acts.loadMore}>
            {t('audit.more')}
          </Button>
        </div>
      ) : null}
      <Checked />
      <SaveLog />
    </Stack>
  )
}

function ActRow({ act }: { act: Act }) {
  const { t } = useTranslation('operators')
  const format = useFormats()
  const words = useActWords()
  const about = words.about(act)
  const who = act.operatorId === null ? '' : (act.names[act.operatorId] ?? t('audit.nobody'))
  return (
    <li>
      <span className={css.said}>
        <span>
          {[who, words.action(act.action)].filter(Boolean).join(' · ')}
          {about ? <span className={css.quiet}>{` · ${about}`}</span> : null}
        </span>
        <small className={css.quiet}>
          {format.time(act.at)}
          {act.isThisDevice ? '' : ` · ${t('audit.elsewhere')}`}
        </small>
      </span>
    </li>
  )
}

function Checked() {
  const { t } = useTranslation('operators')
  const format = useFormats()
  const job = useRun<AuditChecked>()
  const { result } = job
  const broken = result?.problems.find(({ kind }) => kind !== 'clock_back')
  const clock = result?.problems.filter(({ kind }) => kind === 'clock_back') ?? []
  return (
    <>
      {job.state === 'running' ? (
        <Progress label={t('audit.checking')} {...job.step} onCancel={job.cancel} />
      ) : (
        <div>
          <Button onPress={() => void job.start((signal) => client.audit.check(undefined, { signal }))}>
            {t('audit.check')}
          </Button>
        </div>
      )}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {broken ? (
        <Notice tone="danger" title={t('audit.broken')}>
          {t(broken.kind === 'missing' ? 'audit.missing' : 'audit.altered', { seq: broken.seq })}
        </Notice>
      ) : result ? (
        <Notice tone="success" title={t('audit.holds')}>
          {t('audit.holdsSentence', { count: result.rows })} <span className={css.mono}>{result.lastHash}</span>
        </Notice>
      ) : null}
      {clock.length > 0 ? (
        <Notice tone="warning" title={t('audit.clock')}>
          <ul className={css.list}>
            {clock.slice(0, 10).map(({ seq, at, seconds = 0 }) => (
              <li key={seq}>
                {t('audit.clockBack', { time: format.time(at), minutes: Math.ceil(seconds / 60), seq })}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}

function SaveLog() {
  const { t } = useTranslation('operators')
  const job = useRun<{ folderId: string; folder: string; files: string[] }>()
  const save = (as: 'csv' | 'jsonl') => void job.start((signal) => client.audit.export({ as }, { signal }))
  const { result } = job
  return (
    <>
      <Row>
        <Button variant="quiet" onPress={() => save('csv')} isDisabled={job.state === 'running'}>
          {t('audit.csv')}
        </Button>
        <Button variant="quiet" onPress={() => save('jsonl')} isDisabled={job.state === 'running'}>
          {t('audit.jsonl')}
        </Button>
      </Row>
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {result ? (
        <Notice
          tone="success"
          title={t('audit.savedAs', { file: result.files[0] ?? '', folder: result.folder })}
          actions={
            <Button size="small" onPress={() => void client.folders.open({ folderId: result.folderId })}>
              {t('audit.showFolder')}
            </Button>
          }
        />
      ) : null}
    </>
  )
}
