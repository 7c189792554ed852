import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { identifierTypes } from '../people/identifiers'
import { call } from './call'
import { base64, email, id, name, page, pageRequest, progress, sha256, time, webUrl, written } from './shapes'

export const identifierType = z.enum(identifierTypes)
export const identifier = z.object({
  type: identifierType,
  value: z.string(),
  preferred: z.boolean().describe('the one of its type that stands for the person'),
})
export type Identifier = z.infer<typeof identifier>

export const person = z.object({
  id,
  name: z.string().describe('empty where the person was erased'),
  email: z.string().nullable().describe('the preferred address; null for a walk-in without one'),
  groups: z.array(z.object({ id, name })),
  awardedCount: z.int(),
  lastAwardedAt: time.nullable(),
  createdAt: time,
  optedOutAt: time.nullable().describe('since when the person is hidden and cannot be awarded'),
})
export type Person = z.infer<typeof person>

export const groupKind = z.enum(['cohort', 'family', 'team'])
export const group = z.object({ id, name, kind: groupKind, members: z.int() })

/** Where something holds: for everything, or for what stands below one system, issuer, program or badge. */
export const scopeType = z.enum(['library', 'system', 'issuer', 'program', 'badge'])
export const doNotAward = z.object({
  scopeType,
  scopeId: z.string().describe('empty for the whole library'),
  scopeName: z.string(),
  reason: z.string(),
  createdAt: time,
})
export type DoNotAward = z.infer<typeof doNotAward>

/** A line or two of free text about a person. */
const reason = z.string().trim().max(500)
const line = z
  .string()
  .trim()
  .max(255)
  .regex(/^[^\p{Cc}]*$/u)

/** What somebody tells of a person besides the name; empty where nothing is told. */
export const profile = {
  givenName: line,
  familyName: line,
  nickname: line,
  website: z.union([webUrl, z.literal('')]),
  bio: z.string().trim().max(1000),
  pictureSha256: sha256.nullable(),
}

export const wholePerson = person.extend({
  ...profile,
  website: z.string(),
  identifiers: z.array(identifier),
  optedOutReason: z.string(),
  erasedAt: time.nullable(),
  doNotAward: z.array(doNotAward),
  merges: z
    .array(z.object({ id, mergedAt: time, name: z.string() }))
    .describe('who was merged into this person and can be parted again'),
})
export type WholePerson = z.infer<typeof wholePerson>

/** What a merge would do; nothing in it is decided by the order in which the two were added. */
export const mergePreview = z.object({
  keep: z.object({ id, name: z.string(), email: z.string().nullable() }),
  merge: z.object({ id, name: z.string(), email: z.string().nullable() }),
  awards: z.int().describe('that move to the person who is kept'),
  identifiers: z.array(identifier).describe('that move'),
  groups: z.array(z.string()),
  filled: z
    .array(z.enum(['givenName', 'familyName', 'nickname', 'website', 'bio', 'pictureSha256', 'optedOut']))
    .describe('what the kept person did not have'),
  bothHold: z
    .array(z.object({ badgeId: id, badgeName: z.string() }))
    .describe('badges that both hold: both awards stay, the older one is the one that a second is refused for'),
  otherwise: z.int().describe('completions, counters and the like that both have: those of the kept person count'),
})

export const erasurePreview = z.object({
  name: z.string(),
  awards: z.int(),
  published: z.int().describe('awards whose public files are live'),
  emptied: z.int().describe('awards with free text or a picture of their own, whose stored documents are emptied'),
  applications: z.int(),
  receivedIds: z
    .array(z.object({ id, badgeName: z.string() }))
    .describe('badges of other issuers, kept here, that tell of this person: they stay until they are deleted there'),
})

