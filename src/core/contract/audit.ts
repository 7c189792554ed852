import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { id, page, pageRequest, progress, time, written } from './shapes'

/** One act of the audit log. `target` is as it was written: ids, words and numbers. */
export const act = z.object({
  seq: z.int(),
  at: time,
  operatorId: id.nullable().describe('null where nobody was signed in'),
  /** The computer on which it was done. */
  deviceId: z.string(),
  isThisDevice: z.boolean(),
  action: z.string(),
  target: z.record(z.string(), z.unknown()),
  /** What the ids of the row are called now, by id; ids of things that are gone are not in it. */
  names: z.record(z.string(), z.string()),
})
export type Act = z.infer<typeof act>

export const auditFilter = {
  action: z.string().max(100).optional(),
  operatorId: id.optional(),
  about: id.optional().describe('an id that stands in the target'),
}

/** Something that is wrong with the log: a row that was changed, taken out or put in; or the computer’s clock was set back before a row. */
export const auditProblem = z.object({
  kind: z.enum(['altered', 'missing', 'clock_back']),
  seq: z.int(),
  at: time,
  seconds: z.int().optional().describe('of clock_back: by how much'),
})

export const auditChecked = z.object({
  rows: z.int(),
  problems: z.array(auditProblem).max(100),
  lastHash: z.string().describe('whoever keeps it elsewhere can tell later that nothing before it was changed'),
})
export type AuditChecked = z.infer<typeof auditChecked>

export const auditContract = {
  list: call('Lists what was done in this library, newest first; by action, operator, or what it was done to.')
    .input(z.object({ ...auditFilter, ...pageRequest }))
    .output(page(act)),
  actions: call('Lists the actions that stand in the log.').output(z.array(z.string())),
  check: call(
    'Walks along the whole log: every row’s hash has to follow from the row before it. Tells the first row that does not, and where the clock was set back.',
  ).output(eventIterator(progress, auditChecked)),
  export: call(
    'Writes the log into a file, oldest first, each row with its hash: CSV for people, JSON lines for programs.',
  )
    .input(z.object({ as: z.enum(['csv', 'jsonl']) }))
    .output(eventIterator(progress, written)),
}
