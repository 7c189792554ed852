import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { damage } from '../../core/contract/library'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { useLibrary } from '../app/library-facts'
import { useMay } from '../app/may'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { ConfirmDialog } from '../ui/dialog'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { Section, Stack } from '../ui/page'
import { Progress } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import css from './settings-page.module.css'

/** Copies of the library: the last one, one now, and back to one of them. */
export function BackupsPart() {
  const { t } = useTranslation('settings')
  const format = useFormats()
  const { library } = useLibrary()
  const { run } = useErrors()
  const mayRestore = useMay('library.restore')
  const backups = useCall(['backups'], (signal) => client.library.backups(undefined, { signal }), ['library.backed_up'])
  const [isWorking, setWorking] = useState(false)
  const [restoring, setRestoring] = useState<{ name: string; at: string } | null>(null)
  const [setAside, setSetAside] = useState<string | null>(null)
  const backUp = async () => {
    setWorking(true)
    if (await run(() => client.library.backUp())) {
      showToast({ text: t('backups.made') })
      backups.reload()
    }
    setWorking(false)
  }
  const rows = backups.data ?? []
  return (
    <Section id="backups" title={t('backups.title')} description={t('backups.sentence')}>
      {setAside === null ? null : (
        <Notice tone="success" title={t('backups.restored')}>
          {t('backups.setAside', { name: setAside })}
        </Notice>
      )}
      <Card>
        <Stack>
          <div className={css.fact}>
            <span>
              {library.lastBackupAt
                ? t('backups.last', { time: format.time(library.lastBackupAt) })
                : t('backups.never')}
            </span>
            <Button onPress={() => void backUp()} isDisabled={isWorking}>
              {t(isWorking ? 'backups.working' : 'backups.now')}
            </Button>
          </div>
          {backups.problem ? <ProblemNotice problem={backups.problem} onRetry={backups.reload} /> : null}
          {rows.length > 0 ? (
            <ul className={css.list} aria-label={t('backups.list')}>
              {rows.map((backup) => (
                <li key={backup.name}>
                  <span>
                    {format.time(backup.at)}
                    <br />
                    <span className={css.quiet}>
                      {t('backups.holds', { count: backup.awards, size: format.bytes(backup.bytes) })}
                    </span>
                  </span>
                  {mayRestore ? (
                    <Button size="small" onPress={() => setRestoring(backup)}>
                      {t('backups.restore')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : null}
          <div className={css.quiet}>
            <p>{t('backups.beside')}</p>
            {library.secretStore === 'platform' ? <p>{t('backups.besideSealed')}</p> : null}
            <p>{t('backups.folder', { folder: library.folder })}</p>
          </div>
        </Stack>
      </Card>
      <ConfirmDialog
        title={t('backups.restoreTitle')}
        isOpen={restoring !== null}
        onClose={() => setRestoring(null)}
        confirm={t('backups.restore')}
        danger
        onConfirm={async () => {
          if (!restoring) return
          const result = await run(() => client.library.restore({ name: restoring.name }))
          if (result) setSetAside(result.setAside)
        }}
      >
        <p>{t('backups.restoreSentence', { time: restoring ? format.time(restoring.at) : '' })}</p>
      </ConfirmDialog>
    </Section>
  )
}

type Checked = { awards: number; pictures: number; damaged: z.infer<typeof damage>[] }

/** Looks at every document, signature and picture, and names what is damaged. */
export function CheckPart() {
  const { t } = useTranslation('settings')
  const job = useRun<Checked>()
  const { result } = job
  return (
    <Section id="check" title={t('check.title')} description={t('check.sentence')}>
      <Card>
        <Stack>
          {job.state === 'running' ? (
            <Progress label={t('check.running')} {...job.step} onCancel={job.cancel} />
          ) : (
            <div>
              <Button onPress={() => void job.start((signal) => client.library.check(undefined, { signal }))}>
                {t('check.run')}
              </Button>
            </div>
          )}
          {job.state === 'cancelled' ? <Notice>{t('check.cancelled')}</Notice> : null}
          {job.problem ? <ProblemNotice problem={job.problem} /> : null}
          {result && result.damaged.length === 0 ? (
            <Notice tone="success" title={t('check.good')}>
              {t('check.goodSentence', { awards: result.awards, pictures: result.pictures })}
            </Notice>
          ) : null}
          {result && result.damaged.length > 0 ? (
            <>
              <Notice tone="danger" title={t('check.bad', { count: result.damaged.length })}>
                {t('check.badSentence')}
              </Notice>
              <ul className={css.list}>
                {result.damaged.slice(0, 100).map((it) => (
                  <li key={`${it.kind} ${it.id}`}>
                    <span>
                      {t(`check.kinds.${it.kind}`)} · {it.reason}
                      <br />
                      <span className={css.mono}>{it.id}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </Stack>
      </Card>
    </Section>
  )
}
