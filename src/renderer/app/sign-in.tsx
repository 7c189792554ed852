import { ArrowLeft, Delete } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OperatorName } from '../../core/contract/operators'
import { toProblem } from '../../core/problem'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { PersonMark } from '../ui/chip'
import { errorSentence } from '../ui/error-sentences'
import { Icon } from '../ui/icon'
import { Page, Row } from '../ui/page'
import { TextField } from '../ui/text-field'
import { useDesk } from './desk'
import css from './sign-in.module.css'

/** The whole window while nobody is signed in: who one is, then the PIN, by keys or by touch. */
export function SignIn({ names }: { names: readonly OperatorName[] }) {
  const { t } = useTranslation('operators')
  const lastId = useDesk((it) => it.lastId)
  const [chosenId, setChosenId] = useState(() => (names.length === 1 ? names[0]?.id : lastId) ?? null)
  const chosen = names.find(({ id }) => id === chosenId)
  return (
    <main className={css.screen}>
      <Page title={chosen ? t('signIn.hello', { name: chosen.displayName }) : t('signIn.who')} width="narrow">
        {chosen ? (
          <Pin key={chosen.id} username={chosen.username} />
        ) : (
          <ul className={css.names} aria-label={t('signIn.who')}>
            {names.map((it) => (
              <li key={it.id}>
                <AriaButton className={css.name ?? ''} onPress={() => setChosenId(it.id)}>
                  <PersonMark name={it.displayName} />
                  <span className={css.words}>
                    <strong>{it.displayName}</strong>
                    {it.role ? <small>{it.role}</small> : null}
                  </span>
                </AriaButton>
              </li>
            ))}
          </ul>
        )}
        {chosen && names.length > 1 ? (
          <Row>
            <Button variant="quiet" icon={ArrowLeft} onPress={() => setChosenId(null)}>
              {t('signIn.other')}
            </Button>
          </Row>
        ) : null}
      </Page>
    </main>
  )
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'erase'] as const

function Pin({ username }: { username: string }) {
  const { t } = useTranslation('operators')
  const input = useRef<HTMLInputElement>(null)
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const type = (text: string) => {
    setPin(text)
    setProblem(null)
  }
  const signIn = async () => {
    if (isBusy || pin === '') return
    setBusy(true)
    try {
      // What main tells of the desk then takes this screen away.
      await client.operators.signIn({ username, pin })
    } catch (error) {
      const found = toProblem(error)
      setPin('')
      if (found) {
        const { what, next } = errorSentence(found, t)
        setProblem(`${what} ${next}`)
      }
      input.current?.focus()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={css.pin}
      onSubmit={(event) => {
        event.preventDefault()
        void signIn()
      }}
    >
      <TextField
        type="password"
        autoFocus
        autoComplete="off"
        label={t('signIn.pin')}
        value={pin}
        onChange={type}
        error={problem}
        inputRef={input}
      />
      {/* For fingers; who has keys types. */}
      <div className={css.pad} role="group" aria-label={t('signIn.pad')}>
        {digits.map((digit) => (
          <AriaButton
            key={digit}
            excludeFromTabOrder
            className={css.digit ?? ''}
            {...(digit === 'erase' ? { 'aria-label': t('signIn.erase') } : {})}
            onPress={() => type(digit === 'erase' ? pin.slice(0, -1) : pin + digit)}
          >
            {digit === 'erase' ? <Icon icon={Delete} /> : digit}
          </AriaButton>
        ))}
      </div>
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {t('signIn.signIn')}
      </Button>
    </form>
  )
}
