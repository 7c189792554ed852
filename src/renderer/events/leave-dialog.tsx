import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'

/** Leaves event mode; asks for the PIN where one is set, so that a visitor does not end up in the library. */
export function LeaveDialog(props: { pin: string; onClose: () => void; onLeave: () => void }) {
  const { t } = useTranslation('event')
  const [pin, setPin] = useState('')
  const [isWrong, setWrong] = useState(false)
  const leave = () => {
    if (pin === props.pin) return props.onLeave()
    setWrong(true)
    setPin('')
  }
  return (
    <Dialog
      title={t('leaveTitle')}
      isOpen
      size="small"
      onClose={props.onClose}
      footer={
        <>
          <Button size="large" onPress={props.onClose}>
            {t('stay')}
          </Button>
          <Button size="large" variant="primary" onPress={leave}>
            {t('leave')}
          </Button>
        </>
      }
    >
      <p>{t('leaveText')}</p>
      {props.pin ? (
        <TextField
          label={t('pin')}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          value={pin}
          onChange={setPin}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave()
            else event.continuePropagation()
          }}
          error={isWrong ? t('pinWrong') : null}
        />
      ) : null}
    </Dialog>
  )
}
