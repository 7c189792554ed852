import { describe, expect, it } from 'vitest'
import type { CheckResult, VerificationResult, Verdict } from '../../../src/core/contract/verification'
import { verdict as verdicts } from '../../../src/core/contract/verification'
import { adviceSentences } from '../../../src/core/openbadges/check/advice'
import { checkCodes, checkNames } from '../../../src/core/openbadges/check/outcomes'
import { checkSentences } from '../../../src/core/openbadges/check/sentences'
import { worstFirst } from '../../../src/renderer/verification/check-files'
import { checkSentence, nextSentence, whySentence } from '../../../src/renderer/verification/sentences'
import { words } from '../../../src/renderer/words'

const t = words.getFixedT('en', 'verification')
const formats = { day: (iso: string) => `the day ${iso.slice(0, 10)}` }
const check = (code: string, details: Record<string, string> = {}, outcome: CheckResult['outcome'] = 'failed') =>
  ({ name: 'structure', outcome, code, details }) satisfies CheckResult
const result = (verdict: Verdict, more: Partial<VerificationResult> = {}): VerificationResult => ({
  name: 'a.png',
  verdict,
  format: null,
  because: null,
  advice: null,
  checks: [],
  fetched: [],
  summary: null,
  ownAwardId: null,
  payloads: [],
  checkedAt: '2026-06-20T12:00:00Z',
  ...more,
})

describe('the words of Verify', () => {
  it('has the same sentence for every code as the command line and the visitor’s page', () => {
    const ours = words.getResource('en', 'verification', 'code') as Record<string, string>
    expect(Object.keys(ours).sort()).toEqual([...checkCodes].sort())
    for (const code of checkCodes) expect(ours[code]).toBe(checkSentences[code].replace(/\{(\w+)\}/g, '{{$1}}'))
  })

  it('has a name for every check, and title and sentence for every verdict', () => {
    for (const name of checkNames) expect(words.exists(`verification:check.${name}`)).toBe(true)
    for (const one of verdicts.options)
      for (const part of ['title', 'short', 'sentence'])
        expect(words.exists(`verification:verdict.${one}.${part}`), `${one}.${part}`).toBe(true)
  })

  it('fills a sentence with the details of its check and says times as days', () => {
    expect(checkSentence(t, check('expired', { at: '2026-01-31T23:59:59Z' }), formats)).toBe(
      'It ended on the day 2026-01-31.',
    )
    expect(checkSentence(t, check('missing', { field: 'issuer' }), formats)).toBe('It lacks “issuer”.')
    expect(checkSentence(t, check('ok'), formats)).toBe('')
    expect(checkSentence(t, check('a_code_of_tomorrow'), formats)).toBe('')
  })

  it('says why: the first failing check, or day and reason of a revocation', () => {
    const wrong = result('invalid', {
      because: 'missing',
      checks: [check('ok', {}, 'passed'), check('missing', { field: 'proof' })],
    })
    expect(whySentence(t, wrong, formats)).toBe('It lacks “proof”.')
    const revoked = result('revoked', {
      because: 'revoked',
      checks: [check('revoked', { reason: 'A mistake.' })],
      summary: { revokedAt: '2026-06-01T00:00:00Z', reason: 'A mistake.' } as VerificationResult['summary'],
    })
    expect(whySentence(t, revoked, formats)).toBe('It was revoked on the day 2026-06-01. Reason: A mistake.')
    expect(whySentence(t, result('valid'), formats)).toBe('')
  })

  it('has the same advice as the command line and the visitor’s page', () => {
    expect(words.getResource('en', 'verification', 'advice')).toEqual(adviceSentences)
  })

  it.each([
    ['jpeg', 'This is a JPEG picture', 'do not send a badge as a photo'],
    ['heic', 'a photo from a phone', 'do not send a badge as a photo'],
    ['zip', 'a ZIP archive', 'Unpack it'],
    ['no_badge_data', 'no badge is hidden in it', 'Ask for the file as it was first received'],
    ['too_large', 'larger than any badge', 'Ask for the file as it was first received'],
    ['not_heard_of', '', 'Ask for the file as it was first received'],
  ])('row 7: tells what a file without a badge is, and what to do (%s)', (reason, what, todo) => {
    const nothing = result('not_a_badge', { because: 'not_a_badge', checks: [check('not_a_badge', { reason })] })
    expect(whySentence(t, nothing, formats)).toContain(what)
    expect(nextSentence(t, nothing)).toContain(todo)
  })

  it('says what the check advised, and nothing of a valid badge', () => {
    const shot = result('not_a_badge', { because: 'not_a_badge', advice: 'screenshot', checks: [check('not_a_badge')] })
    expect(nextSentence(t, shot)).toContain('looks like a screenshot')
    expect(nextSentence(t, result('valid'))).toBe('')
  })

  it('tells a damaged picture from one without a badge', () => {
    const damaged = result('not_a_badge', {
      because: 'damaged_png',
      checks: [check('damaged_png', { reason: 'truncated' })],
    })
    expect(nextSentence(t, damaged)).toContain('Ask for it again')
    expect(whySentence(t, damaged, formats)).toContain('damaged')
  })

  it('puts the worst file first and keeps the order of equals', () => {
    const file = new File([], 'x')
    const list = (['valid', 'not_a_badge', 'altered', 'genuine_unchecked', 'valid', 'revoked'] as const).map(
      (verdict, index) => ({ key: String(index), file, result: result(verdict) }),
    )
    expect(worstFirst(list).map((it) => it.key)).toEqual(['2', '5', '1', '3', '0', '4'])
  })
})
