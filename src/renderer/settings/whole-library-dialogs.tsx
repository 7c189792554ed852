import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortestPassphrase } from '../../core/contract/keys'
import { passphraseStrength } from '../../core/keys/passphrase-strength'
import { client } from '../api/client'
import { useRun, type Step } from '../api/run-stream'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { DropZone } from '../ui/drop-zone'
import { Notice } from '../ui/notice'
import { Progress } from '../ui/progress'
import { TextField } from '../ui/text-field'
import { ProblemNotice } from '../ui/use-errors'
import { forgetSource, takeSource } from './transfer-take'
import css from './transfer.module.css'

/** Asks for the passphrase of the library's file, twice. */
export function ExportLibraryDialog(props: { onClose: () => void; onExport: (passphrase: string) => void }) {
  const { t } = useTranslation(['transfer', 'keys'])
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const strength = passphraseStrength(passphrase)
  const isDifferent = passphrase !== again
  const save = () => {
    setTried(true)
    if (strength !== 'short' && !isDifferent) props.onExport(passphrase)
  }
  return (
    <Dialog
      title={t('export.title')}
      isOpen
      size="small"
      onClose={props.onClose}
      footer={
        <Button variant="primary" onPress={save}>
          {t('export.save')}
        </Button>
      }
    >
      <p>{t('export.sentence')}</p>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          type="password"
          autoFocus
          autoComplete="new-password"
          label={t('export.passphrase')}
          description={passphrase === '' ? t('export.passphraseNote') : t(`keys:backUpDialog.strength.${strength}`)}
          value={passphrase}
          onChange={setPassphrase}
          error={isTried && strength === 'short' ? t('export.short', { count: shortestPassphrase }) : null}
        />
        <TextField
          type="password"
          autoComplete="new-password"
          label={t('export.again')}
          value={again}
          onChange={setAgain}
          error={isTried && strength !== 'short' && isDifferent ? t('export.different') : null}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  )
}

type Restored = { awards: number; setAside: string }

/** Takes the library's file and its passphrase, and puts it in the place of this one, also where this one cannot be opened. */
export function RestoreLibraryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('transfer')
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [isTaken, setTaken] = useState(false)
  const job = useRun<Restored>()
  const isRunning = job.state === 'running'
  const start = () => {
    if (file === null || passphrase === '') return
    setTaken(false)
    void job.start(async (signal) => restored(file, passphrase, () => setTaken(true), signal))
  }
  if (job.state === 'done' && job.result)
    return (
      <Dialog title={t('restore.title')} isOpen size="small" onClose={onClose}>
        <Notice tone="success" title={t('restore.done')}>
          {t('restore.setAside', { name: job.result.setAside })}
        </Notice>
      </Dialog>
    )
  return (
    <Dialog
      title={t('restore.title')}
      isOpen
      size="small"
      isBusy={isRunning}
      onClose={onClose}
      footer={
        <Button variant="danger" onPress={start} isBusy={isRunning} isDisabled={file === null || passphrase === ''}>
          {t('restore.start')}
        </Button>
      }
    >
      <p>{t('restore.sentence')}</p>
      {isRunning ? (
        <Progress
          label={t(isTaken ? 'restore.working' : 'restore.taking')}
          {...job.step}
          unit="bytes"
          onCancel={job.cancel}
        />
      ) : null}
      {job.state === 'cancelled' ? <Notice>{t('restore.cancelled')}</Notice> : null}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {file === null ? (
        <DropZone
          label={t('restore.dropLabel')}
          pick={t('restore.pick')}
          accept={['.blazon-library']}
          onFiles={([first]) => setFile(first ?? null)}
        >
          {t('restore.drop')}
        </DropZone>
      ) : (
        <form
          style={{ display: 'contents' }}
          onSubmit={(event) => {
            event.preventDefault()
            start()
          }}
        >
          <div className={css.file}>
            <p>{t('restore.file', { name: file.name })}</p>
            <Button size="small" onPress={() => setFile(null)} isDisabled={isRunning}>
              {t('restore.other')}
            </Button>
          </div>
          <TextField
            type="password"
            autoFocus
            autoComplete="current-password"
            label={t('restore.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            isDisabled={isRunning}
          />
          <input type="submit" hidden />
        </form>
      )}
    </Dialog>
  )
}

/** Hands the file over, then has it opened; what was handed over goes when it is of no use any more. */
async function* restored(
  file: File,
  passphrase: string,
  onTaken: () => void,
  signal: AbortSignal,
): AsyncGenerator<Step, Restored> {
  const sourceId = yield* takeSource([file], signal)
  onTaken()
  try {
    const stream = await client.transfer.restoreLibrary({ sourceId, passphrase }, { signal })
    for (;;) {
      const step = await stream.next()
      if (step.done) return step.value
      yield step.value
    }
  } finally {
    forgetSource(sourceId)
  }
}
