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
