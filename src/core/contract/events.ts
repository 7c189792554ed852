import { z } from 'zod'
import { call } from './call'
import { day, id, name, time } from './shapes'

/** A gathering of people at which one to six badges are awarded. */
export const event = z.object({
  id,
  name,
  heldOn: day,
  /** Empty only in a library that was recovered from its journal, which does not hold them. */
  badgeIds: z.array(id).max(6),
  awardedCount: z.int(),
  createdAt: time,
})
export type Event = z.infer<typeof event>

export const eventsContract = {
  list: call('Lists the events, latest first.').output(z.array(event)),
  save: call('Makes an event, or changes the one named by id.')
    .input(z.object({ id: id.optional(), name, heldOn: day, badgeIds: z.array(id).min(1).max(6) }))
    .output(event),
  read: call('Reads one event.').input(z.object({ id })).output(event),
}
