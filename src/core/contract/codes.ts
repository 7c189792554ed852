import { z } from 'zod'
import { confirmation, recipient } from './awards'
import { call } from './call'
import { email, id, name, page, pageRequest, sha256, time } from './shapes'

/** For one person each, for several, or each for the owner of an address. */
export const codeKind = z.enum(['single', 'multi', 'reserved'])
/** Four words that can be read aloud, or ten letters and figures. */
export const codeStyle = z.enum(['words', 'letters'])
export const codeState = z.enum(['open', 'used', 'expired', 'cancelled'])

/** The most codes in one batch. */
export const mostCodes = 1000

export const codeBatch = z.object({
  id,
  badgeId: id,
  badgeName: z.string(),
  name: z.string(),
  kind: codeKind,
  style: codeStyle,
  expiresAt: time.nullable(),
  createdAt: time,
  total: z.int().describe('codes that were not cancelled'),
  open: z.int(),
  claims: z.int().describe('awards that came of them'),
})
export type CodeBatch = z.infer<typeof codeBatch>

/** A code just made: the only time that it stands anywhere in clear. */
export const newCode = z.object({
  id,
  number: z.int().describe('within its batch, as printed'),
  code: z.string(),
  reservedFor: z.string().nullable(),
})
export type NewCode = z.infer<typeof newCode>

export const claimCode = z.object({
  id,
  number: z.int(),
  state: codeState,
  reservedFor: z.string().nullable(),
  /** Null: as often as people come. */
  maxUses: z.int().nullable(),
  uses: z.int(),
  claims: z
    .array(z.object({ personId: id, personName: z.string(), awardId: id, claimedAt: time }))
    .describe('the first ten'),
})
export type ClaimCode = z.infer<typeof claimCode>

/** What a code that was brought to the desk stands for. */
export const foundCode = z.object({
  what: z.enum(['code', 'invitation']),
  state: codeState,
  badgeId: id,
  badgeName: z.string(),
  pictureSha256: sha256.nullable(),
  /** Its picture is drawn for each person: `awards.prepare` first. */
  personal: z.boolean(),
  expiresAt: time.nullable(),
  batchName: z.string().describe("'' for an invitation"),
  number: z.int().nullable(),
  /** Only for the owner of an address; whose, is not said. */
  isReserved: z.boolean(),
  /** Whom an invitation is for; null for whoever brings it. */
  person: z.object({ id, name: z.string() }).nullable(),
})
export type FoundCode = z.infer<typeof foundCode>

const code = z.string().max(500)

export const codesContract = {
  batches: call('Lists the batches of claim codes, newest first; of one badge where it is named.')
    .input(z.object({ badgeId: id.optional() }))
    .output(z.array(codeBatch)),
  create: call(
    'Makes a batch of claim codes and answers with them, this once: the library keeps only their digests, so the sheet is printed now. A batch of kind `reserved` has one code for each address of `reservedFor`, the others `count`.',
  )
    .input(
      z.object({
        badgeId: id,
        name,
        kind: codeKind,
        style: codeStyle.default('words'),
        count: z.int().min(1).max(mostCodes).default(1),
        maxUses: z.int().min(1).max(1_000_000).nullish().describe('of kind `multi`; absent or null: no limit'),
        reservedFor: z.array(email).max(mostCodes).optional(),
        expiresAt: time.nullish(),
      }),
    )
    .output(z.object({ batch: codeBatch, codes: z.array(newCode) })),
  replace: call(
    'Makes new codes for those of a batch that nobody has claimed, under the same numbers, and cancels the old ones: for a sheet that was lost. Fails with `conflict` (reason `no_open_codes`).',
  )
    .input(z.object({ batchId: id }))
    .output(z.object({ batch: codeBatch, codes: z.array(newCode) })),
  list: call('Lists the codes of a batch by number, with who claimed them; the codes themselves are not kept.')
    .input(z.object({ batchId: id, state: z.enum(['all', ...codeState.options]).default('all'), ...pageRequest }))
    .output(page(claimCode)),
  cancel: call('Cancels codes that are not used up: they buy nothing from now on. What was claimed stays awarded.')
    .input(z.object({ ids: z.array(id).min(1).max(10_000) }))
    .output(z.object({ cancelled: z.array(id) })),
  find: call(
    'Says what a code or an invitation stands for, typed in any way. Fails with `not_found`, and with `conflict` (reason `too_many_tries`) after many codes that do not exist.',
  )
    .input(z.object({ code }))
    .output(foundCode),
  claim: call(
    'Redeems a code or an invitation for a person: awards its badge exactly once. Fails with `conflict`, reason `code_used`, `code_expired`, `code_cancelled`, `code_reserved`, `code_for_another`, or why the person cannot be awarded (`already_has_it`, …).',
  )
    .input(
      z.object({
        code,
        person: recipient,
        preparedId: id
          .optional()
          .describe('for a badge with merge fields: this person, prepared, with the picture kept'),
        confirmation: confirmation.optional(),
      }),
    )
    .output(z.object({ awardId: id, personId: id, badgeId: id, batchId: id })),
}
