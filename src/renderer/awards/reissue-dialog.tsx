import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import { client } from '../api/client'
import { useErrors } from '../ui/use-errors'
import { ReasonDialog } from './reason-dialog'
import { isHosted } from './revoke-dialog'

/** Asks why, and puts new awards of the current version in the place of old ones. */
export function ReissueDialog(props: {
  awards: readonly AwardRow[]
  onClose: () => void
  onReissued: (sentence: string) => void
}) {
  const { t } = useTranslation('ledger')
  const { run } = useErrors()
  const count = props.awards.length
  const unseen = props.awards.filter((award) => award.withdrawable).length
  /** Revoked where nobody outside can see it. */
  const isHere = props.awards.every((award) => award.withdrawable || !isHosted(award))
  const what =
    unseen === count ? 'reissueDialog.takenBack' : isHere ? 'reissueDialog.revokedHere' : 'reissueDialog.revoked'
  const reissue = async (reason: string) => {
    const done = await run(() => client.awards.reissue({ ids: props.awards.map((award) => award.id), reason }))
    if (!done) return
    const said = [t('reissued', { count: done.reissued.length })]
    if (done.refused.length > 0) said.push(t('reissueDialog.refused', { count: done.refused.length }))
    if (done.refused.some((it) => it.reason === 'needs_pictures')) said.push(t('reissueDialog.needsPictures'))
    props.onReissued(said.join(' '))
  }
  return (
    <ReasonDialog
      title={t('reissueDialog.title', { count, name: props.awards[0]?.personName })}
      reason={{
        label: t('reissueDialog.reason'),
        hint: t(isHere ? 'reissueDialog.reasonHintHere' : 'reissueDialog.reasonHint'),
        missing: t('reissueDialog.reasonMissing'),
      }}
      below={() => null}
      keep={t('revokeDialog.keep')}
      act={{ label: t('reissue', { count, number: count }), variant: 'primary', run: reissue }}
      onClose={props.onClose}
    >
      <p>{t('reissueDialog.text', { count })}</p>
      <p>{t(what, { count })}</p>
    </ReasonDialog>
  )
}
