/**
 * Search as one types among 1,000,000 people: a thousand queries, each one letter longer than the one before, answered by
 * `people.search` and, turn about, by the raw full-text query (row numbers only).
 */
import { pathToFileURL } from 'node:url'
import { openBigLibrary, seeded } from './big-library.mjs'
import { bundle } from './bundle.mjs'

const people = 1_000_000
const queries = 1000
const limit = 20

/** As-you-type answers within 10 ms do not hold the typing up (limits.md §3). */
export const goals = { p95_ms: ['<=', 10] }

export async function run({ json }) {
  const parts = await import(pathToFileURL(await bundle('test/bench/search-parts.ts', 'search')).href)
  const catalog = openBigLibrary(parts, { people, say: json ? () => {} : (text) => console.error(text) })
  try {
    return { search: measureSearch(catalog, parts, people) }
  } finally {
    catalog.close()
  }
}

/** p95 and p99 of a search as it is typed, and its ratio to the raw query. */
export function measureSearch(catalog, { searchPeople, searchTerms }, people) {
  const raw = catalog.db.prepare('SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT ?')
  const typed = asTyped(catalog.db, people)
  for (const query of typed.slice(0, 100)) searchPeople(catalog, query, limit)
  const ours = []
  const floor = []
  typed.forEach((query, at) => {
    const terms = searchTerms(query)
    const timeOurs = () => ours.push(timed(() => searchPeople(catalog, query, limit)))
    const timeRaw = () => floor.push(timed(() => raw.all(terms, limit)))
    // Whoever comes second finds the pages warm; so they take turns.
    for (const one of at % 2 === 0 ? [timeOurs, timeRaw] : [timeRaw, timeOurs]) one()
  })
  const p95 = quantile(ours, 0.95)
  return {
    p95_ms: rounded(p95),
    p99_ms: rounded(quantile(ours, 0.99)),
    raw_ratio: rounded(p95 / quantile(floor, 0.95)),
  }
}

function timed(work) {
  const start = performance.now()
  work()
  return performance.now() - start
}

export const rounded = (value) => Math.round(value * 1000) / 1000

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

/** What somebody types who looks for people of the library: their names, letter by letter, sometimes the last name first, sometimes an address. */
function asTyped(db, people) {
  const random = seeded(7)
  const typed = []
  const pick = db.prepare(
    'SELECT person.name, person_identifier.value AS email FROM person JOIN person_identifier ON person_identifier.person_id = person.id WHERE person.rowid = ?',
  )
  while (typed.length < queries) {
    const { name, email } = pick.get(1 + Math.floor(random() * people))
    const kind = random()
    const text = kind < 0.6 ? name : kind < 0.9 ? name.split(' ').reverse().join(' ') : email
    for (let letters = 1; letters <= Math.min(text.length, 14) && typed.length < queries; letters += 1)
      if (text[letters - 1] !== ' ') typed.push(text.slice(0, letters))
  }
  return typed
}
