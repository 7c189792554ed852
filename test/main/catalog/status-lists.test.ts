import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findOrAddPeople } from '../../../src/main/catalog/people'
import { statusAllocator, statusColumns, type StatusPurpose } from '../../../src/main/catalog/status-lists'
import { awardWorld, storeAward, temporaryLibrary, type AwardWorld, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let world: AwardWorld
beforeEach(() => {
  library = temporaryLibrary()
  world = awardWorld(library.catalog)
})
afterEach(() => library.remove())

/** Random numbers out of so few that the same ones come again and again. */
const poorRandom = (draws: number[]) => {
  let at = 0
  return (count: number) => {
    const drawn = draws[at++]
    return drawn === undefined ? randomBytes(count) : Uint8Array.of(drawn, 0, 0).subarray(0, count)
  }
}
const purposes: StatusPurpose[] = ['revocation', 'suspension']

describe('status list entries', () => {
  it('row 82: are never given out twice, to withdrawn awards and after a restart included', () => {
    const given = new Set<string>()
    let people = 0
    const act = fc.record({
      draws: fc.array(fc.nat(3), { maxLength: 4 }),
      reopen: fc.boolean(),
      withdraw: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 6 }), (acts) => {
        for (const { draws, reopen, withdraw } of acts) {
          if (reopen) library.reopen()
          const { catalog } = library
          catalog.write((tx) => {
            const [person] = findOrAddPeople(catalog, tx, [{ row: 1, name: `P${(people += 1)}`, email: null }])
            const id = storeAward(catalog, tx, world, person!.personId!)
            for (const purpose of purposes) {
              const allocator = statusAllocator(catalog, world.issuerId, poorRandom(draws), purpose)
              const { listId, index } = allocator.draw()
              allocator.save(tx)
              const [list, place] = statusColumns[purpose]
              catalog.db.prepare(`UPDATE award SET ${list} = ?, ${place} = ? WHERE id = ?`).run(listId, index, id)
              expect(given.has(`${listId} ${index}`)).toBe(false)
              given.add(`${listId} ${index}`)
            }
            if (withdraw) catalog.db.prepare('UPDATE award SET withdrawn_at = ? WHERE id = ?').run(catalog.now(), id)
          })
        }
      }),
      { numRuns: 15 },
    )
  })

  it('row 82: go on in a new list when one is three quarters full, each purpose in lists of its own', () => {
    const { catalog } = library
    const allocators = purposes.map((purpose) => statusAllocator(catalog, world.issuerId, randomBytes, purpose))
    const [revocation, suspension] = allocators as [(typeof allocators)[0], (typeof allocators)[0]]
    const entries = Array.from({ length: 98_305 }, () => revocation.draw())
    const last = entries.pop()!
    expect(new Set(entries.map((entry) => entry.listId)).size).toBe(1)
    expect(new Set(entries.map((entry) => entry.index)).size).toBe(98_304)
    expect(Math.max(...entries.slice(0, 50_000).map((entry) => entry.index))).toBeLessThan(131_072)
    expect(last.listId).not.toBe(entries[0]!.listId)
    suspension.draw()
    catalog.write((tx) => allocators.forEach((allocator) => allocator.save(tx)))
    const stored = catalog.db.prepare('SELECT purpose, size FROM status_list ORDER BY purpose').raw().all()
    expect(stored).toEqual([
      ['revocation', 131_072],
      ['revocation', 131_072],
      ['suspension', 131_072],
    ])
  })
})
