import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromBase64 } from '../../../core/base64'
import { type IssuerKeys, shortestPassphrase } from '../../../core/contract/keys'
import { passphraseStrength } from '../../../core/keys/passphrase-strength'
import { client } from '../../api/client'
import { saveFile } from '../../app/save-file'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import css from './keys.module.css'

/** Asks for the passphrase of a backup file, twice, and saves the file. */
export function BackUpDialog(props: { issuer: IssuerKeys; ids: string[]; onClose: () => void }) {
  const { t } = useTranslation('keys')
  const { run } = useErrors()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const strength = passphraseStrength(passphrase)
  const isDifferent = passphrase !== again
  const save = async () => {
    setTried(true)
    if (strength === 'short' || isDifferent) return
    setBusy(true)
    const made = await run(() => client.keys.backUp({ ids: props.ids, passphrase }))
    setBusy(false)
    if (!made) return
    saveFile(new Blob([fromBase64(made.content)], { type: 'application/json' }), made.fileName)
    const told = [
      t('backUpDialog.done', { count: made.keys }),
      ...(made.leftOut.length > 0 ? [t('backUpDialog.leftOut', { count: made.leftOut.length })] : []),
    ]
    showToast({ text: told.join(' '), tone: made.leftOut.length > 0 ? 'warning' : 'success' })
    props.onClose()
  }
  return (
    <Dialog
      title={t('backUpDialog.title')}
      isOpen
      onClose={props.onClose}
      isBusy={isBusy}
      size="small"
      footer={
        <Button variant="primary" onPress={() => void save()} isBusy={isBusy}>
          {t('backUpDialog.save')}
        </Button>
      }
    >
      <p>{t('backUpDialog.sentence', { count: props.ids.length, issuer: props.issuer.issuerName })}</p>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          type="password"
          autoFocus
          autoComplete="new-password"
          label={t('backUpDialog.passphrase')}
          description={
            passphrase === '' ? (
              t('backUpDialog.passphraseNote')
            ) : (
              <span className={css.strength} data-strength={strength}>
                {t(`backUpDialog.strength.${strength}`)}
              </span>
            )
          }
          value={passphrase}
          onChange={setPassphrase}
          error={isTried && strength === 'short' ? t('backUpDialog.short', { count: shortestPassphrase }) : null}
        />
        <TextField
          type="password"
          autoComplete="new-password"
          label={t('backUpDialog.again')}
          value={again}
          onChange={setAgain}
          error={isTried && strength !== 'short' && isDifferent ? t('backUpDialog.different') : null}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}
