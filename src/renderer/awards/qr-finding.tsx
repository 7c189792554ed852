import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkQr } from '../app/personal-pictures'
import type { QrCheck } from '../drawing'
import { Notice } from '../ui/notice'
import { useErrors } from '../ui/use-errors'
import type { Prepared } from './use-prepared'

/** What the app reads back from its own drawing: the QR code of the first person's picture. All are as long, so one says it. */
export function QrFinding({ prepared }: { prepared: Prepared }) {
  const { t } = useTranslation('personal')
  const { report } = useErrors()
  const [check, setCheck] = useState<QrCheck | null>(null)
  const first = JSON.stringify(prepared.rows[0]?.values ?? null)
  const { document: art } = prepared
  useEffect(() => {
    let isGone = false
    const values = JSON.parse(first) as Prepared['rows'][number]['values'] | null
    const reading = values === null ? Promise.resolve(null) : checkQr(art, values)
    reading.then(
      (found) => {
        if (!isGone) setCheck(found)
      },
      (error: unknown) => {
        if (!isGone) report(error)
      },
    )
    return () => {
      isGone = true
    }
  }, [art, first, report])
  if (!check) return null
  const { smallest, printMm: mm } = check
  if (smallest === null) return <Notice tone="warning">{t('qr.broken')}</Notice>
  return (
    <Notice tone={smallest === 600 ? 'warning' : 'info'}>
      {smallest === 600 ? t('qr.tooSmall', { mm }) : t('qr.works', { size: smallest, mm })}
      {check.needsInternet ? ` ${t('qr.internet')}` : null}
    </Notice>
  )
}
