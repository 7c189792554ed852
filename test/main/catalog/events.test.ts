import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBadge } from '../../../src/main/catalog/badges'
import type { Catalog } from '../../../src/main/catalog/catalog'
import { listEvents, readEvent, saveEvent } from '../../../src/main/catalog/events'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let catalog: Catalog
beforeEach(() => {
  library = temporaryLibrary()
  catalog = library.catalog
})
afterEach(() => library.remove())

const someBadges = (count: number) =>
  Array.from({ length: count }, (_, index) => createBadge(catalog, { details: { name: `Badge ${index}` } }).id)

describe('events', () => {
  it('keep their badges in the order given, each once', () => {
    const [a = '', b = '', c = ''] = someBadges(3)
    const event = saveEvent(catalog, { name: 'Open day', heldOn: '2026-06-01', badgeIds: [c, a, c, b] })
    expect(event).toMatchObject({ name: 'Open day', heldOn: '2026-06-01', badgeIds: [c, a, b], awardedCount: 0 })
    const changed = saveEvent(catalog, { id: event.id, name: 'Open night', heldOn: '2026-06-02', badgeIds: [b] })
    expect(changed).toEqual({ ...event, name: 'Open night', heldOn: '2026-06-02', badgeIds: [b] })
    expect(readEvent(catalog, event.id)).toEqual(changed)
  })

  it('list the latest first', () => {
    const badgeIds = someBadges(1)
    for (const heldOn of ['2026-01-01', '2026-03-01', '2026-02-01'])
      saveEvent(catalog, { name: heldOn, heldOn, badgeIds })
    expect(listEvents(catalog).map(({ name }) => name)).toEqual(['2026-03-01', '2026-02-01', '2026-01-01'])
  })

  it('refuse a badge that is not there, and then change nothing', () => {
    const badgeIds = someBadges(1)
    const event = saveEvent(catalog, { name: 'Open day', heldOn: '2026-06-01', badgeIds })
    const notFound = (field: string) => expect.objectContaining({ code: 'not_found', details: { field } }) as Error
    const change = { name: 'Other', heldOn: '2026-06-02', badgeIds: [catalog.newId()] }
    expect(() => saveEvent(catalog, { ...change, id: event.id })).toThrow(notFound('badgeIds'))
    expect(() => saveEvent(catalog, { ...change, id: catalog.newId(), badgeIds })).toThrow(notFound('id'))
    expect(() => readEvent(catalog, catalog.newId())).toThrow(notFound('id'))
    expect(listEvents(catalog)).toEqual([event])
  })
})
