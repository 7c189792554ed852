import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyFacts } from '../../../core/contract/keys'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { RadioGroup } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'

const reasons = ['rotated', 'lost', 'stolen'] as const
type Reason = (typeof reasons)[number]

/** Replaces a key, or puts it away where it is lost or not secret any more; each reason says what it means. */
export function ReplaceDialog(props: { facts: KeyFacts; reason: Reason | null; onClose: () => void }) {
  const { t } = useTranslation(['keys', 'ui'])
  const { run } = useErrors()
  const [reason, setReason] = useState<Reason>(props.reason ?? 'rotated')
  const [isBusy, setBusy] = useState(false)
  const { id, kind } = props.facts
  const noteOf = (value: Reason) =>
    value === 'stolen' && kind === 'rsa' ? t('replaceDialog.stolenRsaNote') : t(`replaceDialog.${value}Note`)
  const replace = async () => {
    setBusy(true)
    const done = await run(() =>
      reason === 'rotated' ? client.keys.rotate({ id }) : client.keys.retire({ id, reason }),
    )
    setBusy(false)
    if (!done) return
    showToast({ text: t(`replaceDialog.done.${reason}`) })
    props.onClose()
  }
  return (
    <Dialog
      title={t('replaceDialog.title')}
      isOpen
      onClose={props.onClose}
      isBusy={isBusy}
      role="alertdialog"
      footer={
        <>
          <Button onPress={props.onClose} isDisabled={isBusy}>
            {t('ui:cancel')}
          </Button>
          <Button variant={reason === 'rotated' ? 'primary' : 'danger'} onPress={() => void replace()} isBusy={isBusy}>
            {t(`replaceDialog.confirm.${reason}`)}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t('replaceDialog.why')}
        value={reason}
        onChange={setReason}
        options={reasons.map((value) => ({
          value,
          label: t(`replaceDialog.${value}`),
          description: noteOf(value),
        }))}
      />
    </Dialog>
  )
}
