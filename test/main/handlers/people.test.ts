import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/main/catalog/sqlite'
import { failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'
import { finished, peopleCalls } from '../../support/people-calls'

let library: TemporaryLibrary
let calls: ReturnType<typeof peopleCalls>['calls']
let changes: ReturnType<typeof peopleCalls>['changes']
beforeEach(() => {
  library = temporaryLibrary()
  ;({ calls, changes } = peopleCalls(library.catalog))
})
afterEach(() => library.remove())

const text = [
  'Name,E-mail,Team',
  'Ann Lee,ann@example.org,Red',
  'Bo Ek,bo@example.org,Blue',
  'Ann Lee,ANN@example.org,Red',
  'Cy Lee,ann@example.org,',
  'Di,,Red',
  'Eve,eve at example.org,',
  '"Flo,flo@example.org',
  'Gil,gil@example.org,Red',
].join('\n')
const mapping = { name: 0, givenName: null, familyName: null, email: 1, group: 2 }
const imported = (more: { acceptWithoutAddress?: boolean; skipSharedAddresses?: boolean; groupId?: string } = {}) =>
  finished(calls.people.import({ source: { text }, mapping, hasHeadings: true, ...more }))

describe('people.previewImport', () => {
  it('row 70: shows the guessed columns with a sample and stores nothing', async () => {
    const preview = await calls.people.previewImport({ source: { text } })
    expect(preview).toMatchObject({
      encoding: 'utf-8',
      separator: ',',
      headings: ['Name', 'E-mail', 'Team'],
      mapping,
      hasHeadings: true,
      total: 8,
    })
    expect(preview.sample).toHaveLength(5)
    expect((await calls.people.list({})).total).toBe(0)
    expect(changes).toEqual([])
  })
  it('shows problems first and counts every verdict', async () => {
    const { rows, counts } = await calls.people.previewImport({ source: { text } })
    // A family that shares an address is no problem: it comes in.
    expect(rows.map(({ row, verdict }) => `${row} ${verdict}`)).toEqual([
      '3 repeated',
      '5 no_address',
      '6 invalid_address',
      '7 broken',
      '1 new',
      '2 new',
      '4 shared_address',
      '8 new',
    ])
    expect(counts).toMatchObject({
      new: 3,
      repeated: 1,
      shared_address: 1,
      no_address: 1,
      invalid_address: 1,
      broken: 1,
      match: 0,
    })
  })
  it('row 71: says who is in the library already and who shares an address with somebody there', async () => {
    await calls.people.save({ name: 'ANN LEE', email: 'ann@example.org' })
    await calls.people.save({ name: 'Bob', email: 'bo@example.org' })
    const { rows } = await calls.people.previewImport({ source: { text } })
    const verdict = (row: number) => rows.find((one) => one.row === row)?.verdict
    expect([verdict(1), verdict(2), verdict(8)]).toEqual(['match', 'shared_address', 'new'])
  })
  it('reads a dropped file and refuses one that is no list, with the reason', async () => {
    const bytes = Buffer.from('\ufeffName;Mail\nZoë;zoe@example.org', 'utf8').toString('base64')
    expect((await calls.people.previewImport({ source: { bytes } })).rows[0]).toMatchObject({
      name: 'Zoë',
      verdict: 'new',
    })
    expect(await failureOf(calls.people.previewImport({ source: { bytes: 'UEsDBAAA' } }))).toMatchObject({
      code: 'unreadable_roster',
      data: { reason: 'spreadsheet' },
    })
  })
})

describe('people.import', () => {
  it('imports the good rows and answers with the reason of every other', async () => {
    const { result, steps } = await imported()
    expect(result).toMatchObject({
      added: 4,
      matched: 0,
      skipped: [
        { row: 3, reason: 'repeated' },
        { row: 5, reason: 'no_address' },
        { row: 6, reason: 'invalid_address' },
        { row: 7, reason: 'broken' },
      ],
    })
    expect(steps.at(-1)).toEqual({ done: 8, total: null })
    expect(changes).toEqual([{ name: 'people.saved', ids: [] }])
    const { rows } = await calls.people.list({})
    expect(rows.map(({ name, groups }) => `${name} ${groups.map((group) => group.name).join()}`)).toEqual([
      'Ann Lee Red',
      'Bo Ek Blue',
      'Cy Lee ',
      'Gil Red',
    ])
  })
  it('the grown list of next year adds only the new people', async () => {
    const { result: first } = await imported()
    const grown = `${text}\nHal,hal@example.org,`
    const again = await finished(calls.people.import({ source: { text: grown }, mapping, hasHeadings: true }))
    expect(again.result).toMatchObject({ added: 1, matched: 4 })
    expect(again.result.personIds).toEqual(expect.arrayContaining(first.personIds))
  })
  it('row 71: leaves out a second name at one address where nobody can be asked', async () => {
    const { result } = await imported({ skipSharedAddresses: true })
    expect(result.added).toBe(3)
    expect(result.skipped.map(({ row, reason }) => `${row} ${reason}`).slice(0, 2)).toEqual([
      '3 repeated',
      '4 repeated',
    ])
  })
  it('answers with one person for each row that came in, in their order, nobody twice', async () => {
    const ann = await calls.people.save({ name: 'Ann Lee', email: 'ann@example.org' })
    const list = 'Name,Mail\nBo Ek,bo@example.org\nAnn Lee,ann@example.org\nAnn Lee,\nCy,cy@example.org'
    const roster = { source: { text: list }, mapping: { ...mapping, group: null }, hasHeadings: true }
    const { result } = await finished(calls.people.import({ ...roster, acceptWithoutAddress: true }))
    expect(result.personIds[1]).toBe(ann.id)
    expect(result).toMatchObject({ added: 2, matched: 1, skipped: [{ row: 3, reason: 'repeated' }] })
    expect(result.personIds).toHaveLength(3)
  })
  it('row 115: lets people without an address in when told, and puts everyone into the group', async () => {
    const group = await calls.people.saveGroup({ name: 'Fair' })
    const { result } = await imported({ acceptWithoutAddress: true, groupId: group.id })
    expect(result.added).toBe(5)
    expect(
      (await calls.people.list({ groupId: group.id })).rows.map(({ name, email }) => `${name} ${email}`),
    ).toContain('Di null')
  })
  it('row 75: what was imported before a cancel stays, and the next try goes on from there', async () => {
    const many = `Name,Mail\n${Array.from({ length: 3000 }, (_, at) => `Person ${at},p${at}@example.org`).join('\n')}`
    const roster = { source: { text: many }, mapping: { ...mapping, group: null }, hasHeadings: true }
    const stop = new AbortController()
    const stream = await calls.people.import(roster, { signal: stop.signal })
    const first = await stream.next()
    stop.abort()
    await stream.return?.(undefined)
    const { done } = first.value as { done: number }
    const { total } = await calls.people.list({})
    expect(total).toBeGreaterThanOrEqual(done)
    expect(total).toBeLessThan(3000)
    expect((await finished(calls.people.import(roster))).result).toMatchObject({ added: 3000 - total, matched: total })
  })
  it('keeps the log of the last transactions short, whatever the list, and few pages in memory until it is done', async () => {
    const { db, folder } = library.catalog
    const many = `Name,Mail\n${Array.from({ length: 6000 }, (_, at) => `Person ${at},p${at}@example.org`).join('\n')}`
    const cache = () => db.pragma('cache_size', { simple: true })
    const inUse = new Set<unknown>()
    const stream = await calls.people.import({ source: { text: many }, mapping, hasHeadings: true })
    for (let step = await stream.next(); !step.done; step = await stream.next()) inUse.add(cache())
    expect([...inUse]).toEqual([-8192])
    expect(cache()).toBe(-65_536)
    // What a thousand pages take; SQLite itself looks after more than that only when a commit is over.
    expect(statSync(join(folder, 'library.db-wal')).size).toBeLessThan(1000 * 4200)
    const [{ log, checkpointed }] = db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }]
    expect(log - checkpointed).toBeLessThan(800)
  })
  it('gives the pages back to other calls where it was stopped', async () => {
    const many = `Name,Mail\n${Array.from({ length: 3000 }, (_, at) => `Person ${at},p${at}@example.org`).join('\n')}`
    const stream = await calls.people.import({ source: { text: many }, mapping, hasHeadings: true })
    await stream.next()
    await stream.return?.(undefined)
    expect(library.catalog.db.pragma('cache_size', { simple: true })).toBe(-65_536)
  })
  it('a reader who is in the middle of a list while the log is moved on reads what was there at its beginning', async () => {
    const many = `Name,Mail\n${Array.from({ length: 4000 }, (_, at) => `Person ${at},p${at}@example.org`).join('\n')}`
    const reader = openDatabase(join(library.folder, 'library.db'), { readonly: true })
    try {
      reader.exec('BEGIN')
      const count = () => reader.prepare('SELECT count(*) FROM person').pluck().get()
      expect(count()).toBe(0)
      await finished(calls.people.import({ source: { text: many }, mapping, hasHeadings: true }))
      expect(count()).toBe(0)
      reader.exec('COMMIT')
      expect(count()).toBe(4000)
    } finally {
      reader.close()
    }
  })
  it('refuses an unknown group before anything is stored', async () => {
    expect(
      await failureOf(
        finished(
          calls.people.import({ source: { text }, mapping, hasHeadings: true, groupId: library.catalog.newId() }),
        ),
      ),
    ).toMatchObject({ code: 'not_found' })
    expect((await calls.people.list({})).total).toBe(0)
  })
})

