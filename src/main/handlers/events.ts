import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Catalog } from '../catalog/catalog'
import { listEvents, readEvent, saveEvent } from '../catalog/events'

/** `events.*`: gatherings at which badges are awarded. */
export function eventsHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const { list, save, read } = implement(contract.events)
  return {
    list: list.handler(() => listEvents(catalog)),
    save: save.handler(({ input }) => {
      const event = saveEvent(catalog, input)
      announce({ name: 'events.saved', ids: [event.id] })
      return event
    }),
    read: read.handler(({ input }) => readEvent(catalog, input.id)),
  }
}
