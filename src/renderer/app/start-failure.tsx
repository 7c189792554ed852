import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { RestoreLibraryDialog } from '../settings/whole-library-dialogs'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/dialog'
import { errorSentence } from '../ui/error-sentences'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { Page, Quiet, Row, Section } from '../ui/page'
import type { Problem } from '../../core/problem'
import { useErrors } from '../ui/use-errors'
import css from './start-failure.module.css'

/** Shown instead of the app where the library cannot be opened: what happened, that it was not touched, and the way out. */
export function StartFailure({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation('app')
  const { what, safe, next } = errorSentence(problem, t)
  return (
    <main className={css.screen}>
      <Page title={what} width="narrow">
        <p>{safe}</p>
        <p>{next}</p>
        <Row>
          <Button variant="primary" onPress={onRetry}>
            {t('start.tryAgain')}
          </Button>
        </Row>
        {problem.code === 'library_damaged' ? (
          <>
            <Backups />
            <SealedLibrary />
          </>
        ) : null}
      </Page>
    </main>
  )
}

function Backups() {
  const { t } = useTranslation('app')
  const format = useFormats()
  const { run } = useErrors()
  const backups = useCall(['backups'], (signal) => client.library.backups(undefined, { signal }))
  const [picked, setPicked] = useState<string | null>(null)
  const [setAside, setSetAside] = useState<string | null>(null)
  if (setAside !== null)
    return (
      <Notice tone="success" title={t('start.restored')}>
        {t('start.setAside', { name: setAside })}
      </Notice>
    )
  if (!backups.data || backups.data.length === 0) return null
  return (
    <Section title={t('start.backups')} description={t('start.backupsSentence')}>
      <ul className={css.backups}>
        {backups.data.map((backup) => (
          <li key={backup.name}>
            <span>
              {format.time(backup.at)}
              <br />
              <Quiet>{t('start.backupHolds', { count: backup.awards, size: format.bytes(backup.bytes) })}</Quiet>
            </span>
            <Button onPress={() => setPicked(backup.name)}>{t('start.restore')}</Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={t('start.confirmTitle')}
        isOpen={picked !== null}
        onClose={() => setPicked(null)}
        confirm={t('start.restore')}
        onConfirm={async () => {
          if (picked === null) return
          const result = await run(() => client.library.restore({ name: picked }))
          if (result) setSetAside(result.setAside)
        }}
      >
        <p>{t('start.confirmSentence')}</p>
      </ConfirmDialog>
    </Section>
  )
}

/** The other way out: a library that was saved in one file. */
function SealedLibrary() {
  const { t } = useTranslation('app')
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t('start.sealed')} description={t('start.sealedSentence')}>
      <Row>
        <Button onPress={() => setOpen(true)}>{t('start.chooseSealed')}</Button>
      </Row>
      {isOpen ? <RestoreLibraryDialog onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
