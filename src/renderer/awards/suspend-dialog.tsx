import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import { client } from '../api/client'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { useErrors } from '../ui/use-errors'
import { ReasonDialog } from './reason-dialog'

/** Asks why, shows what verifiers will read, and puts awards on hold. */
export function SuspendDialog(props: {
  awards: readonly AwardRow[]
  onClose: () => void
  onSuspended: (sentence: string) => void
}) {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  const { day } = useFormats()
  const count = props.awards.length
  const suspend = async (reason: string) => {
    const done = await run(() => client.awards.suspend({ ids: props.awards.map((award) => award.id), reason }))
    if (done) props.onSuspended(t('suspended', { count: done.suspended.length }))
  }
  return (
    <ReasonDialog
      title={t('suspendDialog.title', { count, name: props.awards[0]?.personName })}
      reason={{
        label: t('suspendDialog.reason'),
        hint: t('suspendDialog.reasonHint'),
        missing: t('suspendDialog.reasonMissing'),
      }}
      below={() => (
        <>
          <Notice tone="info" title={t('suspendDialog.preview')}>
            {t('suspendDialog.previewText', { date: day(new Date().toISOString()) })}
          </Notice>
          <p>{t('suspendDialog.olderFormat')}</p>
        </>
      )}
      keep={t('suspendDialog.keep')}
      act={{ label: t('suspend', { count, number: count }), variant: 'primary', run: suspend }}
      onClose={props.onClose}
    >
      <p>{t('suspendDialog.text')}</p>
    </ReasonDialog>
  )
}
