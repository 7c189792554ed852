import { useTranslation } from 'react-i18next'
import { ReasonDialog } from './reason-dialog'

/** Asks why people are awarded who lack a badge that is needed first. */
export function OverrideDialog(props: { onClose: () => void; onGiven: (reason: string) => void }) {
  const { t } = useTranslation('award')
  return (
    <ReasonDialog
      title={t('override.title')}
      reason={{ label: t('override.reason'), hint: t('override.hint'), missing: t('override.missing') }}
      below={() => null}
      keep={t('cancel')}
      act={{ label: t('override.go'), variant: 'primary', run: async (reason) => props.onGiven(reason.trim()) }}
      onClose={props.onClose}
    >
      <p>{t('override.text')}</p>
    </ReasonDialog>
  )
}
