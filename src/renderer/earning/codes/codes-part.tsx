import { List, MailPlus, Printer, QrCode, ScanLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge } from '../../../core/contract/badges'
import type { CodeBatch } from '../../../core/contract/codes'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { navigate } from '../../app/navigation'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/dialog'
import { useFormats } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { Row, Section } from '../../ui/page'
import { Waiting } from '../../ui/progress'
import { ProblemNotice, useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'
import { BatchDialog } from './batch-dialog'
import { InvitationList } from './invitation-list'
import { InviteDialog } from './invite-dialog'
import { type Made, MadeCodesDialog } from './made-codes-dialog'
import { NewCodesDialog } from './new-codes-dialog'

type Open =
  | { dialog: 'new' }
  | { dialog: 'invite' }
  | { dialog: 'made'; made: Made }
  | { dialog: 'batch'; id: string }
  | { dialog: 'replace'; batch: CodeBatch }

/** Claim codes and invitations of a badge: paper and codes that somebody brings to the desk. */
export function CodesPart({ badge }: { badge: Badge }) {
  const { t } = useTranslation('codes')
  const { run } = useErrors()
  const { day } = useFormats()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const batches = useCall(['batches', badge.id], (signal) => client.codes.batches({ badgeId: badge.id }, { signal }), [
    'codes.saved',
    'badges.saved',
    'awards.changed',
  ])
  const shown = open?.dialog === 'batch' ? batches.data?.find(({ id }) => id === open.id) : undefined
  const replace = async (batchId: string) => {
    const made = await run(() => client.codes.replace({ batchId }))
    if (made) setOpen({ dialog: 'made', made })
  }
  return (
    <>
      <Section title={t('title')} description={t('hint')}>
        {batches.problem ? <ProblemNotice problem={batches.problem} onRetry={batches.reload} /> : null}
        {!batches.data && !batches.problem ? <Waiting /> : null}
        {batches.data && batches.data.length > 0 ? (
          <ul className={css.list} aria-label={t('batches')}>
            {batches.data.map((batch) => (
              <li key={batch.id}>
                <span className={css.words}>
                  <span>{batch.name}</span>
                  <small>
                    {[
                      t(`kind.${batch.kind}`),
                      t('counts', { open: batch.open, total: batch.total, claims: batch.claims }),
                      batch.expiresAt ? t('until', { date: day(batch.expiresAt) }) : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
                <Button
                  size="small"
                  icon={List}
                  aria-label={t('openOf', { name: batch.name })}
                  onPress={() => setOpen({ dialog: 'batch', id: batch.id })}
                >
                  {t('open')}
                </Button>
                {batch.open > 0 ? (
                  <IconButton
                    label={t('reprint', { name: batch.name })}
                    icon={Printer}
                    size="small"
                    onPress={() => setOpen({ dialog: 'replace', batch })}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        <Row>
          <Button icon={QrCode} isDisabled={badge.status === 'archived'} onPress={() => setOpen({ dialog: 'new' })}>
            {t('new.open')}
          </Button>
          <Button
            icon={MailPlus}
            isDisabled={badge.status === 'archived'}
            onPress={() => setOpen({ dialog: 'invite' })}
          >
            {t('invite.open')}
          </Button>
          <Button variant="plain" icon={ScanLine} onPress={() => navigate({ page: 'redeem' })}>
            {t('redeem.open')}
          </Button>
        </Row>
      </Section>
      <InvitationList badgeId={badge.id} />
      {open?.dialog === 'new' ? (
        <NewCodesDialog badgeId={badge.id} onClose={close} onMade={(made) => setOpen({ dialog: 'made', made })} />
      ) : null}
      {open?.dialog === 'invite' ? <InviteDialog badge={badge} onClose={close} /> : null}
      {open?.dialog === 'made' ? <MadeCodesDialog made={open.made} badge={badge} onClose={close} /> : null}
      {shown ? <BatchDialog batch={shown} onClose={close} /> : null}
      {open?.dialog === 'replace' ? (
        <ConfirmDialog
          title={t('replace.title')}
          isOpen
          confirm={t('replace.confirm', { count: open.batch.open })}
          onClose={() => setOpen((now) => (now?.dialog === 'replace' ? null : now))}
          onConfirm={() => replace(open.batch.id)}
        >
          <p>{t('replace.text')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
