import type { Expiry } from '../contract/badges'
import { BlazonError } from '../errors'

/** A period as a badge states it: `amount` whole units after the moment of awarding. */
type Period = Extract<Expiry, { kind: 'period' }>

const dayMs = 86_400_000

/**
 * When an award ends, as ISO 8601 UTC text to the second, or null for never.
 *
 * A day ends with its last second (23:59:59Z). Months and years keep the day of the month and fall back to the month's last day
 * (31 January + 1 month = 28 or 29 February). A date `chosen` for this award wins over the badge's own rule; null chosen means never,
 * undefined leaves it to the badge. OB 2.0 `expires`, OB 3.0 `validUntil`.
 *
 * Throws `invalid_input` (field `expiresAt`, reason `not_after_award`) where the award would end before it begins, or the moment it begins.
 */
export function expiresAt(awardedAt: string, expiry: Expiry, chosen?: string | null): string | null {
  const end = chosen === undefined ? endOf(awardedAt, expiry) : chosen === null ? null : new Date(chosen)
  if (end === null) return null
  if (!(end.getTime() > Date.parse(awardedAt)))
    throw new BlazonError('invalid_input', 'the award would end before it begins', {
      field: 'expiresAt',
      reason: 'not_after_award',
    })
  return toSecond(end)
}

/**
 * Refuses an expiry that could never hold, when it is chosen for a badge: `invalid_input`, field `expiry`, reason `date_past`
 * (the day is over at `now`) or `period_out_of_range`.
 */
export function checkExpiry(expiry: Expiry, now: string): void {
  if (isOver(expiry, now)) throw refused('date_past')
  if (expiry.kind === 'period' && !(Number.isInteger(expiry.amount) && expiry.amount >= 1 && expiry.amount <= 1000))
    throw refused('period_out_of_range')
}

/** Whether a badge's day is over at `now`, so that an award of it would end before it begins. */
export const isOver = (expiry: Expiry, now: string): boolean =>
  expiry.kind === 'date' && !(endOfDay(expiry.date).getTime() > Date.parse(now))

const refused = (reason: string) =>
  new BlazonError('invalid_input', 'this expiry can never hold', { field: 'expiry', reason })

function endOf(awardedAt: string, expiry: Expiry): Date | null {
  if (expiry.kind === 'none') return null
  return expiry.kind === 'date' ? endOfDay(expiry.date) : afterPeriod(new Date(awardedAt), expiry)
}

const endOfDay = (day: string) => new Date(`${day}T23:59:59Z`)

function afterPeriod(start: Date, { amount, unit }: Period): Date {
  if (unit === 'days' || unit === 'weeks')
    return new Date(start.getTime() + amount * (unit === 'weeks' ? 7 : 1) * dayMs)
  return afterMonths(start, unit === 'years' ? amount * 12 : amount)
}

/** Counted from the first of the month, so that a day which the target month lacks never spills into the next one. */
function afterMonths(start: Date, months: number): Date {
  const end = new Date(start)
  end.setUTCDate(1)
  end.setUTCMonth(end.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
  end.setUTCDate(Math.min(start.getUTCDate(), lastDay))
  return end
}

const toSecond = (date: Date) => date.toISOString().replace(/\.\d{3}Z$/, 'Z')
