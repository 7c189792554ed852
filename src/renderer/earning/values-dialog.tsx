import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Counter } from '../../core/contract/progress'
import { client } from '../api/client'
import { usePages } from '../api/use-pages'
import { Button } from '../ui/button'
import { ConfirmDialog, Dialog } from '../ui/dialog'
import { useFormats } from '../ui/format'
import { NumberField } from '../ui/number-field'
import { Quiet, Row } from '../ui/page'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import css from './earning.module.css'
import { PeoplePicker, type Picked } from './people-picker'

/** The numbers of a counter: set, added to, or counted from attendance. */
export function ValuesDialog({ counter, onClose }: { counter: Counter; onClose: () => void }) {
  const { t } = useTranslation('activities')
  const { run } = useErrors()
  const { day, count } = useFormats()
  const [people, setPeople] = useState<Picked[]>([])
  const [value, setValue] = useState(Number.NaN)
  const [isCounting, setCounting] = useState(false)
  const counterId = counter.id
  const values = usePages(
    ['values', counterId],
    (cursor, signal) => client.progress.values({ counterId, cursor }, { signal }),
    ['progress.saved', 'people.saved', 'people.removed'],
  )
  const tell = (kept: number) => {
    if (kept > 0) showToast({ text: t('value.kept', { count: kept }), tone: 'info' })
  }
  const set = async (add: boolean) => {
    const done = await run(() =>
      client.progress.setValue({ counterId, personIds: people.map(({ id }) => id), value, add }),
    )
    if (!done) return
    setPeople([])
    tell(done.kept)
  }
  const countAttendance = async () => {
    const done = await run(() => client.progress.countAttendance({ counterId }))
    if (!done) return
    showToast({ text: t('value.counted', { count: done.changed }) })
    tell(done.kept)
  }
  if (isCounting)
    return (
      <ConfirmDialog
        title={t('value.countTitle')}
        isOpen
        confirm={t('value.attendance')}
        onClose={() => setCounting(false)}
        onConfirm={countAttendance}
      >
        <p>{t('value.countText')}</p>
      </ConfirmDialog>
    )
  const isReady = people.length > 0 && !Number.isNaN(value)
  return (
    <Dialog
      title={counter.name}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={() => setCounting(true)}>{t('value.attendance')}</Button>
          <Button onPress={onClose}>{t('close')}</Button>
        </>
      }
    >
      <PeoplePicker people={people} onChange={setPeople} />
      <NumberField label={counter.unit || t('value.number')} value={value} onChange={setValue} />
      <Row>
        <Button variant="primary" isDisabled={!isReady} onPress={() => void set(true)}>
          {t('value.add')}
        </Button>
        <Button isDisabled={!isReady} onPress={() => void set(false)}>
          {t('value.set')}
        </Button>
      </Row>
      {values.problem ? <ProblemNotice problem={values.problem} onRetry={values.reload} /> : null}
      {values.rows.length > 0 ? (
        <ul className={css.people} aria-label={counter.name}>
          {values.rows.map((row) => (
            <li key={row.personId}>
              <span className={css.words}>
                <span>{row.name}</span>
                <small>{day(row.updatedAt)}</small>
              </span>
              <strong>{count(row.value)}</strong>
            </li>
          ))}
        </ul>
      ) : values.isLoading ? null : (
        <Quiet>{t('value.nobody')}</Quiet>
      )}
      {values.total > values.rows.length ? (
        <Button size="small" onPress={values.loadMore}>
          {t('more')}
        </Button>
      ) : null}
    </Dialog>
  )
}
