import { Wrench } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromBase64, toBase64 } from '../../core/base64'
import { client } from '../api/client'
import { saveFile } from '../app/save-file'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import type { Checked } from './check-files'

const textChunks = ['iTXt', 'tEXt', 'zTXt']

/** For a PNG whose badge does not fit its checksum (`domain.md` row 9): a copy that can be read, saved and checked; nothing for every other. */
export function RepairCopy({ checked, onRepaired }: { checked: Checked; onRepaired: (copy: File) => void }) {
  const { t } = useTranslation('received')
  const { run } = useErrors()
  const [isBusy, setBusy] = useState(false)
  const { file, result } = checked
  const isRepairable = result.checks.some(
    ({ code, details }) =>
      code === 'damaged_png' && details.reason === 'bad_crc' && textChunks.includes(details.chunk ?? ''),
  )
  if (!isRepairable) return null
  const repair = () =>
    run(async () => {
      setBusy(true)
      try {
        const { bytes } = await client.verification.repair({ bytes: await toBase64(file) })
        const name = file.name.replace(/(\.png)?$/i, '-readable.png')
        const copy = new File([fromBase64(bytes)], name, { type: 'image/png' })
        saveFile(copy, name)
        showToast({ text: t('repair.done') })
        onRepaired(copy)
      } finally {
        setBusy(false)
      }
    })
  return (
    <>
      <p>{t('repair.words')}</p>
      <Button size="small" icon={Wrench} onPress={() => void repair()} isBusy={isBusy}>
        {t('repair.do')}
      </Button>
    </>
  )
}
