import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { newCode, plainCode } from '../../../src/core/earning/codes'
import { criterionAsked } from '../../../src/core/earning/criteria'
import { criteriaSentence } from '../../../src/core/earning/criteria-sentence'
import { evaluate } from '../../../src/core/earning/evaluation'

describe('claim codes', () => {
  it('are the same in any letters and with anything between them, and another code is another', () => {
    const mark = fc.constantFrom('', ' ', '-', ' – ', '\t', '.', '_', '\u00a0')
    const marks = fc.array(mark, { minLength: 60, maxLength: 60 })
    const code = fc.constantFrom('words' as const, 'letters' as const).map((style) => newCode(style, randomBytes))
    fc.assert(
      fc.property(code, code, marks, fc.boolean(), (code, other, marks, loud) => {
        const typed = [...code].map((letter, at) => (letter === '-' ? marks[at]! : letter + (marks[at] ?? ''))).join('')
        expect(plainCode(loud ? typed.toUpperCase() : typed.toLowerCase())).toBe(plainCode(code))
        expect(plainCode(other) === plainCode(code)).toBe(other === code)
      }),
    )
  })
})

describe('sentence and evaluation', () => {
  const known = [1, 2, 3, 4].map((last) => `01890000-0000-7000-8000-00000000000${last}`)
  const letters = Object.fromEntries(known.map((id, at) => [id, 'ABCD'[at]!]))
  const method = fc.constantFrom('all' as const, 'any' as const)
  const some = fc.uniqueArray(fc.constantFrom(...known), { minLength: 1, maxLength: 4 })
  const criterion = (type: 'activity' | 'badge' | 'cohort', key: string) =>
    fc.record({ method, some }).map(({ method, some }) => ({
      ...criterionAsked.parse({ type, method, params: some.map((id) => ({ [key]: id })) }),
      id: type,
    }))
  const asksFor = fc
    .tuple(criterion('activity', 'activityId'), criterion('badge', 'badgeId'), criterion('cohort', 'groupId'))
    .chain((all) => fc.subarray([...all], { minLength: 1 }))

  /** What a reader takes the sentence to say of somebody for whom these clauses of one thing hold. */
  const readAs = (sentence: string, holds: (words: string) => boolean): boolean => {
    const clauses = [
      ...sentence.matchAll(/(took part in|holds|belongs to) (.*?)(?=[;,]? (?:and |or )?(?:took|holds|belongs)|\.$)/g),
    ]
    const truths = clauses.map(([, verb, what]) => {
      const things = [...what!.matchAll(/“(.)”/g)].map(([, name]) => holds(`${verb!} ${name!}`))
      return / or /.test(what!) ? things.some(Boolean) : things.every(Boolean)
    })
    return /[;,] or (?:took|holds|belongs)/.test(sentence) ? truths.some(Boolean) : truths.every(Boolean)
  }

  test('whoever the sentence speaks of has earned the badge, and nobody else', () => {
    const verbs = { activity: 'took part in', badge: 'holds', cohort: 'belongs to' }
    const facts = fc.uniqueArray(
      fc.constantFrom(...Object.values(verbs).flatMap((verb) => [...'ABCD'].map((it) => `${verb} ${it}`))),
    )
    fc.assert(
      fc.property(asksFor, method, facts, (criteria, overall, facts) => {
        const { earned } = evaluate(criteria, overall, ({ type }, term) => {
          const [, id] = Object.entries(term).find(([key]) => key !== 'type')!
          const is = facts.includes(`${verbs[type as keyof typeof verbs]} ${letters[String(id)]!}`)
          return new Map(is ? [['ann', '2026-01-01']] : [])
        })
        expect(earned.has('ann')).toBe(readAs(criteriaSentence(criteria, overall, letters), (it) => facts.includes(it)))
      }),
    )
  })
})
