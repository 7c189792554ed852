import { describe, expect, it } from 'vitest'
import { verdict as verdicts } from '../../../../src/core/contract/verification'
import { readMoment } from '../../../../src/core/openbadges/check/dates'
import { checkCodes, checkNames, failed, passed, unknown, warned } from '../../../../src/core/openbadges/check/outcomes'
import { conclude, exitCode, worst } from '../../../../src/core/openbadges/check/verdict'
import {
  checkSentence,
  checkSentences,
  decidingCheck,
  fillSentence,
} from '../../../../src/core/openbadges/check/sentences'
import { checkWords, verdictWords } from '../../../../src/verify-page/words'

describe('verdicts', () => {
  it('have the exit codes of the sealed table', () => {
    const codes = Object.fromEntries(verdicts.options.map((one) => [one, exitCode(one)]))
    expect(codes).toEqual({
      valid: 0,
      genuine_unchecked: 3,
      unreachable: 3,
      revoked: 1,
      suspended: 1,
      expired: 1,
      not_yet_valid: 1,
      altered: 1,
      invalid: 1,
      not_a_badge: 2,
    })
  })

  it('the worst counts: 1 before 2 before 3 before 0', () => {
    const pick = (...names: (typeof verdicts.options)[number][]) =>
      worst(names.map((verdict) => ({ verdict })))?.verdict
    expect(pick('valid', 'unreachable', 'not_a_badge', 'expired')).toBe('expired')
    expect(pick('valid', 'unreachable', 'not_a_badge')).toBe('not_a_badge')
    expect(pick('valid', 'genuine_unchecked')).toBe('genuine_unchecked')
    expect(pick('valid')).toBe('valid')
    expect(worst([])).toBeNull()
  })

  it('valid needs every check made', () => {
    const fine = [passed('structure', 'ok'), warned('context', 'context_version')]
    expect(conclude(fine).verdict).toBe('valid')
    for (const name of checkNames) {
      const open = unknown(name, 'not_fetched')
      expect(conclude([...fine, open])).toEqual({
        verdict: name === 'revocation' ? 'genuine_unchecked' : 'unreachable',
        because: open,
      })
    }
  })

  it('what failed outranks what is open, and what was changed outranks what has expired', () => {
    const checks = [unknown('signature', 'not_checkable'), failed('expiry', 'expired'), failed('signature', 'changed')]
    expect(conclude(checks).because?.code).toBe('changed')
    expect(conclude(checks.slice(0, 2)).verdict).toBe('expired')
  })

  it('every verdict, check and code has its words, and every placeholder a name', () => {
    expect(Object.keys(verdictWords).sort()).toEqual([...verdicts.options].sort())
    expect(Object.keys(checkWords).sort()).toEqual([...checkNames].sort())
    expect(Object.keys(checkSentences).sort()).toEqual([...checkCodes].sort())
    expect(fillSentence('a {b} {c}', { b: 'x' })).toBe('a x')
  })

  it('the check that decided is told in a sentence, with its day', () => {
    const checks = [passed('dates', 'ok'), failed('expiry', 'expired', { at: '2026-06-25T00:00:00Z' })]
    const deciding = decidingCheck({ because: 'expired', checks })
    expect(deciding && checkSentence(deciding)).toBe('It ended on 2026-06-25.')
    expect(decidingCheck({ because: null, checks })).toBeUndefined()
    expect(checkSentence({ name: 'x', outcome: 'failed', code: 'constructor', details: {} })).toBe('')
  })
})

describe('times in documents', () => {
  const at = (value: unknown, old = false) => {
    const moment = readMoment(value, { old })
    return 'at' in moment ? new Date(moment.at).toISOString() : moment.fault
  }
  it.each([
    ['2026-06-20T13:05:09Z', '2026-06-20T13:05:09.000Z'],
    ['2026-06-20T13:05:09.123456Z', '2026-06-20T13:05:09.123Z'],
    ['2026-06-20T15:05:09+02:00', '2026-06-20T13:05:09.000Z'],
    ['2026-06-20T15:05:09+0200', '2026-06-20T13:05:09.000Z'],
    ['2026-06-20T15:05:09+02', '2026-06-20T13:05:09.000Z'],
    ['2026-06-20T13:05Z', '2026-06-20T13:05:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-06-20T13:05:09', 'no_zone'],
    ['2026-06-20', 'no_zone'],
    ['2026-02-29T00:00:00Z', 'impossible_date'],
    ['2026-13-01T00:00:00Z', 'impossible_date'],
    ['2026-04-31T00:00:00Z', 'impossible_date'],
    ['1500-01-01T00:00:00Z', 'impossible_date'],
    ['2201-01-01T00:00:00Z', 'impossible_date'],
    ['yesterday', 'impossible_date'],
    ['1371000000', 'impossible_date'],
    [1371000000, 'impossible_date'],
    [null, 'impossible_date'],
  ])('rows 33, 34: %s is %s', (value, expected) => {
    expect(at(value)).toBe(expected)
  })
  it.each([
    ['1371000000', '2013-06-12T01:20:00.000Z'],
    [1371000000, '2013-06-12T01:20:00.000Z'],
    ['2012-01-01', '2012-01-01T00:00:00.000Z'],
    ['2012-01-01T10:00:00', '2012-01-01T10:00:00.000Z'],
  ])('row 40: %s in an older badge is %s', (value, expected) => {
    expect(at(value, true)).toBe(expected)
  })
})
