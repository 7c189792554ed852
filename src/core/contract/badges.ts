import { z } from 'zod'
import { achievementDetails } from './achievement'
import { call } from './call'
import { base64, day, id, name, page, pageRequest, sha256, time, token } from './shapes'

/** When an award of the badge ends: never, on a day (to its last second, UTC), or a period after awarding. */
export const expiry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('date'), date: day }),
  z.object({
    kind: z.literal('period'),
    amount: z.int().min(1).max(1000),
    unit: z.enum(['days', 'weeks', 'months', 'years']),
  }),
])
export type Expiry = z.infer<typeof expiry>

/** What OB 2.0 BadgeClass and OB 3.0 Achievement say of a badge. A draft may lack what awarding requires. */
export const badgeDetails = z.object({
  name,
  description: z.string().trim().max(5000),
  /** Markdown; written as criteria narrative in both formats. */
  criteria: z.string().trim().max(20_000),
  altText: z.string().trim().max(1000),
  tags: z.array(z.string().trim().min(1).max(60)).max(50),
  expiry,
  /** All else that the documents can say of it. */
  achievement: achievementDetails,
})
export type BadgeDetails = z.infer<typeof badgeDetails>

export const badgeStatus = z.enum(['inactive', 'active', 'active_locked', 'inactive_locked', 'archived'])

export const badgeCard = z.object({
  id,
  token,
  name,
  status: badgeStatus,
  version: z.int(),
  issuerId: id.nullable(),
  designId: id.nullable(),
  pictureSha256: sha256.nullable(),
  awardedCount: z.int(),
  updatedAt: time,
})
export type BadgeCard = z.infer<typeof badgeCard>

export const badge = badgeCard.extend({
  details: badgeDetails,
  /** Frozen by its first award: editing makes version n + 1. */
  frozen: z.boolean(),
  /** True where merge fields give every award a picture of its own: they are drawn before awarding (`awards.prepare`). */
  personal: z.boolean(),
  /** True where one of them is `{custom}`: each person's own words are asked for. */
  customWords: z.boolean(),
  mailSubject: z.string().nullable(),
  mailBody: z.string().nullable(),
  versions: z.array(
    z.object({ number: z.int(), name, pictureSha256: sha256.nullable(), createdAt: time, awardedCount: z.int() }),
  ),
  /** What still keeps it from being awarded: codes such as description_missing, picture_missing, issuer_missing. */
  missing: z.array(z.string()),
})
export type Badge = z.infer<typeof badge>

export const badgesContract = {
  list: call(
    'Lists badges: search in names, descriptions and tags, filter by state (all but the archived ones unless asked for).',
  )
    .input(
      z.object({
        query: z.string().max(200).optional(),
        filter: z.enum(['all', 'drafts', 'live', 'archived']).default('all'),
        sort: z.enum(['changed', 'name', 'awarded']).default('changed'),
        ...pageRequest,
      }),
    )
    .output(page(badgeCard)),
  read: call('Reads one badge with the details of its current version.').input(z.object({ id })).output(badge),
  create: call(
    'Makes a badge from a design, or from a picture of its own. A slug-like name clash never returns another badge.',
  )
    .input(
      z.object({
        details: badgeDetails.partial().extend({ name }),
        designId: id.optional(),
        picture: base64.optional(),
        issuerId: id.optional(),
      }),
    )
    .output(badge),
  save: call(
    'Changes a badge. Where the current version is awarded, fails with `locked` unless asNewVersion is set; old awards keep theirs.',
  )
    .input(
      z.object({
        id,
        details: badgeDetails.partial().optional(),
        issuerId: id.optional(),
        designId: id.optional(),
        usePictureOfDesign: z.boolean().optional(),
        /** The picture as SVG, drawn from the same design, for whoever wants that form of it. */
        vector: z.string().max(4_000_000).nullish(),
        mailSubject: z.string().max(255).nullish(),
        mailBody: z.string().max(20_000).nullish(),
        asNewVersion: z.boolean().default(false),
      }),
    )
    .output(badge),
  duplicate: call('Copies a badge with its design, details and tags; the copy has no awards.')
    .input(z.object({ id, name }))
    .output(badge),
  archive: call('Puts a badge away; its awards stay valid and published.').input(z.object({ id })).output(badgeCard),
  unarchive: call('Brings an archived badge back.').input(z.object({ id })).output(badgeCard),
  remove: call('Deletes a badge that was never awarded.').input(z.object({ id })).output(z.object({ id })),
}
