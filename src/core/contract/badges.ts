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

/** How a badge is kept and awarded. Its documents do not say it, so it is not of a version and may always change. */
export const badgeKeeping = z.object({
  /** How often it may be awarded in all; null = as often as it is earned. */
  issueLimit: z.int().min(1).max(10_000_000).nullable(),
  /**
   * What happens where it is awarded to somebody who holds it: nothing; a second award; or one in the place of the first, which is taken
   * back (`replace`) or stays valid until it ends (`renew`). Only `allow` lets a person hold several.
   */
  duplicatePolicy: z.enum(['deny', 'allow', 'replace', 'renew']),
  /** A second operator confirms every award. */
  doubleEntry: z.boolean(),
  /** Whoever made the badge gets a draft about each hand-out, too. */
  notifyCreator: z.boolean(),
  /** Mail drafts carry the picture; else the link alone, where there is one. */
  attachBaked: z.boolean(),
  /** Listed on the front page of the published site. */
  visible: z.boolean(),
  /** The course that it belongs to (an activity of kind course); null = the whole organisation. */
  courseId: id.nullable(),
})
export type BadgeKeeping = z.infer<typeof badgeKeeping>

/** Another badge, by name. */
const badgeName = z.object({ id, name })
export const category = z.object({ id, name })
export type Category = z.infer<typeof category>

export const badgeCard = z.object({
  id,
  token,
  name,
  status: badgeStatus,
  /** Inactive because somebody said so, or because it is a copy; it stays so until somebody says otherwise. */
  paused: z.boolean(),
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
  keeping: badgeKeeping,
  /** Badges that somebody has to hold before. */
  prerequisites: z.array(badgeName),
  /** Badges of this library near it; it is near them as well. */
  relatedBadges: z.array(badgeName),
  categories: z.array(category),
  /** People may be on their way to it (criteria, codes, invitations, applications): what it says is fixed until it is paused. */
  beingEarned: z.boolean(),
  versions: z.array(
    z.object({ number: z.int(), name, pictureSha256: sha256.nullable(), createdAt: time, awardedCount: z.int() }),
  ),
  /** What still keeps it from being awarded: codes such as description_missing, picture_missing, issuer_missing. */
  missing: z.array(z.string()),
})
export type Badge = z.infer<typeof badge>

export const badgesContract = {
  list: call(
    'Lists badges: search in names, descriptions and tags, filter by state (all but the archived ones unless asked for), by whole tags (any or all of them, whatever their capitals), category, program and issuer.',
  )
    .input(
      z.object({
        query: z.string().max(200).optional(),
        filter: z.enum(['all', 'drafts', 'live', 'archived']).default('all'),
        sort: z.enum(['changed', 'name', 'awarded']).default('changed'),
        tags: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
        tagMatch: z.enum(['any', 'all']).default('all'),
        categoryId: id.optional(),
        programId: id.optional(),
        issuerId: id.optional(),
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
    'Changes a badge. Where the current version is awarded, fails with `locked` (reason awarded) unless asNewVersion is set; old awards keep theirs. While people may be earning it, what it says is `locked` (reason being_earned) until it is paused. Prerequisites that lead back to it fail with `conflict` (reason cycle, path: the names).',
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
        keeping: badgeKeeping.partial().optional(),
        prerequisiteIds: z.array(id).max(50).optional(),
        relatedIds: z.array(id).max(100).optional(),
        categoryIds: z.array(id).max(50).optional(),
        asNewVersion: z.boolean().default(false),
      }),
    )
    .output(badge),
  activate: call(
    'Lets a badge be awarded and earned. Fails with `conflict`: incomplete (missing says what: without picture, description and criteria nobody can earn it) or archived.',
  )
    .input(z.object({ id }))
    .output(badgeCard),
  deactivate: call('Pauses a badge: nobody can be awarded it until it is activated again; its awards stay valid.')
    .input(z.object({ id }))
    .output(badgeCard),
  duplicate: call(
    'Copies a badge with its design, details, tags, categories, criteria, rubric, rules and prerequisites; the copy is paused and has no awards and no codes.',
  )
    .input(z.object({ id, name }))
    .output(badge),
  archive: call('Puts a badge away; its awards stay valid and published.').input(z.object({ id })).output(badgeCard),
  unarchive: call('Brings an archived badge back.').input(z.object({ id })).output(badgeCard),
  remove: call(
    'Deletes a badge that was never awarded. Fails with `conflict`: has_awards (awards: how many), or in_use with how many events, applications, codes, invitations, confirmations, rules, series, prerequisites, criteria and rosters need it.',
  )
    .input(z.object({ id }))
    .output(z.object({ id })),
  tags: call('Lists the tags of all badges that are not put away, by name, with how many badges have each.').output(
    z.array(z.object({ tag: z.string(), count: z.int() })),
  ),
  categories: call('Lists the categories by name, with how many badges are in each.').output(
    z.array(category.extend({ count: z.int() })),
  ),
  saveCategory: call(
    'Makes a category, or renames the one named by id. A name that another has fails with `conflict` (name_taken).',
  )
    .input(z.object({ id: id.optional(), name }))
    .output(category),
  removeCategory: call('Deletes a category; its badges stay.').input(z.object({ id })).output(z.object({ id })),
}
