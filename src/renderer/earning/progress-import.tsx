import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProgressMapping, ProgressTarget, ProgressVerdict } from '../../core/contract/progress'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { ListDialog } from '../app/list-dialog'
import type { Roster } from '../app/roster-file'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Quiet } from '../ui/page'
import { Progress, Waiting } from '../ui/progress'
import { Select } from '../ui/select'
import { ProblemNotice } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import css from './progress-import.module.css'

type Imported = { stored: number; same: number; kept: number; skipped: { row: number; reason: ProgressVerdict }[] }
type Props = { into: ProgressTarget; onClose: () => void }

const none = 'none'
const columns = {
  counters: ['name', 'email', 'localId', 'what', 'value'],
  activities: ['name', 'email', 'localId', 'what', 'value', 'on'],
} as const satisfies Record<ProgressTarget['kind'], readonly (keyof ProgressMapping)[]>
const good: ReadonlySet<ProgressVerdict> = new Set(['new', 'changed', 'lower', 'same'])

/** Brings a list of numbers, or of who did what, in: the list, its columns, a verdict for every row, then the good rows. */
export function ProgressImport({ into, onClose }: Props) {
  const { t } = useTranslation('activities')
  const [roster, setRoster] = useState<Roster | null>(null)
  if (roster) return <Look into={into} onClose={onClose} roster={roster} />
  return (
    <ListDialog
      onClose={onClose}
      onList={setRoster}
      words={{
        title: t(`import.title.${into.kind}`),
        paste: t('import.paste'),
        hint: t(`import.hint.${into.kind}`),
        drop: t('import.drop'),
        label: t('import.drop'),
        pick: t('import.pick'),
        pasted: t('import.pasted'),
        look: t('import.look'),
        cancel: t('cancel'),
      }}
    />
  )
}

function Look({ into, roster, onClose }: Props & { roster: Roster }) {
  const { t } = useTranslation('activities')
  const [chosen, setChosen] = useState<{ mapping?: ProgressMapping; hasHeadings?: boolean }>({})
  const job = useRun<Imported>()
  const { source } = roster
  const preview = useCall(['progress', roster.name, chosen], (signal) =>
    client.progress.previewImport({ source, into, ...chosen }, { signal }),
  )
  const plan = preview.data
  const { new: fresh = 0, changed = 0, lower = 0 } = plan?.counts ?? {}
  const coming = fresh + changed + lower
  const start = () =>
    plan &&
    void job.start((signal) =>
      client.progress.import({ source, into, mapping: plan.mapping, hasHeadings: plan.hasHeadings }, { signal }),
    )
  const result = job.state === 'done' ? job.result : undefined
  const width = Math.max(plan?.headings.length ?? 0, ...(plan?.sample ?? []).map((row) => row.length))
  return (
    <Dialog
      title={t('import.titleOf', { name: roster.name })}
      isOpen
      size="large"
      isBusy={job.state === 'running'}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={job.state === 'running'}>
            {t(result ? 'close' : 'cancel')}
          </Button>
          {result ? null : (
            <Button variant="primary" isDisabled={coming === 0 || job.state === 'running'} onPress={start}>
              {t('import.start', { count: coming })}
            </Button>
          )}
        </>
      }
    >
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {!plan && preview.isLoading ? <Waiting /> : null}
      {job.state === 'running' ? (
        <Progress label={t('import.running')} done={job.step.done} total={job.step.total} onCancel={job.cancel} />
      ) : null}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {result ? (
        <Notice
          tone={result.skipped.length > 0 ? 'warning' : 'success'}
          title={t('import.done', { count: result.stored })}
        >
          {[
            result.skipped.length > 0 ? t('import.skipped', { count: result.skipped.length }) : '',
            result.kept > 0 ? t('value.kept', { count: result.kept }) : '',
          ]
            .filter(Boolean)
            .join(' ')}
        </Notice>
      ) : null}
      {plan && !result ? (
        <>
          <div className={css.mapping}>
            {columns[into.kind].map((column) => (
              <Select
                key={column}
                label={t(`import.column.${column}`)}
                value={plan.mapping[column] === null ? none : String(plan.mapping[column])}
                onChange={(value) =>
                  setChosen({
                    ...chosen,
                    hasHeadings: plan.hasHeadings,
                    mapping: { ...plan.mapping, [column]: value === none ? null : Number(value) },
                  })
                }
                options={[
                  { value: none, label: t('import.noColumn') },
                  ...Array.from({ length: width }, (_, index) => ({
                    value: String(index),
                    label: plan.headings[index] || t('import.unnamed', { number: index + 1 }),
                  })),
                ]}
              />
            ))}
          </div>
          <Checkbox isSelected={plan.hasHeadings} onChange={(hasHeadings) => setChosen({ ...chosen, hasHeadings })}>
            {t('import.hasHeadings')}
          </Checkbox>
          {plan.total === 0 ? <Quiet>{t('import.empty')}</Quiet> : null}
          <div className={css.rows}>
            <VirtualTable
              label={t('import.rows')}
              rows={plan.rows}
              total={plan.rows.length}
              idOf={(row) => String(row.row)}
              columns={[
                { id: 'row', heading: t('import.row'), width: '70px', align: 'end', cell: (row) => row.row },
                { id: 'person', heading: t('import.person'), width: 'minmax(160px, 2fr)', cell: (row) => row.person },
                { id: 'what', heading: t('import.column.what'), width: 'minmax(120px, 1fr)', cell: (row) => row.what },
                { id: 'value', heading: t('import.column.value'), width: '110px', cell: (row) => row.value },
                {
                  id: 'verdict',
                  heading: t('import.verdict'),
                  width: 'minmax(200px, 1fr)',
                  cell: (row) => (
                    <span className={good.has(row.verdict) ? '' : css.problem}>{t(`verdict.${row.verdict}`)}</span>
                  ),
                },
              ]}
              footer={plan.total > plan.rows.length ? t('import.firstRows', { count: plan.rows.length }) : null}
            />
          </div>
        </>
      ) : null}
    </Dialog>
  )
}
