import { failed, passed, type Check } from './outcomes'

/** A time as documents write it: milliseconds since 1970 UTC, or why it cannot be read. */
export type Moment = { at: number } | { fault: 'no_zone' | 'impossible_date' }

const iso =
  /^(-?\d{4,})-(\d\d)-(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9})\d*)?)?\s*([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/

/**
 * Reads an ISO 8601 time with its zone (`domain.md` rows 33–35): a time without one means another moment for
 * every reader and is refused, as are impossible days and years before 1583 or after 2200.
 * `old` reads what Open Badges 0.5 and 1.x also allowed, in UTC: 10-digit seconds, a bare day, no zone (row 40).
 */
export function readMoment(value: unknown, { old = false }: { old?: boolean } = {}): Moment {
  if (old && (typeof value === 'number' || (typeof value === 'string' && /^\d{10}$/.test(value)))) {
    const seconds = Number(value)
    return seconds >= 0 && seconds < 7_258_118_400 ? { at: seconds * 1000 } : { fault: 'impossible_date' }
  }
  const parts = typeof value === 'string' ? iso.exec(value) : null
  if (!parts) return { fault: 'impossible_date' }
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', fraction = '', zone] = parts
  if (!old && zone === undefined) return { fault: 'no_zone' }
  if (Number(year) < 1583 || Number(year) > 2200) return { fault: 'impossible_date' }
  const offset = !zone || /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const at = Date.parse(`${year}-${month}-${day}T${hour ?? '00'}:${minute}:${second}.${milliseconds}${offset}`)
  // Date.parse takes 31 April for 1 May.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return Number.isNaN(at) || Number(day) > lastDay ? { fault: 'impossible_date' } : { at }
}

/** How far another machine's clock may run ahead before a fresh badge is called not yet valid. */
const clockSlackMs = 5 * 60_000

/**
 * The checks `dates` and `expiry` of a document that counts from `from` (OB 3.0 validFrom, OB 2.0 issuedOn) until
 * `until` (validUntil, expires; absent: for ever).
 */
export function checkDates(
  from: { field: string; value: unknown },
  until: { field: string; value: unknown },
  now: number,
  { old = false, others = [] }: { old?: boolean; others?: { field: string; value: unknown }[] } = {},
): Check[] {
  const given = [from, until, ...others].filter(({ value }) => value !== undefined && value !== null)
  for (const { field, value } of given) {
    const moment = readMoment(value, { old })
    if ('fault' in moment) return [failed('dates', moment.fault, { field })]
  }
  const start = readMoment(from.value, { old })
  if ('fault' in start) return [failed('dates', 'missing', { field: from.field })]
  const end = until.value === undefined || until.value === null ? null : readMoment(until.value, { old })
  if (end === null || 'fault' in end)
    return [passed('dates', 'ok'), started(start.at, now) ?? passed('expiry', 'no_expiry')]
  // A badge that ends at a bare day of Open Badges 0.5 counts until that day is over.
  const lasts = old && typeof until.value === 'string' && /^\d{4}-\d\d-\d\d$/.test(until.value) ? 86_399_999 : 0
  if (end.at + lasts <= start.at) return [failed('dates', 'ends_before_start', { field: until.field })]
  if (end.at + lasts <= now)
    return [passed('dates', 'ok'), failed('expiry', 'expired', { at: iso8601(end.at + lasts) })]
  return [passed('dates', 'ok'), started(start.at, now) ?? passed('expiry', 'ok', { at: iso8601(end.at + lasts) })]
}

const started = (from: number, now: number) =>
  from > now + clockSlackMs ? failed('expiry', 'not_yet_valid', { from: iso8601(from) }) : null

/** A moment as ISO 8601 UTC text, or the text as it stood where it cannot be read; null where there is none. */
export function timeText(value: unknown): string | null {
  const moment = readMoment(value, { old: true })
  return 'at' in moment ? iso8601(moment.at) : typeof value === 'string' ? value.slice(0, 64) : null
}

const iso8601 = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')
