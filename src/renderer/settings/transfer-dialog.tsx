import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  awardColumns,
  transferOrigin,
  type AwardColumns,
  type ImportRequest,
  type TransferOrigin,
  type TransferReport,
} from '../../core/contract/transfer'
import { csvCell } from '../../core/people/csv-cell'
import { client } from '../api/client'
import { runStream, useRun, type Step } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { useLibrary } from '../app/library-facts'
import { saveFile } from '../app/save-file'
import { Button } from '../ui/button'
import { Switch } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { DropZone } from '../ui/drop-zone'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { Quiet, Stack } from '../ui/page'
import { Progress, Waiting } from '../ui/progress'
import { Select } from '../ui/select'
import { ProblemNotice } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import { forgetSource, takeSource } from './transfer-take'
import css from './transfer.module.css'

/** From another program: where it is from and its files, what would come in, then in. */
export function TransferDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('transfer')
  const [origin, setOrigin] = useState<TransferOrigin>('tahrir')
  const [sourceId, setSourceId] = useState<string | null>(null)
  const taking = useRun<string>()
  const isTaking = taking.state === 'running'
  // What was handed over goes with the dialog.
  useEffect(() => {
    if (sourceId === null) return
    return () => forgetSource(sourceId)
  }, [sourceId])
  const take = (files: File[]) =>
    void taking.start(async (signal) => takeSource(files, signal)).then((id) => id !== undefined && setSourceId(id))
  if (sourceId !== null)
    return <Report origin={origin} sourceId={sourceId} onBack={() => setSourceId(null)} onClose={onClose} />
  return (
    <Dialog
      title={t('dialog.title')}
      isOpen
      isBusy={isTaking}
      onClose={onClose}
      footer={<Button onPress={onClose}>{t('dialog.cancel')}</Button>}
    >
      <Select
        label={t('dialog.origin')}
        value={origin}
        onChange={setOrigin}
        options={transferOrigin.options.map((value) => ({ value, label: t(`origin.${value}`) }))}
      />
      <p className={css.hint}>
        {t(`files.${origin}`)}
        {origin === 'backpack' || origin === 'awards_csv' ? null : ` ${t('dialog.pictures')}`}
      </p>
      {taking.problem ? <ProblemNotice problem={taking.problem} /> : null}
      {isTaking ? (
        <Progress label={t('dialog.reading')} {...taking.step} unit="bytes" onCancel={taking.cancel} />
      ) : (
        <DropZone label={t('dialog.dropLabel')} pick={t('dialog.pick')} multiple onFiles={take}>
          {t('dialog.drop')}
        </DropZone>
      )}
    </Dialog>
  )
}

const none = 'none'
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const columnNames = Object.keys(awardColumns.shape) as (keyof AwardColumns)[]
const noColumns: AwardColumns = {
  name: null,
  email: null,
  badge: null,
  awardedAt: null,
  expiresAt: null,
  narrative: null,
  evidence: null,
}

function Report(props: { origin: TransferOrigin; sourceId: string; onBack: () => void; onClose: () => void }) {
  const { origin, sourceId, onBack, onClose } = props
  const { t } = useTranslation('transfer')
  const [zone, setZone] = useState(none)
  const [columns, setColumns] = useState(noColumns)
  const [issuerId, setIssuerId] = useState(none)
  const [awardAgain, setAwardAgain] = useState(false)
  const [hadTimes, setHadTimes] = useState(0)
  const wish: ImportRequest = {
    sourceId,
    origin,
    awardAgain,
    ...(zone === none ? {} : { zone }),
    ...(origin === 'awards_csv' && columns.badge !== null ? { columns } : {}),
    ...(issuerId === none ? {} : { issuerId }),
  }
  const [looked, setLooked] = useState<Step>({ done: 0, total: null })
  const preview = useCall(['transfer', wish], (signal) =>
    runStream((abort) => client.transfer.preview(wish, { signal: abort }), setLooked, signal),
  )
  const job = useRun<TransferReport>()
  const result = job.state === 'done' ? job.result : undefined
  const report = result ?? preview.data
  const found = preview.data?.timesWithoutZone ?? 0
  if (found > hadTimes) setHadTimes(found)
  const coming = preview.data?.counts.reduce((sum, count) => sum + count.new, 0) ?? 0
  return (
    <Dialog
      title={t(`origin.${origin}`)}
      isOpen
      size="large"
      isBusy={job.state === 'running'}
      onClose={onClose}
      footer={
        result ? (
          <Button variant="primary" onPress={onClose}>
            {t('dialog.close')}
          </Button>
        ) : (
          <>
            <Button onPress={onBack} isDisabled={job.state === 'running'}>
              {t('dialog.back')}
            </Button>
            <Button
              variant="primary"
              isDisabled={coming === 0 || preview.isLoading || job.state === 'running'}
              onPress={() => void job.start((signal) => client.transfer.run(wish, { signal }))}
            >
              {t(job.state === 'cancelled' ? 'dialog.again' : 'dialog.start')}
            </Button>
          </>
        )
      }
    >
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {!report && preview.isLoading ? (
        looked.done > 0 ? (
          <Progress label={t('dialog.looking')} done={looked.done} total={looked.total} />
        ) : (
          <Waiting />
        )
      ) : null}
      {job.state === 'running' ? (
        <Progress label={t('dialog.running')} done={job.step.done} total={job.step.total} onCancel={job.cancel} />
      ) : null}
      {job.state === 'cancelled' ? <Notice>{t('dialog.cancelled')}</Notice> : null}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {result ? (
        <Notice tone="success" title={t('dialog.done')}>
          {result.counts.some(({ kind, new: added }) => kind === 'badge' && added > 0) ? t('dialog.doneNext') : null}
        </Notice>
      ) : null}
      {report && !result ? (
        <div className={css.options}>
          {origin === 'awards_csv' ? (
            <Columns headings={report.headings} columns={columns} onChange={setColumns} />
          ) : null}
          <Choices
            origin={origin}
            times={hadTimes}
            zone={zone}
            onZone={setZone}
            issuerId={issuerId}
            onIssuer={setIssuerId}
            awardAgain={awardAgain}
            onAwardAgain={setAwardAgain}
          />
        </div>
      ) : null}
      {report && report.counts.length > 0 ? <Found report={report} isDone={result !== undefined} /> : null}
      {report && !result && coming === 0 && !preview.isLoading && (origin !== 'awards_csv' || wish.columns) ? (
        <Quiet>{t('dialog.nothing')}</Quiet>
      ) : null}
    </Dialog>
  )
}

