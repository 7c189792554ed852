import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { awardRefusal } from './awards'
import { call } from './call'
import { id, name, progress, sha256, time } from './shapes'

export const team = z.object({ id, name, series: z.int().min(0) })
export type Team = z.infer<typeof team>

/** A badge as a step of a series or a part of a rule. */
export const namedBadge = z.object({ badgeId: id, name: z.string(), pictureSha256: sha256.nullable() })
export type NamedBadge = z.infer<typeof namedBadge>

export const seriesCard = z.object({
  id,
  name,
  description: z.string(),
  tags: z.array(z.string()),
  team: z.object({ id, name }).nullable(),
  steps: z.array(namedBadge).describe('in their order'),
})
export type Series = z.infer<typeof seriesCard>

export const ruleAction = z.enum(['award', 'queue_application'])
export const milestoneRule = z.object({
  id,
  target: namedBadge,
  numberRequired: z.int().min(1),
  action: ruleAction,
  members: z.array(namedBadge),
})
export type MilestoneRule = z.infer<typeof milestoneRule>

/** Why a rule cannot award by itself, or not at all. */
export const ruleHindrance = z.enum([
  'needs_pictures', // every award has a picture of its own: applications are queued instead
  'needs_second', // a second operator confirms every award: applications are queued instead
  'not_ready', // something is missing for awarding it
  'archived',
])
export type RuleHindrance = z.infer<typeof ruleHindrance>

/** What a rule does, or does not do, for somebody who has reached it. */
export const ruleOutcome = z.enum([
  'award',
  'queue_application',
  'refused', // may not be awarded it: see the reason
  'taken_back', // had the badge, and it was revoked or withdrawn: a person decides
  'hindered', // see the rule's hindrance
])

/** What checking shows of one rule; those who are only told about are counted too. */
export const ruleFindings = z.object({
  ruleId: id,
  hindrance: ruleHindrance.nullable(),
  counts: z.record(ruleOutcome, z.int()),
  people: z
    .array(z.object({ personId: id, name: z.string(), outcome: ruleOutcome, reason: awardRefusal.nullable() }))
    .max(200),
})
export type RuleFindings = z.infer<typeof ruleFindings>

/** A person's way along a series. */
export const seriesProgress = z.object({
  series: z.object({ id, name }),
  person: z.object({ id, name }),
  steps: z.array(namedBadge.extend({ heldSince: time.nullable(), awardId: id.nullable() })),
  held: z.int().min(0),
  next: id.nullable().describe('the first badge of the series that is not held; null at the end'),
})
export type SeriesProgress = z.infer<typeof seriesProgress>

const step = z.object({ seriesId: id, badgeId: id })

export const seriesContract = {
  list: call('Lists the series by name, with their steps.').output(z.array(seriesCard)),
  read: call('Reads one series.').input(z.object({ id })).output(seriesCard),
  save: call('Makes a series, or changes the one named by id; what is not named stays.')
    .input(
      z.object({
        id: id.optional(),
        name,
        description: z.string().trim().max(5000).optional(),
        tags: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
        teamId: id.nullable().optional(),
      }),
    )
    .output(seriesCard),
  remove: call('Deletes a series; its badges and their awards stay.').input(z.object({ id })).output(z.object({ id })),
  addBadge: call('Adds a badge as the last step of a series; one that is in it stays where it is.')
    .input(step)
    .output(seriesCard),
  removeBadge: call('Takes a badge out of a series.').input(step).output(seriesCard),
  moveBadge: call('Moves a step up or down by one place; at the end nothing changes.')
    .input(step.extend({ direction: z.enum(['up', 'down']) }))
    .output(seriesCard),
  teams: call('Lists the teams by name.').output(z.array(team)),
  saveTeam: call('Makes a team, or renames the one named by id.')
    .input(z.object({ id: id.optional(), name }))
    .output(team),
  removeTeam: call('Deletes a team; its series stay.').input(z.object({ id })).output(z.object({ id })),
  progress: call('How far a person has come along a series: what they hold, since when, and what comes next.')
    .input(z.object({ seriesId: id, personId: id }))
    .output(seriesProgress),

  rules: call(
    'Lists the milestone rules: whoever holds so many of some badges gets another, or an application for it.',
  ).output(z.array(milestoneRule)),
  saveRule: call(
    'Makes a milestone rule, or changes the one named by id. Fails with `invalid_input` where fewer badges are named than are required, and with `conflict` (reason cycle, path: the names) where a badge would lead to itself.',
  )
    .input(
      z.object({
        id: id.optional(),
        targetBadgeId: id,
        numberRequired: z.int().min(1),
        action: ruleAction,
        badgeIds: z.array(id).min(1).max(200),
      }),
    )
    .output(milestoneRule),
  removeRule: call('Deletes a milestone rule; what it awarded stays.').input(z.object({ id })).output(z.object({ id })),
  previewRules: call(
    'Says who has reached a milestone and would get what now, without doing it; rules that follow from others included.',
  ).output(z.array(ruleFindings)),
  runRules: call('Does what previewRules says. Cancelling keeps what was done.').output(
    eventIterator(
      progress,
      z.object({
        awarded: z.int(),
        queued: z.int(),
        refused: z.array(z.object({ personId: id, badgeId: id, reason: awardRefusal })).max(1000),
      }),
    ),
  ),
}
