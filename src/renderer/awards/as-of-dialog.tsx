import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Quiet } from '../ui/page'
import { DateField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'

/** What this library knew of its awards on a day, saved as a signed list. */
export function AsOfDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  const [date, setDate] = useState(new Date().toISOString().slice(0, 10))
  const [isBusy, setBusy] = useState(false)
  const at = date === '' ? null : `${date}T23:59:59Z`
  const known = useCall(['as of', at], (signal) =>
    at === null ? Promise.resolve(null) : client.awards.asOf({ at, limit: 1 }, { signal }),
  )
  const save = async () => {
    if (at === null) return
    setBusy(true)
    const saved = await run(() => client.awards.asOfReport({ at }))
    setBusy(false)
    if (!saved) return
    showToast({
      text: t('asOf.saved', { count: saved.awards, folder: saved.folder }),
      action: {
        label: t('sheet.openFolder'),
        onPress: () => void run(() => client.folders.open({ folderId: saved.folderId })),
      },
    })
    onClose()
  }
  return (
    <Dialog
      title={t('asOf.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <>
          <Button onPress={onClose}>{t('suspendDialog.keep')}</Button>
          <Button variant="primary" isBusy={isBusy} isDisabled={at === null} onPress={() => void save()}>
            {t('asOf.save')}
          </Button>
        </>
      }
    >
      <p>{t('asOf.text')}</p>
      <DateField label={t('asOf.day')} description={t('asOf.dayHint')} value={date} onChange={setDate} autoFocus />
      {known.problem ? <ProblemNotice problem={known.problem} onRetry={known.reload} /> : null}
      <p aria-live="polite">{known.data ? t('asOf.known', { count: known.data.total }) : null}</p>
      <Quiet>{t('asOf.proof')}</Quiet>
    </Dialog>
  )
}
