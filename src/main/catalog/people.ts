import { z } from 'zod'
import type { Person, peopleContract } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'
import { foldText, searchTerms } from '../../core/people/fold'
import { foldAddress, readAddress } from '../../core/people/identity'
import type { Catalog, Transaction } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { setGroupsOf } from './groups'
import { journalGone } from './journal-lines'
import { oneRow, prepared } from './sqlite'

type ListRequest = z.infer<NonNullable<(typeof peopleContract.list)['~orpc']['inputSchema']>>
type SaveRequest = z.infer<NonNullable<(typeof peopleContract.save)['~orpc']['inputSchema']>>
type FoundPerson = { id: string; name: string; email: string | null }

/** A row of a roster that is to become a person; `email` as `readAddress` gave it. */
export type PersonRow = { row: number; name: string; email: string | null }
/** What became of it; `personId` is null where two people of the library fit. */
export type PlacedPerson = { row: number; personId: string | null; added: boolean }

/** The address that stands for a person, as a column beside `person`; null where there is none. */
export const preferredEmail =
  "(SELECT value FROM person_identifier WHERE person_id = person.id AND type = 'email' ORDER BY preferred DESC, id LIMIT 1)"
const groupsOfPerson = `(SELECT json_group_array(json_object('id', id, 'name', name)) FROM (SELECT person_group.id, person_group.name FROM group_member
  JOIN person_group ON person_group.id = group_member.group_id WHERE group_member.person_id = person.id ORDER BY person_group.name))`
const personColumns = `person.id, person.name, person.sort_name AS sortName, ${preferredEmail} AS email, ${groupsOfPerson} AS groups,
  person.awarded_count AS awardedCount, person.last_awarded_at AS lastAwardedAt, person.created_at AS createdAt`

type StoredPerson = Omit<Person, 'groups'> & { sortName: string; groups: string }
const toPerson = ({ sortName: _sortName, groups, ...row }: StoredPerson): Person => ({
  ...row,
  groups: JSON.parse(groups) as Person['groups'],
})

/** A name for ordering and matching: folded; a name without any letter (an emoji, say) stands for itself. */
export const sortNameOf = (name: string) => foldText(name) || name.toLowerCase()

/** Up to this many people are looked up and sorted for a page; for more, a walk along the index of names finds a page sooner. */
const fewPeople = 20_000

/** A page of people by name. */
export function listPeople(
  catalog: Catalog,
  request: ListRequest,
): { rows: Person[]; total: number; next: string | null } {
  const { db } = catalog
  const wanted = rowNumbersOf(catalog, request)
  const after = request.cursor == null ? ['', ''] : readCursor(request.cursor, z.tuple([z.string(), z.string()]))
  const keys = pageOf(catalog, wanted, after, request.limit + 1)
  const shown = keys.slice(0, request.limit)
  const last = shown.at(-1)
  const read = prepared<[number], StoredPerson>(db, `SELECT ${personColumns} FROM person WHERE rowid = ?`)
  return {
    rows: shown.flatMap(({ rowid }) => read.all(rowid)).map(toPerson),
    total: wanted?.length ?? oneRow<{ total: number }>(db, 'SELECT count(*) AS total FROM person').total,
    next: keys.length > request.limit && last !== undefined ? writeCursor([last.sortName, last.id]) : null,
  }
}

/** The row numbers of the people whom search text and group leave; null where everyone is wanted. */
function rowNumbersOf({ db }: Catalog, { query, groupId }: ListRequest): number[] | null {
  const members =
    groupId === undefined
      ? null
      : (prepared<[string]>(
          db,
          'SELECT person.rowid FROM group_member JOIN person ON person.id = group_member.person_id WHERE group_id = ?',
        )
          .pluck()
          .all(groupId) as number[])
  if ((query ?? '').trim() === '') return members
  const terms = searchTerms(query ?? '')
  if (terms === null) return []
  const found = prepared<[string]>(db, 'SELECT rowid FROM person_search WHERE person_search MATCH ?')
    .pluck()
    .all(terms) as number[]
  if (members === null) return found
  const isMember = new Set(members)
  return found.filter((rowid) => isMember.has(rowid))
}

type PersonKey = { rowid: number; sortName: string; id: string }

/** The first people by name after a place in the list. */
function pageOf(
  { db }: Catalog,
  wanted: readonly number[] | null,
  after: readonly string[],
  limit: number,
): PersonKey[] {
  const columns = 'person.rowid, person.sort_name AS sortName, person.id'
  const inOrder = 'ORDER BY person.sort_name, person.id'
  if (wanted !== null && wanted.length <= fewPeople)
    return prepared<[string, ...string[], number], PersonKey>(
      db,
      `SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN person ON person.rowid = wanted.value
       WHERE (person.sort_name, person.id) > (?, ?) ${inOrder} LIMIT ?`,
    ).all(JSON.stringify(wanted), ...after, limit)

  const isWanted = wanted === null ? null : new Set(wanted)
  const walk = prepared<string[], PersonKey>(
    db,
    `SELECT ${columns} FROM person INDEXED BY person_by_name WHERE (person.sort_name, person.id) > (?, ?) ${inOrder}`,
  )
  const keys: PersonKey[] = []
  for (const key of walk.iterate(...after)) {
    if (isWanted !== null && !isWanted.has(key.rowid)) continue
    keys.push(key)
    if (keys.length === limit) break
  }
  return keys
}

