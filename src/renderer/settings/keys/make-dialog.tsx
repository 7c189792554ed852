import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IssuerKeys, keyKind, type KeyKind } from '../../../core/contract/keys'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { RadioGroup } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'

/** Makes a key before its first use, of a kind that the issuer has not. */
export function MakeDialog({ issuer, onClose }: { issuer: IssuerKeys; onClose: () => void }) {
  const { t } = useTranslation('keys')
  const { run } = useErrors()
  const has = new Set(issuer.keys.filter((key) => key.retiredAt === null).map((key) => key.kind))
  const kinds = keyKind.options.filter((kind) => !has.has(kind))
  const [kind, setKind] = useState<KeyKind | null>(kinds[0] ?? null)
  const [isBusy, setBusy] = useState(false)
  const make = async () => {
    if (kind === null) return
    setBusy(true)
    const made = await run(() => client.keys.make({ issuerId: issuer.issuerId, kind }))
    setBusy(false)
    if (!made) return
    showToast({ text: t('makeDialog.done') })
    onClose()
  }
  return (
    <Dialog
      title={t('makeDialog.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      size="small"
      footer={
        <Button variant="primary" onPress={() => void make()} isBusy={isBusy}>
          {t('makeDialog.make')}
        </Button>
      }
    >
      <p>{t('makeDialog.sentence')}</p>
      <RadioGroup
        label={t('makeDialog.kind')}
        value={kind}
        onChange={setKind}
        options={kinds.map((it) => ({ value: it, label: t(`kinds.${it}`), description: t(`algorithms.${it}`) }))}
      />
    </Dialog>
  )
}
