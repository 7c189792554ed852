import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { confirmation, recipient } from './awards'
import { call } from './call'
import { base64, id, name, page, pageRequest, progress, sha256, time, webUrl, written } from './shapes'

export const applicationState = z.enum(['submitted', 'assigned', 'reviewed', 'awarded', 'declined', 'withdrawn'])
export type ApplicationState = z.infer<typeof applicationState>
export const decision = z.enum(['approve', 'decline', 'ask_for_more'])
export type Decision = z.infer<typeof decision>

/** The most pieces of evidence of one application. */
export const mostEvidence = 20

/** What somebody hands in: a link, words, or a file; whether it is a photo is read from its bytes. */
export const evidenceToAdd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), url: webUrl, text: z.string().trim().max(5000).default('') }),
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(5000) }),
  z.object({
    kind: z.literal('file'),
    fileName: z.string().max(255),
    bytes: base64,
    text: z.string().trim().max(5000).default(''),
  }),
])
export type EvidenceToAdd = z.output<typeof evidenceToAdd>

export const applicationEvidence = z.object({
  id,
  kind: z.enum(['file', 'link', 'text', 'photo']),
  url: z.string().nullable(),
  text: z.string(),
  fileName: z.string(),
  mediaType: z.string().describe('of a picture, as its bytes say; application/octet-stream for any other file'),
  bytes: z.int(),
})
export type ApplicationEvidence = z.infer<typeof applicationEvidence>

/** One thing that a reviewer looks at. */
export const rubricItem = z.object({ id, description: z.string(), note: z.string(), required: z.boolean() })
export type RubricItem = z.infer<typeof rubricItem>

const reviewItem = z.object({
  rubricItemId: id,
  satisfied: z.boolean(),
  comment: z.string().trim().max(5000).default(''),
})
export const review = z.object({
  id,
  author: z.string(),
  decision,
  comment: z.string(),
  items: z.array(reviewItem),
  createdAt: time,
})
export type Review = z.infer<typeof review>

export const applicationRow = z.object({
  id,
  badgeId: id,
  badgeName: z.string(),
  pictureSha256: sha256.nullable(),
  personId: id,
  personName: z.string(),
  email: z.string().nullable(),
  /** `assigned` for as long as that lasts: afterwards it is `submitted` again. */
  state: applicationState,
  source: z.enum(['typed', 'imported', 'milestone']),
  isFlagged: z.boolean(),
  /** Who looks at it now, until when. */
  assigned: z.object({ name: z.string(), until: time, isMine: z.boolean() }).nullable(),
  evidenceCount: z.int(),
  awardId: id.nullable(),
  createdAt: time,
})
export type ApplicationRow = z.infer<typeof applicationRow>

export const application = applicationRow.extend({
  statement: z.string(),
  evidence: z.array(applicationEvidence),
  rubric: z.array(rubricItem),
  reviews: z.array(review).describe('the latest first: it decides'),
  /** Its picture is drawn for each person: `awards.prepare` first. */
  personal: z.boolean(),
})
export type Application = z.infer<typeof application>

export const cannedResponse = z.object({ id, title: z.string(), text: z.string() })
export type CannedResponse = z.infer<typeof cannedResponse>

/** A row of an imported list, and whether it comes in. */
export const importedRow = z.object({
  row: z.int().describe('data rows count from 1'),
  name: z.string(),
  email: z.string(),
  badge: z.string(),
  files: z.array(z.string()),
  verdict: z.enum([
    'good',
    'broken',
    'no_name', // and no address whose owner the library knows
    'invalid_address',
    'unknown_badge',
    'bad_link',
    'too_much', // more evidence or longer words than an application takes
    'file_missing',
    'already_applied', // an application of this person for this badge is open
    'ambiguous', // two people of the library fit
  ]),
})
export type ImportedRow = z.infer<typeof importedRow>

/** The most rows of an imported list. */
export const mostImported = 1000
/** The most bytes of files that come with one list; the rest is added to its application afterwards. */
export const mostImportedBytes = 40 * 1024 * 1024

const importInput = {
  bytes: base64.describe('the list: CSV with headings, or a JSON array'),
  badgeId: id.optional().describe('for rows that name no badge'),
}
const reviewer = z
  .string()
  .trim()
  .max(255)
  .optional()
  .describe('who reviews, in a library without operators; where there are some, whoever is signed in')

