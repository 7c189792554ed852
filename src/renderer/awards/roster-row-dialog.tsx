import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwardRosterRow } from '../../core/contract/rosters'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Select } from '../ui/select'
import { DateField, TextArea, TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

/** No id of a person. */
const somebodyNew = 'new'

/** Mends one row of a list; it is judged anew as it is saved. */
export function RosterRowDialog({
  rosterId,
  row,
  namesBadges,
  onClose,
}: {
  rosterId: string
  row: AwardRosterRow
  namesBadges: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('rosters')
  const { run } = useErrors()
  const [name, setName] = useState(row.name)
  const [email, setEmail] = useState(row.email)
  const [awardedOn, setAwardedOn] = useState(/^\d{4}-\d{2}-\d{2}$/.test(row.awardedOn) ? row.awardedOn : '')
  const [narrative, setNarrative] = useState(row.narrative)
  const [badgeId, setBadgeId] = useState(row.badgeId)
  const [personId, setPersonId] = useState<string | null>(row.personId)
  const [accepts, setAccepts] = useState(false)
  const badges = useCall(['roster row badges', namesBadges], (signal) =>
    namesBadges ? client.badges.list({ filter: 'live', sort: 'name', limit: 500 }, { signal }) : Promise.resolve(null),
  )
  const candidates = useCall(['roster row people', row.name, row.verdict], (signal) =>
    row.verdict === 'ambiguous'
      ? client.people.search({ query: row.name, limit: 50 }, { signal })
      : Promise.resolve([]),
  )
  const others: { id: string; name: string; email?: string | null }[] =
    row.verdict === 'ambiguous' ? (candidates.data ?? []) : row.sharesAddressWith
  const isOut = row.verdict === 'left_out'
  const save = async (more: { leaveOut?: boolean } = {}) => {
    const saved = await run(() =>
      client.rosters.fixRow({
        id: rosterId,
        row: row.row,
        name,
        email,
        narrative,
        ...(awardedOn !== row.awardedOn ? { awardedOn } : {}),
        ...(badgeId !== null && namesBadges ? { badgeId } : {}),
        ...(personId !== row.personId ? { personId } : {}),
        ...(accepts ? { accept: true } : {}),
        ...more,
      }),
    )
    if (saved) onClose()
  }
  return (
    <Dialog
      title={t('mend.title', { row: row.row })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={() => void save({ leaveOut: !isOut })}>{t(isOut ? 'mend.putBack' : 'mend.leaveOut')}</Button>
          <Button variant="primary" onPress={() => void save()}>
            {t('mend.save')}
          </Button>
        </>
      }
    >
      <Notice tone={row.verdict === 'ready' ? 'info' : 'warning'} title={t(`verdict.${row.verdict}`)} />
      <TextField label={t('mend.name')} value={name} onChange={setName} />
      <TextField label={t('mend.email')} value={email} onChange={setEmail} />
      {row.verdict === 'ambiguous' || others.length > 0 ? (
        <Select
          label={t('mend.who')}
          value={personId ?? somebodyNew}
          onChange={(picked) => setPersonId(picked === somebodyNew ? null : picked)}
          placeholder={t('mend.whoNobody')}
          options={[
            ...(row.verdict === 'ambiguous' ? [] : [{ value: somebodyNew, label: t('mend.whoNew') }]),
            ...others.map((person) => ({
              value: person.id,
              label: person.name,
              ...(person.email ? { description: person.email } : {}),
            })),
          ]}
        />
      ) : null}
      {row.verdict === 'no_address' ? (
        <Checkbox isSelected={accepts} onChange={setAccepts}>
          {t('mend.accept')}
        </Checkbox>
      ) : null}
      {namesBadges ? (
        <Select
          label={t('mend.badge')}
          description={row.badge === '' ? null : t('mend.badgeWritten', { text: row.badge })}
          value={badgeId}
          onChange={setBadgeId}
          options={(badges.data?.rows ?? []).map((badge) => ({ value: badge.id, label: badge.name }))}
        />
      ) : null}
      <DateField
        label={t('mend.day')}
        description={row.awardedOn === '' ? null : t('mend.dayWritten', { text: row.awardedOn })}
        value={awardedOn}
        onChange={setAwardedOn}
        optional
      />
      <TextArea label={t('mend.narrative')} value={narrative} onChange={setNarrative} rows={3} optional />
    </Dialog>
  )
}
