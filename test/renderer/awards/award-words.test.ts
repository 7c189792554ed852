import { describe, expect, it } from 'vitest'
import {
  countSaid,
  endsBeforeItBegins,
  noWords,
  toRequest,
  wrongEvidence,
} from '../../../src/renderer/awards/award-words'
import { inSmallLetters, known, typed, withoutRows } from '../../../src/renderer/awards/recipients'

describe('what is typed about an award', () => {
  it('is nothing at all where everything was left blank', () => {
    expect(toRequest({ ...noWords, narrative: ' ', evidence: [{}, { url: '  ' }] })).toEqual({})
    expect(countSaid(noWords)).toBe(0)
  })
  it('goes out whole, without what was left blank', () => {
    const words = {
      ...noWords,
      narrative: 'Ten books',
      evidence: [{ url: ' https://example.org/a ', genre: '' }, { name: 'Essay' }],
      role: ' Leader ',
      creditsEarned: 2,
      firstDay: '2026-05-01',
      lastDay: '2026-06-20',
      results: [
        { result: 'r1', value: ' ', level: '', status: '' as const },
        { result: 'r2', value: '', level: 'l1', status: '' as const },
      ],
    }
    expect(toRequest(words)).toEqual({
      narrative: 'Ten books',
      evidence: [{ url: 'https://example.org/a' }, { name: 'Essay' }],
      subject: {
        role: 'Leader',
        term: '',
        licenseNumber: '',
        creditsEarned: 2,
        activityStart: '2026-05-01T00:00:00Z',
        activityEnd: '2026-06-20T23:59:59Z',
        results: [{ result: 'r2', value: '', level: 'l1', status: '' }],
      },
    })
    expect(countSaid(words)).toBe(6)
  })
  it('names the evidence whose address is none', () => {
    expect(wrongEvidence([{ url: '' }, { url: 'nowhere' }, { url: 'https://example.org' }])).toEqual([1])
  })
  it('row 35: notices an activity that ends before it begins', () => {
    expect(endsBeforeItBegins({ ...noWords, firstDay: '2026-06-20', lastDay: '2026-06-19' })).toBe(true)
    expect(endsBeforeItBegins({ ...noWords, firstDay: '2026-06-20', lastDay: '2026-06-20' })).toBe(false)
  })
})

describe('the list of people', () => {
  const list = [
    known({ id: 'p1', name: 'Ada', email: 'Ada@example.org' }),
    typed('Bo', 'Bo@example.org', 'x'),
    typed('Cy', null),
  ]
  it('loses the rows that are left out, counted from 1', () => {
    expect(withoutRows(list, [1, 3]).map(({ name }) => name)).toEqual(['Bo'])
  })
  it('row 24: has addresses in small letters where that was asked for; everybody else stays the same entry', () => {
    const small = inSmallLetters(list, [1, 2])
    expect(small.map(({ email }) => email)).toEqual(['ada@example.org', 'bo@example.org', null])
    expect(small[1]).toEqual(typed('Bo', 'bo@example.org', 'x'))
    expect(small[2]).toBe(list[2])
  })
})
