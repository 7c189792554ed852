import type { z } from 'zod'
import type { badgeStatus } from '../contract/badges'

/**
 * The states of a badge (after Moodle's, by word instead of its numbers):
 *
 * - `inactive`: a draft, never awarded, something is missing
 * - `active`: can be awarded, never was
 * - `active_locked`: can be awarded and was: its awarded version is frozen
 * - `inactive_locked`: was awarded, but its newest version lacks something
 * - `archived`: put away; its awards stay valid and published
 */
export type BadgeStatus = z.infer<typeof badgeStatus>

/** The state after saving: `complete` when nothing is missing any more. An archived badge stays away. */
export function statusWhenSaved(status: BadgeStatus, complete: boolean): BadgeStatus {
  if (status === 'archived') return status
  return stateOf(isLocked(status), complete)
}

/** The state after an award. Only a badge that `canBeAwarded` may be asked. */
export const statusWhenAwarded = (status: BadgeStatus): BadgeStatus => (canBeAwarded(status) ? 'active_locked' : status)

/** The state when an archived badge comes back: locked where it was ever awarded. */
export const statusWhenBroughtBack = (everAwarded: boolean, complete: boolean): BadgeStatus =>
  stateOf(everAwarded, complete)

/** True where the badge may be awarded now. */
export const canBeAwarded = (status: BadgeStatus): boolean => status === 'active' || status === 'active_locked'

/** True where the badge has been awarded and its awarded version can change no more. */
export const isLocked = (status: BadgeStatus): boolean => status === 'active_locked' || status === 'inactive_locked'

const stateOf = (locked: boolean, complete: boolean): BadgeStatus =>
  locked ? (complete ? 'active_locked' : 'inactive_locked') : complete ? 'active' : 'inactive'
