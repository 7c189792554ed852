import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { placeholders } from '../awards/message'
import { subjectDetails } from './achievement'
import { design as designDocument } from '../designs/document'
import { badgeFields, findingCodes, libraryRepairs, pageRepairs } from '../openbadges/conformance/findings'
import { call } from './call'
import { issuance } from './issuers'
import { base64, email, id, name, page, pageRequest, progress, sha256, time, token, webUrl, written } from './shapes'

export const fact = z.enum([
  'awarded',
  'exported',
  'mailed',
  'printed',
  'handed_over',
  'published',
  'revoked',
  'suspended',
  'reinstated',
  'superseded',
  'restored', // what stood in its place was taken back
  'withdrawn',
])
/** The one word a person sees; derived from the facts by `core/awards/facts.ts`. */
export const awardState = z.enum([
  'awarded',
  'handed_out',
  'published',
  'revoked',
  'suspended',
  'expired',
  'superseded',
  'withdrawn',
])

export const evidence = z.object({
  url: webUrl.optional(),
  name: z.string().trim().max(255).optional(),
  narrative: z.string().trim().max(5000).optional(),
  description: z.string().trim().max(5000).optional(),
  genre: z.string().trim().max(100).optional(),
  audience: z.string().trim().max(255).optional(),
})
export type Evidence = z.infer<typeof evidence>

export const awardRow = z.object({
  id,
  token,
  badgeId: id,
  badgeName: z.string(),
  badgeVersion: z.int(),
  personId: id,
  personName: z.string(),
  email: z.string().nullable(),
  pictureSha256: sha256,
  awardedAt: time,
  expiresAt: time.nullable(),
  handedOutAt: time.nullable(),
  publishedAt: time.nullable(),
  revokedAt: time.nullable(),
  revokedReason: z.string().nullable(),
  suspendedAt: time.nullable(),
  suspendedReason: z.string().nullable(),
  withdrawnAt: time.nullable(),
  /** Since when another award stands in its place; where that one renews it, this one stays valid until it ends. */
  supersededAt: time.nullable(),
  /** True while the published documents do not yet say what the library says (a new award, a revocation). */
  unpublished: z.boolean(),
  state: awardState,
  /** Until it is published or its file leaves the app. */
  withdrawable: z.boolean(),
  /** Has a status entry of its own for suspension, and is neither revoked nor withdrawn. */
  suspendable: z.boolean(),
})
export type AwardRow = z.infer<typeof awardRow>

/** An award that stands in another's place, or that gave way to it. */
const linkedAward = z.object({ id, awardedAt: time })

export const award = awardRow.extend({
  /** Under whom it was awarded. */
  issuerId: id,
  issuerName: z.string(),
  /** Who awarded, and who confirmed it; null where nobody signs in. */
  awardedBy: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  replaces: linkedAward.nullable(),
  replacedBy: linkedAward.nullable(),
  /** Why it was awarded without its prerequisites; '' where that needed no reason. */
  overrideReason: z.string(),
  narrative: z.string(),
  evidence: z.array(evidence),
  subject: subjectDetails,
  eventId: id.nullable(),
  history: z.array(z.object({ at: time, fact, detail: z.string() })),
  /** The stored documents, letter for letter. */
  assertion: z.string().nullable().describe('OB 2.0 Assertion: JSON, or a compact JWS where it is signed'),
  credential: z.string().nullable().describe('OB 3.0 credential: JSON with its proof, or a VC-JWT'),
  publicPage: z.string().nullable(),
})
export type Award = z.infer<typeof award>

/** Why somebody was not awarded. */
export const awardRefusal = z.enum([
  'already_has_it',
  'no_address',
  'invalid_address',
  'repeated',
  'ambiguous',
  'unknown_person',
  'no_name',
  'too_long',
  'broken',
  'changed_meanwhile',
  'cancelled',
  'opted_out',
  'do_not_award', // on the list of whom this badge may not be awarded to
  'limit_reached', // as many as the badge allows are awarded
  'prerequisite_missing', // does not hold a badge that is needed first
])

