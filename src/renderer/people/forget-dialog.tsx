import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { useLibrary } from '../app/library-facts'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useFormats } from '../ui/format'
import { NumberField } from '../ui/number-field'
import { Quiet } from '../ui/page'
import { Progress } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'

const usualMonths = 24

/** Deletes addresses that are no longer needed, after a look at whose they are. The number of months is kept for the next time. */
export function ForgetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const { day } = useFormats()
  const { settings } = useLibrary()
  const [months, setMonths] = useState(settings.forgetAfterMonths ?? usualMonths)
  const job = useRun<{ people: number }>()
  const preview = useCall(['forget', months], (signal) => client.people.previewForget({ months }, { signal }))
  const plan = preview.data
  const forget = async () => {
    await run(() => client.settings.write({ forgetAfterMonths: months }))
    const result = await job.start((signal) => client.people.forget({ months }, { signal }))
    if (!result) return
    showToast({ text: t('forget.done', { count: result.people }) })
    onClose()
  }
  return (
    <Dialog
      title={t('forget.title')}
      isOpen
      size="small"
      isBusy={job.state === 'running'}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            variant="danger"
            isDisabled={!plan || plan.people === 0 || preview.isLoading || job.state === 'running'}
            onPress={() => void forget()}
          >
            {t('forget.act', { count: plan?.people ?? 0 })}
          </Button>
        </>
      }
    >
      <p>{t('forget.text')}</p>
      <NumberField
        label={t('forget.months')}
        value={months}
        onChange={(value) => setMonths(Number.isInteger(value) ? value : usualMonths)}
        minValue={1}
        maxValue={600}
      />
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {job.state === 'running' ? (
        <Progress label={t('forget.running')} done={job.step.done} total={job.step.total} />
      ) : null}
      {plan ? (
        <p>
          {t('forget.found', { count: plan.people, before: day(plan.before) })}{' '}
          {plan.sample.length > 0 ? (
            <Quiet>{t('forget.sample', { list: plan.sample.map(({ name }) => name).join(', ') })}</Quiet>
          ) : null}
        </p>
      ) : null}
    </Dialog>
  )
}