export const applicationsContract = {
  list: call('Lists applications, the oldest first; `open` are those that still wait for an answer.')
    .input(
      z.object({
        state: z.enum(['open', 'all', ...applicationState.options]).default('open'),
        badgeId: id.optional(),
        personId: id.optional(),
        flagged: z.boolean().optional(),
        query: z.string().max(200).optional().describe('words in the name or address'),
        reviewer,
        ...pageRequest,
      }),
    )
    .output(page(applicationRow)),
  counts: call('Counts the applications by state, of one badge where it is named.')
    .input(z.object({ badgeId: id.optional() }))
    .output(z.record(applicationState, z.int())),
  read: call('Reads one application with its evidence, its rubric and its reviews.')
    .input(z.object({ id, reviewer }))
    .output(application),
  create: call(
    'Takes an application in: a person asks for a badge and says why. Fails with `conflict` (reason `already_applied`) while another of theirs for it waits.',
  )
    .input(
      z.object({
        badgeId: id,
        person: recipient,
        statement: z.string().trim().max(20_000).default(''),
        evidence: z.array(evidenceToAdd).max(mostEvidence).default([]),
      }),
    )
    .output(application),
  addEvidence: call(
    'Adds evidence to an application that is not decided. Fails with `conflict` (reason `too_much_evidence`).',
  )
    .input(z.object({ id, evidence: evidenceToAdd }))
    .output(application),
  removeEvidence: call('Takes a piece of evidence away; its file goes where nothing else needs it.')
    .input(z.object({ id, evidenceId: id }))
    .output(application),
  readEvidence: call(
    'Reads the file of a piece of evidence, letter for letter. What it is, its name says and its bytes may deny.',
  )
    .input(z.object({ evidenceId: id }))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), bytes: z.string().describe('base64') })),
  saveEvidence: call('Writes the files of an application into a folder that is asked for. Nothing is opened.')
    .input(z.object({ id }))
    .output(written),
  previewImport: call('Reads a list of applications without storing anything: a verdict for each row.')
    .input(z.object({ ...importInput, fileNames: z.array(z.string().max(255)).max(1000).default([]) }))
    .output(z.object({ rows: z.array(importedRow), good: z.int(), unusedFiles: z.array(z.string()) })),
  import: call('Takes the good rows of a list of applications in, with the files that they name.')
    .input(
      z.object({
        ...importInput,
        files: z
          .array(z.object({ fileName: z.string().max(255), bytes: base64 }))
          .max(1000)
          .default([]),
      }),
    )
    .output(eventIterator(progress, z.object({ ids: z.array(id), skipped: z.array(importedRow) }))),
  flag: call('Flags an application for somebody else to look at, or takes the flag away.')
    .input(z.object({ id, isFlagged: z.boolean() }))
    .output(application),
  assign: call(
    'Takes an application to oneself for a while, so that no two review it. Fails with `conflict` (reason `assigned`) while another has it.',
  )
    .input(
      z.object({
        id,
        reviewer,
        minutes: z
          .int()
          .min(1)
          .max(30 * 24 * 60)
          .default(60),
      }),
    )
    .output(application),
  release: call('Gives an application back before its time.').input(z.object({ id, reviewer })).output(application),
  review: call(
    'Says what came of looking at an application, item by item of the rubric; the latest review decides. To approve, every required item must be satisfied: `conflict` (reason `rubric_unsatisfied`) otherwise.',
  )
    .input(
      z.object({
        id,
        reviewer,
        decision,
        comment: z.string().trim().max(5000).default(''),
        items: z.array(reviewItem).max(200).default([]),
      }),
    )
    .output(application),
  approve: call(
    'Awards the badge of an application whose latest review approves it: exactly once, whoever asks again gets the same award.',
  )
    .input(
      z.object({
        id,
        reviewer,
        withEvidence: z.boolean().default(true).describe('its links and texts go into the award'),
        preparedId: id
          .optional()
          .describe('for a badge with merge fields: this person, prepared, with the picture kept'),
        confirmation: confirmation.optional(),
      }),
    )
    .output(application),
  withdraw: call('Notes that the person no longer asks for it.').input(z.object({ id })).output(application),
  rubric: call('Lists what reviewers look at for a badge.')
    .input(z.object({ badgeId: id }))
    .output(z.array(rubricItem)),
  saveRubric: call('Replaces what reviewers look at for a badge; items named by id keep what was said of them.')
    .input(
      z.object({
        badgeId: id,
        items: z
          .array(
            z.object({
              id: id.optional(),
              description: z.string().trim().min(1).max(1000),
              note: z.string().trim().max(5000).default(''),
              required: z.boolean().default(true),
            }),
          )
          .max(200),
      }),
    )
    .output(z.array(rubricItem)),
  responses: call('Lists the answers that are kept for use again, by title.').output(z.array(cannedResponse)),
  saveResponse: call('Keeps an answer for use again, or changes the one named by id.')
    .input(z.object({ id: id.optional(), title: name, text: z.string().trim().min(1).max(5000) }))
    .output(cannedResponse),
  removeResponse: call('Forgets a kept answer.').input(z.object({ id })).output(z.object({ id })),
}
