import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import type { BadgeCard } from '../../core/contract/badges'
import { StateLabel } from '../ui/chip'

const badgeTones = {
  inactive: 'neutral',
  active: 'live',
  active_locked: 'live',
  inactive_locked: 'warning',
  archived: 'neutral',
} as const

/** A badge's state in a word. */
export function BadgeState({ status, paused }: { status: BadgeCard['status']; paused?: boolean }) {
  const { t } = useTranslation('states')
  // An archived badge is that first, whatever else it is.
  if (paused && status !== 'archived') return <StateLabel tone="warning">{t('badge.paused')}</StateLabel>
  return <StateLabel tone={badgeTones[status]}>{t(`badge.${status}`)}</StateLabel>
}

const awardTones = {
  awarded: 'award',
  handed_out: 'live',
  published: 'live',
  revoked: 'danger',
  suspended: 'warning',
  expired: 'warning',
  superseded: 'neutral',
  withdrawn: 'neutral',
} as const

/** An award's state in a word. */
export function AwardState({ state }: { state: AwardRow['state'] }) {
  const { t } = useTranslation('states')
  return <StateLabel tone={awardTones[state]}>{t(`award.${state}`)}</StateLabel>
}
