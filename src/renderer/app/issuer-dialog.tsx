import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Issuer } from '../../core/contract/issuers'
import { email as emailShape, webUrl } from '../../core/contract/shapes'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

type Draft = { name: string; email: string; url: string }

/** What is wrong with an issuer as typed: field names. */
export function issuerProblems({ name, email, url }: Draft): (keyof Draft)[] {
  const wrong: (keyof Draft)[] = []
  if (name.trim() === '') wrong.push('name')
  if (!emailShape.safeParse(email).success) wrong.push('email')
  if (!webUrl.safeParse(withScheme(url)).success) wrong.push('url')
  return wrong
}

/** People type `example.org`; an address needs its scheme. */
export const withScheme = (url: string): string => {
  const text = url.trim()
  return /^[\p{L}\p{N}]/u.test(text) && !/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? `https://${text}` : text
}

/** Asks who awards, where it is first needed; or changes it. `onSaved` gets the profile. */
export function IssuerDialog(props: {
  isOpen: boolean
  issuer?: Issuer | undefined
  onClose: () => void
  onSaved: (issuer: Issuer) => void
}) {
  const { t } = useTranslation('app')
  const { run } = useErrors()
  const { issuer } = props
  const [draft, setDraft] = useState<Draft>({
    name: issuer?.name ?? '',
    email: issuer?.email ?? '',
    url: issuer?.url ?? '',
  })
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const wrong = tried ? issuerProblems(draft) : []
  const save = async () => {
    setTried(true)
    const [first] = issuerProblems(draft)
    if (first) return document.getElementById(`issuer-${first}`)?.focus()
    setBusy(true)
    const saved = await run(() =>
      client.issuers.save({ ...(issuer ? { id: issuer.id } : {}), ...draft, url: withScheme(draft.url) }),
    )
    setBusy(false)
    if (saved) props.onSaved(saved)
  }
  return (
    <Dialog
      title={t('issuer.title')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      isBusy={isBusy}
      size="small"
      footer={
        <Button variant="primary" onPress={() => void save()} isBusy={isBusy}>
          {t('issuer.save')}
        </Button>
      }
    >
      <p>{t('issuer.sentence')}</p>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          id="issuer-name"
          label={t('issuer.name')}
          autoFocus
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          error={wrong.includes('name') ? t('issuer.invalidName') : null}
        />
        <TextField
          id="issuer-email"
          type="email"
          label={t('issuer.email')}
          description={t('issuer.emailNote')}
          value={draft.email}
          onChange={(email) => setDraft({ ...draft, email })}
          error={wrong.includes('email') ? t('issuer.invalidEmail') : null}
        />
        <TextField
          id="issuer-url"
          inputMode="url"
          label={t('issuer.url')}
          description={t('issuer.urlNote')}
          value={draft.url}
          onChange={(url) => setDraft({ ...draft, url })}
          error={wrong.includes('url') ? t('issuer.invalidUrl') : null}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}
