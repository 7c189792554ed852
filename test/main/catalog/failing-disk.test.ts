import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkLibrary } from '../../../src/main/catalog/check'
import { savePerson } from '../../../src/main/catalog/people'
import { awardWorld, storeAward, temporaryLibrary, type AwardWorld, type TemporaryLibrary } from '../../support/library'
import { thrownBy } from '../../support/thrown-by'

const disk = vi.hoisted(() => ({ failing: null as null | { call: string; code: string } }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  const failing =
    <Arguments extends unknown[], Result>(call: string, work: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      if (disk.failing?.call === call) throw Object.assign(new Error(disk.failing.code), { code: disk.failing.code })
      return work(...given)
    }
  return {
    ...real,
    fdatasyncSync: failing('fdatasync', real.fdatasyncSync),
    writeSync: failing('write', real.writeSync as (file: number, bytes: Buffer) => number),
  }
})

let library: TemporaryLibrary
let world: AwardWorld
beforeEach(() => {
  library = temporaryLibrary()
  world = awardWorld(library.catalog)
})
afterEach(() => {
  disk.failing = null
  library.remove()
})

const journal = () => fs.readFileSync(join(library.folder, 'journal.jsonl'), 'utf8')
const award = (name: string) => {
  const { catalog } = library
  const person = savePerson(catalog, { name })
  return catalog.write((tx) => storeAward(catalog, tx, world, person.id))
}
async function damaged() {
  const run = checkLibrary(library.catalog, { verifyDocument: async () => true })
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value.damaged
  }
}

describe('a disk that fails', () => {
  it.each([
    ['fdatasync', 'EIO', undefined],
    ['write', 'ENOSPC', 'disk_full'],
    ['write', 'EROFS', 'read_only'],
  ])(
    'F4, F5: an award is reported as failed when the journal’s %s says %s, and nothing half stays',
    async (call, code, told) => {
      award('Ann')
      const before = journal()
      const bo = savePerson(library.catalog, { name: 'Bo' })
      disk.failing = { call, code }
      const failure = thrownBy(() => library.catalog.write((tx) => storeAward(library.catalog, tx, world, bo.id)))
      expect(failure).toMatchObject({ code: told ?? code })
      expect(journal()).toBe(before)
      // While the disk fails, nothing more is stored.
      const people = library.catalog.db.prepare('SELECT count(*) FROM person').pluck()
      thrownBy(() => savePerson(library.catalog, { name: 'Cy' }))
      expect(people.get()).toBe(2)

      disk.failing = null
      award('Di')
      expect(journal().split('"table":"award"')).toHaveLength(4)
      expect(await damaged()).toEqual([])
    },
  )
  it('F4: a full disk under the database is told with the folder and the bytes needed, and nothing changes', () => {
    const { db } = library.catalog
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
    const failure = thrownBy(() => {
      for (let at = 0; at < 5000; at += 1) savePerson(library.catalog, { name: `Person ${at} ${'x'.repeat(200)}` })
    })
    expect(failure).toMatchObject({
      code: 'disk_full',
      details: { folder: library.folder, bytesNeeded: expect.any(Number) as number },
    })
    db.pragma('max_page_count = 1000000')
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    savePerson(library.catalog, { name: 'Room again' })
  })
})
