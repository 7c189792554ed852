import { Archive } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../core/base64'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import type { Checked } from './check-files'

/** Puts a badge of another issuer among the kept ones; nothing for what is no badge or the library's own. */
export function KeepBadge({ checked, onShow }: { checked: Checked; onShow: (id: string) => void }) {
  const { t } = useTranslation('received')
  const { run } = useErrors()
  const [isBusy, setBusy] = useState(false)
  const { file, address, result } = checked
  if (result.payloads.length === 0 || result.ownAwardId) return null
  const keep = () =>
    run(async () => {
      setBusy(true)
      try {
        // What was looked for online is kept with copies of what was found.
        const online = result.fetched.length > 0
        const { id } = await client.received.keep(
          address === undefined
            ? { file: { name: file.name.slice(0, 1000), bytes: await toBase64(file) }, online }
            : { address, online: true },
        )
        showToast({ text: t('kept.done'), action: { label: t('kept.show'), onPress: () => onShow(id) } })
      } finally {
        setBusy(false)
      }
    })
  return (
    <Button size="small" icon={Archive} onPress={() => void keep()} isBusy={isBusy}>
      {t('kept.keep')}
    </Button>
  )
}
