import type { z } from 'zod'
import type { badgeStatus } from '../contract/badges'
import { BlazonError } from '../errors'
import type { MissingCode } from './missing'

/**
 * The states of a badge (after Moodle's, by word instead of its numbers):
 *
 * - `inactive`: never awarded, and something is missing or it is paused
 * - `active`: can be awarded, never was
 * - `active_locked`: can be awarded and was: its awarded version is frozen
 * - `inactive_locked`: was awarded, but its newest version lacks something or it is paused
 * - `archived`: put away; its awards stay valid and published
 *
 * A draft that lacks nothing becomes active by itself, unless it is *paused*: somebody made it inactive, or it is a copy.
 */
export type BadgeStatus = z.infer<typeof badgeStatus>

/** What decides a state besides the state before it. */
export type Readiness = { complete: boolean; paused: boolean }

/** The state after saving. An archived badge stays away. */
export function statusWhenSaved(status: BadgeStatus, ready: Readiness): BadgeStatus {
  if (status === 'archived') return status
  return stateOf(isLocked(status), ready)
}

/**
 * The state after an award of a badge that lacks nothing. Throws `conflict` (reason `archived` or `inactive`) for one that was put away
 * or paused.
 */
export function statusWhenAwarded(status: BadgeStatus, paused: boolean): BadgeStatus {
  if (status === 'archived') throw new BlazonError('conflict', 'the badge is archived', { reason: 'archived' })
  if (paused) throw new BlazonError('conflict', 'the badge is paused', { reason: 'inactive' })
  return 'active_locked'
}

/** The state once somebody lets it be earned. Throws `conflict` (reason `archived`, or `incomplete` with what is `missing`; rows 45, 50). */
export function statusWhenActivated(status: BadgeStatus, missing: readonly MissingCode[]): BadgeStatus {
  refuseArchived(status)
  if (missing.length > 0)
    throw new BlazonError('conflict', 'the badge lacks something', { reason: 'incomplete', missing: [...missing] })
  return stateOf(isLocked(status), { complete: true, paused: false })
}

/** The state once somebody paused it. Throws `conflict` (reason `archived`). */
export function statusWhenDeactivated(status: BadgeStatus): BadgeStatus {
  refuseArchived(status)
  return stateOf(isLocked(status), { complete: true, paused: true })
}

/** The state when an archived badge comes back: locked where it was ever awarded. */
export const statusWhenBroughtBack = (everAwarded: boolean, ready: Readiness): BadgeStatus =>
  stateOf(everAwarded, ready)

/** Whether a badge in this state can be awarded. */
export const isActive = (status: BadgeStatus) => status === 'active' || status === 'active_locked'

const isLocked = (status: BadgeStatus) => status === 'active_locked' || status === 'inactive_locked'

function refuseArchived(status: BadgeStatus): void {
  if (status === 'archived') throw new BlazonError('conflict', 'the badge is archived', { reason: 'archived' })
}

const stateOf = (locked: boolean, { complete, paused }: Readiness): BadgeStatus => {
  const isLive = complete && !paused
  return locked ? (isLive ? 'active_locked' : 'inactive_locked') : isLive ? 'active' : 'inactive'
}
