import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpiry, expiresAt } from '../../../src/core/badges/expiry'
import { expiry as expiryShape, type Expiry } from '../../../src/core/contract/badges'
import { isBlazonError } from '../../../src/core/errors'

const months = (amount: number): Expiry => ({ kind: 'period', amount, unit: 'months' })
const years = (amount: number): Expiry => ({ kind: 'period', amount, unit: 'years' })

const reasonOf = (work: () => unknown): string | undefined => {
  try {
    work()
  } catch (error) {
    if (isBlazonError(error, 'invalid_input')) return error.details.reason
    throw error
  }
  return undefined
}

describe('expiresAt', () => {
  it('never ends where the badge says so', () => {
    expect(expiresAt('2026-01-31T10:00:00Z', { kind: 'none' })).toBeNull()
  })

  it('ends a fixed date with its last second in UTC', () => {
    expect(expiresAt('2026-01-31T10:00:00Z', { kind: 'date', date: '2026-12-31' })).toBe('2026-12-31T23:59:59Z')
  })

  it('adds days and weeks to the second', () => {
    expect(expiresAt('2026-02-27T10:11:12Z', { kind: 'period', amount: 2, unit: 'days' })).toBe('2026-03-01T10:11:12Z')
    expect(expiresAt('2026-02-27T10:11:12Z', { kind: 'period', amount: 2, unit: 'weeks' })).toBe('2026-03-13T10:11:12Z')
  })

  it('row 36: falls back to the last day of the month', () => {
    expect(expiresAt('2026-01-31T10:00:00Z', months(1))).toBe('2026-02-28T10:00:00Z')
    expect(expiresAt('2028-01-31T10:00:00Z', months(1))).toBe('2028-02-29T10:00:00Z')
    expect(expiresAt('2026-03-31T10:00:00Z', months(1))).toBe('2026-04-30T10:00:00Z')
    expect(expiresAt('2026-12-31T10:00:00Z', months(2))).toBe('2027-02-28T10:00:00Z')
    expect(expiresAt('2026-01-31T10:00:00Z', months(13))).toBe('2027-02-28T10:00:00Z')
  })

  it('row 36: 29 February and a year is 28 February, and four years 29 February again', () => {
    expect(expiresAt('2028-02-29T10:00:00Z', years(1))).toBe('2029-02-28T10:00:00Z')
    expect(expiresAt('2028-02-29T10:00:00Z', years(4))).toBe('2032-02-29T10:00:00Z')
  })

  it('row 36: months land in the month counted, on the same day or its last, for every start', () => {
    const start = fc.date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 1000 }), (from, amount) => {
        const end = new Date(expiresAt(from.toISOString(), months(amount)) ?? '')
        const monthsBetween =
          (end.getUTCFullYear() - from.getUTCFullYear()) * 12 + end.getUTCMonth() - from.getUTCMonth()
        expect(monthsBetween).toBe(amount)
        const isLastDay = new Date(end.getTime() + 86_400_000).getUTCDate() === 1
        expect(end.getUTCDate() === from.getUTCDate() || (isLastDay && end.getUTCDate() < from.getUTCDate())).toBe(true)
      }),
    )
  })

  it('row 35: refuses an end before the award or at its very second', () => {
    const at = '2026-06-01T12:00:00Z'
    expect(reasonOf(() => expiresAt(at, { kind: 'date', date: '2026-05-31' }))).toBe('not_after_award')
    expect(reasonOf(() => expiresAt(at, { kind: 'none' }, at))).toBe('not_after_award')
    expect(reasonOf(() => expiresAt('2026-06-01T23:59:59Z', { kind: 'date', date: '2026-06-01' }))).toBe(
      'not_after_award',
    )
    expect(expiresAt(at, { kind: 'date', date: '2026-06-01' })).toBe('2026-06-01T23:59:59Z')
  })

  it('row 37: a date fixed for the award wins over the period of the badge', () => {
    expect(expiresAt('2026-01-31T10:00:00Z', months(1), '2026-08-01T00:00:00Z')).toBe('2026-08-01T00:00:00Z')
    expect(expiresAt('2026-01-31T10:00:00Z', months(1), null)).toBeNull()
  })

  it('row 37: an expiry that carries both is read as the date', () => {
    const both = { kind: 'date', date: '2026-08-01', amount: 3, unit: 'months' }
    expect(expiryShape.parse(both)).toEqual({ kind: 'date', date: '2026-08-01' })
  })
})

describe('checkExpiry', () => {
  const now = '2026-06-01T12:00:00Z'

  it('row 38: refuses a fixed date that is over, and takes today', () => {
    expect(reasonOf(() => checkExpiry({ kind: 'date', date: '2026-05-31' }, now))).toBe('date_past')
    expect(reasonOf(() => checkExpiry({ kind: 'date', date: '2026-06-01' }, now))).toBeUndefined()
  })

  it.each([0, -1, 1e9, 1.5, Number.NaN])('row 38: refuses a period of %d', (amount) => {
    expect(reasonOf(() => checkExpiry({ kind: 'period', amount, unit: 'years' }, now))).toBe('period_out_of_range')
    expect(expiryShape.safeParse({ kind: 'period', amount, unit: 'years' }).success).toBe(false)
  })

  it('row 38: takes the bounds of a period', () => {
    expect(reasonOf(() => checkExpiry(years(1), now))).toBeUndefined()
    expect(reasonOf(() => checkExpiry(years(1000), now))).toBeUndefined()
  })
})
