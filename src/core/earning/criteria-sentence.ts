import { termsOf, type CriterionAsked, type CriterionMethod, type CriterionTerm } from './criteria'
import { criteriaWord } from './criteria-words'

/** What activities, counters, badges and groups are called, by id. */
export type Names = Readonly<Record<string, string>>

const language = 'en'

/**
 * What has to be done for a badge, as one plain sentence: "Awarded to whoever took part in “First aid, day 1” and “First aid, day 2”, and
 * is confirmed by a Trainer or a Librarian." Plain text; names stand in it as they are, so escape it where it becomes HTML.
 */
export function criteriaSentence(criteria: readonly CriterionAsked[], overall: CriterionMethod, names: Names): string {
  if (criteria.length === 0) return criteriaWord('nothing')
  return criteriaWord('sentence', {
    clauses: joined(
      criteria.map((it) => clauseOf(it, names)),
      overall,
    ),
  })
}

/** One criterion in words: "is confirmed by a Trainer or a Librarian". */
export const clauseOf = (criterion: CriterionAsked, names: Names): string =>
  criteriaWord(`clause.${criterion.type}`, { what: listed(criterion, names) })

/** One criterion that somebody met, in words: "Took part in “Day 1” and “Day 2”". `role` is that of whoever confirmed it, '' for nobody. */
export const metWords = (criterion: CriterionAsked, names: Names, role: string): string =>
  criteriaWord(`met.${criterion.type}`, { what: role === '' ? listed(criterion, names) : roleWords(role) })

/** What a criterion asks for, as a list: "“Day 1” and “Day 2”". */
function listed(criterion: CriterionAsked, names: Names): string {
  const type = criterion.method === 'all' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(language, { type }).format(termsOf(criterion).map((term) => termWords(term, names)))
}

/** One thing that a criterion asks for: "“Maths” with at least 60 by 1 May 2026". */
export function termWords(term: CriterionTerm, names: Names): string {
  switch (term.type) {
    case 'manual':
      return roleWords(term.role)
    case 'profile':
      return criteriaWord(`profile.${term.field}`)
    case 'social':
      return nameIn(names, term.counterId, (name) =>
        criteriaWord('term.counter', { name, number: number(term.atLeast) }),
      )
    case 'badge':
      return nameIn(names, term.badgeId, (name) => criteriaWord('term.named', { name }))
    case 'cohort':
      return nameIn(names, term.groupId, (name) => criteriaWord('term.named', { name }))
    default: {
      const level = 'minLevel' in term && term.minLevel !== undefined ? number(term.minLevel) : null
      const by = 'by' in term && term.by !== undefined ? day(term.by) : null
      const key = `term.named${level === null ? '' : '_level'}${by === null ? '' : '_by'}`
      return nameIn(names, term.activityId, (name) => criteriaWord(key, { name, level: level ?? '', day: by ?? '' }))
    }
  }
}

const nameIn = (names: Names, id: string, words: (name: string) => string) => {
  const name = names[id]
  return name === undefined ? criteriaWord('term.unknown') : words(name)
}

const roleWords = (role: string) => criteriaWord(beginsWithVowel(role) ? 'term.role_vowel' : 'term.role', { role })

/** Whether a word is said with a vowel first: an umpire, an hour keeper, an HR officer; a unit leader, a one-to-one mentor, a PE teacher. */
function beginsWithVowel(word: string): boolean {
  const [initials] = /^\p{Lu}{2,3}(?!\p{L})/u.exec(word) ?? []
  if (initials !== undefined) return /^[AEFHILMNORSX]/.test(initials)
  if (/^(hours?|hono?u?r|honest|heir)/i.test(word)) return true
  return /^[aeiou]/i.test(word) && !/^(eu|ewe|one\b|once\b|u\b|us[aeiu]|ut[aei]|un(i(?!n|m|d)|a\b))/i.test(word)
}

function joined(clauses: readonly string[], method: CriterionMethod): string {
  const [last = '', ...before] = clauses.toReversed()
  if (before.length === 0) return last
  return criteriaWord(before.length === 1 ? 'joinTwo' : 'joinMany', {
    first: before.toReversed().join('; '),
    word: criteriaWord(method === 'all' ? 'and' : 'or'),
    last,
  })
}

const number = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value)
const day = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
