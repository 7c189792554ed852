import { Download, RefreshCw, Shapes, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromBase64 } from '../../core/base64'
import type { ReadReceivedBadge } from '../../core/contract/received'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { navigate } from '../app/navigation'
import { saveFile } from '../app/save-file'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/dialog'
import { useFormats } from '../ui/format'
import { announce } from '../ui/live-region'
import { Notice } from '../ui/notice'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { AskedAddresses } from './asked-addresses'
import { AskOnline } from './ask-online'
import { pictureAsPng } from './picture-as-png'
import { VerdictCard } from './verdict-card'
import css from './verify-page.module.css'

/** One kept badge: its last verdict, and what can be done with it. */
export function KeptBadge({ id, onGone }: { id: string; onGone: () => void }) {
  const { t } = useTranslation('received')
  const badge = useCall(['received', id], (signal) => client.received.read({ id }, { signal }), ['received.saved'])
  const file = useCall(['receivedFile', id], async (signal) => {
    const { name, bytes } = await client.received.file({ id }, { signal })
    return new File([fromBase64(bytes)], name)
  })
  const problem = badge.problem ?? file.problem
  return (
    <>
      {problem ? <ProblemNotice problem={problem} onRetry={badge.problem ? badge.reload : file.reload} /> : null}
      {!problem && !(badge.data && file.data) ? <p role="status">{t('list.reading')}</p> : null}
      {badge.data && file.data ? <Kept badge={badge.data} file={file.data} onGone={onGone} /> : null}
      {/* A badge whose file is lost can still be forgotten. */}
      {badge.data && file.problem ? <Remove badge={badge.data} onGone={onGone} /> : null}
    </>
  )
}

function Kept({ badge, file, onGone }: { badge: ReadReceivedBadge; file: File; onGone: () => void }) {
  const { t } = useTranslation('received')
  const { t: say } = useTranslation('verification')
  const { day } = useFormats()
  const { run } = useErrors()
  const [busy, setBusy] = useState<'offline' | 'online' | 'modelling' | null>(null)
  const { id, result, copies } = badge

  const during = (what: NonNullable<typeof busy>, act: () => Promise<void>) =>
    run(async () => {
      setBusy(what)
      try {
        await act()
      } finally {
        setBusy(null)
      }
    })
  const check = (online: boolean) =>
    during(online ? 'online' : 'offline', async () => {
      const { verdict } = await client.received.recheck({ id, online })
      announce(say('announced', { name: badge.badgeName, verdict: say(`verdict.${verdict}.title`) }))
    })
  const model = () =>
    during('modelling', async () => {
      const picture = /\.svg$/i.test(file.name) ? await pictureAsPng(file) : undefined
      const { badgeId, badgeName, issuerName } = await client.received.toBadge({ id, ...(picture ? { picture } : {}) })
      showToast({ text: t('model.done', { badge: badgeName || file.name, issuer: issuerName || t('list.noIssuer') }) })
      navigate({ page: 'badge', badgeId })
    })
  return (
    <>
      {badge.rescued ? (
        <Notice tone="warning" title={t('rescued.title')}>
          {copies.length > 0 ? t('rescued.copies', { count: copies.length }) : t('rescued.none')}
        </Notice>
      ) : null}
      <p className={css.keptFacts}>
        {t('facts', { received: day(badge.receivedAt), checked: day(badge.checkedAt) })}{' '}
        {copies.length > 0 ? t('copies', { count: copies.length }) : ''}
      </p>
      <VerdictCard
        checked={{ key: id, file, result }}
        more={<AskedAddresses fetched={result.fetched} />}
        actions={
          <>
            <AskOnline result={result} isBusy={busy === 'online'} onAsk={() => void check(true)} />
            <div className={css.own}>
              <Button size="small" icon={RefreshCw} onPress={() => void check(false)} isBusy={busy === 'offline'}>
                {t('again')}
              </Button>
              <Button size="small" icon={Download} onPress={() => saveFile(file, file.name)}>
                {t('save')}
              </Button>
              <Button size="small" icon={Shapes} onPress={() => void model()} isBusy={busy === 'modelling'}>
                {t('model.do')}
              </Button>
              <Remove badge={badge} onGone={onGone} />
            </div>
          </>
        }
      />
    </>
  )
}

/** Forgets a kept badge, once it was asked whether that is meant. */
function Remove({ badge, onGone }: { badge: ReadReceivedBadge; onGone: () => void }) {
  const { t } = useTranslation('received')
  const { report } = useErrors()
  const [isAsking, setAsking] = useState(false)
  const remove = async () => {
    try {
      await client.received.remove({ id: badge.id })
    } catch (error) {
      report(error)
      throw error
    }
    showToast({ text: t('remove.done') })
    onGone()
  }
  return (
    <>
      <Button size="small" icon={Trash2} onPress={() => setAsking(true)}>
        {t('remove.do')}
      </Button>
      <ConfirmDialog
        title={t('remove.title', { name: badge.badgeName || badge.fileName })}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirm={t('remove.confirm')}
        danger
        onConfirm={remove}
      >
        {t('remove.sentence')}
      </ConfirmDialog>
    </>
  )
}
