import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listGroups, readGroup, removeGroup, saveGroup, setMembership } from '../../../src/main/catalog/groups'
import { findOrAddPeople, listPeople, readPerson, savePerson, searchPeople } from '../../../src/main/catalog/people'
import { removePeople } from '../../../src/main/catalog/remove-people'
import { awardWorld, storeAward, temporaryLibrary, type TemporaryLibrary } from '../../support/library'
import { thrownBy } from '../../support/thrown-by'

let library: TemporaryLibrary
beforeEach(() => {
  library = temporaryLibrary()
})
afterEach(() => library.remove())

const add = (name: string, email?: string | null) => savePerson(library.catalog, { name, email: email ?? null })
const found = (query: string, limit = 20) => searchPeople(library.catalog, query, limit).map(({ name }) => name)
const place = (rows: [string, string | null][]) =>
  library.catalog.write((tx) =>
    findOrAddPeople(
      library.catalog,
      tx,
      rows.map(([name, email], at) => ({ row: at + 1, name, email })),
    ),
  )

describe('search', () => {
  it('finds by the beginning of any word of a name or an address, in any order', () => {
    add('Annabel Ørsted-Lee', 'a.lee@city.example.org')
    add('Bo Ek')
    for (const query of [
      'ann',
      'lee ann',
      'orst',
      'ØRSTED',
      'city',
      'a.lee@city',
      'A.LEE@CITY.EXAMPLE.ORG',
      'an or le',
    ])
      expect(found(query), query).toEqual(['Annabel Ørsted-Lee'])
    for (const query of ['nabel', 'ann bo', 'xyz', '', '  ', '*']) expect(found(query), query).toEqual([])
  })
  it.each([
    ['müller', 'Jürgen Muller'],
    ['lukasz', 'Łukasz Żak'],
    ['strasse', 'Straße'],
    ['田', '山田太郎'],
    ['太郎', '山田太郎'],
    ['민수', '김민수'],
  ])('finds %s in %s', (query, name) => {
    add(name)
    expect(found(query)).toEqual([name])
  })
  it('puts whole words before beginnings of words from four letters on, each in alphabetical order', () => {
    for (const name of ['Annette', 'Anna Zed', 'Annabel', 'Zoe Anna', 'Anna Bo']) add(name)
    expect(found('anna')).toEqual(['Anna Bo', 'Anna Zed', 'Zoe Anna', 'Annabel'])
    expect(found('anna', 2)).toHaveLength(2)
    expect(found('anna', 2).every((name) => name.includes('Anna') && name !== 'Annabel')).toBe(true)
  })
  it('follows a change of name and address, and forgets who was deleted', () => {
    const person = add('Ann Lee', 'ann@example.org')
    savePerson(library.catalog, { id: person.id, name: 'Anja Ek', email: 'anja@example.net' })
    expect([found('lee'), found('example.org'), found('anja')]).toEqual([[], [], ['Anja Ek']])
    removePeople(library.catalog, [person.id])
    expect(found('anja')).toEqual([])
    add('Bo Ek')
    expect(found('anja')).toEqual([])
  })
  it.each([
    '"',
    '*',
    '" * : NEAR',
    'a:b',
    '^ann',
    '-ann',
    '(ann',
    'NEAR(a b)',
    "'; DROP TABLE person; --",
    '\0',
    'ann" OR "bo',
    '{a b}:c',
    '%',
    '\ud800',
  ])('F46: %j is literal text and never an error', (query) => {
    add('Ann')
    expect(() => found(query)).not.toThrow()
    expect(() => listPeople(library.catalog, { query, limit: 5 })).not.toThrow()
  })
  it('F46: no text at all is an error', () => {
    add('Ann')
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (query) => void found(query)))
  })
  it('finds whoever was added by any word of the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (name) => {
        const { id } = add(name)
        for (const word of name.split(/\s+/u)) {
          const hits = searchPeople(library.catalog, word, 100)
          if (/[\p{L}\p{N}]/u.test(word) && hits.length < 100) expect(hits.map((hit) => hit.id)).toContain(id)
        }
        removePeople(library.catalog, [id])
      }),
      { numRuns: 60 },
    )
  })
})

