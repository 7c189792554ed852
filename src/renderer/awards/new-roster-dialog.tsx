import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwardMapping, Roster } from '../../core/contract/rosters'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { ListDialog } from '../app/list-dialog'
import type { Roster as RosterFile } from '../app/roster-file'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Progress, Waiting } from '../ui/progress'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import { ProblemNotice } from '../ui/use-errors'
import css from './rosters-page.module.css'

type Props = { onClose: () => void; onMade: (rosterId: string) => void }

/** Puts a list of people to award in: the list, which badge, its columns. */
export function NewRosterDialog(props: Props) {
  const { t } = useTranslation('rosters')
  const [file, setFile] = useState<RosterFile | null>(null)
  if (file) return <ColumnsDialog {...props} file={file} onBack={() => setFile(null)} />
  return (
    <ListDialog
      onClose={props.onClose}
      onList={setFile}
      words={{
        title: t('create.title'),
        paste: t('create.paste'),
        hint: t('create.pasteHint'),
        drop: t('create.drop'),
        label: t('create.label'),
        pick: t('create.pick'),
        pasted: t('create.pasted'),
        look: t('create.look'),
        cancel: t('cancel'),
      }}
    />
  )
}

const columns = ['name', 'givenName', 'familyName', 'email', 'badge', 'awardedOn', 'narrative'] as const
const none = 'none'
const inColumn = 'column'

function ColumnsDialog({ file, onClose, onMade, onBack }: Props & { file: RosterFile; onBack: () => void }) {
  const { t } = useTranslation('rosters')
  const [name, setName] = useState(file.name.replace(/\.\w{1,4}$/, ''))
  const [badge, setBadge] = useState<string | null>(null)
  const [chosen, setChosen] = useState<{ mapping?: AwardMapping; hasHeadings?: boolean }>({})
  const [isAsked, setAsked] = useState(false)
  const job = useRun<Roster>()
  const preview = useCall(['roster columns', file.name, chosen], (signal) =>
    client.rosters.preview({ source: file.source, ...chosen }, { signal }),
  )
  const badges = useCall(['roster badges'], (signal) =>
    client.badges.list({ filter: 'live', sort: 'name', limit: 500 }, { signal }),
  )
  const plan = preview.data
  const choice = badge ?? (plan?.mapping.badge != null ? inColumn : null)
  const isBadgeMissing = choice === null || (choice === inColumn && plan?.mapping.badge == null)
  const start = async () => {
    setAsked(true)
    if (!plan || isBadgeMissing || choice === null) return
    const made = await job.start((signal) =>
      client.rosters.create(
        {
          name: name.trim() || file.name,
          badgeId: choice === inColumn ? null : choice,
          source: file.source,
          mapping: plan.mapping,
          hasHeadings: plan.hasHeadings,
        },
        { signal },
      ),
    )
    if (made) onMade(made.id)
  }
  return (
    <Dialog
      title={t('create.title')}
      isOpen
      size="large"
      isBusy={job.state === 'running'}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onBack} isDisabled={job.state === 'running'}>
            {t('create.back')}
          </Button>
          <Button variant="primary" isDisabled={!plan || job.state === 'running'} onPress={() => void start()}>
            {t('create.start')}
          </Button>
        </>
      }
    >
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {!plan && preview.isLoading ? <Waiting /> : null}
      {job.state === 'running' ? (
        <Progress label={t('create.running')} done={job.step.done} total={job.step.total} onCancel={job.cancel} />
      ) : null}
      {plan ? (
        <>
          <TextField label={t('create.name')} value={name} onChange={setName} />
          <Select
            label={t('create.badge')}
            value={choice}
            onChange={setBadge}
            error={isAsked && isBadgeMissing ? t('create.badgeMissing') : null}
            options={[
              { value: inColumn, label: t('create.badgeInColumn') },
              ...(badges.data?.rows ?? []).map((row) => ({
                value: row.id,
                label: row.name,
                picture: <BadgePicture sha256={row.pictureSha256} size={24} />,
              })),
            ]}
          />
          <div className={css.mapping}>
            {columns
              .filter((column) => column !== 'badge' || choice === inColumn)
              .map((column) => (
                <Select
                  key={column}
                  label={t(`create.column.${column}`)}
                  value={plan.mapping[column] === null ? none : String(plan.mapping[column])}
                  onChange={(value) =>
                    setChosen({
                      ...chosen,
                      mapping: { ...plan.mapping, [column]: value === none ? null : Number(value) },
                    })
                  }
                  options={[
                    { value: none, label: t('create.noColumn') },
                    ...widest(plan).map((heading, index) => ({
                      value: String(index),
                      label: heading || t('create.unnamed', { number: index + 1 }),
                    })),
                  ]}
                />
              ))}
          </div>
          <Checkbox isSelected={plan.hasHeadings} onChange={(hasHeadings) => setChosen({ ...chosen, hasHeadings })}>
            {t('create.hasHeadings')}
          </Checkbox>
          <div className={css.sample}>
            <table>
              <caption hidden>{t('create.sample')}</caption>
              <thead>
                <tr>
                  {widest(plan).map((heading, index) => (
                    <th key={index} scope="col">
                      {heading || t('create.unnamed', { number: index + 1 })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {plan.sample.map((cells, row) => (
                  <tr key={row}>
                    {cells.map((cell, index) => (
                      <td key={index}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </Dialog>
  )
}

/** A heading for every column: a list without headings, or with too few, has columns all the same. */
function widest({ headings, sample }: { headings: string[]; sample: string[][] }): string[] {
  const width = Math.max(headings.length, ...sample.map((cells) => cells.length))
  return Array.from({ length: width }, (_, index) => headings[index] ?? '')
}
