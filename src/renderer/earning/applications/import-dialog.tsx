import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../../core/base64'
import { type ImportedRow, mostImportedBytes } from '../../../core/contract/applications'
import { client } from '../../api/client'
import { useRun } from '../../api/run-stream'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { DropZone } from '../../ui/drop-zone'
import { Notice } from '../../ui/notice'
import { Stack } from '../../ui/page'
import { Progress } from '../../ui/progress'
import { showToast } from '../../ui/toast'
import { ProblemNotice, useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'

type Preview = Awaited<ReturnType<typeof client.applications.previewImport>>
type Chosen = { list: File; bytes: string; files: readonly File[]; preview: Preview }

const isList = ({ name }: File) => /\.(csv|tsv|json)$/i.test(name)

/** Takes a list of applications in, with the files it names: CSV or JSON, and whatever is dropped beside it. Nothing comes in unseen. */
export function ImportDialog({ badgeId, onClose }: { badgeId: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const job = useRun<{ ids: string[]; skipped: ImportedRow[] }>()
  const ofBadge = badgeId === undefined ? {} : { badgeId }
  const look = (dropped: readonly File[]) =>
    void run(async () => {
      const list = dropped.find(isList) ?? chosen?.list
      if (!list) return showToast({ text: t('import.noList'), tone: 'danger' })
      const files = [...(chosen?.files ?? []), ...dropped.filter((file) => file !== list)]
      if (files.reduce((sum, { size }) => sum + size, 0) > mostImportedBytes)
        return showToast({ text: t('import.tooLarge'), tone: 'danger' })
      const bytes = await toBase64(list)
      const preview = await client.applications.previewImport({
        bytes,
        ...ofBadge,
        fileNames: files.map(({ name }) => name.slice(0, 255)),
      })
      setChosen({ list, bytes, files, preview })
    })
  const take = async ({ bytes, files }: Chosen) => {
    const done = await job.start(async (signal) => {
      const named = await Promise.all(
        files.map(async (file) => ({ fileName: file.name.slice(0, 255), bytes: await toBase64(file) })),
      )
      return client.applications.import({ bytes, ...ofBadge, files: named }, { signal })
    })
    if (!done) return
    showToast({ text: t('import.done', { count: done.ids.length }) })
    onClose()
  }
  const bad = chosen?.preview.rows.filter(({ verdict }) => verdict !== 'good') ?? []
  const isRunning = job.state === 'running'
  return (
    <Dialog
      title={t('import.title')}
      isOpen
      size="large"
      isBusy={isRunning}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isRunning}>
            {t('cancel')}
          </Button>
          <Button
            variant="primary"
            isDisabled={!chosen || chosen.preview.good === 0}
            isBusy={isRunning}
            onPress={() => {
              if (chosen) void take(chosen)
            }}
          >
            {t('import.take', { count: chosen?.preview.good ?? 0 })}
          </Button>
        </>
      }
    >
      <Stack>
        <DropZone label={t('import.drop')} pick={t('import.pick')} multiple onFiles={look}>
          {t(chosen ? 'import.more' : 'import.hint')}
        </DropZone>
        {isRunning ? <Progress label={t('import.running')} {...job.step} onCancel={job.cancel} /> : null}
        {job.problem ? <ProblemNotice problem={job.problem} /> : null}
        {chosen ? (
          <p>{t('import.found', { count: chosen.preview.good, files: chosen.files.length, name: chosen.list.name })}</p>
        ) : null}
        {chosen && chosen.preview.unusedFiles.length > 0 ? (
          <Notice tone="info">
            {t('import.unused', { files: chosen.preview.unusedFiles.slice(0, 10).join(', ') })}
          </Notice>
        ) : null}
        {bad.length > 0 ? (
          <Notice tone="warning" title={t('import.bad', { count: bad.length })}>
            <ul className={css.list}>
              {bad.slice(0, 100).map(({ row, name, email, verdict, files, badge }) => (
                <li key={row}>
                  {t('import.row', { row, name: name || email })}{' '}
                  {t(`verdict.${verdict}`, { files: files.join(', '), badge })}
                </li>
              ))}
            </ul>
          </Notice>
        ) : null}
      </Stack>
    </Dialog>
  )
}
