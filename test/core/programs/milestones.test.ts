import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueFor, inOrder, ruleProblem, type Rule, type Standing } from '../../../src/core/programs/milestones'

const rule = (id: string, targetBadgeId: string, badgeIds: string[], more: Partial<Rule> = {}): Rule => ({
  id,
  targetBadgeId,
  badgeIds,
  numberRequired: badgeIds.length,
  action: 'award',
  ...more,
})
const standing = (more: Partial<Standing> = {}): Standing => ({
  held: new Set(),
  has: new Set(),
  takenBack: new Set(),
  applied: new Set(),
  refusalOf: () => null,
  ...more,
})
const asMeant = ({ action }: Rule) => action

describe('a milestone rule', () => {
  it('row 53: asks for at least one badge and for no more than it names', () => {
    const named = rule('1', 'gold', ['silver', 'bronze'])
    expect(ruleProblem({ ...named, numberRequired: 2 }, [])).toBeNull()
    expect(ruleProblem({ ...named, numberRequired: 3 }, [])).toEqual({ reason: 'too_few_badges' })
    expect(ruleProblem({ ...named, numberRequired: 0 }, [])).toEqual({ reason: 'too_few_badges' })
    expect(ruleProblem({ ...named, badgeIds: ['silver', 'silver'] }, [])).toEqual({ reason: 'too_few_badges' })
  })

  it('row 53: a badge that leads to itself is refused with the path', () => {
    expect(ruleProblem(rule('1', 'gold', ['gold']), [])).toEqual({ reason: 'cycle', path: ['gold', 'gold'] })
    const others = [rule('1', 'b', ['a']), rule('2', 'c', ['b', 'x'])]
    expect(ruleProblem(rule('3', 'a', ['c']), others)).toEqual({ reason: 'cycle', path: ['a', 'c', 'b', 'a'] })
    expect(ruleProblem(rule('3', 'd', ['c', 'b']), others)).toBeNull()
  })

  it('row 53: taken one after the other, whatever they are, rules never close a circle, and have an order', () => {
    const badge = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const wish = fc.tuple(badge, fc.uniqueArray(badge, { minLength: 1, maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        const kept: Rule[] = []
        for (const [at, [target, needed]] of wishes.entries()) {
          const wanted = rule(String(at), target, needed)
          const problem = ruleProblem(wanted, kept)
          if (problem === null) kept.push(wanted)
          else if (problem.reason === 'cycle')
            for (const [step, id] of problem.path.slice(1).entries()) {
              const givers = [...kept, wanted].filter((it) => it.targetBadgeId === problem.path[step])
              expect(givers.flatMap(({ badgeIds }) => badgeIds)).toContain(id)
            }
          else expect.unreachable(problem.reason)
        }
        const ordered = inOrder(kept)
        expect(ordered.toSorted((one, other) => Number(one.id) - Number(other.id))).toEqual(kept)
        for (const [at, { badgeIds }] of ordered.entries())
          expect(ordered.slice(at).filter(({ targetBadgeId }) => badgeIds.includes(targetBadgeId))).toEqual([])
      }),
    )
  })

  it('a rule that is changed is not weighed against what it said before', () => {
    const others = [rule('1', 'b', ['a'])]
    expect(ruleProblem(rule('1', 'a', ['b']), others)).toBeNull()
  })

  it('a chain of rules is told at once, whatever the order in which they were made', () => {
    const rules = inOrder([rule('3', 'd', ['c']), rule('2', 'c', ['b']), rule('1', 'b', ['a'])])
    expect(rules.map(({ id }) => id)).toEqual(['1', '2', '3'])
    const due = dueFor(rules, standing({ held: new Set(['a']), has: new Set(['a']) }), asMeant)
    expect(due.map((it) => [it.rule.targetBadgeId, it.outcome])).toEqual([
      ['b', 'award'],
      ['c', 'award'],
      ['d', 'award'],
    ])
  })

  it('nobody gets what they have, what was taken back, or a second application', () => {
    const rules = [rule('1', 'b', ['a'])]
    const held = new Set(['a'])
    expect(dueFor(rules, standing({ held, has: new Set(['b']) }), asMeant)).toEqual([])
    expect(dueFor(rules, standing({ held, takenBack: new Set(['b']) }), asMeant)).toMatchObject([
      { outcome: 'taken_back' },
    ])
    const applied = new Set(['b'])
    expect(dueFor(rules, standing({ held, applied }), () => 'queue_application')).toEqual([])
    expect(dueFor(rules, standing({ held, refusalOf: () => 'opted_out' }), asMeant)).toMatchObject([
      { outcome: 'refused', reason: 'opted_out' },
    ])
  })

  it('two rules for the same badge give it once', () => {
    const rules = [rule('1', 'b', ['a']), rule('2', 'b', ['a'])]
    expect(dueFor(rules, standing({ held: new Set(['a']) }), asMeant)).toHaveLength(1)
  })
})
