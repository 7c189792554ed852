import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DoNotAward } from '../../core/contract/people'
import { client } from '../api/client'
import { readAll } from '../api/read-all'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

type ScopeType = DoNotAward['scopeType']
type Scope = { id: string; name: string }

/** What a person can be kept from: only kinds that the library has something of. */
async function readScopes(signal: AbortSignal): Promise<Record<Exclude<ScopeType, 'library'>, Scope[]>> {
  const [badges, programs, systems, issuers] = await Promise.all([
    readAll((cursor) => client.badges.list({ cursor, limit: 500 }, { signal })),
    client.programs.list(undefined, { signal }),
    client.programs.systems(undefined, { signal }),
    client.issuers.list(undefined, { signal }),
  ])
  return { badge: badges, program: programs, system: systems, issuer: issuers }
}

/** Puts a person on the list of those whom something may not be awarded to. */
export function ForbidDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const [scopeType, setScopeType] = useState<ScopeType>('badge')
  const [scopeId, setScopeId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const scopes = useCall(['scopes'], readScopes)
  const types = (['badge', 'program', 'issuer', 'system'] as const).filter(
    (type) => (scopes.data?.[type].length ?? 0) > (type === 'issuer' ? 1 : 0),
  )
  const isReady = scopeType === 'library' || scopeId !== null
  const forbid = async () => {
    if (!isReady) return
    const done = await run(() =>
      client.people.forbidAward({ personId, scopeType, ...(scopeId === null ? {} : { scopeId }), reason }),
    )
    if (done) onClose()
  }
  return (
    <Dialog
      title={t('forbid.title')}
      isOpen
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={!isReady} onPress={() => void forbid()}>
            {t('forbid.act')}
          </Button>
        </>
      }
    >
      <Select
        label={t('forbid.what')}
        value={scopeType}
        onChange={(type) => {
          setScopeType(type)
          setScopeId(null)
        }}
        options={[...types, 'library' as const].map((value) => ({ value, label: t(`forbid.scope.${value}`) }))}
      />
      {scopeType === 'library' ? null : (
        <Select
          label={t('forbid.which')}
          value={scopeId}
          onChange={setScopeId}
          placeholder={t('forbid.pick')}
          options={(scopes.data?.[scopeType] ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextField label={t('reason')} optional value={reason} onChange={setReason} maxLength={500} />
    </Dialog>
  )
}