function Columns(props: { headings: string[]; columns: AwardColumns; onChange: (columns: AwardColumns) => void }) {
  const { t } = useTranslation('transfer')
  return (
    <>
      <p className={css.hint}>{t('dialog.columnsHint')}</p>
      <div className={css.columns}>
        {columnNames.map((name) => (
          <Select
            key={name}
            label={t(`dialog.column.${name}`)}
            value={props.columns[name] === null ? none : String(props.columns[name])}
            onChange={(value) => props.onChange({ ...props.columns, [name]: value === none ? null : Number(value) })}
            options={[
              { value: none, label: t('dialog.noColumn') },
              ...props.headings.map((heading, index) => ({
                value: String(index),
                label: heading || String(index + 1),
              })),
            ]}
          />
        ))}
      </div>
    </>
  )
}

function Choices(props: {
  origin: TransferOrigin
  times: number
  zone: string
  onZone: (zone: string) => void
  issuerId: string
  onIssuer: (id: string) => void
  awardAgain: boolean
  onAwardAgain: (again: boolean) => void
}) {
  const { t } = useTranslation('transfer')
  const { issuers } = useLibrary()
  if (props.origin === 'backpack') return null
  return (
    <>
      {props.times > 0 ? (
        <Select
          label={t('dialog.zone')}
          description={t('dialog.zoneHint', { count: props.times })}
          value={props.zone}
          onChange={props.onZone}
          options={[
            { value: none, label: t('dialog.zoneNone') },
            { value: 'UTC', label: t('dialog.zoneUtc') },
            ...(ownZone === 'UTC' ? [] : [{ value: ownZone, label: t('dialog.zoneHere', { zone: ownZone }) }]),
          ]}
        />
      ) : null}
      {issuers.length > 0 ? (
        <Select
          label={t('dialog.issuer')}
          value={props.issuerId}
          onChange={props.onIssuer}
          options={[
            { value: none, label: t('dialog.issuerNone') },
            ...issuers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <Switch isSelected={props.awardAgain} onChange={props.onAwardAgain} description={t('dialog.awardAgainHint')}>
        {t('dialog.awardAgain')}
      </Switch>
    </>
  )
}

function Found({ report, isDone }: { report: TransferReport; isDone: boolean }) {
  const { t } = useTranslation('transfer')
  const format = useFormats()
  const { rows, moreRows } = report
  const save = () => {
    const lines = [
      [t('dialog.kind'), t('dialog.place'), t('dialog.name'), t('dialog.why')],
      ...rows.map((row) => [t(`kinds.${row.kind}`), row.at, row.name, t(`reason.${row.reason}`)]),
    ].map((cells) => `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`)
    saveFile(new Blob(['\ufeff', ...lines], { type: 'text/csv' }), 'stays-behind.csv')
  }
  return (
    <Stack>
      <table className={css.counts}>
        <caption>{t('dialog.counts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('dialog.kind')}</th>
            <th scope="col">{t('dialog.new')}</th>
            <th scope="col">{t('dialog.there')}</th>
            <th scope="col">{t('dialog.leftOut')}</th>
          </tr>
        </thead>
        <tbody>
          {report.counts.map((count) => (
            <tr key={count.kind}>
              <th scope="row">{t(`kinds.${count.kind}`)}</th>
              <td>{format.count(count.new)}</td>
              <td>{format.count(count.there)}</td>
              <td className={count.leftOut > 0 ? css.behind : ''}>{format.count(count.leftOut)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > 0 ? (
        <>
          <div className={css.rows} data-done={isDone}>
            <VirtualTable
              label={t('dialog.rows')}
              rows={rows}
              total={rows.length}
              idOf={(row) => `${row.kind} ${row.at} ${row.reason} ${row.name}`}
              columns={[
                { id: 'kind', heading: t('dialog.kind'), width: '140px', cell: (row) => t(`kinds.${row.kind}`) },
                { id: 'name', heading: t('dialog.name'), width: 'minmax(140px, 1fr)', cell: (row) => row.name },
                {
                  id: 'why',
                  heading: t('dialog.why'),
                  width: 'minmax(240px, 1.4fr)',
                  cell: (row) => (
                    <span className={row.outcome === 'left_out' ? css.behind : ''}>{t(`reason.${row.reason}`)}</span>
                  ),
                },
                { id: 'at', heading: t('dialog.place'), width: 'minmax(140px, 1fr)', cell: (row) => row.at },
              ]}
              footer={moreRows > 0 ? t('dialog.moreRows', { count: moreRows }) : null}
            />
          </div>
          <div>
            <Button size="small" onPress={save}>
              {t('dialog.saveRows')}
            </Button>
          </div>
        </>
      ) : null}
    </Stack>
  )
}