const searchSql = `SELECT person.id, person.name, ${preferredEmail} AS email FROM person_search JOIN person ON person.rowid = person_search.rowid
  WHERE person_search MATCH ? LIMIT ?`

/**
 * Finds people while someone types. From four letters on, whole words come before beginnings of words; the limit bounds
 * both queries, so that a search costs the same whatever the number of hits.
 */
export function searchPeople(catalog: Catalog, query: string, limit: number): FoundPerson[] {
  const terms = searchTerms(query)
  if (terms === null) return []
  const find = prepared<[string, number], FoundPerson>(catalog.db, searchSql)
  const byName = (a: FoundPerson, b: FoundPerson) => order.compare(a.name, b.name)
  const ranked = terms.replace(/[^\p{L}\p{N}]/gu, '').length >= 4
  const whole = ranked ? find.all(terms.replaceAll('*', ''), limit) : []
  if (whole.length === limit) return whole.sort(byName)
  const begun = find.all(terms, limit)
  if (whole.length === 0) return begun.sort(byName)
  const seen = new Set(whole.map((person) => person.id))
  const others = begun.filter((person) => !seen.has(person.id)).slice(0, limit - whole.length)
  return [...whole.sort(byName), ...others.sort(byName)]
}

const order = new Intl.Collator('en')

/** Reads one person. Throws `not_found`. */
export function readPerson(catalog: Catalog, id: string): Person {
  const row = prepared<[string], StoredPerson>(
    catalog.db,
    `SELECT ${personColumns} FROM person WHERE person.id = ?`,
  ).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'No such person', { field: 'id' })
  return toPerson(row)
}

/** Adds or changes a person. An absent `email` or `groupIds` stays as it is; `email: null` takes the address away. Throws `not_found`, `invalid_input`. */
export function savePerson(catalog: Catalog, request: SaveRequest): Person {
  const reading = request.email == null ? null : readAddress(request.email)
  if (reading !== null && 'problem' in reading)
    throw new BlazonError('invalid_input', 'Not an address', { field: 'email', reason: reading.problem })
  const id = catalog.write(() => {
    const personId = request.id ?? addPerson(catalog, { name: request.name, email: reading?.address ?? null })
    if (request.id !== undefined) changePerson(catalog, request.id, request.name, request.email, reading?.address)
    if (request.groupIds !== undefined) setGroupsOf(catalog, personId, request.groupIds)
    return personId
  })
  return readPerson(catalog, id)
}

function changePerson(
  catalog: Catalog,
  id: string,
  name: string,
  wanted: string | null | undefined,
  address: string | undefined,
) {
  const { db } = catalog
  const { changes } = prepared(db, 'UPDATE person SET name = ?, sort_name = ?, updated_at = ? WHERE id = ?').run(
    name,
    sortNameOf(name),
    catalog.now(),
    id,
  )
  if (changes === 0) throw new BlazonError('not_found', 'No such person', { field: 'id' })
  if (wanted === null) prepared(db, 'DELETE FROM person_identifier WHERE person_id = ?').run(id)
  if (address !== undefined) {
    const known = prepared<[string], { id: string }>(
      db,
      'SELECT id FROM person_identifier WHERE person_id = ? ORDER BY preferred DESC, id LIMIT 1',
    ).get(id)
    if (known === undefined) addAddress(catalog, id, address)
    else
      prepared(db, 'UPDATE person_identifier SET value = ?, value_folded = ? WHERE id = ?').run(
        address,
        foldAddress(address),
        known.id,
      )
  }
  indexPerson(catalog, id)
}

/** Stores a new person inside a transaction; the id. */
function addPerson(catalog: Catalog, person: { name: string; email: string | null }): string {
  const { db } = catalog
  const id = catalog.newId()
  const at = catalog.now()
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO person (id, name, sort_name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  ).run(id, person.name, sortNameOf(person.name), at, at)
  if (person.email !== null) addAddress(catalog, id, person.email)
  prepared(db, 'INSERT INTO person_search (rowid, folded) VALUES (?, ?)').run(
    lastInsertRowid,
    foldText(`${person.name} ${person.email ?? ''}`),
  )
  return id
}

function addAddress(catalog: Catalog, personId: string, address: string) {
  prepared(
    catalog.db,
    "INSERT INTO person_identifier (id, person_id, type, value, value_folded, created_at) VALUES (?, ?, 'email', ?, ?, ?)",
  ).run(catalog.newId(), personId, address, foldAddress(address), catalog.now())
}

