import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { shortestPassphrase } from './keys'
import { base64, id, progress, written } from './shapes'

/** Where the files come from. What a number in them means follows from this and is never guessed. */
export const transferOrigin = z.enum([
  'tahrir', // Fedora Badges: an SQLite file, or what pg_dump writes as plain text
  'moodle', // Moodle as it is: a course backup (.mbz), its badges.xml and users.xml, or its tables as CSV; periods are seconds
  'moodle_spec', // a system built from the Moodle OpenBadges specification: its tables as CSV; periods are days, states 2 and 3 the other way round
  'badgekit', // what the BadgeKit API answers, as JSON
  'badgr', // Badgr: JSON of its API, or CSV of its issued badges
  'backpack', // baked pictures and assertions, and collections
  'awards_csv', // any list of past awards
])
export type TransferOrigin = z.infer<typeof transferOrigin>

/** What comes in, in the order in which it does. */
export const transferKind = z.enum([
  'system',
  'issuer',
  'program',
  'badge',
  'related',
  'endorsement',
  'person',
  'group',
  'team',
  'series',
  'milestone',
  'rule',
  'criterion',
  'rubric',
  'counter',
  'met',
  'application',
  'award',
  'received',
  'authorization',
  'invitation',
  'code',
  'table', // a table or file of which nothing is known here
])
export type TransferKind = z.infer<typeof transferKind>

/** Why something does not come in, or comes in otherwise than it was. */
export const transferReason = z.enum([
  'broken', // the row has not the shape that it should have
  'no_name',
  'too_long',
  'invalid_address',
  'bad_web_address',
  'bad_date',
  'no_zone', // a time without its time zone, and none was chosen
  'future_date',
  'bad_number',
  'bad_period',
  'ends_before_award',
  'unknown_status',
  'unknown_type',
  'unknown_system',
  'unknown_issuer',
  'unknown_program',
  'unknown_badge',
  'unknown_person',
  'unknown_team',
  'unknown_series',
  'unknown_criterion',
  'repeated',
  'ambiguous', // two people or badges fit
  'position_taken',
  'cycle',
  'opted_out',
  'same_short_name', // two names that the old system told apart badly: each is a badge of its own here
  'picture_missing',
  'picture_unreadable',
  'was_active', // comes in paused: somebody looks at it, then starts it
  'unknown_table', // nothing in it is known here: another program's, or a name that it should not have
  'not_signed', // what somebody said of a badge without a signature: kept for the eye, in no badge
  'not_carried', // named in the report, and left behind on purpose
  'not_ready', // the badge cannot be awarded yet: picture, issuer or words are missing
  'not_awarded', // awarding refused it
  'own_award',
  'no_badge_data',
  'not_genuine',
])
export type TransferReason = z.infer<typeof transferReason>

export const transferRow = z.object({
  kind: transferKind,
  /** Where it stands: a table or file, and the line or number in it. */
  at: z.string(),
  /** What it is about, as far as that could be read. */
  name: z.string(),
  reason: transferReason,
  /** Whether it stays behind, or comes in otherwise than it was. */
  outcome: z.enum(['left_out', 'changed']),
})
export type TransferRow = z.infer<typeof transferRow>

/** The most rows that a report names; the others are counted. */
export const mostReported = 10_000

export const transferReport = z.object({
  counts: z.array(
    z.object({
      kind: transferKind,
      /** Comes in, or came in. */
      new: z.int(),
      /** Was here already. */
      there: z.int(),
      leftOut: z.int(),
    }),
  ),
  rows: z.array(transferRow).max(mostReported).describe('what is left out first'),
  moreRows: z.int(),
  /** Times without a time zone: choose `zone` and ask again. */
  timesWithoutZone: z.int(),
  /** Of a list of awards: its columns, for `columns`. */
  headings: z.array(z.string()),
  sample: z.array(z.array(z.string())),
})
export type TransferReport = z.infer<typeof transferReport>

/** Which column of a list of awards holds what; null: none. Columns count from 0. */
export const awardColumns = z.object({
  name: z.int().min(0).nullable(),
  email: z.int().min(0).nullable(),
  badge: z.int().min(0).nullable(),
  awardedAt: z.int().min(0).nullable(),
  expiresAt: z.int().min(0).nullable(),
  narrative: z.int().min(0).nullable(),
  evidence: z.int().min(0).nullable(),
})
export type AwardColumns = z.infer<typeof awardColumns>

const importRequest = z.object({
  sourceId: id,
  origin: transferOrigin,
  zone: z
    .string()
    .max(60)
    .optional()
    .describe(
      'of times that tell none: UTC, an offset (+01:00) or a zone (Europe/Berlin); else their rows stay behind',
    ),
  columns: awardColumns.optional().describe('for awards_csv; nothing is guessed'),
  issuerId: id.optional().describe('the issuer of badges whose source names none'),
  awardAgain: z
    .boolean()
    .default(false)
    .describe(
      'issue past awards anew, signed by the issuers of this library, with the date they have; else they are kept as confirmations',
    ),
})
export type ImportRequest = z.infer<typeof importRequest>

const passphrase = z.string().min(shortestPassphrase).max(1000)

export const transferContract = {
  take: call(
    'Takes files in to look at, a piece of at most 16 MiB at a time: `offset` is where the piece begins in its file, 0 begins it anew. Several files make one source. Nothing is read yet.',
  )
    .input(
      z.object({
        sourceId: id.optional(),
        fileName: z.string().min(1).max(255),
        offset: z.int().min(0).default(0),
        bytes: base64,
      }),
    )
    .output(z.object({ sourceId: id, files: z.array(z.object({ name: z.string(), bytes: z.int() })) })),
  forget: call('Deletes the files of a source; what came in from them stays.')
    .input(z.object({ sourceId: id }))
    .output(z.object({ sourceId: id })),
  preview: call('Says what would come in, and every row that would not, with the reason and its place. Stores nothing.')
    .input(importRequest)
    .output(eventIterator(progress, transferReport)),
  run: call(
    'Brings in what `preview` said, in slices; what came in before a cancel stays. The same again brings only what is not here yet.',
  )
    .input(importRequest)
    .output(eventIterator(progress, transferReport)),
  exportLibrary: call(
    'Writes the whole library into one file under a passphrase: database, journal, pictures, fonts, kept badges, evidence, sealed keys. scrypt (N = 2^17) and AES-256-GCM.',
  )
    .input(z.object({ passphrase }))
    .output(eventIterator(progress, written)),
  restoreLibrary: call(
    'Puts a whole library from such a file in the place of this one; what was here is set aside. The app must be started again. Fails with `secret_unavailable` (`wrong_passphrase`) and `unreadable_file` (`not_a_library`, `library_cut`, `library_changed`), and then nothing has changed.',
  )
    .input(z.object({ sourceId: id, passphrase: z.string().min(1).max(1000) }))
    .output(eventIterator(progress, z.object({ awards: z.int(), setAside: z.string() }))),
  exportOpen: call(
    'Writes everything in open formats, without secrets: `json` one file per kind of thing, `csv` the lists that spreadsheets want. docs/open-formats.md says what stands where.',
  )
    .input(z.object({ format: z.enum(['json', 'csv']), as: z.enum(['folder', 'zip']).default('folder') }))
    .output(eventIterator(progress, written)),
}
