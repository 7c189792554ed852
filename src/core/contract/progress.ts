import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { rosterPreview, rosterSource } from './people'
import { id, name, page, pageRequest, progress, time } from './shapes'

export const activityKind = z.enum(['activity', 'course', 'competency'])
export type ActivityKind = z.infer<typeof activityKind>

/** Something that people do or reach: a session of an event or another activity, a course, a competency. */
export const activity = z.object({
  id,
  kind: activityKind,
  name,
  eventId: id.nullable(),
  eventName: z.string().nullable(),
  startsAt: time.nullable(),
  endsAt: time.nullable(),
  /** How many people have done it. */
  completed: z.int(),
})
export type Activity = z.infer<typeof activity>

/** A number that is kept for each person. */
export const counter = z.object({
  id,
  name,
  unit: z.string().describe('what is counted: hours, books'),
  /** For how many people. */
  people: z.int(),
})
export type Counter = z.infer<typeof counter>

/** The most that a counter holds, and the least below nothing. */
export const mostAmount = 1e12
/** A grade, a level of competency, or a number of what is counted. */
const amount = z.number().min(-mostAmount).max(mostAmount)
export const completion = z.object({ personId: id, name, completedAt: time, level: amount.nullable() })
export const counterValue = z.object({ personId: id, name, value: amount, updatedAt: time })

/** Which column holds what; null = none. Columns count from 0. A person is found by any of the first three. */
const column = z.int().min(0).nullable()
export const progressMapping = z.object({
  localId: column,
  email: column,
  name: column,
  /** The counter or activity, by name; needed unless all rows are of one. */
  what: column,
  /** The number: a counter's new value, a grade or level. */
  value: column,
  /** When it was done; counters have none. */
  on: column,
})
export type ProgressMapping = z.infer<typeof progressMapping>

/** What a list brings: numbers of counters, or who did which activities. With an id, all rows are of that one. */
export const progressTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('counters'), counterId: id.optional() }),
  z.object({ kind: z.literal('activities'), activityId: id.optional() }),
])
export type ProgressTarget = z.infer<typeof progressTarget>

export const progressVerdict = z.enum([
  'new', // comes in
  'changed', // comes in and takes the place of what was there
  'lower', // the same, and it is less than before
  'same', // is there already
  'no_person', // the row names nobody
  'unknown_person',
  'ambiguous', // two people of the library fit
  'unknown_what', // no counter, or no activity, is called that
  'no_value',
  'bad_value', // no number
  'bad_date', // no day
  'repeated', // a row before says something about the same person and thing
  'broken',
])
export type ProgressVerdict = z.infer<typeof progressVerdict>

export const progressRow = z.object({
  row: z.int().describe('data rows count from 1'),
  person: z.string().describe('as written in the list'),
  what: z.string(),
  value: z.string(),
  on: z.string(),
  verdict: progressVerdict,
})
export type ProgressRow = z.infer<typeof progressRow>

const list = { source: rosterSource, into: progressTarget }
const manyPeople = z.array(id).min(1).max(100_000)
const counterName = name.max(100)
const unit = z.string().trim().max(40).default('')

/** Badges that people keep although a number that they had reached is less now (row 60). */
const kept = z.int().describe('awards that stay although the number for them is no longer reached')

export const progressContract = {
  activities: call('Lists activities, courses and competencies by name; of one kind, of one event.')
    .input(z.object({ kind: activityKind.optional(), eventId: id.optional() }).optional())
    .output(z.array(activity)),
  saveActivity: call('Adds something that people do or reach, or changes what is named by id.')
    .input(
      z
        .object({
          id: id.optional(),
          kind: activityKind,
          name,
          eventId: id.nullish(),
          startsAt: time.nullish(),
          endsAt: time.nullish(),
        })
        .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt <= endsAt, { path: ['endsAt'] }),
    )
    .output(activity),
  removeActivity: call(
    'Deletes an activity and who has done it. Fails with `conflict` (reason used_by_criterion) while a badge asks for it.',
  )
    .input(z.object({ id }))
    .output(z.object({ id })),
  completions: call('Lists who has done an activity, by name.')
    .input(z.object({ activityId: id, ...pageRequest }))
    .output(page(completion)),
  complete: call(
    'Notes that people have done an activity, with a grade or level where there is one. Noted again, what is not said stays: the day and the level that are known; null takes the level away.',
  )
    .input(
      z.object({
        activityId: id,
        personIds: manyPeople,
        completedAt: time.optional(),
        level: amount.nullish(),
      }),
    )
    .output(activity),
  undo: call('Takes it back that people have done an activity.')
    .input(z.object({ activityId: id, personIds: manyPeople }))
    .output(activity),
  counters: call('Lists the counters by name.').output(z.array(counter)),
  saveCounter: call(
    'Makes a counter, or changes the one named by id. A name that another has fails with `conflict` (name_taken).',
  )
    .input(z.object({ id: id.optional(), name: counterName, unit }))
    .output(counter),
  removeCounter: call(
    'Deletes a counter with its numbers. Fails with `conflict` (reason used_by_criterion) while a badge asks for it.',
  )
    .input(z.object({ id }))
    .output(z.object({ id })),
  values: call('Lists the numbers of a counter, the highest first.')
    .input(z.object({ counterId: id, ...pageRequest }))
    .output(page(counterValue)),
  setValue: call(
    'Sets a counter of people to a number, or adds to it. Awards for a number that is no longer reached stay. Fails with `invalid_input` (too_large) where a sum is more than a counter holds.',
  )
    .input(z.object({ counterId: id, personIds: manyPeople, value: amount, add: z.boolean().default(false) }))
    .output(z.object({ counter, kept })),
  countAttendance: call(
    'Sets a counter to how many activities of an event, or of a kind, each person has done; who has done none is left as they are.',
  )
    .input(z.object({ counterId: id, kind: activityKind.default('activity'), eventId: id.optional() }))
    .output(z.object({ counter, changed: z.int(), kept })),
  previewImport: call(
    'Reads a list of numbers, or of who did what, without storing anything: encoding, separator, guessed columns, a verdict per row.',
  )
    .input(z.object({ ...list, mapping: progressMapping.optional(), hasHeadings: z.boolean().optional() }))
    .output(
      rosterPreview.omit({ rows: true, counts: true, mapping: true }).extend({
        mapping: progressMapping,
        rows: z.array(progressRow).max(500).describe('the first 500 verdicts, problems first'),
        counts: z.partialRecord(progressVerdict, z.int()),
      }),
    ),
  import: call('Brings the good rows of such a list in, in slices; what came in before a cancel stays.')
    .input(z.object({ ...list, mapping: progressMapping, hasHeadings: z.boolean() }))
    .output(
      eventIterator(
        progress,
        z.object({
          stored: z.int(),
          same: z.int(),
          kept,
          skipped: z.array(z.object({ row: z.int(), reason: progressVerdict })),
        }),
      ),
    ),
}
