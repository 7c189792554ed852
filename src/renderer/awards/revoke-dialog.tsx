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

/** Asks why, shows what verifiers will read, and revokes for good. */
export function RevokeDialog(props: {
  awards: readonly AwardRow[]
  onClose: () => void
  onRevoked: (revoked: number) => void
}) {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  const { day } = useFormats()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const count = props.awards.length
  const revoke = async () => {
    setAsked(true)
    if (reason.trim() === '') return
    setBusy(true)
    const done = await run(() => client.awards.revoke({ ids: props.awards.map((award) => award.id), reason }))
    setBusy(false)
    if (done) props.onRevoked(done.revoked.length)
  }
  return (
    <Dialog
      title={t('revokeDialog.title', { count, name: props.awards[0]?.personName })}
      isOpen
      onClose={props.onClose}
      isBusy={isBusy}
      role="alertdialog"
      footer={
        <>
          <Button onPress={props.onClose}>{t('revokeDialog.keep')}</Button>
          <Button variant="danger" isDisabled={isBusy} onPress={() => void revoke()}>
            {t('revoke', { count, number: count })}
          </Button>
        </>
      }
    >
      <p>{t('revokeDialog.text')}</p>
      <TextField
        label={t('revokeDialog.reason')}
        description={t('revokeDialog.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        autoFocus
        error={isAsked && reason.trim() === '' ? t('revokeDialog.reasonMissing') : null}
      />
      {reason.trim() ? (
        <Notice tone="info" title={t('revokeDialog.preview')}>
          {t('revokeDialog.previewText', { date: day(new Date().toISOString()), reason: reason.trim() })}
        </Notice>
      ) : null}
    </Dialog>
  )
}
