import { Check, Copy, Download, FolderDown, Mail, Mails, Package } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromBase64 } from '../../core/base64'
import type { HandOutRow } from '../../core/contract/awards'
import { client } from '../api/client'
import { readAll } from '../api/read-all'
import { runStream, useRun } from '../api/run-stream'
import { usePages } from '../api/use-pages'
import { BadgePicture } from '../app/badge-picture'
import { navigate, useRoute } from '../app/navigation'
import { saveFile } from '../app/save-file'
import { Button } from '../ui/button'
import { Segments } from '../ui/segments'
import { Select } from '../ui/select'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { IconButton } from '../ui/icon-button'
import { Named } from '../ui/named'
import { Notice } from '../ui/notice'
import { Page, Quiet, Row } from '../ui/page'
import { Progress } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'

type Exported = { folderId: string; folder: string; files: string[]; skipped: { awardId: string; reason: string }[] }
type Form = 'folder' | 'zip' | 'drafts'
const fileTypes = ['png', 'svg', 'document'] as const

/** The worklist of handing out: one row per person, and everything at once. Handed out is true without a mail server. */
export function HandOutPage() {
  const { t } = useTranslation('hand-out')
  const { run } = useErrors()
  const { day } = useFormats()
  const route = useRoute('handOut')
  const isAll = !route?.awardIds && !route?.batchId
  const [show, setShow] = useState<'all' | 'pending'>(isAll ? 'pending' : 'all')
  const [fileType, setFileType] = useState<(typeof fileTypes)[number]>('png')
  const filter = {
    ...(route?.awardIds ? { awardIds: route.awardIds } : {}),
    ...(route?.batchId ? { batchId: route.batchId } : {}),
    pendingOnly: show === 'pending',
  }
  const list = usePages(
    ['handOut', filter],
    (cursor, signal) => client.awards.handOutList({ ...filter, cursor }, { signal }),
    ['awards.created', 'awards.changed'],
  )
  const job = useRun<Exported>()

  const exportAll = (as: Form) =>
    void run(async () => {
      const rows = await readAll((cursor) => client.awards.handOutList({ ...filter, cursor, limit: 500 }))
      const ids = rows.map((row) => row.awardId)
      await job.start((signal) =>
        client.awards.export({ ids, as, ...(as === 'drafts' ? {} : { fileType }) }, { signal }),
      )
    })
  const openFolder = (folderId: string) =>
    void run(async () => {
      const { opened, folder } = await client.folders.open({ folderId })
      if (!opened) showToast({ text: t('folderIs', { folder }) })
    })

  const savePicture = (row: HandOutRow) =>
    void run(async () => {
      const { fileName, png } = await client.awards.bake({ id: row.awardId })
      saveFile(new Blob([fromBase64(png)], { type: 'image/png' }), fileName)
    })
  const draft = (row: HandOutRow) =>
    void run(async () => {
      const ids = [row.awardId, ...row.sharesAddressWith]
      const made = await runStream(
        (signal) => client.awards.export({ ids, as: 'drafts' }, { signal }),
        () => {},
        new AbortController().signal,
      )
      showToast({
        text: t('draftMade', { folder: made.folder }),
        action: { label: t('openFolder'), onPress: () => openFolder(made.folderId) },
      })
    })
  const copy = (row: HandOutRow) =>
    void run(async () => {
      await navigator.clipboard.writeText(`${row.subject}\n\n${row.message}`)
      showToast({ text: t('copied') })
    })
  const markDone = (ids: string[], how: 'mailed' | 'handed_over') =>
    void run(async () => {
      await client.awards.markHandedOut({ ids, how })
      showToast({ text: t('marked', { count: ids.length }) })
    })

  const result = job.state === 'done' ? job.result : undefined
  const withoutAddress = result?.skipped.filter(({ reason }) => reason === 'no_address').length ?? 0
  const withdrawn = (result?.skipped.length ?? 0) - withoutAddress
  return (
    <Page
      title={t('title')}
      fill
      onBack={() => navigate({ page: 'ledger' })}
      actions={
        <>
          <Button
            icon={Mails}
            isDisabled={list.total === 0 || job.state === 'running'}
            onPress={() => exportAll('drafts')}
          >
            {t('all.drafts')}
          </Button>
          <Button
            icon={Package}
            isDisabled={list.total === 0 || job.state === 'running'}
            onPress={() => exportAll('zip')}
          >
            {t('all.zip')}
          </Button>
          <Button
            variant="primary"
            icon={FolderDown}
            isDisabled={list.total === 0 || job.state === 'running'}
            onPress={() => exportAll('folder')}
          >
            {t('all.folder')}
          </Button>
        </>
      }
    >
      <Row>
        <Segments
          label={t('show.label')}
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: t('show.all') },
            { value: 'pending', label: t('show.pending') },
          ]}
        />
        <Select
          label={t('fileType.label')}
          hideLabel
          value={fileType}
          onChange={setFileType}
          options={fileTypes.map((value) => ({ value, label: t(`fileType.${value}`) }))}
        />
        <Quiet>{t('hint')}</Quiet>
      </Row>
      {job.state === 'running' ? (
        <Progress label={t('exporting')} done={job.step.done} total={job.step.total} onCancel={job.cancel} />
      ) : null}
      {job.problem ? <ProblemNotice problem={job.problem} /> : null}
      {result ? (
        <Notice
          tone="success"
          title={t('exported', { count: result.files.length })}
          actions={<Button onPress={() => openFolder(result.folderId)}>{t('openFolder')}</Button>}
        >
          {t('folderIs', { folder: result.folder })}
          {withoutAddress > 0 ? ` ${t('skipped', { count: withoutAddress })}` : null}
          {withdrawn > 0 ? ` ${t('skippedWithdrawn', { count: withdrawn })}` : null}
        </Notice>
      ) : null}
      {list.problem ? <ProblemNotice problem={list.problem} onRetry={list.reload} /> : null}
      <VirtualTable
        label={t('title')}
        rows={list.rows}
        total={list.total}
        idOf={(row) => row.awardId}
        onEndReached={list.loadMore}
        leastWidth={900}
        columns={[
          {
            id: 'person',
            heading: t('columns.person'),
            width: 'minmax(200px, 2fr)',
            cell: (row) => <Named mark={<BadgePicture sha256={row.pictureSha256} size={32} />}>{row.personName}</Named>,
          },
          { id: 'badge', heading: t('columns.badge'), width: 'minmax(140px, 1fr)', cell: (row) => row.badgeName },
          {
            id: 'email',
            heading: t('columns.email'),
            width: 'minmax(180px, 2fr)',
            cell: (row) =>
              row.email === null ? (
                <Quiet>{t('noAddress')}</Quiet>
              ) : row.sharesAddressWith.length > 0 ? (
                t('shared', { email: row.email, count: row.sharesAddressWith.length })
              ) : (
                row.email
              ),
          },
          {
            id: 'state',
            heading: t('columns.state'),
            width: '150px',
            cell: (row) => (row.handedOutAt ? day(row.handedOutAt) : <Quiet>{t('pending')}</Quiet>),
          },
          {
            id: 'acts',
            heading: t('columns.acts'),
            width: '208px',
            cell: (row) => (
              <Row>
                <IconButton
                  label={t('act.draft', { name: row.personName })}
                  icon={Mail}
                  isDisabled={row.email === null}
                  onPress={() => draft(row)}
                />
                <IconButton label={t('act.copy', { name: row.personName })} icon={Copy} onPress={() => copy(row)} />
                <IconButton
                  label={t('act.save', { name: row.personName })}
                  icon={Download}
                  onPress={() => savePicture(row)}
                />
                <IconButton
                  label={t('act.done', { name: row.personName })}
                  icon={Check}
                  onPress={() => markDone([row.awardId], row.email === null ? 'handed_over' : 'mailed')}
                />
              </Row>
            ),
          },
        ]}
        nothing={list.isLoading ? null : <EmptyState icon={Check} sentence={t('empty')} />}
        footer={t('total', { count: list.total })}
      />
    </Page>
  )
}
