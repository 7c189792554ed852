import type { z } from 'zod'
import type { peopleContract } from '../../core/contract/people'
import { suggestedMailbox } from '../../core/people/identifiers'
import { foldAddress } from '../../core/people/identity'
import type { Catalog } from './catalog'
import type { Counting } from './in-slices'
import { preferredEmail } from './people'
import { prepared } from './sqlite'

type Twins = z.infer<NonNullable<(typeof peopleContract.twins)['~orpc']['outputSchema']>>

/** Names looked at in one step: some milliseconds. */
const namesAtOnce = 2000
/** Names that more people have tell nothing. */
const mostNamesakes = 100

/**
 * The first so many groups of people of one name and one address, or of addresses that Gmail takes for one, by name (row 32: only ever
 * suggested).
 */
export function* twins(catalog: Catalog, limit: number): Counting<Twins> {
  const walk = prepared<[string, string], { sortName: string; id: string }>(
    catalog.db,
    `SELECT sort_name AS sortName, id FROM person INDEXED BY person_by_name
     WHERE (sort_name, id) > (?, ?) AND sort_name <> '' ORDER BY sort_name, id LIMIT ${namesAtOnce}`,
  )
  const twin: Twins = []
  let after: [string, string] = ['', '']
  let before = ''
  let looked = ''
  for (;;) {
    const found = walk.all(...after)
    const last = found.at(-1)
    if (last === undefined) return twin
    after = [last.sortName, last.id]
    for (const { sortName } of found) {
      // A name that ends one step and begins the next is looked at once.
      if (sortName === before && sortName !== looked) {
        twin.push(...amongNamesakes(catalog, (looked = sortName)))
        if (twin.length >= limit) return twin.slice(0, limit)
        yield
      }
      before = sortName
    }
    yield
  }
}

function amongNamesakes(catalog: Catalog, sortName: string): Twins {
  const many = prepared<[string, number]>(
    catalog.db,
    'SELECT 1 FROM person INDEXED BY person_by_name WHERE sort_name = ? LIMIT 1 OFFSET ?',
  )
  if (many.get(sortName, mostNamesakes) !== undefined) return []
  const addresses = prepared<[string], { personId: string; value: string }>(
    catalog.db,
    `SELECT person.id AS personId, value FROM person INDEXED BY person_by_name
       JOIN person_identifier ON person_id = person.id AND type = 'email'
     WHERE sort_name = ? AND erased_at IS NULL ORDER BY person.id`,
  ).all(sortName)
  const mailboxes = Map.groupBy(addresses, ({ value }) => suggestedMailbox(value))
  const read = prepared<[string], Twins[number]['people'][number]>(
    catalog.db,
    `SELECT id, name, ${preferredEmail} AS email, awarded_count AS awardedCount, created_at AS createdAt FROM person WHERE id = ?`,
  )
  return [...mailboxes.values()].flatMap((of) => {
    const ids = new Set(of.map(({ personId }) => personId))
    const spellings = new Set(of.map(({ value }) => foldAddress(value)))
    if (ids.size < 2) return []
    return [
      {
        people: [...ids].flatMap((id) => read.all(id)),
        because: spellings.size > 1 ? ('same_mailbox' as const) : ('same_address' as const),
      },
    ]
  })
}
