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

/**
 * Whether an award has an address on the web where its revocation can be read: then it was published there, or waits to be.
 * Of one that was neither taken back nor revoked.
 */
const isHosted = ({ unpublished, publishedAt }: AwardRow) => unpublished || publishedAt !== null

/** Asks why, shows what verifiers will read, and revokes for good. */
export function RevokeDialog(props: {
  awards: readonly AwardRow[]
  onClose: () => void
  onRevoked: (sentence: string) => void
}) {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  const { day } = useFormats()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const count = props.awards.length
  const unseen = props.awards.filter((award) => !isHosted(award)).length
  const isUnseen = unseen === count
  const revoke = async () => {
    setAsked(true)
    if (reason.trim() === '') return
    setBusy(true)
    const done = await run(() => client.awards.revoke({ ids: props.awards.map((award) => award.id), reason }))
    setBusy(false)
    const said = isUnseen ? 'revokedHere' : unseen > 0 ? 'revokedSome' : 'revoked'
    if (done) props.onRevoked(t(said, { count: done.revoked.length }))
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
          <Button variant="danger" isBusy={isBusy} onPress={() => void revoke()}>
            {t('revoke', { count, number: count })}
          </Button>
        </>
      }
    >
      <p>{isUnseen ? t('revokeDialog.noAddress', { count }) : t('revokeDialog.text')}</p>
      {unseen > 0 && !isUnseen ? <p>{t('revokeDialog.someNoAddress', { count: unseen })}</p> : null}
      <TextField
        label={t('revokeDialog.reason')}
        description={t(isUnseen ? 'revokeDialog.reasonHintHere' : 'revokeDialog.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        autoFocus
        error={
          isAsked && reason.trim() === ''
            ? t(isUnseen ? 'revokeDialog.reasonMissingHere' : 'revokeDialog.reasonMissing')
            : null
        }
      />
      {reason.trim() && !isUnseen ? (
        <Notice tone="info" title={t('revokeDialog.preview')}>
          {t('revokeDialog.previewText', { date: day(new Date().toISOString()), reason: reason.trim() })}
        </Notice>
      ) : null}
    </Dialog>
  )
}