export const finding = z.object({
  level: z.enum(['block', 'warn', 'ok']),
  /** The closed list, with level and repair of each: `core/openbadges/conformance/findings.ts`. */
  code: z.enum(findingCodes),
  /** The one click that mends it, null where there is nothing to mend. */
  repair: z.enum([...libraryRepairs, ...pageRepairs]).nullable(),
  /** The part of the badge's page that `edit_badge` leads to. */
  field: z.enum(badgeFields).optional(),
  count: z.int().optional(),
  /** Whom of the list it concerns, counted from 1. */
  rows: z.array(z.int()).optional(),
  at: z.string().optional().describe('the place in a document where a rule of a validator is broken'),
  needs: z
    .array(z.object({ badgeName: z.string(), rows: z.array(z.int()) }))
    .optional()
    .describe('badges that are needed first, and who of the list lacks each'),
})

/** A second operator who may award, for a badge that asks for two; the PIN is compared and forgotten. */
export const confirmation = z
  .object({ username: z.string().min(1).max(100), pin: z.string().min(1).max(100) })
  .describe('a second operator who may award, for a badge that asks for two')

/** The most people whose pictures are drawn at once. */
export const mostPrepared = 10_000

/** What a person's merge fields say; `link` is the award's public page, absent without a hosting address. */
export const fieldValues = z.partialRecord(z.enum(placeholders), z.string())
export type FieldValues = z.infer<typeof fieldValues>

/** A recipient with the place that waits for the award. */
export const preparedRow = z.object({
  row: z.int(),
  /** Null for somebody who comes into the library with the award. */
  personId: id.nullable(),
  name: z.string(),
  token,
  values: fieldValues,
})
export type PreparedRow = z.infer<typeof preparedRow>

/** Words of one's own for each person (`{custom}`), in the order of `people`; '' for none. */
const customs = z.array(z.string().trim().max(200)).max(100_000).optional()

/** Whom to award: a person of the library, or somebody typed or pasted. */
export const recipient = z.union([z.object({ personId: id }), z.object({ name, email: email.nullish() })])

/** Under whom a badge is awarded: one of `programs.issuersOf`; the badge's own where it is not said. */
const underIssuer = id.optional().describe('under which issuer, where the badge may be awarded under several')
/** Prerequisites do not matter, and why. */
const override = z.object({ reason: z.string().trim().min(1).max(500) }).optional()
const asked = {
  badgeId: id,
  issuerId: underIssuer,
  override: override.describe('award people who lack a badge that is needed first, and why'),
}

export const handOutRow = z.object({
  awardId: id,
  personId: id,
  personName: z.string(),
  email: z.string().nullable(),
  badgeName: z.string(),
  pictureSha256: sha256,
  fileName: z.string(),
  subject: z.string(),
  message: z.string(),
  handedOutAt: time.nullable(),
  /** Other awards of the same list that share the address: one mail carries them all. */
  sharesAddressWith: z.array(id),
})
export type HandOutRow = z.infer<typeof handOutRow>

export const awardAsOf = z.object({
  id,
  personName: z.string(),
  email: z.string().nullable(),
  badgeName: z.string(),
  badgeVersion: z.int(),
  issuerName: z.string(),
  awardedAt: time.describe('the date that it states'),
  recordedAt: time.describe('when this library learned of it'),
  expiresAt: time.nullable(),
  state: awardState,
  reason: z.string().describe('why it was revoked, as far as that was known'),
})
export type AwardAsOf = z.infer<typeof awardAsOf>

/** A search of the ledger counts no further: a total of one more says that there are more. */
export const mostCounted = 10_000

