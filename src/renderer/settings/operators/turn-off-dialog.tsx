import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Stack } from '../../ui/page'
import { TextField } from '../../ui/text-field'
import { useErrors } from '../../ui/use-errors'

/** Gives the library back to everybody; asks whoever does it for their own PIN. */
export function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operators')
  const { run } = useErrors()
  const [pin, setPin] = useState('')
  const stop = async () => {
    if (await run(() => client.operators.turnOff({ pin }))) onClose()
    else setPin('')
  }
  return (
    <Dialog
      title={t('people.stopTitle')}
      isOpen
      onClose={onClose}
      size="small"
      footer={
        <Button variant="danger" onPress={() => void stop()} isDisabled={pin === ''}>
          {t('people.stopConfirm')}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (pin !== '') void stop()
        }}
      >
        <Stack>
          <p>{t('people.stopSentence')}</p>
          <TextField
            type="password"
            autoFocus
            autoComplete="off"
            label={t('edit.presentPin')}
            value={pin}
            onChange={setPin}
          />
          <input type="submit" hidden />
        </Stack>
      </form>
    </Dialog>
  )
}