describe('list', () => {
  const walk = (request: { query?: string; groupId?: string }, limit: number) => {
    const names: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = listPeople(library.catalog, { ...request, limit, cursor })
      names.push(...page.rows.map(({ name }) => name))
      cursor = page.next
    }
    return names
  }
  it('goes through everyone once, by folded name, whatever the page length', () => {
    const names = ['Äkäslompolo', 'ann', 'Ann', 'Bo', 'Éva', 'Zoe', 'Zoe', 'öst']
    for (const name of names) add(name)
    const all = walk({}, 100)
    expect(all.map((name) => name.toLowerCase())).toEqual([
      'äkäslompolo',
      'ann',
      'ann',
      'bo',
      'éva',
      'öst',
      'zoe',
      'zoe',
    ])
    for (const limit of [1, 2, 3, 8]) expect(walk({}, limit)).toEqual(all)
    expect(listPeople(library.catalog, { limit: 2 }).total).toBe(8)
  })
  it('filters by search text and by group, and counts what is left', () => {
    const group = saveGroup(library.catalog, { name: 'Readers' })
    const people = ['Ann Lee', 'Ann Ek', 'Bo Lee'].map((name) => add(name))
    setMembership(library.catalog, group.id, [people[0]!.id, people[2]!.id], true)
    expect(walk({ query: 'lee' }, 1)).toEqual(['Ann Lee', 'Bo Lee'])
    expect(walk({ groupId: group.id }, 1)).toEqual(['Ann Lee', 'Bo Lee'])
    expect(walk({ query: 'ann', groupId: group.id }, 1)).toEqual(['Ann Lee'])
    expect(listPeople(library.catalog, { query: 'ann', groupId: group.id, limit: 1 }).total).toBe(1)
    expect(listPeople(library.catalog, { query: '***', limit: 1 })).toEqual({ rows: [], total: 0, next: null })
  })
  it('answers a broad search in the same order as a narrow one', () => {
    library.catalog.write((tx) =>
      findOrAddPeople(
        library.catalog,
        tx,
        Array.from({ length: 20_100 }, (_, at) => ({
          row: at,
          name: `Person ${String((at * 7919) % 20_100).padStart(5, '0')}`,
          email: null,
        })),
      ),
    )
    const page = listPeople(library.catalog, { query: 'person', limit: 3 })
    expect([page.total, ...page.rows.map(({ name }) => name)]).toEqual([
      20_100,
      'Person 00000',
      'Person 00001',
      'Person 00002',
    ])
    const next = listPeople(library.catalog, { query: 'person', limit: 1, cursor: page.next })
    expect(next.rows[0]?.name).toBe('Person 00003')
  })
  it.each(['x', '', 'W10', Buffer.from('{"a":1}').toString('base64url')])(
    'refuses a cursor that is none (%j)',
    (cursor) =>
      expect(thrownBy(() => listPeople(library.catalog, { limit: 5, cursor }))).toMatchObject({
        code: 'invalid_input',
        details: { field: 'cursor' },
      }),
  )
})

describe('save', () => {
  it('row 24: keeps the address as it will be hashed, with the domain in lower case', () => {
    expect(add('Ann', 'Ann@Example.ORG').email).toBe('Ann@example.org')
  })
  it('row 31: lets two people share an address', () => {
    const [mother, child] = [add('Ann Lee', 'home@example.org'), add('Bo Lee', 'home@example.org')]
    expect(mother.id).not.toBe(child.id)
    expect(searchPeople(library.catalog, 'home@example.org', 5)).toHaveLength(2)
  })
  it('leaves an address and groups alone that are not named, and takes the address away when told', () => {
    const group = saveGroup(library.catalog, { name: 'Readers' })
    const person = savePerson(library.catalog, { name: 'Ann', email: 'ann@example.org', groupIds: [group.id] })
    expect(savePerson(library.catalog, { id: person.id, name: 'Anna' })).toMatchObject({
      name: 'Anna',
      email: 'ann@example.org',
      groups: [{ id: group.id, name: 'Readers' }],
    })
    expect(savePerson(library.catalog, { id: person.id, name: 'Anna', email: null, groupIds: [] })).toMatchObject({
      email: null,
      groups: [],
    })
  })
  it('refuses an unknown person or group and changes nothing', () => {
    const id = library.catalog.newId()
    expect(thrownBy(() => savePerson(library.catalog, { id, name: 'Ann' }))).toMatchObject({ code: 'not_found' })
    expect(thrownBy(() => savePerson(library.catalog, { name: 'Ann', groupIds: [id] }))).toMatchObject({
      code: 'not_found',
    })
    expect(listPeople(library.catalog, { limit: 5 }).total).toBe(0)
    expect(thrownBy(() => readPerson(library.catalog, id))).toMatchObject({ code: 'not_found' })
  })
})

