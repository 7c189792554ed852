import type { Identifier } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'
import { foldIdentifier, readIdentifier, type IdentifierType } from '../../core/people/identifiers'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** An identifier as somebody gave it. */
export type GivenIdentifier = { type: IdentifierType; value: string; preferred?: boolean | undefined }
type StoredIdentifier = { id: string; type: IdentifierType; value: string; preferred: 0 | 1 }

/** Reads identifiers as they are kept, each once. Throws `invalid_input` (field identifiers, reason, row from 1). */
export function readIdentifiers(given: readonly GivenIdentifier[]): GivenIdentifier[] {
  const kept = new Map<string, GivenIdentifier>()
  given.forEach(({ type, value, preferred }, index) => {
    const reading = readIdentifier(type, value)
    if ('problem' in reading)
      throw new BlazonError('invalid_input', 'Not an identifier of its type', {
        field: 'identifiers',
        reason: reading.problem,
        type,
        row: index + 1,
      })
    const key = `${type} ${reading.value}`
    kept.set(key, { type, value: reading.value, preferred: preferred === true || kept.get(key)?.preferred === true })
  })
  return [...kept.values()]
}

const storedIdentifiers = (catalog: Catalog, personId: string) =>
  prepared<[string], StoredIdentifier>(
    catalog.db,
    'SELECT id, type, value, preferred FROM person_identifier WHERE person_id = ? ORDER BY type, preferred DESC, id',
  ).all(personId)

/** Everything that a person is known by; of each type the first is the preferred one. */
export const identifiersOf = (catalog: Catalog, personId: string): Identifier[] => {
  const seen = new Set<IdentifierType>()
  return storedIdentifiers(catalog, personId).map(({ type, value }) => {
    const preferred = !seen.has(type)
    seen.add(type)
    return { type, value, preferred }
  })
}

/** Adds an identifier, inside a transaction. */
export function addIdentifier(
  catalog: Catalog,
  personId: string,
  type: IdentifierType,
  value: string,
  preferred = true,
) {
  prepared(
    catalog.db,
    'INSERT INTO person_identifier (id, person_id, type, value, value_folded, preferred, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(catalog.newId(), personId, type, value, foldIdentifier(value), preferred ? 1 : 0, catalog.now())
}

/** Makes these the identifiers of a person, inside a transaction; those that stay keep their rows. */
export function setIdentifiers(catalog: Catalog, personId: string, wanted: readonly GivenIdentifier[]): void {
  const { db } = catalog
  const known = new Map(storedIdentifiers(catalog, personId).map((row) => [`${row.type} ${row.value}`, row]))
  const preferred = new Map<IdentifierType, GivenIdentifier>()
  for (const identifier of wanted)
    if (identifier.preferred === true || !preferred.has(identifier.type)) preferred.set(identifier.type, identifier)
  for (const identifier of wanted) {
    const { type, value } = identifier
    const isPreferred = preferred.get(type) === identifier
    const row = known.get(`${type} ${value}`)
    known.delete(`${type} ${value}`)
    if (row === undefined) addIdentifier(catalog, personId, type, value, isPreferred)
    else prepared(db, 'UPDATE person_identifier SET preferred = ? WHERE id = ?').run(isPreferred ? 1 : 0, row.id)
  }
  for (const { id } of known.values()) prepared(db, 'DELETE FROM person_identifier WHERE id = ?').run(id)
}

/** Makes an address the preferred one, in the place of that which was; null takes every address away. Inside a transaction. */
export function setPreferredAddress(catalog: Catalog, personId: string, address: string | null): void {
  const { db } = catalog
  if (address === null) {
    prepared(db, "DELETE FROM person_identifier WHERE person_id = ? AND type = 'email'").run(personId)
    return
  }
  const [first, ...others] = storedIdentifiers(catalog, personId).filter(({ type }) => type === 'email')
  if (first?.value === address) return
  const other = others.find(({ value }) => value === address)
  if (other !== undefined) {
    prepared(db, "UPDATE person_identifier SET preferred = (id = ?) WHERE person_id = ? AND type = 'email'").run(
      other.id,
      personId,
    )
    return
  }
  if (first === undefined) addIdentifier(catalog, personId, 'email', address)
  else
    prepared(db, 'UPDATE person_identifier SET value = ?, value_folded = ? WHERE id = ?').run(
      address,
      foldIdentifier(address),
      first.id,
    )
}

/**
 * Who is known by an identifier, in whatever letters it is written; somebody may come twice. A mailbox is shared by few, a name by many:
 * this is looked up first. The plus signs keep SQLite from planning the query anew for every value, which took ten times as long.
 */
export const ownersOf = (catalog: Catalog, type: IdentifierType, value: string): { id: string; sortName: string }[] =>
  prepared<[string, string], { id: string; sortName: string }>(
    catalog.db,
    `SELECT person.id, person.sort_name AS sortName FROM person_identifier CROSS JOIN person ON person.id = person_identifier.person_id
     WHERE person_identifier.type = +? AND person_identifier.value_folded = +?`,
  ).all(type, foldIdentifier(value))
