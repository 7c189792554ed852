import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, backUpIfDue, listBackups } from '../../../src/main/catalog/backup'
import { findOrAddPeople, savePerson, searchPeople } from '../../../src/main/catalog/people'
import { removePeople } from '../../../src/main/catalog/remove-people'
import { restoreLibrary } from '../../../src/main/catalog/restore'
import { backupsToKeep } from '../../../src/main/catalog/retention'
import { awardWorld, storeAward, temporaryLibrary, testTime, type TemporaryLibrary } from '../../support/library'

let clock: number
let library: TemporaryLibrary
beforeEach(() => {
  clock = testTime
  library = temporaryLibrary({ now: () => clock })
})
afterEach(() => library.remove())

const minute = 60_000
const names = () => listBackups(library.folder).map(({ name }) => name)

describe('backUp', () => {
  it('writes a copy that stands alone, and says how many awards it holds', async () => {
    const world = awardWorld(library.catalog)
    const person = savePerson(library.catalog, { name: 'Ann' })
    library.catalog.write((tx) => storeAward(library.catalog, tx, world, person.id))
    expect(await backUp(library.catalog)).toMatchObject({
      name: 'library-2026-05-17T10-00-00Z-1-awards.db',
      at: '2026-05-17T10:00:00Z',
      awards: 1,
    })
    expect(readdirSync(join(library.folder, 'backups'))).toEqual(names())
    const copy = new Database(join(library.folder, 'backups', names()[0]!), { readonly: true })
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    expect(copy.prepare('SELECT name FROM person').pluck().get()).toBe('Ann')
    copy.close()
  })
  it('holds what is written while it is being written', async () => {
    const backup = backUp(library.catalog)
    const person = savePerson(library.catalog, { name: 'Ann' })
    const { name } = await backup
    const copy = new Database(join(library.folder, 'backups', name), { readonly: true })
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    copy.close()
    expect(searchPeople(library.catalog, 'ann', 1)).toMatchObject([{ id: person.id }])
  })
  it('keeps people and their search rows together, whatever was deleted in between', async () => {
    const { catalog } = library
    const people = catalog.write((tx) =>
      findOrAddPeople(
        catalog,
        tx,
        ['Ann', 'Bo', 'Cy'].map((name, at) => ({ row: at + 1, name, email: null })),
      ),
    )
    removePeople(catalog, [people[1]!.personId!])
    const { name } = await backUp(catalog)
    catalog.close()
    restoreLibrary(library.folder, name)
    library.reopen()
    expect(searchPeople(library.catalog, 'cy', 5)).toMatchObject([{ name: 'Cy' }])
  })
  it('gives a second backup within the second a name of its own, and lists the newest first', async () => {
    await backUp(library.catalog)
    await backUp(library.catalog)
    clock += minute
    await backUp(library.catalog)
    expect(names()[0]).toBe('library-2026-05-17T10-01-00Z-0-awards.db')
    expect(listBackups(library.folder).every(({ bytes }) => bytes > 0)).toBe(true)
  })
  it('lists only what it wrote', () => {
    for (const name of ['notes.txt', '.writing.db', 'library-2026.db'])
      writeFileSync(join(library.folder, 'backups', name), '')
    expect(names()).toEqual([])
  })
})

describe('backUpIfDue', () => {
  const change = () => savePerson(library.catalog, { name: 'Ann' })
  it('waits five minutes after a change', async () => {
    await backUp(library.catalog)
    change()
    clock += 4 * minute
    expect(await backUpIfDue(library.catalog)).toBeNull()
    clock += minute
    expect(await backUpIfDue(library.catalog)).not.toBeNull()
  })
  it('does nothing while nothing changes, not even after a new start', async () => {
    change()
    await backUp(library.catalog)
    clock += 60 * minute
    expect(await backUpIfDue(library.catalog)).toBeNull()
  })
  it('does not wait after a hundred awards', async () => {
    const { catalog } = library
    const world = awardWorld(catalog)
    await backUp(catalog)
    const award = (count: number) =>
      catalog.write((tx) => {
        for (let at = 0; at < count; at += 1) {
          const [person] = findOrAddPeople(catalog, tx, [{ row: 1, name: catalog.newId(), email: null }])
          storeAward(catalog, tx, world, person!.personId!)
        }
      })
    award(99)
    expect(await backUpIfDue(catalog)).toBeNull()
    award(1)
    expect(await backUpIfDue(catalog)).toMatchObject({ awards: 100 })
  })
  it('F11: is not put off by a clock that was set back', async () => {
    await backUp(library.catalog)
    change()
    clock -= 60 * minute
    expect(await backUpIfDue(library.catalog)).not.toBeNull()
  })
  it('leaves no half file when the library is closed in between', async () => {
    change()
    const running = backUp(library.catalog)
    library.catalog.close()
    await running.catch(() => undefined)
    expect(existsSync(join(library.folder, 'backups', '.writing.db'))).toBe(false)
    library.reopen()
  })
})

describe('backupsToKeep', () => {
  const hour = 60 * minute
  it('keeps the newest of each of 24 hours, 30 days and 12 months', () => {
    const times = Array.from({ length: 24 * 400 * 2 }, (_, index) => testTime - index * 30 * minute)
    const kept = [...backupsToKeep(times)].sort((a, b) => b - a)
    expect(kept[0]).toBe(testTime)
    expect(kept.filter((time) => time > testTime - 24 * hour)).toHaveLength(24)
    expect(kept.length).toBeGreaterThanOrEqual(24 + 28 + 10)
    expect(kept.length).toBeLessThanOrEqual(24 + 30 + 12)
    expect(kept.at(-1)).toBeLessThan(testTime - 300 * 24 * hour)
  })
  it('always keeps the newest, and keeps the same when asked again about what it kept', () => {
    const anyTimes = fc.array(fc.integer({ min: 0, max: 3_000_000_000_000 }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(anyTimes, (times) => {
        const kept = backupsToKeep(times)
        expect(kept.has(Math.max(...times))).toBe(true)
        expect(kept.size).toBeLessThanOrEqual(24 + 30 + 12)
        expect(backupsToKeep([...kept])).toEqual(kept)
      }),
    )
  })
})
