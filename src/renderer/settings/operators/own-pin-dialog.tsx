import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pin as pinShape } from '../../../core/contract/operators'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Stack } from '../../ui/page'
import { TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'

/** One's own PIN, with the present one. */
export function OwnPinDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('operators')
  const { run } = useErrors()
  const [presentPin, setPresentPin] = useState('')
  const [pin, setPin] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isWrong = !pinShape.safeParse(pin).success
  const save = async () => {
    setAsked(true)
    if (isWrong || !(await run(() => client.operators.setPin({ id, pin, presentPin })))) return
    showToast({ text: t('edit.pinChanged') })
    onClose()
  }
  return (
    <Dialog
      title={t('people.ownPin')}
      isOpen
      onClose={onClose}
      size="small"
      footer={
        <Button variant="primary" onPress={() => void save()}>
          {t('edit.save')}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack>
          <TextField
            type="password"
            autoFocus
            autoComplete="off"
            label={t('edit.presentPin')}
            value={presentPin}
            onChange={setPresentPin}
          />
          <TextField
            type="password"
            autoComplete="new-password"
            label={t('edit.newPin')}
            description={t('edit.pinNote')}
            value={pin}
            onChange={setPin}
            error={isAsked && isWrong ? t('edit.pinWrong') : null}
          />
          <input type="submit" hidden />
        </Stack>
      </form>
    </Dialog>
  )
}