/** Which column holds what; null = none. Columns count from 0. */
export const rosterMapping = z.object({
  name: z.int().min(0).nullable(),
  givenName: z.int().min(0).nullable(),
  familyName: z.int().min(0).nullable(),
  email: z.int().min(0).nullable(),
  group: z.int().min(0).nullable(),
  userName: z.int().min(0).nullable().optional(),
  studentId: z.int().min(0).nullable().optional(),
  localId: z.int().min(0).nullable().optional(),
})
export type RosterMapping = z.infer<typeof rosterMapping>
/** A roster as it came: a dropped file's bytes, or pasted text. */
export const rosterSource = z.union([z.object({ bytes: base64 }), z.object({ text: z.string().max(20_000_000) })])
/** Why a row does not come in, or what happens to it. */
export const rosterVerdict = z.enum([
  'new',
  'match', // comes in as a new person / is already in the library under this address and name
  'shared_address', // same address as another person, other name: comes in as a person of its own
  'no_address',
  'invalid_address',
  'repeated',
  'broken',
  'no_name',
  'too_long',
])
export const rosterRow = z.object({
  row: z.int().describe('data rows count from 1'),
  name: z.string(),
  email: z.string(),
  group: z.string(),
  ids: z
    .array(z.object({ type: z.enum(['user_name', 'student_id', 'local_id']), value: z.string() }))
    .optional()
    .describe('other identifiers of the row, where the roster has columns of them'),
  verdict: rosterVerdict,
})
export const rosterPreview = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  separator: z.enum([',', ';', '\t']),
  headings: z.array(z.string()),
  hasHeadings: z.boolean(),
  mapping: rosterMapping,
  sample: z.array(z.array(z.string())).describe('the first five data rows as read'),
  rows: z.array(rosterRow).max(500).describe('the first 500 verdicts, problems first'),
  counts: z.record(rosterVerdict, z.int()),
  total: z.int(),
})

