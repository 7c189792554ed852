import type { z } from 'zod'
import type { peopleContract } from '../../core/contract/people'
import { suggestedMailbox } from '../../core/people/identifiers'
import type { Catalog } from './catalog'
import { preferredEmail } from './people'
import { prepared } from './sqlite'

type Twins = z.infer<NonNullable<(typeof peopleContract.twins)['~orpc']['outputSchema']>>
type Namesake = Twins[number]['people'][number] & { sortName: string }

/** Names looked at in one step: some 10 ms. */
const namesAtOnce = 20_000

/**
 * People of one name and one address, or of addresses that Gmail takes for one, by name and some at a time (row 32: only ever suggested).
 * Names that more than a hundred people have are passed over: they tell nothing.
 */
export function* twins(catalog: Catalog): Generator<Twins> {
  const walk = prepared<[string, string], { sortName: string; id: string }>(
    catalog.db,
    `SELECT sort_name AS sortName, id FROM person INDEXED BY person_by_name
     WHERE (sort_name, id) > (?, ?) AND sort_name <> '' ORDER BY sort_name, id LIMIT ${namesAtOnce}`,
  )
  let after: [string, string] = ['', '']
  let before = ''
  let looked = ''
  for (;;) {
    const found = walk.all(...after)
    const last = found.at(-1)
    if (last === undefined) return
    after = [last.sortName, last.id]
    const twice = new Set<string>()
    for (const { sortName } of found) {
      // A name that ends one step and begins the next is looked at once.
      if (sortName === before && sortName !== looked) twice.add((looked = sortName))
      before = sortName
    }
    yield [...twice].flatMap((sortName) => amongNamesakes(catalog, sortName))
  }
}

function amongNamesakes(catalog: Catalog, sortName: string): Twins {
  const namesakes = prepared<[string], Namesake>(
    catalog.db,
    `SELECT id, name, ${preferredEmail} AS email, awarded_count AS awardedCount, created_at AS createdAt, sort_name AS sortName
     FROM person WHERE sort_name = ? AND erased_at IS NULL ORDER BY id LIMIT 101`,
  ).all(sortName)
  if (namesakes.length > 100) return []
  const addresses = prepared<[string], { value: string; folded: string }>(
    catalog.db,
    "SELECT value, value_folded AS folded FROM person_identifier WHERE person_id = ? AND type = 'email'",
  )
  const byMailbox = new Map<string, { people: Map<string, Namesake>; spellings: Set<string> }>()
  for (const person of namesakes)
    for (const { value, folded } of addresses.all(person.id)) {
      const mailbox = suggestedMailbox(value)
      const known = byMailbox.get(mailbox) ?? { people: new Map<string, Namesake>(), spellings: new Set<string>() }
      known.people.set(person.id, person)
      known.spellings.add(folded)
      byMailbox.set(mailbox, known)
    }
  return [...byMailbox.values()]
    .filter(({ people }) => people.size > 1)
    .map(({ people, spellings }) => ({
      people: [...people.values()].map(({ sortName: _sortName, ...person }) => person),
      because: spellings.size > 1 ? ('same_mailbox' as const) : ('same_address' as const),
    }))
}
