import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '../../../core/contract/invitations'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { StateLabel } from '../../ui/chip'
import { useFormats } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { Section } from '../../ui/page'
import { DateTimeField } from './date-time-field'
import { useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'

const tones = { open: 'live', used: 'award', expired: 'neutral', cancelled: 'neutral' } as const

/** The latest invitations to a badge; nothing where there was none. */
export function InvitationList({ badgeId }: { badgeId: string }) {
  const { t } = useTranslation('codes')
  const invitations = useCall(
    ['invitations', badgeId],
    (signal) => client.invitations.list({ badgeId, limit: 20 }, { signal }),
    ['codes.saved', 'awards.changed'],
  )
  if (!invitations.data || invitations.data.rows.length === 0) return null
  return (
    <Section title={t('invitations.title')}>
      <ul className={css.list} aria-label={t('invitations.title')}>
        {invitations.data.rows.map((invitation) => (
          <Line key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Section>
  )
}

function Line({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('codes')
  const { run } = useErrors()
  const { time } = useFormats()
  const { id, state, person, usedBy, usedAt, createdAt, expiresAt } = invitation
  const detail =
    usedBy && usedAt
      ? t('invitations.usedBy', { name: usedBy.name, date: time(usedAt) })
      : t('invitations.made', { date: time(createdAt) })
  return (
    <li>
      <span className={css.words}>
        <span>{person?.name ?? t('invitations.anybody')}</span>
        <small>{detail}</small>
      </span>
      {state === 'open' || state === 'expired' ? (
        <DateTimeField
          label={t('invitations.until')}
          value={expiresAt}
          onChange={(end) => void run(() => client.invitations.changeExpiry({ id, expiresAt: end }))}
        />
      ) : null}
      <StateLabel tone={tones[state]}>{t(`state.${state}`)}</StateLabel>
      {state === 'open' || state === 'expired' ? (
        <IconButton
          label={t('invitations.cancel')}
          icon={X}
          size="small"
          onPress={() => void run(() => client.invitations.cancel({ id }))}
        />
      ) : null}
    </li>
  )
}