export const peopleContract = {
  list: call('Lists people by name; filter by search text and group.')
    .input(
      z.object({
        query: z.string().max(200).optional(),
        groupId: id.optional(),
        includeOptedOut: z.boolean().optional().describe('shows those who opted out, too; erased people never'),
        ...pageRequest,
      }),
    )
    .output(page(person)),
  search: call(
    'Finds people while one types: every word is the beginning of a word in a name, nickname, address or other identifier; accents do not matter.',
  )
    .input(
      z.object({
        query: z.string().max(200),
        limit: z.int().min(1).max(100).default(20),
        includeOptedOut: z.boolean().optional(),
      }),
    )
    .output(z.array(z.object({ id, name, email: z.string().nullable() }))),
  read: call(
    'Reads one person: identifiers, profile, groups, whether they opted out, what they may not be awarded, who was merged into them.',
  )
    .input(z.object({ id }))
    .output(wholePerson),
  save: call(
    'Adds a person, or changes the one named by id. A second person with the same address is allowed (families share mailboxes). `email` is the preferred address, null takes every address away; `identifiers` replaces all of them; what is absent stays as it is.',
  )
    .input(
      z.object({
        id: id.optional(),
        name,
        email: email.nullish(),
        groupIds: z.array(id).optional(),
        identifiers: z
          .array(z.object({ type: identifierType, value: z.string().max(4000), preferred: z.boolean().optional() }))
          .max(50)
          .optional(),
        ...z.object(profile).partial().shape,
      }),
    )
    .output(person),
  remove: call('Deletes people who hold no award, with their applications; the others stay and are named.')
    .input(z.object({ ids: z.array(id).min(1).max(10_000) }))
    .output(z.object({ removed: z.array(id), kept: z.array(id) })),
  previewImport: call(
    'Reads a roster without storing anything: encoding, separator, guessed columns, a verdict per row.',
  )
    .input(z.object({ source: rosterSource, mapping: rosterMapping.optional(), hasHeadings: z.boolean().optional() }))
    .output(rosterPreview),
  import: call('Imports the good rows of a roster, in slices; what was imported before a cancel stays.')
    .input(
      z.object({
        source: rosterSource,
        mapping: rosterMapping,
        hasHeadings: z.boolean(),
        acceptWithoutAddress: z.boolean().default(false),
        skipSharedAddresses: z
          .boolean()
          .default(false)
          .describe(
            'leaves out a row whose address stands in an earlier row under another name, where nobody can be asked',
          ),
        groupId: id.optional(),
      }),
    )
    .output(
      eventIterator(
        progress,
        z.object({
          personIds: z.array(id).describe('one for each row that came in, in the order of the rows, nobody twice'),
          added: z.int(),
          matched: z.int(),
          skipped: z.array(z.object({ row: z.int(), reason: rosterVerdict })),
        }),
      ),
    ),
  optOut: call(
    'Notes that people do not want to be seen or awarded: they leave lists, search and the leaderboard, and no badge is awarded to them until they opt in again. What they hold stays valid.',
  )
    .input(z.object({ ids: z.array(id).min(1).max(10_000), reason: reason.default('') }))
    .output(z.object({ ids: z.array(id) })),
  optIn: call('Ends an opt-out.')
    .input(z.object({ ids: z.array(id).min(1).max(10_000) }))
    .output(z.object({ ids: z.array(id) })),
  forbidAward: call(
    'Puts a person on the list of those whom a badge, or everything of a program, issuer, system or the library, may not be awarded to.',
  )
    .input(
      z.object({
        personId: id,
        scopeType,
        scopeId: id.optional().describe('absent for the whole library'),
        reason: reason.default(''),
      }),
    )
    .output(z.array(doNotAward)),
  allowAward: call('Takes one entry off that list.')
    .input(z.object({ personId: id, scopeType, scopeId: id.optional() }))
    .output(z.array(doNotAward)),

  twins: call(
    'Suggests people who may be one: the same name and the same address, also where Gmail would take two spellings for one mailbox. Nothing is ever merged by it.',
  )
    .input(z.object({ limit: z.int().min(1).max(500).default(100) }))
    .output(
      z.array(
        z.object({
          people: z.array(z.object({ id, name, email: z.string().nullable(), awardedCount: z.int(), createdAt: time })),
          because: z.enum(['same_address', 'same_mailbox']),
        }),
      ),
    ),
  previewMerge: call('Says what merging two people would move, and where they disagree.')
    .input(z.object({ keepId: id, mergeId: id }))
    .output(mergePreview),
  merge: call(
    'Makes two people one: everything of `mergeId` moves to `keepId`. Documents already issued stay as they are. `split` parts them again.',
  )
    .input(z.object({ keepId: id, mergeId: id }))
    .output(z.object({ mergeId: id.describe('of this merge, for `split`'), person: wholePerson })),
  split: call(
    'Parts two people who were merged: what was moved goes back to where it was, unless it is gone or something else took its place; what came since stays with the person who was kept.',
  )
    .input(z.object({ mergeId: id }))
    .output(z.object({ person: wholePerson, other: wholePerson })),

  previewErase: call('Says what erasing a person would empty and what would stay.')
    .input(z.object({ id }))
    .output(erasurePreview),
  erase: call(
    'Erases a person for good: name, identifiers, profile, picture, free text, evidence and what documents say of them. The awards’ facts, counts and revocations stay. `keep` leaves public files as they are, `anonymise` replaces them at the next publish. It is done again after any restore.',
  )
    .input(z.object({ id, publicFiles: z.enum(['keep', 'anonymise']) }))
    .output(z.object({ id, awards: z.int(), toPublish: z.int() })),
  previewForget: call(
    'Counts the people whose last award or attendance is so many months ago that only the salted hashes of their addresses need to stay.',
  )
    .input(z.object({ months: z.int().min(1).max(600) }))
    .output(z.object({ before: time, people: z.int(), sample: z.array(z.object({ id, name })) })),
  forget: call(
    'Deletes the e-mail addresses and telephone numbers of those people. Their badges stay valid: whoever types the address still proves that a badge is theirs.',
  )
    .input(z.object({ months: z.int().min(1).max(600) }))
    .output(eventIterator(progress, z.object({ people: z.int() }))),
  export: call(
    'Writes everything that is held on a person into a folder or one ZIP: a page to read, the same as JSON, and every badge. Counts as handing the badges out.',
  )
    .input(z.object({ id, as: z.enum(['folder', 'zip']).default('zip') }))
    .output(written),

  groups: call('Lists the groups by name.').output(z.array(group)),
  saveGroup: call(
    'Makes a group, or renames the one named by id; a group is a cohort unless it is said to be a family or a team.',
  )
    .input(z.object({ id: id.optional(), name, kind: groupKind.optional() }))
    .output(group),
  removeGroup: call(
    'Deletes a group; its members stay. Fails with `conflict` (reason used_by_criterion) while a badge asks for it.',
  )
    .input(z.object({ id }))
    .output(z.object({ id })),
  setMembership: call('Puts people into a group or takes them out.')
    .input(z.object({ groupId: id, personIds: z.array(id).min(1).max(100_000), member: z.boolean() }))
    .output(group),
}
