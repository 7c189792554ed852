import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'

/** Who confirms, and the PIN that proves it; kept nowhere. */
export type Confirmation = { username: string; pin: string }

/** Asks a second person to confirm what the first one is about to award. */
export function ConfirmDialog(props: { count: number; onClose: () => void; onGiven: (given: Confirmation) => void }) {
  const { t } = useTranslation('award')
  const [username, setUsername] = useState('')
  const [pin, setPin] = useState('')
  const isComplete = username.trim() !== '' && pin !== ''
  const give = () => {
    if (isComplete) props.onGiven({ username: username.trim(), pin })
  }
  return (
    <Dialog
      title={t('confirm.title', { count: props.count })}
      isOpen
      onClose={props.onClose}
      size="small"
      footer={
        <>
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={!isComplete} onPress={give}>
            {t('confirm.go')}
          </Button>
        </>
      }
    >
      <p>{t('confirm.text')}</p>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          give()
        }}
      >
        <TextField
          label={t('confirm.username')}
          autoFocus
          autoComplete="off"
          maxLength={100}
          value={username}
          onChange={setUsername}
        />
        <TextField
          type="password"
          autoComplete="off"
          label={t('confirm.pin')}
          maxLength={100}
          value={pin}
          onChange={setPin}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}