/** Writes a person's search row anew, inside a transaction. */
export function indexPerson(catalog: Catalog, id: string): void {
  const { db } = catalog
  const row = prepared<[string], { rowid: number; name: string; addresses: string | null }>(
    db,
    `SELECT person.rowid, person.name, (SELECT group_concat(value, ' ') FROM person_identifier WHERE person_id = person.id) AS addresses
     FROM person WHERE person.id = ?`,
  ).get(id)
  if (row === undefined) return
  prepared(db, 'DELETE FROM person_search WHERE rowid = ?').run(row.rowid)
  prepared(db, 'INSERT INTO person_search (rowid, folded) VALUES (?, ?)').run(
    row.rowid,
    foldText(`${row.name} ${row.addresses ?? ''}`),
  )
}

/**
 * Finds or adds the person of each row, inside a transaction of the caller. The same address (case aside) and the same
 * folded name is the same person; the same address under another name is another person (families share mailboxes); a
 * name without an address is the one person of that name. Where two people fit, `personId` is null: only a human can say.
 */
export function findOrAddPeople(catalog: Catalog, _tx: Transaction, rows: readonly PersonRow[]): PlacedPerson[] {
  return rows.map(({ row, name, email }) => {
    const [known, another] = findPeople(catalog, name, email)
    if (known === undefined) return { row, personId: addPerson(catalog, { name, email }), added: true }
    return { row, personId: another === undefined ? known : null, added: false }
  })
}

/** The first two people of the library whom each row fits, as `findOrAddPeople` finds them; nobody is added. */
export const lookUpPeople = (
  catalog: Catalog,
  rows: readonly PersonRow[],
): { row: number; personIds: readonly string[] }[] =>
  rows.map(({ row, name, email }) => ({ row, personIds: findPeople(catalog, name, email) }))

/** Everybody who has an address. A mailbox is shared by few, a name by many: addresses are looked up first. */
const ownersOf = (catalog: Catalog, email: string): { id: string; sortName: string }[] =>
  prepared<[string], { id: string; sortName: string }>(
    catalog.db,
    `SELECT person.id, person.sort_name AS sortName FROM person_identifier CROSS JOIN person ON person.id = person_identifier.person_id
     WHERE person_identifier.type = 'email' AND person_identifier.value_folded = ?`,
  ).all(foldAddress(email))

/** The first two people whom a name and an address fit. */
function findPeople(catalog: Catalog, name: string, email: string | null): string[] {
  if (email === null)
    return prepared<[string], { id: string }>(catalog.db, 'SELECT id FROM person WHERE sort_name = ? LIMIT 2')
      .all(sortNameOf(name))
      .map(({ id }) => id)
  const owners = ownersOf(catalog, email)
  if (owners.length === 0) return []
  const sortName = sortNameOf(name)
  return [...new Set(owners.filter((owner) => owner.sortName === sortName).map(({ id }) => id))].slice(0, 2)
}

/** How a good row of a roster stands to the library: there already, a mailbox shared with another person, or new. */
export function judgeAgainstLibrary(
  catalog: Catalog,
  name: string,
  email: string | null,
): 'match' | 'shared_address' | 'new' {
  if (email === null) return findPeople(catalog, name, null).length > 0 ? 'match' : 'new'
  const owners = ownersOf(catalog, email)
  if (owners.length === 0) return 'new'
  const sortName = sortNameOf(name)
  return owners.some((owner) => owner.sortName === sortName) ? 'match' : 'shared_address'
}

/** Deletes people who never got an award, in one transaction; who holds one (even a withdrawn one, it stands in the ledger) is kept. */
export function removePeople(catalog: Catalog, ids: readonly string[]): { removed: string[]; kept: string[] } {
  const { db } = catalog
  return catalog.write((tx) => {
    const removed: string[] = []
    const kept: string[] = []
    for (const id of new Set(ids)) {
      const row = prepared<[string], { rowid: number; awarded: 0 | 1 }>(
        db,
        'SELECT rowid, EXISTS (SELECT 1 FROM award WHERE person_id = person.id) AS awarded FROM person WHERE id = ?',
      ).get(id)
      if (row === undefined) continue
      if (row.awarded === 1) {
        kept.push(id)
        continue
      }
      prepared(db, 'DELETE FROM person_search WHERE rowid = ?').run(row.rowid)
      prepared(db, 'DELETE FROM person WHERE id = ?').run(id)
      removed.push(id)
    }
    if (removed.length > 0) journalGone(tx, 'person', removed)
    return { removed, kept }
  })
}

/** A person as an award needs one: the name for the picture, the preferred address for the identity hash. */
export type Recipient = { id: string; name: string; email: string | null }

/** The people of these ids, by id; unknown ids are absent. */
export const readRecipients = (catalog: Catalog, ids: readonly string[]): Map<string, Recipient> =>
  new Map(
    prepared<[string], Recipient>(
      catalog.db,
      `SELECT person.id, person.name, ${preferredEmail} AS email FROM json_each(?) AS wanted CROSS JOIN person ON person.id = wanted.value`,
    )
      .all(JSON.stringify(ids))
      .map((recipient) => [recipient.id, recipient]),
  )
