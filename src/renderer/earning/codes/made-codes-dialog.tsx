import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge } from '../../../core/contract/badges'
import type { CodeBatch, NewCode } from '../../../core/contract/codes'
import { Button } from '../../ui/button'
import { ConfirmDialog, Dialog } from '../../ui/dialog'
import { useFormats } from '../../ui/format'
import { Notice } from '../../ui/notice'
import { Stack } from '../../ui/page'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import css from './codes.module.css'
import { SaveSheet } from './save-sheet'
import { useIssuerName } from './use-issuer-name'

export type Made = { batch: CodeBatch; codes: NewCode[] }

/** The codes that were just made: they are told this once, so that is where they are printed or copied. */
export function MadeCodesDialog(props: { made: Made; badge: Badge; onClose: () => void }) {
  const { t } = useTranslation('codes')
  const { run } = useErrors()
  const { day } = useFormats()
  const issuer = useIssuerName(props.badge)
  const { batch, codes } = props.made
  const [isKept, setKept] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const until = batch.expiresAt === null ? '' : t('card.until', { date: day(batch.expiresAt) })
  const sentence = [t(batch.kind === 'reserved' ? 'card.reserved' : 'card.bring', { issuer }), until].join(' ').trim()
  const cards = codes.map(({ code, number }) => ({
    code,
    badge: batch.badgeName,
    sentence,
    number: t('card.number', { number }),
    batch: batch.name,
  }))
  const copy = async () => {
    const lines = codes.map(({ number, code, reservedFor }) => [number, code, reservedFor ?? ''].join('\t').trimEnd())
    const done = await run(() => navigator.clipboard.writeText(lines.join('\n')).then(() => true))
    if (!done) return
    setKept(true)
    showToast({ text: t('made.copied', { count: codes.length }) })
  }
  if (isLeaving)
    return (
      <ConfirmDialog
        title={t('made.leaveTitle')}
        isOpen
        danger
        confirm={t('made.leave')}
        onClose={() => setLeaving(false)}
        onConfirm={props.onClose}
      >
        <p>{t('made.leaveText')}</p>
      </ConfirmDialog>
    )
  return (
    <Dialog
      title={t('made.title', { count: codes.length })}
      isOpen
      size="large"
      onClose={() => (isKept ? props.onClose() : setLeaving(true))}
      footer={
        <>
          <Button icon={Copy} onPress={() => void copy()}>
            {t('made.copy')}
          </Button>
          <Button onPress={() => (isKept ? props.onClose() : setLeaving(true))}>{t('made.done')}</Button>
        </>
      }
    >
      <Stack>
        <Notice tone="info">{t('made.once')}</Notice>
        <SaveSheet
          cards={cards}
          title={batch.name}
          pictureSha256={props.badge.pictureSha256}
          onSaved={() => setKept(true)}
        />
        <ol className={css.codes} aria-label={t('made.list')} tabIndex={0}>
          {codes.map(({ id, number, code, reservedFor }) => (
            <li key={id} value={number}>
              <span className={css.code}>{code}</span>
              {reservedFor ? <small>{reservedFor}</small> : null}
            </li>
          ))}
        </ol>
      </Stack>
    </Dialog>
  )
}
