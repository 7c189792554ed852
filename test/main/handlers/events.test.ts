import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
beforeEach(() => {
  library = temporaryLibrary()
})
afterEach(() => library.remove())

describe('events.*', () => {
  it('makes, changes and lists an event, and announces it', async () => {
    const { calls, changes } = catalogCalls(library.catalog)
    const badge = await calls.badges.create({ details: { name: 'A' } })
    changes.length = 0
    const event = await calls.events.save({ name: 'Open day', heldOn: '2026-06-01', badgeIds: [badge.id] })
    await calls.events.save({ ...event, name: 'Open night' })
    expect(await calls.events.list()).toEqual([{ ...event, name: 'Open night' }])
    expect(changes).toEqual([
      { name: 'events.saved', ids: [event.id] },
      { name: 'events.saved', ids: [event.id] },
    ])
  })

  it('lists an event that lost its badges in a recovery', async () => {
    const { calls } = catalogCalls(library.catalog)
    const badge = await calls.badges.create({ details: { name: 'A' } })
    const event = await calls.events.save({ name: 'Open day', heldOn: '2026-06-01', badgeIds: [badge.id] })
    library.catalog.db.exec('DELETE FROM event_badge')
    expect(await calls.events.list()).toEqual([{ ...event, badgeIds: [] }])
  })

  it('takes one to six badges', async () => {
    const { calls } = catalogCalls(library.catalog)
    const badge = await calls.badges.create({ details: { name: 'A' } })
    for (const count of [0, 7])
      expect(
        await failureOf(
          calls.events.save({
            name: 'E',
            heldOn: '2026-06-01',
            badgeIds: Array.from({ length: count }, () => badge.id),
          }),
        ),
      ).toMatchObject({ code: 'invalid_input', data: { field: 'badgeIds' } })
  })
})
