import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { awardRefusal, confirmation } from './awards'
import { call } from './call'
import { rosterMapping, rosterPreview, rosterSource } from './people'
import { day, id, name, page, pageRequest, progress, time } from './shapes'

/** Which column holds what, in a list of people to award: a roster that may name a badge, a day and words for each person. */
export const awardMapping = rosterMapping.extend({
  badge: z.int().min(0).nullable().default(null),
  awardedOn: z.int().min(0).nullable().default(null),
  narrative: z.int().min(0).nullable().default(null),
})
export type AwardMapping = z.infer<typeof awardMapping>

/** How a row stands: it can be awarded, it was, or why not. */
export const awardVerdict = z.enum([
  'ready',
  'awarded',
  'withdrawn', // was awarded, and taken back
  'left_out', // somebody said so
  ...awardRefusal.exclude(['cancelled', 'changed_meanwhile', 'unknown_person']).options,
  'unknown_badge', // no badge of the library is called that
  'badge_not_ready', // it lacks something, is paused or put away, or needs a picture of its own for each person
  'bad_date', // no day, a day to come, or a time that does not say its zone
])
export type AwardVerdict = z.infer<typeof awardVerdict>

export const roster = z.object({
  id,
  name: z.string(),
  /** The badge of every row; null where each names its own. */
  badgeId: id.nullable(),
  badgeName: z.string().nullable(),
  state: z.enum(['checked', 'running', 'done']).describe('running: awarding was begun and cut off, or goes on now'),
  total: z.int(),
  /** How many rows have each verdict; absent = none. */
  counts: z.partialRecord(awardVerdict, z.int()),
  /** An earlier roster that was made of the very same file. */
  sameFileAs: id.nullable(),
  createdAt: time,
})
export type Roster = z.infer<typeof roster>

export const awardRosterRow = z.object({
  row: z.int().describe('data rows count from 1'),
  name: z.string(),
  email: z.string(),
  badge: z.string().describe('as written in the list'),
  badgeId: id.nullable(),
  badgeName: z.string().nullable(),
  awardedOn: z.string().describe('as written in the list'),
  narrative: z.string(),
  personId: id.nullable().describe('the person of the library, once it is clear who it is'),
  /** Where the row would be awarded to somebody new: whoever of the library has its address under another name (row 71). */
  sharesAddressWith: z.array(z.object({ id, name: z.string() })),
  verdict: awardVerdict,
  /** Since when, where they have it already. */
  heldSince: time.nullable(),
  awardId: id.nullable(),
})
export type AwardRosterRow = z.infer<typeof awardRosterRow>

export const rostersContract = {
  preview: call('Reads a list of people to award without storing anything: encoding, separator, guessed columns.')
    .input(z.object({ source: rosterSource, mapping: awardMapping.optional(), hasHeadings: z.boolean().optional() }))
    .output(rosterPreview.omit({ rows: true, counts: true, total: true }).extend({ mapping: awardMapping })),
  create: call(
    'The dry run: stores a list of people to award with a verdict for every row; awards nobody. A list that has grown is put in whole: who has the badge already is told apart from who is new.',
  )
    .input(
      z.object({
        name,
        badgeId: id.nullable().describe('null: each row names its badge'),
        source: rosterSource,
        mapping: awardMapping,
        hasHeadings: z.boolean(),
      }),
    )
    .output(eventIterator(progress, roster)),
  list: call('Lists the rosters, newest first.').input(z.object(pageRequest)).output(page(roster)),
  read: call('Reads one roster with the counts of its verdicts.').input(z.object({ id })).output(roster),
  rows: call('Lists the rows of a roster in their order, all or those of some verdicts.')
    .input(z.object({ id, verdicts: z.array(awardVerdict).max(40).optional(), ...pageRequest }))
    .output(page(awardRosterRow)),
  fixRow: call(
    'Mends one row in place and judges it anew. `accept` takes it without an address; `leaveOut` awards it not. Fails with `locked` for a row that was awarded.',
  )
    .input(
      z.object({
        id,
        row: z.int().min(1),
        name: z.string().max(1000).optional(),
        email: z.string().max(1000).optional(),
        badgeId: id.optional(),
        personId: id.nullish().describe('who it is, where two people fit'),
        awardedOn: z.union([day, z.literal('')]).optional(),
        narrative: z.string().trim().max(5000).optional(),
        accept: z.boolean().optional(),
        leaveOut: z.boolean().optional(),
      }),
    )
    .output(awardRosterRow),
  judge: call('Judges every row anew that was not awarded: the library may have changed since.')
    .input(z.object({ id }))
    .output(eventIterator(progress, roster)),
  award: call(
    'Awards the rows that are ready. Each row is noted in the transaction of its award: after a cancel or a cut, the same call goes on with those that are left, and nobody is awarded twice.',
  )
    .input(
      z.object({
        id,
        awardedAt: time.optional().describe('for rows that name no day; now, unless told'),
        override: z
          .object({ reason: z.string().trim().min(1).max(500) })
          .optional()
          .describe('awards people without the badges that are needed first'),
        confirmation: confirmation.optional(),
      }),
    )
    .output(eventIterator(progress, z.object({ awarded: z.int(), roster }))),
  withdraw: call(
    'Takes back what a roster awarded, as far as it was neither published nor handed out; the others are counted.',
  )
    .input(z.object({ id }))
    .output(z.object({ withdrawn: z.int(), refused: z.int() })),
  remove: call('Forgets a roster; its awards stay.').input(z.object({ id })).output(z.object({ id })),
}
