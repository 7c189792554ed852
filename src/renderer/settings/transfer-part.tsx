import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { Section, Stack } from '../ui/page'
import { Progress } from '../ui/progress'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import css from './settings-page.module.css'
import { TransferDialog } from './transfer-dialog'
import own from './transfer.module.css'
import { ExportLibraryDialog, RestoreLibraryDialog } from './whole-library-dialogs'

type Written = { folderId: string; folder: string; files: string[] }

/** Moving in from another program, and out again. */
export function TransferPart() {
  const { t } = useTranslation('transfer')
  const { run } = useErrors()
  const [open, setOpen] = useState<'in' | 'export' | 'restore' | null>(null)
  const job = useRun<Written>()
  const isRunning = job.state === 'running'
  const close = () => setOpen(null)
  const [unit, setUnit] = useState<{ unit?: 'bytes' }>({})
  const exportOpen = (format: 'json' | 'csv') => {
    setUnit({})
    void job.start((signal) => client.transfer.exportOpen({ format }, { signal }))
  }
  return (
    <Section id="transfer" title={t('title')} description={t('sentence')}>
      <Card>
        <div className={css.fact}>
          <span className={css.said}>
            <span>{t('in.title')}</span>
            <small className={css.quiet}>{t('in.sentence')}</small>
          </span>
          <Button onPress={() => setOpen('in')}>{t('in.button')}</Button>
        </div>
      </Card>
      <Card>
        <Stack>
          <div className={css.fact}>
            <span className={css.said}>
              <span>{t('out.whole')}</span>
              <small className={css.quiet}>{t('out.wholeSentence')}</small>
            </span>
            <div className={own.acts}>
              <Button onPress={() => setOpen('export')} isDisabled={isRunning}>
                {t('out.export')}
              </Button>
              <Button onPress={() => setOpen('restore')} isDisabled={isRunning}>
                {t('out.restore')}
              </Button>
            </div>
          </div>
          <div className={css.fact}>
            <span className={css.said}>
              <span>{t('out.open')}</span>
              <small className={css.quiet}>{t('out.openSentence')}</small>
            </span>
            <div className={own.acts}>
              <Button onPress={() => exportOpen('json')} isDisabled={isRunning}>
                {t('out.json')}
              </Button>
              <Button onPress={() => exportOpen('csv')} isDisabled={isRunning}>
                {t('out.csv')}
              </Button>
            </div>
          </div>
          {isRunning ? <Progress label={t('out.working')} {...job.step} {...unit} onCancel={job.cancel} /> : null}
          {job.state === 'cancelled' ? <Notice>{t('out.cancelled')}</Notice> : null}
          {job.problem ? <ProblemNotice problem={job.problem} /> : null}
          {job.state === 'done' && job.result ? (
            <Notice
              tone="success"
              title={t('out.done', { folder: job.result.folder, files: namesOf(job.result.files) })}
            >
              <Button
                size="small"
                onPress={() => void run(() => client.folders.open({ folderId: job.result?.folderId ?? '' }))}
              >
                {t('out.openFolder')}
              </Button>
            </Notice>
          ) : null}
        </Stack>
      </Card>
      {open === 'in' ? <TransferDialog onClose={close} /> : null}
      {open === 'export' ? (
        <ExportLibraryDialog
          onClose={close}
          onExport={(passphrase) => {
            close()
            setUnit({ unit: 'bytes' })
            void job.start((signal) => client.transfer.exportLibrary({ passphrase }, { signal }))
          }}
        />
      ) : null}
      {open === 'restore' ? <RestoreLibraryDialog onClose={close} /> : null}
    </Section>
  )
}

const namesOf = (files: readonly string[]) =>
  files.length > 4 ? `${files.slice(0, 3).join(', ')} …` : files.join(', ')
