import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClaimCode, CodeBatch } from '../../../core/contract/codes'
import { client } from '../../api/client'
import { readAll } from '../../api/read-all'
import { usePages } from '../../api/use-pages'
import { navigate } from '../../app/navigation'
import { Button } from '../../ui/button'
import { StateLabel } from '../../ui/chip'
import { ConfirmDialog, Dialog } from '../../ui/dialog'
import { useFormats } from '../../ui/format'
import { Quiet } from '../../ui/page'
import { Segments } from '../../ui/segments'
import { useErrors } from '../../ui/use-errors'
import { VirtualTable } from '../../ui/virtual-table'
import css from '../desk.module.css'

const tones = { open: 'live', used: 'award', expired: 'neutral', cancelled: 'neutral' } as const
type Filter = 'all' | 'open' | 'used'

/** The codes of a batch by number: what became of each, and who claimed it. */
export function BatchDialog({ batch, onClose }: { batch: CodeBatch; onClose: () => void }) {
  const { t } = useTranslation('codes')
  const { run } = useErrors()
  const { time } = useFormats()
  const [state, setState] = useState<Filter>('all')
  const codes = usePages(
    ['codes', batch.id, state],
    (cursor, signal) => client.codes.list({ batchId: batch.id, state, cursor }, { signal }),
    ['codes.saved', 'awards.changed'],
  )
  const [isCancelling, setCancelling] = useState(false)
  const cancelOpen = async () => {
    await run(async () => {
      const open = await readAll((cursor) =>
        client.codes.list({ batchId: batch.id, state: 'open', cursor, limit: 500 }),
      )
      if (open.length > 0) await client.codes.cancel({ ids: open.map(({ id }) => id) })
    })
  }
  if (isCancelling)
    return (
      <ConfirmDialog
        title={t('list.cancelTitle')}
        isOpen
        danger
        confirm={t('list.cancelOpen', { count: batch.open })}
        onClose={() => setCancelling(false)}
        onConfirm={cancelOpen}
      >
        <p>{t('list.cancelText')}</p>
      </ConfirmDialog>
    )
  return (
    <Dialog
      title={batch.name}
      isOpen
      size="large"
      onClose={onClose}
      footer={
        batch.open > 0 ? (
          <Button variant="danger" onPress={() => setCancelling(true)}>
            {t('list.cancelOpen', { count: batch.open })}
          </Button>
        ) : null
      }
    >
      <div>
        <Segments<Filter>
          label={t('list.filter')}
          value={state}
          onChange={setState}
          options={(['all', 'open', 'used'] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
        />
      </div>
      <div className={css.table}>
        <VirtualTable<ClaimCode>
          label={t('list.codes')}
          rows={codes.rows}
          total={codes.total}
          idOf={(row) => row.id}
          onEndReached={codes.loadMore}
          onOpen={({ claims: [claim] }) => {
            if (claim) navigate({ page: 'ledger', awardId: claim.awardId })
          }}
          leastWidth={520}
          columns={[
            { id: 'number', heading: t('list.number'), width: '72px', cell: (row) => row.number },
            {
              id: 'state',
              heading: t('list.state'),
              width: '120px',
              cell: (row) => <StateLabel tone={tones[row.state]}>{t(`state.${row.state}`)}</StateLabel>,
            },
            {
              id: 'claims',
              heading: t('list.claimedBy'),
              width: 'minmax(180px, 1fr)',
              cell: (row) =>
                row.claims.length > 0 ? (
                  row.claims.map(({ personName }) => personName).join(', ')
                ) : (
                  <Quiet>{row.reservedFor ? t('list.reservedFor', { address: row.reservedFor }) : ''}</Quiet>
                ),
            },
            {
              id: 'when',
              heading: t('list.when'),
              width: '180px',
              cell: (row) => (row.claims[0] ? time(row.claims[0].claimedAt) : ''),
            },
          ]}
          nothing={<Quiet>{t('list.nothing')}</Quiet>}
        />
      </div>
    </Dialog>
  )
}
