import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import { client } from '../api/client'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { useErrors } from '../ui/use-errors'
import { ReasonDialog } from './reason-dialog'

/**
 * Whether an award has an address on the web where its revocation can be read: then it was published there, or waits to be.
 * Of one that was neither taken back nor revoked.
 */
export const isHosted = ({ unpublished, publishedAt }: AwardRow) => unpublished || publishedAt !== null

/** Asks why, shows what verifiers will read, and revokes for good. */
export function RevokeDialog(props: {
  awards: readonly AwardRow[]
  onClose: () => void
  onRevoked: (sentence: string) => void
}) {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  const { day } = useFormats()
  const count = props.awards.length
  const unseen = props.awards.filter((award) => !isHosted(award)).length
  const isUnseen = unseen === count
  const revoke = async (reason: string) => {
    const done = await run(() => client.awards.revoke({ ids: props.awards.map((award) => award.id), reason }))
    const said = isUnseen ? 'revokedHere' : unseen > 0 ? 'revokedSome' : 'revoked'
    if (done) props.onRevoked(t(said, { count: done.revoked.length }))
  }
  return (
    <ReasonDialog
      title={t('revokeDialog.title', { count, name: props.awards[0]?.personName })}
      role="alertdialog"
      reason={{
        label: t('revokeDialog.reason'),
        hint: t(isUnseen ? 'revokeDialog.reasonHintHere' : 'revokeDialog.reasonHint'),
        missing: t(isUnseen ? 'revokeDialog.reasonMissingHere' : 'revokeDialog.reasonMissing'),
      }}
      below={(reason) =>
        reason.trim() && !isUnseen ? (
          <Notice tone="info" title={t('revokeDialog.preview')}>
            {t('revokeDialog.previewText', { date: day(new Date().toISOString()), reason: reason.trim() })}
          </Notice>
        ) : null
      }
      keep={t('revokeDialog.keep')}
      act={{ label: t('revoke', { count, number: count }), variant: 'danger', run: revoke }}
      onClose={props.onClose}
    >
      <p>{isUnseen ? t('revokeDialog.noAddress', { count }) : t('revokeDialog.text')}</p>
      {unseen > 0 && !isUnseen ? <p>{t('revokeDialog.someNoAddress', { count: unseen })}</p> : null}
    </ReasonDialog>
  )
}
