import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { confirmingRole, criterionAsked, criterionMethod, criterionTypes } from '../earning/criteria'
import { awardRefusal, confirmation } from './awards'
import { call } from './call'
import { id, name, progress, time } from './shapes'

/** A criterion as it is kept. */
export const criterion = z.intersection(criterionAsked, z.object({ id }))

/** The criteria of a badge as a tree of two steps: all or one of these, each of which asks for all or one of its parts. */
export const criteria = z.object({
  badgeId: id,
  /** All or one of the criteria. */
  method: criterionMethod,
  criteria: z.array(criterion),
  /** What the activities, counters, badges and groups in them are called, by id; what is gone has no name. */
  names: z.record(id, z.string()),
  /** Why they cannot be changed now: it can be earned (pause it first), it was awarded, or it is put away. */
  frozen: z.enum(['active', 'awarded', 'archived']).nullable(),
})
export type Criteria = z.infer<typeof criteria>

/** Somebody who has earned a badge, or nearly. */
export const earner = z.object({
  personId: id,
  name,
  /** Since when they have earned it; null for somebody who is nearly there. */
  since: time.nullable(),
  /** The criteria that are not met yet. */
  missing: z.array(id),
})
export type Earner = z.infer<typeof earner>

/** Whom a review shows by name. */
export const shownInReview = 100

export const reviewed = z.object({
  /** Who has earned it and can be awarded. */
  count: z.int(),
  /** The first of them, longest since first. */
  people: z.array(earner),
  /** Who has earned it and may not be awarded, by reason. */
  leftOut: z.partialRecord(awardRefusal, z.int()),
  /** Whom one criterion keeps from it; the first of them. */
  nearlyCount: z.int(),
  nearly: z.array(earner),
})
export type Reviewed = z.infer<typeof reviewed>

/** A criterion that somebody met. */
export const criterionMet = z.object({
  criterionId: id,
  type: z.enum(criterionTypes),
  words: z.string().describe('in one phrase: Took part in “Day 1”'),
  personId: id,
  personName: name,
  metAt: time,
  /** Of whoever confirmed it; '' where Blazon saw it by itself. */
  role: z.string(),
  note: z.string(),
  awardId: id.nullable(),
})
export type CriterionMet = z.infer<typeof criterionMet>

const manyPeople = z.array(id).min(1).max(100_000)

export const criteriaContract = {
  read: call('Reads what has to be done for a badge, and what the things in it are called.')
    .input(z.object({ badgeId: id }))
    .output(criteria),
  save: call(
    'Adds a criterion to a badge, or changes the one named by id. A badge has one criterion of each type: a second one fails with `conflict` (reason type_taken). While the badge can be earned or was awarded it fails with `locked` (reason active: pause it first; awarded; archived).',
  )
    .input(z.object({ badgeId: id, id: id.optional(), criterion: criterionAsked }))
    .output(criteria),
  setMethod: call('Says whether all criteria of a badge have to be met, or one. Fails with `locked` as `save` does.')
    .input(z.object({ badgeId: id, method: criterionMethod }))
    .output(criteria),
  remove: call('Takes a criterion away. Fails with `locked` as `save` does.')
    .input(z.object({ badgeId: id, id }))
    .output(criteria),
  confirm: call(
    'Confirms people for a badge in a role: as the manual criterion asks for. Without a role it is that of the operator who is signed in, else the first that is asked for. Who holds the badge, or was confirmed in the role before, is passed over.',
  )
    .input(
      z.object({
        badgeId: id,
        personIds: manyPeople,
        role: confirmingRole.optional(),
        note: z.string().trim().max(2000).default(''),
      }),
    )
    .output(z.object({ role: z.string(), confirmed: z.int(), passedOver: z.int() })),
  takeBack: call('Takes a confirmation back; what led to an award stays.')
    .input(z.object({ badgeId: id, personIds: manyPeople, role: confirmingRole }))
    .output(z.object({ takenBack: z.int() })),
  met: call('Lists the criteria that were met: for an award, or by the people of a badge who do not hold it yet.')
    .input(z.union([z.object({ awardId: id }), z.object({ badgeId: id, personId: id.optional() })]))
    .output(z.array(criterionMet).max(500)),
  review: call(
    'Looks through the library: who has earned a badge and does not hold it, who may not be awarded, who is nearly there. Awards nobody.',
  )
    .input(z.object({ badgeId: id }))
    .output(eventIterator(progress, reviewed)),
  awardReviewed: call(
    'Awards a badge to everybody who has earned it, or to those named, and links what they met to their awards. Whoever has not earned it by now is passed over. Fails with `conflict` (reason being_awarded) while another call does so.',
  )
    .input(z.object({ badgeId: id, personIds: manyPeople.optional(), confirmation: confirmation.optional() }))
    .output(
      eventIterator(
        progress,
        z.object({
          batchId: id.nullable().describe('null where there was nobody to award'),
          awarded: z.array(z.object({ awardId: id, personId: id })),
          skipped: z.array(z.object({ personId: id, reason: awardRefusal })),
        }),
      ),
    ),
  pending: call(
    'Tells of which active badges people have earned one that they do not hold, without looking through the library: Blazon looks when it starts, and when something changes.',
  ).output(z.array(z.object({ badgeId: id, badgeName: name, pictureSha256: z.string().nullable(), count: z.int() }))),
}
