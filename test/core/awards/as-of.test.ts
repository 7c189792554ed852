import { describe, expect, it } from 'vitest'
import { factsAsOf, type HistoryLine } from '../../../src/core/awards/as-of'
import { awardStateOf } from '../../../src/core/awards/facts'

const line = (day: number, fact: HistoryLine['fact'], detail = ''): HistoryLine => ({
  at: `2026-06-${String(day).padStart(2, '0')}T00:00:00Z`,
  fact,
  detail,
})
const stateOn = (day: number, history: HistoryLine[], expiresAt: string | null = null) => {
  const { at } = line(day, 'awarded')
  const { facts, reason } = factsAsOf(history, expiresAt, at)
  return [awardStateOf(facts, at), reason]
}

describe('what was known of an award', () => {
  const history = [
    line(1, 'awarded'),
    line(2, 'printed'),
    line(3, 'published'),
    line(4, 'suspended', 'Fees'),
    line(5, 'reinstated'),
    line(6, 'superseded'),
    line(7, 'restored'),
    line(8, 'revoked', 'Mistake'),
  ]

  it('is what its history says until then, and nothing that came later', () => {
    const days = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => stateOn(day, history)[0])
    expect(days).toEqual([
      'awarded',
      'handed_out',
      'published',
      'suspended',
      'published',
      'superseded',
      'published',
      'revoked',
    ])
    expect(stateOn(7, history)[1]).toBe('')
    expect(stateOn(9, history)[1]).toBe('Mistake')
  })

  it('ends on the day that the award states', () => {
    expect(stateOn(2, history, '2026-06-03T00:00:00Z')[0]).toBe('handed_out')
    expect(stateOn(3, history, '2026-06-03T00:00:00Z')[0]).toBe('expired')
  })
})
