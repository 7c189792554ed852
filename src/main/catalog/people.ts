import { z } from 'zod'
import type { Person, peopleContract, WholePerson } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'
import { foldText, searchTerms } from '../../core/people/fold'
import type { IdentifierType } from '../../core/people/identifiers'
import { readAddress } from '../../core/people/identity'
import type { Catalog, Transaction } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { setGroupsOf } from './groups'
import {
  addIdentifier,
  identifiersOf,
  ownersOf,
  readIdentifiers,
  setIdentifiers,
  setPreferredAddress,
} from './people-identifiers'
import { forbiddenAwards } from './do-not-award'
import { pictureRow } from './pictures'
import { oneRow, prepared } from './sqlite'

type ListRequest = z.infer<NonNullable<(typeof peopleContract.list)['~orpc']['inputSchema']>>
type SaveRequest = z.infer<NonNullable<(typeof peopleContract.save)['~orpc']['inputSchema']>>
type FoundPerson = { id: string; name: string; email: string | null }

/** A row of a roster that is to become a person; `email` as `readAddress` gave it, `ids` as `readIdentifier` gave them. */
export type PersonRow = {
  row: number
  name: string
  email: string | null
  ids?: readonly { type: IdentifierType; value: string }[] | undefined
}
/** What became of it; `personId` is null where two people of the library fit. */
export type PlacedPerson = { row: number; personId: string | null; added: boolean }

/** The address that stands for a person, as a column beside `person`; null where there is none. */
export const preferredEmail =
  "(SELECT value FROM person_identifier WHERE person_id = person.id AND type = 'email' ORDER BY preferred DESC, id LIMIT 1)"
const groupsOfPerson = `(SELECT json_group_array(json_object('id', id, 'name', name)) FROM (SELECT person_group.id, person_group.name FROM group_member
  JOIN person_group ON person_group.id = group_member.group_id WHERE group_member.person_id = person.id ORDER BY person_group.name))`
const personColumns = `person.id, person.name, ${preferredEmail} AS email, ${groupsOfPerson} AS groups,
  person.awarded_count AS awardedCount, person.last_awarded_at AS lastAwardedAt, person.created_at AS createdAt,
  person.opted_out_at AS optedOutAt`

type StoredPerson = Omit<Person, 'groups'> & { groups: string }
const toPerson = <Row extends { groups: string }>({ groups, ...row }: Row) => ({
  ...row,
  groups: JSON.parse(groups) as Person['groups'],
})

/** A name for ordering and matching: folded; a name without any letter (an emoji, say) stands for itself. */
export const sortNameOf = (name: string) => foldText(name) || name.toLowerCase()

/** Up to this many people are looked up and sorted for a page; for more, a walk along the index of names finds a page sooner. */
const fewPeople = 80_000

/**
 * The row numbers of people whom lists and searches do not show: those who opted out, unless they are asked for, and those who were
 * erased. They are few, and have an index of their own (`person_hidden`).
 */
const hiddenPeople = ({ db }: Catalog, includeOptedOut: boolean | undefined): Set<number> =>
  new Set(
    prepared(
      db,
      `SELECT rowid FROM person WHERE opted_out_at IS NOT NULL ${includeOptedOut === true ? 'AND erased_at IS NOT NULL' : ''}`,
    )
      .pluck()
      .all() as number[],
  )

/** A page of people by name. */
export function listPeople(
  catalog: Catalog,
  request: ListRequest,
): { rows: Person[]; total: number; next: string | null } {
  const { db } = catalog
  const hidden = hiddenPeople(catalog, request.includeOptedOut)
  const wanted = rowNumbersOf(catalog, request)?.filter((rowid) => !hidden.has(rowid)) ?? null
  const after = request.cursor == null ? ['', ''] : readCursor(request.cursor, z.tuple([z.string(), z.string()]))
  const keys = pageOf(catalog, wanted, hidden, after, request.limit + 1)
  const shown = keys.slice(0, request.limit)
  const last = shown.at(-1)
  const read = prepared<[number], StoredPerson>(db, `SELECT ${personColumns} FROM person WHERE rowid = ?`)
  return {
    rows: shown.flatMap(({ rowid }) => read.all(rowid)).map(toPerson),
    total: wanted?.length ?? oneRow<{ total: number }>(db, 'SELECT count(*) AS total FROM person').total - hidden.size,
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
  hidden: ReadonlySet<number>,
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
    if (isWanted === null ? hidden.has(key.rowid) : !isWanted.has(key.rowid)) continue
    keys.push(key)
    if (keys.length === limit) break
  }
  return keys
}

const searchSql = (visible: string) =>
  `SELECT person.id, person.name, ${preferredEmail} AS email FROM person_search JOIN person ON person.rowid = person_search.rowid
   WHERE person_search MATCH ? AND ${visible} LIMIT ?`
const searchVisible = searchSql('person.opted_out_at IS NULL')
const searchAll = searchSql('person.erased_at IS NULL')

