import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { progress, time } from './shapes'

export const secretStore = z.enum(['platform', 'passphrase', 'owner_only_file'])
export const libraryState = z.object({
  folder: z.string(),
  version: z.string(),
  shell: z.enum(['electron', 'loopback', 'cli']),
  /** How the signing keys are kept, and whether they can be used now. */
  secretStore,
  unlocked: z.boolean(),
  /** Whether a key is sealed with a passphrase: the next one given has to be the same, else it is chosen. */
  hasPassphrase: z.boolean(),
  counts: z.object({
    badges: z.int(),
    people: z.int(),
    awards: z.int(),
    unpublished: z.int(),
    toHandOut: z.int(),
    applications: z.int().describe('that wait for an answer'),
    codes: z.int().describe('batches of claim codes, and invitations'),
  }),
  lastBackupAt: time.nullable(),
  /** Sentences' codes that the start-up has to tell: backup_failed, conflicted_copy, journal_ahead, key_missing … */
  notices: z.array(z.string()),
})

/** Something happened in the library; past tense, with the ids it happened to (empty = many). */
export const change = z.object({
  name: z.enum([
    'designs.saved',
    'designs.removed',
    'templates.saved',
    'badges.saved',
    'badges.removed',
    'people.saved',
    'people.removed',
    'awards.created',
    'awards.changed',
    'rosters.saved',
    'events.saved',
    'criteria.saved',
    'criteria.earned', // other people have earned a badge than before
    'progress.saved', // of people; empty = many, or what is counted
    'issuers.saved',
    'settings.saved',
    'fonts.saved',
    'publishing.published',
    'endorsements.made',
    'received.saved',
    'received.removed',
    'programs.saved',
    'series.saved',
    'applications.saved',
    'codes.saved',
    'operators.changed',
    'library.backed_up',
  ]),
  ids: z.array(z.string()),
  /** Of `designs.saved` for one design: its revision now, so that whoever saved it need not read it. */
  revision: z.int().optional(),
})
export type Change = z.infer<typeof change>

export const backup = z.object({ name: z.string(), at: time, bytes: z.int(), awards: z.int() })
export const damage = z.object({
  kind: z.enum([
    'database',
    'document',
    'signature',
    'picture',
    'received',
    'evidence',
    'journal',
    'key',
    'backup',
    'audit',
  ]),
  id: z.string().describe('award id, sha-256 of a picture or kept badge, or table name'),
  reason: z.string(),
})

export const libraryContract = {
  describe: call('Says where the library is, how its keys are kept and how much is in it.').output(libraryState),
  changes: call('Streams every change from now on, until the caller stops listening.').output(eventIterator(change)),
  unlock: call('Gives the passphrase that protects the signing keys; the first time, sets it.')
    .input(z.object({ passphrase: z.string().min(8).max(1000) }))
    .output(z.object({ unlocked: z.literal(true) })),
  backUp: call('Writes a backup now, opens it and checks it.').output(backup),
  backups: call('Lists the backups, newest first.').output(z.array(backup)),
  restore: call(
    'Replaces the library by a backup plus the journal; what was there is set aside. The app must be started again.',
  )
    .input(z.object({ name: z.string().max(200) }))
    .output(z.object({ awards: z.int(), setAside: z.string() })),
  check: call(
    'Checks the database, every stored document and its signature, and every picture against its hash.',
  ).output(eventIterator(progress, z.object({ awards: z.int(), pictures: z.int(), damaged: z.array(damage) }))),
}
