import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

/** Asks why, shows what verifiers will read, and puts awards on hold. */
export function SuspendDialog(props: {
  awards: readonly AwardRow[]
  onClose: () => void
  onSuspended: (sentence: string) => void
}) {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  const { day } = useFormats()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const count = props.awards.length
  const suspend = async () => {
    setAsked(true)
    if (reason.trim() === '') return
    setBusy(true)
    const done = await run(() => client.awards.suspend({ ids: props.awards.map((award) => award.id), reason }))
    setBusy(false)
    if (done) props.onSuspended(t('suspended', { count: done.suspended.length }))
  }
  return (
    <Dialog
      title={t('suspendDialog.title', { count, name: props.awards[0]?.personName })}
      isOpen
      onClose={props.onClose}
      isBusy={isBusy}
      footer={
        <>
          <Button onPress={props.onClose}>{t('suspendDialog.keep')}</Button>
          <Button variant="primary" isBusy={isBusy} onPress={() => void suspend()}>
            {t('suspend', { count, number: count })}
          </Button>
        </>
      }
    >
      <p>{t('suspendDialog.text')}</p>
      <TextField
        label={t('suspendDialog.reason')}
        description={t('suspendDialog.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        autoFocus
        error={isAsked && reason.trim() === '' ? t('suspendDialog.reasonMissing') : null}
      />
      <Notice tone="info" title={t('suspendDialog.preview')}>
        {t('suspendDialog.previewText', { date: day(new Date().toISOString()) })}
      </Notice>
      <p>{t('suspendDialog.olderFormat')}</p>
    </Dialog>
  )
}
