import type { TFunction } from 'i18next'
import type { MilestoneRule } from '../../core/contract/series'

/** A rule as one plain sentence: "Whoever holds 2 of A, B and C gets Gold." `t` is that of `series`. */
export function ruleSentence(
  { target, numberRequired, action, members }: Pick<MilestoneRule, 'target' | 'numberRequired' | 'action' | 'members'>,
  t: TFunction<'series'>,
  language: string,
): string {
  const which = numberRequired === members.length ? 'all' : numberRequired === 1 ? 'any' : 'some'
  const type = which === 'any' ? 'disjunction' : 'conjunction'
  const badges = new Intl.ListFormat(language, { type }).format(members.map(({ name }) => name))
  return t(`rule.${action}.${which}`, { count: numberRequired, badges, target: target.name })
}