export const awardsContract = {
  preflight: call(
    'Looks for what would make an award wrong for ever, before anything is signed: builds the documents as they would be issued and runs the rules of both 1EdTech validators on them, without the network.',
  )
    .input(
      z.object({
        ...asked,
        people: z.array(recipient).max(100_000),
        awardedAt: time.optional(),
        narrative: z.string().trim().max(5000).optional(),
        evidence: z.array(evidence).max(20).optional(),
        subject: subjectDetails.optional(),
        issuance: issuance.partial().optional(),
      }),
    )
    .output(z.array(finding)),
  repair: call(
    'Mends one thing that `preflight` found, in the badge or its issuer. A version that was awarded stays: the next one is mended. Fails with `conflict` (reason `nothing_to_repair`) where nothing changes.',
  )
    .input(z.object({ badgeId: id, repair: z.enum(libraryRepairs) }))
    .output(
      z.object({ badgeId: id, version: z.int().describe('the current version, one more where a new one was made') }),
    ),
  prepare: call(
    'For a badge with merge fields: sets places aside (token, running number, public address) for people who are to be awarded, so that their pictures can be drawn. Stores nobody and awards nothing. Naming an earlier preparedId goes on with it: whoever is in both keeps their place.',
  )
    .input(
      z.object({
        ...asked,
        people: z.array(recipient).min(1).max(mostPrepared),
        customs,
        awardedAt: time.optional(),
        preparedId: id.optional(),
      }),
    )
    .output(
      z.object({
        preparedId: id,
        /** What is drawn, with the merge fields still in it; `values` fills them. */
        document: designDocument,
        rows: z.array(preparedRow),
        skipped: z.array(z.object({ row: z.int(), reason: awardRefusal })),
      }),
    ),
  keepPicture: call(
    'Keeps the picture that was drawn for a prepared row: a 600 px PNG, re-encoded once without loss. It goes with the preparation if no award takes it.',
  )
    .input(z.object({ preparedId: id, row: z.int().min(1), png: base64 }))
    .output(z.object({ row: z.int(), sha256 })),
  abandon: call('Gives a preparation up: its tokens and numbers are burnt, its pictures go.')
    .input(z.object({ preparedId: id }))
    .output(z.object({ preparedId: id })),
  create: call(
    'Awards a badge: documents are built, signed and stored; each award is durable before it is reported. Rows count from 1 in the order given. Cancelling keeps what was awarded. Where people hold the badge already, its policy decides: they are passed over, get another one, or the old one gives way.',
  )
    .input(
      z.object({
        ...asked,
        people: z.array(recipient).min(1).max(100_000),
        awardedAt: time.optional(),
        expiresAt: time.nullish(),
        narrative: z.string().trim().max(5000).optional(),
        evidence: z.array(evidence).max(20).optional(),
        subject: subjectDetails.optional(),
        issuance: issuance
          .partial()
          .optional()
          .describe('another way of issuing than the issuer’s own, for these awards'),
        eventId: id.optional(),
        customs,
        confirmation: confirmation.optional(),
        preparedId: id
          .optional()
          .describe('for a badge with merge fields: the same people as prepared, every picture kept'),
      }),
    )
    .output(
      eventIterator(
        progress,
        z.object({
          batchId: id,
          awarded: z.array(z.object({ row: z.int(), awardId: id, personId: id })),
          skipped: z.array(z.object({ row: z.int(), reason: awardRefusal })),
        }),
      ),
    ),
  list: call(
    'The ledger: every award, newest first; search in names, addresses and badge names. A search counts to 10,000: a total of 10,001 says that there are more.',
  )
    .input(
      z.object({
        query: z.string().max(200).optional(),
        badgeId: id.optional(),
        personId: id.optional(),
        groupId: id.optional(),
        eventId: id.optional(),
        batchId: id.optional(),
        state: z
          .enum(['all', 'to_hand_out', 'unpublished', 'published', 'revoked', 'suspended', 'withdrawn', 'expiring'])
          .default('all'),
        ...pageRequest,
      }),
    )
    .output(page(awardRow)),
  read: call('Reads one award with its facts, history and documents.').input(z.object({ id })).output(award),
  withdraw: call(
    'Takes awards back that were neither published nor handed out. Their token and status index stay burnt.',
  )
    .input(z.object({ ids: z.array(id).min(1).max(10_000) }))
    .output(z.object({ withdrawn: z.array(id), refused: z.array(id) })),
  revoke: call('Revokes awards for good, with the reason that verifiers will read; public after the next publish.')
    .input(z.object({ ids: z.array(id).min(1).max(10_000), reason: z.string().trim().min(1).max(500) }))
    .output(z.object({ revoked: z.array(id), refused: z.array(id) })),
  suspend: call(
    'Puts awards on hold, with a reason that stays in the library; verifiers read only that it is on hold, after the next publish. Awards without a status entry for it are refused.',
  )
    .input(z.object({ ids: z.array(id).min(1).max(10_000), reason: z.string().trim().min(1).max(500) }))
    .output(z.object({ suspended: z.array(id), refused: z.array(id) })),
  reissue: call(
    'Puts new awards in the place of old ones: of the badge’s current version, for the same people, with the same date and words. The old ones are taken back where nobody has seen them, else revoked with the reason that verifiers will read.',
  )
    .input(z.object({ ids: z.array(id).min(1).max(1000), reason: z.string().trim().min(1).max(500) }))
    .output(
      z.object({
        reissued: z.array(z.object({ id, awardId: id.describe('the new one') })),
        refused: z.array(
          z.object({
            id,
            reason: z.union([
              awardRefusal,
              z
                .enum(['gone', 'needs_pictures', 'needs_second'])
                .describe(
                  'taken back or replaced already; has a picture of its own; was revoked, and two people award its badge',
                ),
            ]),
          }),
        ),
      }),
    ),
  asOf: call(
    'The awards as this library knew them at a moment: what was recorded by then, in the state of then, whatever became known later. Names are today’s.',
  )
    .input(z.object({ at: time, issuerId: id.optional(), ...pageRequest }))
    .output(page(awardAsOf)),
  asOfReport: call(
    'Writes the list of `asOf` as CSV into a chosen folder, with a proof beside it: the issuers’ signatures of the file’s SHA-256, and how to check them.',
  )
    .input(z.object({ at: time, issuerId: id.optional() }))
    .output(z.object({ folderId: z.string(), folder: z.string(), files: z.array(z.string()), awards: z.int() })),
  reinstate: call('Ends a suspension; public after the next publish.')
    .input(z.object({ ids: z.array(id).min(1).max(10_000) }))
    .output(z.object({ reinstated: z.array(id), refused: z.array(id) })),
  handOutList: call('The worklist of handing out: picture, address and text for each award, in the order awarded.')
    .input(
      z.object({
        awardIds: z.array(id).max(10_000).optional(),
        batchId: id.optional(),
        pendingOnly: z.boolean().default(false),
        ...pageRequest,
      }),
    )
    .output(page(handOutRow)),
  markHandedOut: call('Notes that awards reached their people.')
    .input(
      z.object({ ids: z.array(id).min(1).max(10_000), how: z.enum(['exported', 'mailed', 'printed', 'handed_over']) }),
    )
    .output(z.object({ ids: z.array(id) })),
  bake: call('Bakes one award and answers with the PNG; counts as exported.')
    .input(z.object({ id }))
    .output(z.object({ fileName: z.string(), png: z.string().describe('base64') })),
  export: call(
    'Bakes awards into files: a folder of PNGs, one ZIP, or one mail draft (.eml) per address. Counts as exported (drafts: as mailed only when marked so).',
  )
    .input(
      z.object({
        ids: z.array(id).min(1).max(100_000),
        as: z.enum(['folder', 'zip', 'drafts']),
        /** `svg` bakes into the badge’s SVG picture, `document` writes the documents alone (.json, .jwt, .jws). Drafts carry PNGs. */
        fileType: z.enum(['png', 'svg', 'document']).default('png'),
      }),
    )
    .output(
      eventIterator(
        progress,
        written.extend({ skipped: z.array(z.object({ awardId: id, reason: z.enum(['no_address', 'withdrawn']) })) }),
      ),
    ),
}
