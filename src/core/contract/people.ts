import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { base64, email, id, name, page, pageRequest, progress, time } from './shapes'

export const person = z.object({
  id,
  name,
  email: z.string().nullable().describe('the preferred address; null for a walk-in without one'),
  groups: z.array(z.object({ id, name })),
  awardedCount: z.int(),
  lastAwardedAt: time.nullable(),
  createdAt: time,
})
export type Person = z.infer<typeof person>
export const group = z.object({ id, name, members: z.int() })

/** Which column holds what; null = none. Columns count from 0. */
export const rosterMapping = z.object({
  name: z.int().min(0).nullable(),
  givenName: z.int().min(0).nullable(),
  familyName: z.int().min(0).nullable(),
  email: z.int().min(0).nullable(),
  group: z.int().min(0).nullable(),
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
    .input(z.object({ query: z.string().max(200).optional(), groupId: id.optional(), ...pageRequest }))
    .output(page(person)),
  search: call(
    'Finds people while one types: every word is the beginning of a word in a name or address; accents do not matter.',
  )
    .input(z.object({ query: z.string().max(200), limit: z.int().min(1).max(100).default(20) }))
    .output(z.array(z.object({ id, name, email: z.string().nullable() }))),
  read: call('Reads one person.').input(z.object({ id })).output(person),
  save: call(
    'Adds a person, or changes the one named by id. A second person with the same address is allowed (families share mailboxes).',
  )
    .input(z.object({ id: id.optional(), name, email: email.nullish(), groupIds: z.array(id).optional() }))
    .output(person),
  remove: call('Deletes people who hold no award; the others stay and are named.')
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
  groups: call('Lists the groups by name.').output(z.array(group)),
  saveGroup: call('Makes a group, or renames the one named by id.')
    .input(z.object({ id: id.optional(), name }))
    .output(group),
  removeGroup: call('Deletes a group; its members stay.').input(z.object({ id })).output(z.object({ id })),
  setMembership: call('Puts people into a group or takes them out.')
    .input(z.object({ groupId: id, personIds: z.array(id).min(1).max(100_000), member: z.boolean() }))
    .output(group),
}
