import { mostCounted } from '../../core/contract/awards'
import { searchTerms } from '../../core/people/fold'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** A part of what is found: awards of these badges to people whom the words fit that do not fit the badge; null where none is left. */
type Part = { match: string | null; badgeIds: readonly string[] }

/**
 * What a search of the ledger looks for. Every word must be found in the person or in the badge; badges are few, so each is asked which
 * words it has, and the rest of the words is one question to the index of people. Null where nothing is asked.
 */
export type AwardSearch = { match: string; parts: readonly Part[] }

/** Reads search text. */
export function readAwardSearch({ db }: Catalog, query: string): AwardSearch | null {
  const terms = query.split(/\s+/).flatMap((word) => searchTerms(word) ?? [])
  if (terms.length === 0) return null
  const ofTerm = prepared<[string]>(
    db,
    'SELECT badge.id FROM badge_search JOIN badge ON badge.rowid = badge_search.rowid WHERE badge_search MATCH ?',
  ).pluck()
  const having = terms.map((term) => new Set(ofTerm.all(term) as string[]))
  const parts = new Map<string, string[]>()
  for (const badgeId of new Set(having.flatMap((badges) => [...badges]))) {
    const left = terms.filter((_, index) => !having[index]?.has(badgeId)).join(' ')
    parts.set(left, [...(parts.get(left) ?? []), badgeId])
  }
  return {
    match: terms.join(' '),
    parts: [...parts].map(([left, badgeIds]) => ({ match: left === '' ? null : left, badgeIds })),
  }
}

type Values = Record<string, unknown>

/** The same asked of one row of the ledger after another. */
export function searchOfRow(search: AwardSearch): { condition: string; values: Values } {
  const values: Values = { match: search.match }
  // The plus keeps SQLite from beginning with all whom the words fit.
  const people = (name: string) =>
    `+person.rowid IN (SELECT rowid FROM person_search WHERE person_search MATCH @${name})`
  const parts = search.parts.map(({ match, badgeIds }, index) => {
    values[`badges${index}`] = JSON.stringify(badgeIds)
    const ofBadge = `award.badge_id IN (SELECT value FROM json_each(@badges${index}))`
    if (match === null) return ofBadge
    values[`match${index}`] = match
    return `(${ofBadge} AND ${people(`match${index}`)})`
  })
  return { condition: `(${[people('match'), ...parts].join(' OR ')})`, values }
}

/**
 * The row numbers of the awards that a search finds, in no order and not more than one above `mostCounted`. Each award is in one part: that
 * of its badge, or that of the badges which have none of the words. `conditions` and `values` narrow it further.
 */
export function findAwards(
  { db }: Catalog,
  search: AwardSearch,
  conditions: readonly string[],
  values: Values,
): number[] {
  const found: number[] = []
  const ofPeople =
    'person_search CROSS JOIN person ON person.rowid = person_search.rowid CROSS JOIN award ON award.person_id = person.id'
  const named = search.parts.flatMap(({ badgeIds }) => badgeIds)
  const isNamed = 'award.badge_id IN (SELECT value FROM json_each(@badges))'
  const collect = (match: string | null, badges: readonly string[], ofBadge: string[]) => {
    const where = [...(match === null ? [] : ['person_search MATCH @match']), ...ofBadge, ...conditions].join(' AND ')
    const rows = db
      .prepare(`SELECT award.rowid FROM ${match === null ? 'award' : ofPeople} WHERE ${where} LIMIT @most`)
      .pluck()
      .all({ ...values, match, badges: JSON.stringify(badges), most: mostCounted + 1 - found.length }) as number[]
    for (const row of rows) found.push(row)
  }
  for (const { match, badgeIds } of search.parts) collect(match, badgeIds, [isNamed])
  collect(search.match, named, named.length === 0 ? [] : [`NOT ${isNamed}`])
  return found
}
