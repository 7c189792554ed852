import type { AwardVerdict } from '../contract/rosters'
import { readAddress } from '../people/identity'

/** A row of a roster as it stands: typed, pasted, or out of a file. */
export type WrittenRow = { name: string; email: string; awardedOn: string; narrative: string; isAccepted: boolean }

const longestName = 255
const longestNarrative = 5000

/** What is wrong with a row whatever the library holds; null where nothing is. `now` is ISO 8601 UTC. */
export function rowProblem(row: WrittenRow, now: string): AwardVerdict | null {
  if (/\p{Cc}/u.test(row.name + row.email)) return 'broken'
  if (row.name.trim() === '') return 'no_name'
  if (row.name.length > longestName || row.narrative.length > longestNarrative) return 'too_long'
  const reading = readAddress(row.email)
  if ('problem' in reading) {
    if (reading.problem === 'too_long') return 'too_long'
    if (reading.problem !== 'missing') return 'invalid_address'
    if (!row.isAccepted) return 'no_address'
  }
  return awardTime(row.awardedOn, now) === 'bad_date' ? 'bad_date' : null
}

const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/
const plainDay = /^\d{4}-\d{2}-\d{2}$/

/**
 * When a row says that it was awarded, as ISO 8601 UTC; null where it says nothing. A day alone is its noon, today is now. A time that
 * does not say its zone is none (row 33), nor is 3/4/2026, which is two days, nor a day to come.
 */
export function awardTime(written: string, now: string): string | null | 'bad_date' {
  const text = written.trim()
  if (text === '') return null
  if (plainDay.test(text) && text === now.slice(0, 10)) return now
  const time = plainDay.test(text) ? Date.parse(`${text}T12:00:00Z`) : zoned.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) return 'bad_date'
  const iso = new Date(time).toISOString()
  // 2026-02-30 is read as 2 March.
  if (plainDay.test(text) && iso.slice(0, 10) !== text) return 'bad_date'
  const year = Number(iso.slice(0, 4))
  return year < 1583 || iso > now ? 'bad_date' : iso.replace(/\.\d+Z$/, 'Z')
}
