import { z } from 'zod'
import { call } from './call'
import { day, id, page, pageRequest, sha256, time } from './shapes'

/** Days of UTC, both included; absent: no bound. */
const period = { from: day.optional(), to: day.optional() }
const counted = z.object({ awards: z.int() })

export const leader = z.object({
  rank: z.int().describe('competition ranking: 1, 2, 2, 4'),
  personId: id,
  name: z.string(),
  awards: z.int(),
})
export type Leader = z.infer<typeof leader>
export const badgeCount = counted.extend({
  badgeId: id,
  name: z.string(),
  pictureSha256: sha256.nullable(),
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  people: z.int().describe('who hold or held it, each once'),
  percent: z.number().describe('of everybody in the library who did not opt out'),
})
export const monthCount = counted.extend({ month: z.string().describe('YYYY-MM') })
export type MonthCount = z.infer<typeof monthCount>
const badgeOf = z.object({ badgeId: id, name: z.string(), pictureSha256: sha256.nullable() })

/** Counts of awards; withdrawn ones never count. */
export const statisticsContract = {
  leaderboard: call(
    'Ranks people by the number of their awards: ties share a rank and the next one is skipped; who opted out or holds none is absent. With a period, only awards of those days count.',
  )
    .input(z.object({ ...period, ...pageRequest }))
    .output(page(leader)),
  rank: call('The rank of one person among all; null for somebody who opted out or has no award.')
    .input(z.object({ personId: id }))
    .output(z.object({ rank: z.int().nullable(), of: z.int(), awards: z.int() })),
  badges: call('How often each badge was awarded, first and last when, and to how many; the most awarded first.')
    .input(z.object({ ...period, limit: z.int().min(1).max(500).default(100) }))
    .output(z.array(badgeCount)),
  months: call('How many awards there were in each month that had any; of one badge or one person where named.')
    .input(z.object({ ...period, badgeId: id.optional(), personId: id.optional() }))
    .output(z.array(monthCount)),
  events: call('How many awards and how many people there were at each event, the newest first.').output(
    z.array(counted.extend({ eventId: id, name: z.string(), heldOn: day, people: z.int() })),
  ),
  compare: call('Sets two people side by side: badges that both hold, and those that only one does.')
    .input(z.object({ personIds: z.tuple([id, id]) }))
    .output(
      z.object({
        people: z.tuple([
          z.object({ id, name: z.string(), awards: z.int() }),
          z.object({ id, name: z.string(), awards: z.int() }),
        ]),
        both: z.array(badgeOf),
        onlyFirst: z.array(badgeOf),
        onlySecond: z.array(badgeOf),
      }),
    ),
}
