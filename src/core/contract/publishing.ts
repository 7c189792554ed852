import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { httpsUrl, id, progress, time } from './shapes'

/** One hosting address and where its files are put. */
export const site = z.object({
  id,
  baseUrl: httpsUrl,
  folder: z.string().nullable().describe('as a person would name it; null until one was chosen'),
  folderId: z.string().nullable(),
  lastPublishedAt: time.nullable(),
  pending: z.int().describe('awards whose published documents are missing or out of date'),
})
export const fileChange = z.object({
  path: z.string(),
  change: z.enum(['new', 'changed']),
  kind: z.enum(['page', 'badge', 'issuer', 'assertion', 'credential', 'status', 'picture', 'asset']),
  bytes: z.int(),
})
export const publishingPlan = z.object({
  changes: z.array(fileChange).max(1000).describe('the first 1,000'),
  counts: z.object({
    new: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    revoked: z.int(),
    suspended: z.int(),
    bytes: z.int(),
  }),
  /** Codes of what to say before: folder_missing, folder_gone, foreign_file:<path>, damaged_awards, local_address. */
  notices: z.array(z.string()),
})

/** What the web answers for a published file. */
export const lookedUp = z.object({
  url: z.string(),
  /** `unusual`: it is the file, and `note` tells what checkers may stumble over; `other`: not as it was put; `missing`: no such file. */
  state: z.enum(['right', 'unusual', 'other', 'missing', 'unreachable']),
  note: z.string().nullable().describe('a code of core/openbadges/check/fetch-notes.ts'),
})

export const publishingContract = {
  sites: call('Lists the hosting addresses in use with what waits to be published there.').output(z.array(site)),
  chooseFolder: call(
    'Asks for the folder that the files of a site go to (a native dialog; the browser shell uses a folder below Documents/Blazon).',
  )
    .input(z.object({ siteId: id }))
    .output(site),
  preview: call('What publishing would write, without writing it.')
    .input(z.object({ siteId: id }))
    .output(publishingPlan),
  lookOnline: call(
    'Asks the web for one published file of each kind and compares it with what was put. Goes to the network: only when a person asks for it.',
  )
    .input(z.object({ siteId: id }))
    .output(z.array(lookedUp)),
  run: call(
    'Publishes: leaf files first, pointers last, nothing live removed, each file read back. A second run writes nothing.',
  )
    .input(z.object({ siteId: id }))
    .output(
      eventIterator(progress, z.object({ written: z.int(), unchanged: z.int(), awards: z.int(), revoked: z.int() })),
    ),
}

export const foldersContract = {
  open: call('Shows a folder that Blazon wrote in the file manager.')
    .input(z.object({ folderId: z.string().max(200) }))
    .output(z.object({ opened: z.boolean(), folder: z.string() })),
}
