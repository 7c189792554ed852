import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Issuer } from '../../core/contract/issuers'
import { httpsUrl } from '../../core/contract/shapes'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { RadioGroup } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import { withScheme } from './issuer-dialog'

/** The hosting address as it will be sealed (no trailing slash), or null where it cannot be one. */
export function hostingAddress(text: string): string | null {
  const url = withScheme(text)
  if (!httpsUrl.safeParse(url).success || /[?#]/.test(url)) return null
  return url.replace(/\/+$/, '')
}

/** Asks for the hosting address once, before the first bake; "not yet" is an answer, and its meaning is said. */
export function HostingDialog(props: {
  isOpen: boolean
  issuer: Issuer
  onClose: () => void
  onSaved: (issuer: Issuer) => void
}) {
  const { t } = useTranslation('app')
  const { run } = useErrors()
  const { issuer } = props
  const [choice, setChoice] = useState<'yes' | 'no' | null>(
    issuer.baseUrl ? 'yes' : issuer.hostingDecided ? 'no' : null,
  )
  const [text, setText] = useState(issuer.baseUrl ?? '')
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const address = hostingAddress(text)
  const save = async () => {
    setTried(true)
    if (choice === null) return
    if (choice === 'yes' && !address) return document.getElementById('hosting-address')?.focus()
    setBusy(true)
    const saved = await run(() =>
      client.issuers.setHosting({ id: issuer.id, baseUrl: choice === 'yes' ? address : null }),
    )
    setBusy(false)
    if (saved) props.onSaved(saved)
  }
  return (
    <Dialog
      title={t('hosting.title')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      isBusy={isBusy}
      footer={
        <Button variant="primary" onPress={() => void save()} isBusy={isBusy}>
          {t('hosting.save')}
        </Button>
      }
    >
      <p>{t('hosting.sentence')}</p>
      <RadioGroup
        label={t('hosting.title')}
        hideLabel
        value={choice}
        onChange={setChoice}
        error={tried && choice === null ? t('hosting.choose') : null}
        options={[
          { value: 'yes', label: t('hosting.yes'), description: t('hosting.yesNote') },
          { value: 'no', label: t('hosting.no'), description: t('hosting.noNote') },
        ]}
      />
      {choice === 'yes' ? (
        <TextField
          id="hosting-address"
          inputMode="url"
          label={t('hosting.address')}
          description={t('hosting.addressNote')}
          value={text}
          onChange={setText}
          error={tried && !address ? t('hosting.invalid') : null}
        />
      ) : null}
    </Dialog>
  )
}
