import { BlazonError } from '../errors'

/** A moment as ISO 8601 UTC text to the second, or the word for why there is none; null for an empty cell. */
export type TimeReading = { time: string } | { problem: 'bad_date' | 'no_zone' } | null

const whole = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i
const offset = /^([+-])(\d\d):?(\d\d)?$/

/**
 * Reads a time of an old system: seconds since 1970, or a date with or without a clock time. One that tells no zone is read in `zone`
 * (UTC, +01:00 or Europe/Berlin); without it that is `no_zone`, for a date read in the wrong zone is another day. Years outside 1583 to
 * 2200 are `bad_date`. Throws `invalid_input` (field zone) for a zone that is none.
 */
export function readTime(text: string | null | undefined, zone: string | undefined): TimeReading {
  const trimmed = (text ?? '').trim()
  if (trimmed === '') return null
  // Fewer figures are no seconds: 20260101, or the day that a spreadsheet counts from 1900.
  if (/^\d{9,11}(?:\.\d+)?$/.test(trimmed)) return within(Math.floor(Number(trimmed)) * 1000)
  const found = whole.exec(trimmed)
  if (found === null) return { problem: 'bad_date' }
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0', stated] = found
  const [y, mo, d, h, mi, s] = [year, month, day, hours, minutes, seconds].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const local = Date.UTC(y, mo - 1, d, h, mi, s)
  const read = new Date(local)
  if (read.getUTCMonth() !== mo - 1 || read.getUTCDate() !== d || h > 23 || mi > 59 || s > 59)
    return { problem: 'bad_date' }
  const used = stated ?? zone
  if (used === undefined) return { problem: 'no_zone' }
  return within(local - offsetAt(used, local))
}

function within(ms: number): TimeReading {
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  if (!(year >= 1583 && year <= 2200)) return { problem: 'bad_date' }
  return { time: date.toISOString().replace(/\.\d{3}Z$/, 'Z') }
}

/** Refuses a zone that is none: `invalid_input`, field `zone`. */
export function checkZone(zone: string | undefined): void {
  if (zone !== undefined) offsetAt(zone, 0)
}

/** How far a zone is ahead of UTC, in milliseconds, where its clocks show `local` (as though that were UTC). */
function offsetAt(zone: string, local: number): number {
  if (/^(z|utc)$/i.test(zone)) return 0
  const [, sign, hours, minutes = '0'] = offset.exec(zone) ?? []
  if (hours !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  // The offset at the moment that is meant may be another than at the same figures in UTC: asked twice, it settles.
  return namedOffset(zone, local - namedOffset(zone, local))
}

const formats = new Map<string, Intl.DateTimeFormat>()

function namedOffset(zone: string, at: number): number {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
    return format
  } catch {
    throw new BlazonError('invalid_input', 'no such time zone', { field: 'zone' })
  }
}
