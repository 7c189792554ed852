import type { StatedIdentity } from '../identity'
import { failed, passed, unknown, type Check } from './outcomes'
import type { TwinFacts } from './result'

/**
 * Whether the two documents in one file speak of one award (`domain.md` row 16). The same salted hash is proof of the
 * same person; different salts prove nothing, so then the address given or a link from one to the other must tell.
 */
export function checkTwins(one: TwinFacts, other: TwinFacts): Check {
  const linked = isNamed(one.id, other) || isNamed(other.id, one)
  const sameBadge =
    (one.badgeId !== null && one.badgeId === other.badgeId) ||
    isNamed(one.badgeId, other) ||
    isNamed(other.badgeId, one)
  const names = one.badgeName !== null && other.badgeName !== null
  if (!sameBadge && names && one.badgeName !== other.badgeName) return failed('twins', 'other_badge')
  if (one.matches !== null && other.matches !== null && one.matches !== other.matches)
    return failed('twins', 'other_recipient')
  if ((one.matches && other.matches) || one.recipients.some((mine) => other.recipients.some((its) => same(mine, its))))
    return passed('twins', 'ok')
  const comparable = one.recipients.some((mine) => other.recipients.some((its) => salt(mine) === salt(its)))
  return linked && !comparable ? unknown('twins', 'not_comparable') : failed('twins', 'other_recipient')
}

const isNamed = (id: string | null, by: TwinFacts) => id !== null && by.related.includes(id)
const salt = (identity: StatedIdentity) => (identity.hashed ? (identity.salt ?? '') : '')
const same = (mine: StatedIdentity, its: StatedIdentity) =>
  mine.hashed === its.hashed &&
  salt(mine) === salt(its) &&
  (mine.hashed ? mine.value.toLowerCase() === its.value.toLowerCase() : mine.value === its.value)
