import type { z } from 'zod'
import type { group } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'
import { refuseUsed } from './activities'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

type Group = z.infer<typeof group>

const groupColumns = 'id, name, kind, (SELECT count(*) FROM group_member WHERE group_id = person_group.id) AS members'

/** Every group, by name. */
export function listGroups(catalog: Catalog): Group[] {
  const collator = new Intl.Collator('en', { numeric: true })
  return prepared<[], Group>(catalog.db, `SELECT ${groupColumns} FROM person_group`)
    .all()
    .sort((a, b) => collator.compare(a.name, b.name))
}

/** Reads one group. Throws `not_found`. */
export function readGroup(catalog: Catalog, id: string): Group {
  const row = prepared<[string], Group>(catalog.db, `SELECT ${groupColumns} FROM person_group WHERE id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'No such group', { field: 'groupId' })
  return row
}

/** Makes a group or changes one; an absent kind stays as it is. Throws `conflict` where another group has the name, `not_found`. */
export function saveGroup(
  catalog: Catalog,
  request: { id?: string | undefined; name: string; kind?: Group['kind'] | undefined },
): Group {
  const id = catalog.write((tx) => {
    const namesake = prepared<[string], { id: string }>(catalog.db, 'SELECT id FROM person_group WHERE name = ?').get(
      request.name,
    )
    if (namesake !== undefined && namesake.id !== request.id)
      throw new BlazonError('conflict', 'Another group has this name', { field: 'name', reason: 'name_taken' })
    if (request.id === undefined) {
      const groupId = addGroup(catalog, request.name, request.kind)
      tx.audit('people.group_saved', { groupId, isNew: true })
      return groupId
    }
    readGroup(catalog, request.id)
    prepared(catalog.db, 'UPDATE person_group SET name = ?, kind = coalesce(?, kind) WHERE id = ?').run(
      request.name,
      request.kind ?? null,
      request.id,
    )
    tx.audit('people.group_saved', { groupId: request.id })
    return request.id
  })
  return readGroup(catalog, id)
}

/** The group of a name, made where there is none; inside a transaction. */
export function findOrAddGroup(catalog: Catalog, name: string): string {
  const known = prepared<[string], { id: string }>(catalog.db, 'SELECT id FROM person_group WHERE name = ?').get(name)
  return known?.id ?? addGroup(catalog, name)
}

function addGroup(catalog: Catalog, name: string, kind: Group['kind'] = 'cohort'): string {
  const id = catalog.newId()
  prepared(catalog.db, 'INSERT INTO person_group (id, name, kind, created_at) VALUES (?, ?, ?, ?)').run(
    id,
    name,
    kind,
    catalog.now(),
  )
  return id
}

/** Deletes a group; its members stay. Throws `not_found`, `conflict` (reason used_by_criterion). */
export function removeGroup(catalog: Catalog, id: string): void {
  const { changes } = catalog.write((tx) => {
    refuseUsed(catalog, 'groupId', id)
    const done = prepared(catalog.db, 'DELETE FROM person_group WHERE id = ?').run(id)
    if (done.changes > 0) tx.audit('people.group_removed', { groupId: id })
    return done
  })
  if (changes === 0) throw new BlazonError('not_found', 'No such group', { field: 'id' })
}

/** Puts people into a group or takes them out, in one transaction; ids that are not in the library are passed over. Throws `not_found` for the group. */
export function setMembership(catalog: Catalog, groupId: string, personIds: readonly string[], member: boolean): void {
  readGroup(catalog, groupId)
  catalog.write((tx) => {
    for (const personId of personIds)
      if (member) joinGroup(catalog, groupId, personId)
      else prepared(catalog.db, 'DELETE FROM group_member WHERE group_id = ? AND person_id = ?').run(groupId, personId)
    tx.audit(member ? 'people.grouped' : 'people.ungrouped', {
      groupId,
      ids: personIds.slice(0, 100),
      count: personIds.length,
    })
  })
}

/** Puts a person into a group, inside a transaction. */
export function joinGroup(catalog: Catalog, groupId: string, personId: string): void {
  prepared(
    catalog.db,
    'INSERT OR IGNORE INTO group_member (group_id, person_id) SELECT ?, id FROM person WHERE id = ?',
  ).run(groupId, personId)
}

/** Makes these the groups of a person, inside a transaction. Throws `not_found` for a group that is not there. */
export function setGroupsOf(catalog: Catalog, personId: string, groupIds: readonly string[]): void {
  prepared(catalog.db, 'DELETE FROM group_member WHERE person_id = ?').run(personId)
  for (const groupId of groupIds) {
    readGroup(catalog, groupId)
    joinGroup(catalog, groupId, personId)
  }
}
