import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { email as emailShape } from '../../core/contract/shapes'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { type FieldKey, TextField } from '../ui/text-field'

/** Somebody who just came in: a name is enough, the address may come later. */
export function WalkInDialog(props: {
  name: string
  onClose: () => void
  onAdd: (name: string, email: string | null) => void
}) {
  const { t } = useTranslation('event')
  const [name, setName] = useState(props.name)
  const [email, setEmail] = useState('')
  const [isAsked, setAsked] = useState(false)
  const wrongEmail = email.trim() !== '' && !emailShape.safeParse(email).success
  const add = () => {
    setAsked(true)
    if (name.trim() !== '' && !wrongEmail) props.onAdd(name.trim(), email.trim() || null)
  }
  const onKeyDown = (event: FieldKey) => {
    if (event.key === 'Enter') add()
    else event.continuePropagation()
  }
  return (
    <Dialog
      title={t('walkIn')}
      isOpen
      size="small"
      onClose={props.onClose}
      footer={
        <>
          <Button size="large" onPress={props.onClose}>
            {t('cancel')}
          </Button>
          <Button size="large" variant="primary" onPress={add}>
            {t('addAndAward')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('walkInName')}
        value={name}
        onChange={setName}
        onKeyDown={onKeyDown}
        autoFocus
        maxLength={255}
        error={isAsked && name.trim() === '' ? t('walkInNameMissing') : null}
      />
      <TextField
        label={t('walkInEmail')}
        description={t('walkInEmailHint')}
        optional
        type="email"
        value={email}
        onChange={setEmail}
        onKeyDown={onKeyDown}
        error={isAsked && wrongEmail ? t('walkInEmailWrong') : null}
      />
    </Dialog>
  )
}
