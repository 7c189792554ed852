import type { z } from 'zod'
import type { badgeStatus } from '../contract/badges'
import { BlazonError } from '../errors'

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

/** The state after an award of a badge that lacks nothing. Throws `conflict` (reason `archived`) for one that was put away. */
export function statusWhenAwarded(status: BadgeStatus): BadgeStatus {
  if (status === 'archived') throw new BlazonError('conflict', 'the badge is archived', { reason: 'archived' })
  return 'active_locked'
}

/** The state when an archived badge comes back: locked where it was ever awarded. */
export const statusWhenBroughtBack = (everAwarded: boolean, complete: boolean): BadgeStatus =>
  stateOf(everAwarded, complete)

const isLocked = (status: BadgeStatus) => status === 'active_locked' || status === 'inactive_locked'

const stateOf = (locked: boolean, complete: boolean): BadgeStatus =>
  locked ? (complete ? 'active_locked' : 'inactive_locked') : complete ? 'active' : 'inactive'