describe('people', () => {
  it('are saved, searched, grouped and removed, and each change is announced', async () => {
    const ann = await calls.people.save({ name: ' Ann Lee ', email: ' ann@Example.org ' })
    expect(ann).toMatchObject({ name: 'Ann Lee', email: 'ann@example.org' })
    expect(await calls.people.search({ query: 'an' })).toEqual([
      { id: ann.id, name: 'Ann Lee', email: 'ann@example.org' },
    ])
    const group = await calls.people.saveGroup({ name: 'Readers' })
    expect(await calls.people.setMembership({ groupId: group.id, personIds: [ann.id], member: true })).toMatchObject({
      members: 1,
    })
    await calls.people.removeGroup({ id: group.id })
    expect(await calls.people.remove({ ids: [ann.id] })).toEqual({ removed: [ann.id], kept: [] })
    expect(changes.map(({ name }) => name)).toEqual([
      'people.saved',
      'people.saved',
      'people.saved',
      'people.saved',
      'people.removed',
    ])
  })
  it('row 25: an address with an invisible character inside is refused, naming the field', async () => {
    expect(await failureOf(calls.people.save({ name: 'Ann', email: 'an\u200bn@example.org' }))).toMatchObject({
      code: 'invalid_input',
      data: { field: 'email' },
    })
    expect(await failureOf(calls.people.save({ name: 'Ann', email: 'an\u00adn@example.org' }))).toMatchObject({
      code: 'invalid_input',
      data: { field: 'email', reason: 'invisible' },
    })
  })
})