/**
 * Finds people while someone types. From four letters on, whole words come before beginnings of words; the limit bounds
 * both queries, so that a search costs the same whatever the number of hits.
 */
export function searchPeople(catalog: Catalog, query: string, limit: number, includeOptedOut = false): FoundPerson[] {
  const terms = searchTerms(query)
  if (terms === null) return []
  const find = prepared<[string, number], FoundPerson>(catalog.db, includeOptedOut ? searchAll : searchVisible)
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

const profileColumns = {
  givenName: 'given_name',
  familyName: 'family_name',
  nickname: 'nickname',
  website: 'website',
  bio: 'bio',
  pictureSha256: 'picture_sha256',
} as const
const wholeColumns = `${personColumns}, ${Object.entries(profileColumns)
  .map(([name, column]) => `person.${column} AS ${name}`)
  .join(', ')}, person.opted_out_reason AS optedOutReason, person.erased_at AS erasedAt`

/** Reads one person, erased ones too. Throws `not_found`. */
export function readPerson(catalog: Catalog, id: string): WholePerson {
  type Row = Omit<WholePerson, 'groups' | 'identifiers' | 'doNotAward' | 'merges'> & { groups: string }
  const row = prepared<[string], Row>(catalog.db, `SELECT ${wholeColumns} FROM person WHERE person.id = ?`).get(id)
  if (row === undefined) throw noSuchPerson()
  return {
    ...toPerson(row),
    identifiers: identifiersOf(catalog, id),
    doNotAward: forbiddenAwards(catalog, id),
    merges: prepared<[string], WholePerson['merges'][number]>(
      catalog.db,
      `SELECT id, merged_at AS mergedAt, json_extract(merged, '$.person.name') AS name FROM person_merge
       WHERE kept_id = ? AND split_at IS NULL ORDER BY merged_at, id`,
    ).all(id),
  }
}

/** Refuses a person who is not in the library, or was erased. Throws `not_found`. */
export function checkPerson(catalog: Catalog, id: string, field = 'id'): void {
  const known = prepared<[string]>(catalog.db, 'SELECT 1 FROM person WHERE id = ? AND erased_at IS NULL').get(id)
  if (known === undefined) throw noSuchPerson(field)
}

const noSuchPerson = (field = 'id') => new BlazonError('not_found', 'No such person', { field })

/**
 * Adds or changes a person. What is absent stays as it is; `email: null` takes every address away, `identifiers` are all there are
 * then. Throws `not_found`, `invalid_input`.
 */
export function savePerson(catalog: Catalog, request: SaveRequest): Person {
  const reading = request.email == null ? null : readAddress(request.email)
  if (reading !== null && 'problem' in reading)
    throw new BlazonError('invalid_input', 'Not an address', { field: 'email', reason: reading.problem })
  const identifiers = request.identifiers && readIdentifiers(request.identifiers)
  if (request.pictureSha256 != null && pictureRow(catalog, request.pictureSha256) === null)
    throw new BlazonError('not_found', 'No such picture', { field: 'pictureSha256' })
  const id = catalog.write((tx) => {
    const personId = request.id ?? addPerson(catalog, { name: request.name, email: null })
    if (request.id !== undefined) renamePerson(catalog, request.id, request.name)
    if (identifiers !== undefined) setIdentifiers(catalog, personId, identifiers)
    if (request.email === null) setPreferredAddress(catalog, personId, null)
    else if (reading !== null) setPreferredAddress(catalog, personId, reading.address)
    for (const [name, column] of Object.entries(profileColumns) as [keyof typeof profileColumns, string][])
      if (request[name] !== undefined)
        prepared(catalog.db, `UPDATE person SET ${column} = ? WHERE id = ?`).run(request[name], personId)
    if (request.groupIds !== undefined) setGroupsOf(catalog, personId, request.groupIds)
    indexPerson(catalog, personId)
    tx.audit('people.saved', { personId })
    return personId
  })
  return readListed(catalog, id)
}

const readListed = (catalog: Catalog, id: string): Person =>
  toPerson(oneRow<StoredPerson>(catalog.db, `SELECT ${personColumns} FROM person WHERE person.id = ?`, [id]))

function renamePerson(catalog: Catalog, id: string, name: string) {
  const { changes } = prepared(
    catalog.db,
    'UPDATE person SET name = ?, sort_name = ?, updated_at = ? WHERE id = ? AND erased_at IS NULL',
  ).run(name, sortNameOf(name), catalog.now(), id)
  if (changes === 0) throw noSuchPerson()
}

/** Stores a new person inside a transaction; the id. */
function addPerson(catalog: Catalog, person: Omit<PersonRow, 'row'>): string {
  const { db } = catalog
  const id = catalog.newId()
  const at = catalog.now()
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO person (id, name, sort_name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  ).run(id, person.name, sortNameOf(person.name), at, at)
  if (person.email !== null) addIdentifier(catalog, id, 'email', person.email)
  for (const { type, value } of person.ids ?? []) addIdentifier(catalog, id, type, value)
  prepared(db, 'INSERT INTO person_search (rowid, folded) VALUES (?, ?)').run(
    lastInsertRowid,
    foldText([person.name, person.email ?? '', ...(person.ids ?? []).map(({ value }) => value)].join(' ')),
  )
  return id
}

/** Writes a person's search row anew, inside a transaction. */
export function indexPerson(catalog: Catalog, id: string): void {
  const { db } = catalog
  const row = prepared<[string], { rowid: number; name: string; nickname: string; addresses: string | null }>(
    db,
    `SELECT person.rowid, person.name, person.nickname,
       (SELECT group_concat(value, ' ') FROM person_identifier WHERE person_id = person.id) AS addresses
     FROM person WHERE person.id = ?`,
  ).get(id)
  if (row === undefined) return
  prepared(db, 'DELETE FROM person_search WHERE rowid = ?').run(row.rowid)
  prepared(db, 'INSERT INTO person_search (rowid, folded) VALUES (?, ?)').run(
    row.rowid,
    foldText(`${row.name} ${row.nickname} ${row.addresses ?? ''}`),
  )
}

/**
 * Finds or adds the person of each row, inside a transaction of the caller. Who is known by an id of the row is that person. Else the same
 * address (case aside) and the same folded name is the same person, unless another id of that kind is known of them; the same
 * address under another name is another person (families share mailboxes); a name without an address is the one person of that
 * name. Where two people fit, `personId` is null: only a human can say. Ids that a found person did not have are added.
 */
export function findOrAddPeople(catalog: Catalog, _tx: Transaction, rows: readonly PersonRow[]): PlacedPerson[] {
  return rows.map((person) => {
    const { row, ids = [] } = person
    const [known, another] = findPeople(catalog, person)
    if (known === undefined) return { row, personId: addPerson(catalog, person), added: true }
    if (another !== undefined) return { row, personId: null, added: false }
    if (ids.length > 0) learnIds(catalog, known, ids)
    return { row, personId: known, added: false }
  })
}

function learnIds(catalog: Catalog, personId: string, ids: NonNullable<PersonRow['ids']>) {
  const known = identifiersOf(catalog, personId)
  const lacking = ids.filter(({ type }) => !known.some((it) => it.type === type))
  for (const { type, value } of lacking) addIdentifier(catalog, personId, type, value)
  if (lacking.length > 0) indexPerson(catalog, personId)
}

/** The first two people of the library whom each row fits, as `findOrAddPeople` finds them; nobody is added. */
export const lookUpPeople = (
  catalog: Catalog,
  rows: readonly PersonRow[],
): { row: number; personIds: readonly string[] }[] =>
  rows.map((person) => ({ row: person.row, personIds: findPeople(catalog, person) }))

/** The first two people whom a row fits. */
function findPeople(
  catalog: Catalog,
  { name, email, ids = [] }: Omit<PersonRow, 'row'>,
  owners = email === null ? [] : ownersOf(catalog, 'email', email),
): string[] {
  const sortName = sortNameOf(name)
  const only = (people: readonly { id: string }[]) => [...new Set(people.map(({ id }) => id))].slice(0, 2)
  for (const { type, value } of ids) {
    const bearers = ownersOf(catalog, type, value)
    if (bearers.length === 0) continue
    const namesakes = bearers.filter((bearer) => bearer.sortName === sortName)
    return only(namesakes.length > 0 ? namesakes : bearers)
  }
  const namesakes =
    email === null
      ? prepared<[string], { id: string }>(catalog.db, 'SELECT id FROM person WHERE sort_name = ? LIMIT 20').all(
          sortName,
        )
      : owners.filter((owner) => owner.sortName === sortName)
  if (ids.length === 0) return only(namesakes)
  // Two people of one name and one address can only be told apart by their ids.
  return only(
    namesakes.filter(({ id }) => {
      const known = identifiersOf(catalog, id)
      return !ids.some(({ type }) => known.some((it) => it.type === type))
    }),
  )
}

/** How a good row of a roster stands to the library: there already, a mailbox shared with another person, or new. */
export function judgeAgainstLibrary(
  catalog: Catalog,
  person: Omit<PersonRow, 'row'>,
): 'match' | 'shared_address' | 'new' {
  const owners = person.email === null ? [] : ownersOf(catalog, 'email', person.email)
  if (findPeople(catalog, person, owners).length > 0) return 'match'
  return owners.length > 0 ? 'shared_address' : 'new'
}

/** A person as an award needs one: the name for the picture, the preferred address for the identity hash. */
export type Recipient = { id: string; name: string; email: string | null }

/** The people of these ids, by id; unknown ids and erased people are absent. */
export const readRecipients = (catalog: Catalog, ids: readonly string[]): Map<string, Recipient> =>
  new Map(
    prepared<[string], Recipient>(
      catalog.db,
      `SELECT person.id, person.name, ${preferredEmail} AS email FROM json_each(?) AS wanted CROSS JOIN person ON person.id = wanted.value AND person.erased_at IS NULL`,
    )
      .all(JSON.stringify(ids))
      .map((recipient) => [recipient.id, recipient]),
  )