describe('remove', () => {
  it('deletes who holds no award and names who is kept', () => {
    const { catalog } = library
    const world = awardWorld(catalog)
    const [ann, bo] = [add('Ann', 'ann@example.org'), add('Bo')]
    catalog.write((tx) => storeAward(catalog, tx, world, bo.id))
    expect(removePeople(catalog, [ann.id, bo.id, ann.id, catalog.newId()])).toEqual({
      removed: [ann.id],
      kept: [bo.id],
    })
    expect(catalog.db.prepare('SELECT count(*) AS left FROM person_identifier').get()).toEqual({ left: 0 })
    expect(catalog.db.prepare("SELECT body FROM journal WHERE kind = 'gone'").pluck().all().join()).toContain(ann.id)
  })
})

describe('findOrAddPeople', () => {
  it('row 71: the same address and the same folded name is the same person', () => {
    const [first] = place([['Zoë Lee', 'Zoe@example.org']])
    expect(place([['ZOE  LEE', 'zoe@EXAMPLE.org']])).toEqual([{ row: 1, personId: first!.personId, added: false }])
  })
  it('row 31: the same address under another name is another person', () => {
    const [first, second] = place([
      ['Ann Lee', 'home@example.org'],
      ['Bo Lee', 'home@example.org'],
    ])
    expect(second).toMatchObject({ added: true })
    expect(second!.personId).not.toBe(first!.personId)
  })
  it('row 32: dots and +tags make another address, so another person', () => {
    const rows = place([
      ['Ann', 'ann@gmail.com'],
      ['Ann', 'a.nn@gmail.com'],
      ['Ann', 'ann+x@gmail.com'],
    ])
    expect(new Set(rows.map(({ personId }) => personId)).size).toBe(3)
  })
  it('a name alone is the one person of that name, a new one, or a question', () => {
    const [ann] = place([['Ann Lee', 'ann@example.org']])
    expect(place([['ann lee', null]])).toEqual([{ row: 1, personId: ann!.personId, added: false }])
    expect(
      place([
        ['Bo', null],
        ['Bo', null],
      ]).map(({ added }) => added),
    ).toEqual([true, false])
    add('Ann Lee', 'other@example.org')
    expect(place([['Ann Lee', null]])).toEqual([{ row: 1, personId: null, added: false }])
  })
})

describe('groups', () => {
  it('are listed by name with their members, and each name is there once', () => {
    const { catalog } = library
    const [ten, two] = [saveGroup(catalog, { name: 'Troop 10' }), saveGroup(catalog, { name: 'Troop 2' })]
    setMembership(catalog, ten.id, [add('Ann').id, add('Bo').id, catalog.newId()], true)
    expect(listGroups(catalog).map(({ name, members }) => `${name}: ${members}`)).toEqual(['Troop 2: 0', 'Troop 10: 2'])
    expect(thrownBy(() => saveGroup(catalog, { id: two.id, name: 'Troop 10' }))).toMatchObject({
      code: 'conflict',
      details: { field: 'name', reason: 'name_taken' },
    })
    expect(saveGroup(catalog, { id: two.id, name: 'Troop 2' }).id).toBe(two.id)
  })
  it('lose members without losing people', () => {
    const { catalog } = library
    const group = saveGroup(catalog, { name: 'Readers' })
    const ann = add('Ann')
    setMembership(catalog, group.id, [ann.id], true)
    setMembership(catalog, group.id, [ann.id], false)
    expect(readGroup(catalog, group.id).members).toBe(0)
    setMembership(catalog, group.id, [ann.id], true)
    removeGroup(catalog, group.id)
    expect(readPerson(catalog, ann.id).groups).toEqual([])
    expect(thrownBy(() => removeGroup(catalog, group.id))).toMatchObject({ code: 'not_found' })
    expect(thrownBy(() => setMembership(catalog, group.id, [ann.id], true))).toMatchObject({ code: 'not_found' })
  })
})
