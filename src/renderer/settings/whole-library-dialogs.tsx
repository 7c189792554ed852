import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortestPassphrase } from '../../core/contract/keys'
import { passphraseStrength } from '../../core/keys/passphrase-strength'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { DropZone } from '../ui/drop-zone'
import { Notice } from '../ui/notice'
import { Progress } from '../ui/progress'
import { TextField } from '../ui/text-field'
import { ProblemNotice } from '../ui/use-errors'
import { takeSource } from './transfer-take'

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

/** Takes the library's file and its passphrase, and puts it in the place of this one. */
export function RestoreLibraryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('transfer')
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const job = useRun<{ awards: number; setAside: string }>()
  const isRunning = job.state === 'running'
  const start = () => {
    if (file === null || passphrase === '') return
    void job.start(async (signal) => {
      const sourceId = await takeSource([file], () => undefined, signal)
      return client.transfer.restoreLibrary({ sourceId, passphrase }, { signal })
    })
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
      {isRunning ? <Progress label={t('restore.working')} {...job.step} onCancel={job.cancel} /> : null}
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
        <>
          <p>{t('restore.file', { name: file.name })}</p>
          <TextField
            type="password"
            autoFocus
            autoComplete="current-password"
            label={t('restore.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
          />
        </>
      )}
    </Dialog>
  )
}
