import { CloudUpload, Globe } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { site as siteShape } from '../../core/contract/publishing'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { HostingDialog } from '../app/hosting-dialog'
import { IssuerDialog } from '../app/issuer-dialog'
import { useLibrary } from '../app/library-facts'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { Page, Quiet, Row, Section, Stack } from '../ui/page'
import { Progress, Waiting } from '../ui/progress'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import { LookOnTheWeb } from './look-on-the-web'
import css from './publish-page.module.css'

type Site = z.infer<typeof siteShape>
type Published = { written: number; unchanged: number; awards: number; revoked: number }

/** Puts the hosted documents where the world can read them: what would be written, then the writing. */
export function PublishPage() {
  const { t } = useTranslation('publishing')
  const sites = useCall(['sites'], (signal) => client.publishing.sites(undefined, { signal }), [
    'awards.created',
    'awards.changed',
    'issuers.saved',
    'publishing.published',
  ])
  if (sites.problem)
    return (
      <Page title={t('title')}>
        <ProblemNotice problem={sites.problem} onRetry={sites.reload} />
      </Page>
    )
  if (!sites.data)
    return (
      <Page title={t('title')}>
        <Waiting />
      </Page>
    )
  if (sites.data.length === 0) return <NoAddress />
  return <SitesPage sites={sites.data} />
}

/** Why hosting is needed, and the one thing to do about it. */
function NoAddress() {
  const { t } = useTranslation('publishing')
  const { issuers } = useLibrary()
  const [asked, setAsked] = useState<'issuer' | 'hosting' | null>(null)
  const [issuer] = issuers
  return (
    <Page title={t('title')}>
      <EmptyState
        icon={Globe}
        sentence={t('empty')}
        action={
          <Button variant="primary" onPress={() => setAsked(issuer ? 'hosting' : 'issuer')}>
            {t('setAddress')}
          </Button>
        }
      />
      {asked === 'issuer' ? (
        <IssuerDialog isOpen onClose={() => setAsked(null)} onSaved={() => setAsked('hosting')} />
      ) : null}
      {asked === 'hosting' && issuer ? (
        <HostingDialog isOpen issuer={issuer} onClose={() => setAsked(null)} onSaved={() => setAsked(null)} />
      ) : null}
    </Page>
  )
}

function SitesPage({ sites }: { sites: Site[] }) {
  const { t } = useTranslation('publishing')
  const [siteId, setSiteId] = useState(sites[0]!.id)
  const site = sites.find((it) => it.id === siteId) ?? sites[0]!
  return (
    <SitePage
      key={site.id}
      site={site}
      others={
        sites.length > 1 ? (
          <Row>
            {sites.map((it) => (
              <Button key={it.id} variant={it.id === site.id ? 'quiet' : 'plain'} onPress={() => setSiteId(it.id)}>
                {new URL(it.baseUrl).host}
              </Button>
            ))}
            <Quiet>{t('severalSites')}</Quiet>
          </Row>
        ) : null
      }
    />
  )
}

function SitePage({ site, others }: { site: Site; others: React.ReactNode }) {
  const { t } = useTranslation('publishing')
  const { run } = useErrors()
  const { day, bytes } = useFormats()
  const { shell } = useLibrary().library
  // A page in a browser can neither name a folder nor ask for one: there it is always the same.
  const canChoose = shell !== 'loopback'
  const job = useRun<Published>()
  const preview = useCall(
    ['preview', site.id, site.folder, site.pending],
    (signal) => client.publishing.preview({ siteId: site.id }, { signal }),
    ['publishing.published'],
  )
  const plan = preview.data
  const toWrite = plan ? plan.counts.new + plan.counts.changed : 0
  const publish = () => job.start((signal) => client.publishing.run({ siteId: site.id }, { signal }))

  return (
    <Page
      title={t('title')}
      actions={
        <Button
          variant="primary"
          icon={CloudUpload}
          isDisabled={!plan || toWrite === 0 || job.state === 'running'}
          onPress={() => void publish()}
        >
          {t('publish', { count: toWrite })}
        </Button>
      }
    >
      {others}
      <dl className={css.facts}>
        <div>
          <dt>{t('address')}</dt>
          <dd>{site.baseUrl}</dd>
        </div>
        <div>
          <dt>{t('folder')}</dt>
          <dd>
            <Row>
              <span>{site.folder ?? t(canChoose ? 'noFolder' : 'fixedFolder')}</span>
              {canChoose ? (
                <Button
                  variant="link"
                  onPress={() => void run(() => client.publishing.chooseFolder({ siteId: site.id }))}
                >
                  {site.folder ? t('changeFolder') : t('chooseFolder')}
                </Button>
              ) : null}
              {site.folderId ? (
                <Button
                  variant="link"
                  onPress={() => void run(() => client.folders.open({ folderId: site.folderId! }))}
                >
                  {t('openFolder')}
                </Button>
              ) : null}
            </Row>
          </dd>
        </div>
        <div>
          <dt>{t('lastPublished')}</dt>
          <dd>{site.lastPublishedAt ? day(site.lastPublishedAt) : t('never')}</dd>
        </div>
      </dl>

      <Stack>
        {plan?.notices
          .filter((notice) => notice !== 'folder_missing')
          .map((notice) => {
            const [code, path] = notice.split(':')
            return (
              <Notice key={notice} tone="warning">
                {t(`notices.${code!}`, { path })}
              </Notice>
            )
          })}
        {job.state === 'running' ? (
          <Progress label={t('publishing')} done={job.step.done} total={job.step.total} onCancel={job.cancel} />
        ) : null}
        {job.problem ? <ProblemNotice problem={job.problem} onRetry={() => void publish()} /> : null}
        {job.state === 'done' && job.result ? (
          <Notice tone="success" title={t('done.title', { count: job.result.written })}>
            {t('done.text', { address: site.baseUrl })}
          </Notice>
        ) : null}
        {preview.problem ? <ProblemNotice problem={preview.problem} onRetry={preview.reload} /> : null}
        {plan || preview.problem ? null : <Waiting />}
        {site.lastPublishedAt && job.state !== 'running' ? <LookOnTheWeb site={site} /> : null}
      </Stack>

      {plan && toWrite === 0 && job.state !== 'running' ? <Quiet>{t('nothing')}</Quiet> : null}
      {plan && toWrite > 0 ? (
        <Section
          title={t('changes')}
          description={t('changesSummary', {
            count: toWrite,
            size: bytes(plan.counts.bytes),
          })}
        >
          {plan.counts.revoked > 0 ? (
            <Notice tone="warning">{t('revoked', { count: plan.counts.revoked })}</Notice>
          ) : null}
          {plan.counts.suspended > 0 ? (
            <Notice tone="warning">{t('suspended', { count: plan.counts.suspended })}</Notice>
          ) : null}
          <div className={css.table}>
            <VirtualTable
              label={t('changes')}
              rows={plan.changes}
              idOf={(row) => row.path}
              columns={[
                { id: 'change', heading: t('columns.change'), width: '96px', cell: (row) => t(`change.${row.change}`) },
                { id: 'kind', heading: t('columns.kind'), width: '160px', cell: (row) => t(`kind.${row.kind}`) },
                { id: 'path', heading: t('columns.path'), width: 'minmax(240px, 1fr)', cell: (row) => row.path },
                {
                  id: 'bytes',
                  heading: t('columns.size'),
                  width: '96px',
                  align: 'end',
                  cell: (row) => bytes(row.bytes),
                },
              ]}
            />
          </div>
        </Section>
      ) : null}
    </Page>
  )
}
