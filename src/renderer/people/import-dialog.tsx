import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { rosterPreview, RosterMapping } from '../../core/contract/people'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Checkbox, Switch } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Disclosure } from '../ui/disclosure'
import { Notice } from '../ui/notice'
import { Quiet } from '../ui/page'
import { Progress, Waiting } from '../ui/progress'
import { Select } from '../ui/select'
import { ProblemNotice } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import type { Group } from './group-dialog'
import css from './import-dialog.module.css'
import { ListDialog } from '../app/list-dialog'
import type { Roster } from '../app/roster-file'

type Preview = z.infer<typeof rosterPreview>
type Imported = { personIds: string[]; added: number; matched: number; skipped: { row: number; reason: string }[] }
type Props = { groups: readonly Group[]; onClose: () => void; onAward: (personIds: string[]) => void }

const separators = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const
const columns = ['name', 'givenName', 'familyName', 'email', 'group'] as const
const idColumns = ['userName', 'studentId', 'localId'] as const
const none = 'none'

/** Brings a list of people in: the list, its columns, a verdict for every row, then the good rows. */
export function ImportDialog(props: Props & { roster: Roster | null }) {
  const { t } = useTranslation('people')
  const [roster, setRoster] = useState(props.roster)
  if (roster) return <RosterDialog {...props} roster={roster} onBack={() => setRoster(null)} />
  return (
    <ListDialog
      onClose={props.onClose}
      onList={setRoster}
      words={{
        title: t('import.title'),
        paste: t('import.paste'),
        hint: t('import.pasteHint'),
        drop: t('import.drop'),
        label: t('empty.label'),
        pick: t('empty.pick'),
        pasted: t('import.pasted'),
        look: t('import.look'),
        cancel: t('cancel'),
      }}
    />
  )
}

