import { describe, expect, test } from 'vitest'
import { criterionAsked, type Criterion, type CriterionAsked } from '../../../src/core/earning/criteria'
import { criteriaSentence, metWords } from '../../../src/core/earning/criteria-sentence'
import { evaluate, stillMissing, together } from '../../../src/core/earning/evaluation'

const uuid = (last: number) => `01890000-0000-7000-8000-${String(last).padStart(12, '0')}`
const [day1, day2, hours, star, readers, maths] = [1, 2, 3, 4, 5, 6].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const names = {
  [day1]: 'First aid, day 1',
  [day2]: 'First aid, day 2',
  [hours]: 'Hours helped',
  [star]: 'Reading Star',
  [readers]: 'Readers',
  [maths]: 'Maths',
}
const asked = (input: unknown): CriterionAsked => criterionAsked.parse(input)
const both = asked({ type: 'activity', params: [{ activityId: day1 }, { activityId: day2 }] })
const confirmed = asked({ type: 'manual', method: 'any', params: [{ role: 'Trainer' }, { role: 'Assistant' }] })

describe('criteria in words', () => {
  test('two criteria are one plain sentence', () => {
    expect(criteriaSentence([both, confirmed], 'all', names)).toBe(
      'Awarded to whoever took part in “First aid, day 1” and “First aid, day 2”, and is confirmed by a Trainer or an Assistant.',
    )
  })

  test('one of several criteria is said with “or”, and lists in lists stay apart', () => {
    const counted = asked({ type: 'social', params: [{ counterId: hours, atLeast: 1250.5 }] })
    expect(criteriaSentence([both, confirmed, counted], 'any', names)).toBe(
      'Awarded to whoever took part in “First aid, day 1” and “First aid, day 2”; is confirmed by a Trainer or an Assistant; or reached 1,250.5 in “Hours helped”.',
    )
  })

  test.each([
    [
      { type: 'course', params: [{ activityId: maths, minLevel: 60, by: '2026-05-01' }] },
      'completed “Maths” with at least 60 by 1 May 2026',
    ],
    [
      { type: 'courseset', method: 'any', params: [{ activityId: maths, by: '2026-05-01' }, { activityId: day1 }] },
      'completed “Maths” by 1 May 2026 or “First aid, day 1”',
    ],
    [
      { type: 'profile', params: [{ field: 'email' }, { field: 'picture' }] },
      'filled in an e-mail address and a picture',
    ],
    [{ type: 'badge', params: [{ badgeId: star }] }, 'holds “Reading Star”'],
    [{ type: 'cohort', params: [{ groupId: readers }] }, 'belongs to “Readers”'],
    [{ type: 'competency', params: [{ activityId: maths, minLevel: 3 }] }, 'is competent in “Maths” with at least 3'],
    [{ type: 'badge', params: [{ badgeId: uuid(9) }] }, 'holds something that is no longer there'],
  ])('%j', (criterion, words) => {
    expect(criteriaSentence([asked(criterion)], 'all', names)).toBe(`Awarded to whoever ${words}.`)
  })

  test('where nothing is asked, the sentence says who decides', () => {
    expect(criteriaSentence([], 'all', names)).toBe('Awarded to whom the organisation chooses.')
  })

  test('what somebody met is told with the role of who confirmed it', () => {
    expect(metWords(confirmed, names, 'Assistant')).toBe('Confirmed by an Assistant')
    expect(metWords(both, names, '')).toBe('Took part in “First aid, day 1” and “First aid, day 2”')
  })

  test.each([
    ['Unit leader', 'a Unit leader'],
    ['European referee', 'a European referee'],
    ['one-to-one mentor', 'a one-to-one mentor'],
    ['Hour keeper', 'an Hour keeper'],
    ['umpire', 'an umpire'],
    ['Uniformed officer', 'a Uniformed officer'],
    ['Uninvolved witness', 'an Uninvolved witness'],
    ['MC', 'an MC'],
    ['HR officer', 'an HR officer'],
    ['IT teacher', 'an IT teacher'],
    ['UN volunteer', 'a UN volunteer'],
    ['PE teacher', 'a PE teacher'],
  ])('the role %s is said with its article, as it sounds', (role, words) => {
    expect(metWords(confirmed, names, role)).toBe(`Confirmed by ${words}`)
  })

  test('a name that looks like a placeholder stays what it is', () => {
    expect(criteriaSentence([both], 'all', { [day1]: '{{day}} $t(and)', [day2]: 'B' })).toBe(
      'Awarded to whoever took part in “{{day}} $t(and)” and “B”.',
    )
  })
})

describe('what a criterion may ask for', () => {
  test.each([
    ['a type that is none', { type: 'overall', params: [] }],
    ['nothing', { type: 'manual', params: [] }],
    ['a single course that is two', { type: 'course', params: [{ activityId: day1 }, { activityId: day2 }] }],
    ['a threshold that is no number', { type: 'social', params: [{ counterId: hours, atLeast: Number.NaN }] }],
    ['a day that is none', { type: 'activity', params: [{ activityId: day1, by: '2026-02-30' }] }],
    ['a role of two lines', { type: 'manual', params: [{ role: 'Trainer\nof all' }] }],
  ])('%s is refused', (_what, input) => {
    expect(criterionAsked.safeParse(input).success).toBe(false)
  })
})

describe('evaluation', () => {
  const criteria: Criterion[] = [
    { ...both, id: 'sessions' },
    { ...confirmed, id: 'confirmed' },
  ]
  const facts: Record<string, Record<string, string>> = {
    [day1]: { ann: '2026-01-01', ben: '2026-01-02', cleo: '2026-01-03' },
    [day2]: { ann: '2026-02-01', ben: '2026-02-02' },
    Trainer: { ann: '2026-01-15', cleo: '2026-01-20' },
    Assistant: { ann: '2026-01-10' },
  }
  const factsOf = (_criterion: Criterion, term: object) => {
    const key = 'activityId' in term ? String(term.activityId) : 'role' in term ? String(term.role) : ''
    return new Map(Object.entries(facts[key] ?? {}))
  }

  test('row 57: ALL with one unmet earns nothing, and what was met is known', () => {
    const { earned, met } = evaluate(criteria, 'all', factsOf)
    expect([...earned]).toEqual([['ann', '2026-02-01']])
    expect(met.get('sessions')?.has('ben')).toBe(true)
    expect(met.get('confirmed')?.has('cleo')).toBe(true)
  })

  test('row 57: ANY with none earns nothing', () => {
    const { earned } = evaluate(criteria, 'any', factsOf)
    expect(Object.fromEntries(earned)).toEqual({ ann: '2026-01-10', ben: '2026-02-02', cleo: '2026-01-20' })
    expect(earned.has('dora')).toBe(false)
  })

  test('where nothing is asked nobody earns', () => {
    expect(evaluate([], 'all', factsOf).earned.size).toBe(0)
    expect(together('any', []).size).toBe(0)
  })

  test('who is nearly there is told what is missing', () => {
    const standing = evaluate(criteria, 'all', factsOf)
    expect(stillMissing(criteria, 'all', standing, 'ben')).toEqual({ missing: ['confirmed'], count: 1 })
    expect(stillMissing(criteria, 'any', standing, 'dora')).toEqual({ missing: ['sessions', 'confirmed'], count: 1 })
  })
})
