import { Globe } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { TextField } from '../ui/text-field'
import { readWebAddress } from './read-web-address'
import css from './verify-page.module.css'

/** A badge by its address. Pressing the button is what allows the network. */
export function AddressForm({ onCheck }: { onCheck: (address: string) => void }) {
  const { t } = useTranslation('received')
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      className={css.compare}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const address = readWebAddress(text)
        setWrong(address === null)
        if (address !== null) onCheck(address)
      }}
    >
      <TextField
        label={t('address.label')}
        description={t('address.hint')}
        error={isWrong ? t('address.wrong') : undefined}
        type="url"
        autoComplete="off"
        maxLength={2048}
        value={text}
        onChange={(value) => {
          setText(value)
          setWrong(false)
        }}
      />
      <Button type="submit" icon={Globe}>
        {t('address.do')}
      </Button>
    </form>
  )
}