function RosterDialog({ roster, groups, onClose, onAward, onBack }: Props & { roster: Roster; onBack: () => void }) {
  const { t } = useTranslation('people')
  const [chosen, setChosen] = useState<{ mapping?: RosterMapping; hasHeadings?: boolean }>({})
  const [withoutAddress, setWithoutAddress] = useState(false)
  const [groupId, setGroupId] = useState(none)
  const job = useRun<Imported>()
  const preview = useCall(['roster', roster.name, chosen], (signal) =>
    client.people.previewImport({ source: roster.source, ...chosen }, { signal }),
  )
  const plan = preview.data
  const coming = plan ? comingIn(plan, withoutAddress) : 0

  const start = () =>
    plan &&
    void job.start((signal) =>
      client.people.import(
        {
          source: roster.source,
          mapping: plan.mapping,
          hasHeadings: plan.hasHeadings,
          acceptWithoutAddress: withoutAddress,
          ...(groupId === none ? {} : { groupId }),
        },
        { signal },
      ),
    )

  /** Which column of the list holds something. */
  const columnSelect = (column: (typeof columns | typeof idColumns)[number]) => (
    <Select
      key={column}
      label={t(`import.column.${column}`)}
      value={plan?.mapping[column] == null ? none : String(plan.mapping[column])}
      onChange={(value) =>
        plan && setChosen({ ...chosen, mapping: { ...plan.mapping, [column]: value === none ? null : Number(value) } })
      }
      options={[
        { value: none, label: t('import.noColumn') },
        ...(plan?.headings ?? []).map((heading, index) => ({
          value: String(index),
          label: heading || t('import.unnamed', { number: index + 1 }),
        })),
      ]}
    />
  )
  const isPasted = 'text' in roster.source
  const result = job.state === 'done' ? job.result : undefined
  return (
    <Dialog
      title={t('import.titleOf', { name: roster.name })}
      isOpen
      size="large"
      isBusy={job.state === 'running'}
      onClose={onClose}
      footer={
        result ? (
          <>
            <Button onPress={onClose}>{t('import.close')}</Button>
            <Button
              variant="primary"
              isDisabled={result.personIds.length === 0}
              onPress={() => onAward(result.personIds)}
            >
              {t('import.award', { count: result.personIds.length })}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onBack} isDisabled={job.state === 'running'}>
              {t('import.back')}
            </Button>
            <Button variant="primary" isDisabled={coming === 0 || job.state === 'running'} onPress={start}>
              {t('import.start', { count: coming })}
            </Button>
          </>
        )
      }
    >
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {!plan && preview.isLoading ? <Waiting /> : null}
      {job.state === 'running' ? (
        <Progress label={t('import.running')} done={job.step.done} total={job.step.total} onCancel={job.cancel} />
      ) : null}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {result ? <Outcome result={result} /> : null}
      {plan && !result ? (
        <>
          <Quiet>
            {t(isPasted ? 'import.foundPasted' : 'import.found', {
              count: plan.total,
              encoding: plan.encoding.toUpperCase(),
              separator: t(`import.separator.${separators[plan.separator]}`),
            })}
          </Quiet>
          <div className={css.mapping}>{columns.map(columnSelect)}</div>
          <Disclosure
            title={t('import.moreColumns')}
            isOpenAtFirst={idColumns.some((column) => plan.mapping[column] != null)}
          >
            <div className={css.mapping}>{idColumns.map(columnSelect)}</div>
          </Disclosure>
          <Checkbox isSelected={plan.hasHeadings} onChange={(hasHeadings) => setChosen({ ...chosen, hasHeadings })}>
            {t('import.hasHeadings')}
          </Checkbox>
          <div className={css.options}>
            <Select
              label={t('import.group')}
              value={groupId}
              onChange={setGroupId}
              options={[
                { value: none, label: t('import.noGroup') },
                ...groups.map((group) => ({ value: group.id, label: group.name })),
              ]}
            />
            {(plan.counts.no_address ?? 0) > 0 ? (
              <Switch isSelected={withoutAddress} onChange={setWithoutAddress}>
                {t('import.withoutAddress', { count: plan.counts.no_address ?? 0 })}
              </Switch>
            ) : null}
          </div>
          <div className={css.rows}>
            <VirtualTable
              label={t('import.rows')}
              rows={plan.rows}
              total={plan.rows.length}
              idOf={(row) => String(row.row)}
              columns={[
                { id: 'row', heading: t('import.row'), width: '70px', align: 'end', cell: (row) => row.row },
                { id: 'name', heading: t('columns.name'), width: 'minmax(140px, 1fr)', cell: (row) => row.name },
                { id: 'email', heading: t('columns.email'), width: 'minmax(180px, 1fr)', cell: (row) => row.email },
                {
                  id: 'verdict',
                  heading: t('import.verdict'),
                  width: 'minmax(240px, 1fr)',
                  cell: (row) => (
                    <span className={isGood(row.verdict) ? '' : css.problem}>{t(`verdict.${row.verdict}`)}</span>
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

const isGood = (verdict: Preview['rows'][number]['verdict']) =>
  verdict === 'new' || verdict === 'match' || verdict === 'shared_address'

const comingIn = ({ counts }: Preview, withoutAddress: boolean): number =>
  (counts.new ?? 0) +
  (counts.match ?? 0) +
  (counts.shared_address ?? 0) +
  (withoutAddress ? (counts.no_address ?? 0) : 0)

function Outcome({ result }: { result: Imported }) {
  const { t } = useTranslation('people')
  return (
    <>
      <Notice tone="success" title={t('import.done', { count: result.added })}>
        {result.matched > 0 ? t('import.matched', { count: result.matched }) : null}
      </Notice>
      {result.skipped.length > 0 ? (
        <Notice tone="warning" title={t('import.skipped', { count: result.skipped.length })}>
          <ul className={css.skipped}>
            {result.skipped.slice(0, 20).map((row) => (
              <li key={row.row}>{t('import.skippedRow', { row: row.row, reason: t(`verdict.${row.reason}`) })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
