import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { errorSentence } from '../ui/error-sentences'
import { toProblem } from '../../core/problem'
import { TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { useLibrary } from './library-facts'

/** Asks for the passphrase of the signing key, or has one chosen where there is no key yet or it lies unprotected. */
export function UnlockDialog(props: { isOpen: boolean; onClose: () => void; onUnlocked?: () => void }) {
  const { t } = useTranslation('app')
  const isFirst = !useLibrary().library.hasPassphrase
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const unlock = async () => {
    if (passphrase.length < 8) return setProblem(t('unlock.tooShort'))
    if (isFirst && passphrase !== again) return setProblem(t('unlock.different'))
    setBusy(true)
    try {
      await client.library.unlock({ passphrase })
      showToast({ text: t('unlock.done') })
      props.onClose()
      props.onUnlocked?.()
    } catch (error) {
      const found = toProblem(error)
      if (!found) return
      const { what, next } = errorSentence(found, t)
      setProblem(`${what} ${next}`)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t(isFirst ? 'unlock.titleFirst' : 'unlock.title')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      isBusy={isBusy}
      size="small"
      footer={
        <Button variant="primary" onPress={() => void unlock()} isBusy={isBusy}>
          {t(isFirst ? 'unlock.set' : 'unlock.unlock')}
        </Button>
      }
    >
      <p>{t(isFirst ? 'unlock.sentenceFirst' : 'unlock.sentence')}</p>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          void unlock()
        }}
      >
        <TextField
          type="password"
          autoFocus
          autoComplete={isFirst ? 'new-password' : 'current-password'}
          label={t('unlock.passphrase')}
          value={passphrase}
          onChange={(text) => {
            setPassphrase(text)
            setProblem(null)
          }}
          error={problem}
        />
        {isFirst ? (
          <TextField
            type="password"
            autoComplete="new-password"
            label={t('unlock.again')}
            value={again}
            onChange={setAgain}
          />
        ) : null}
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}
