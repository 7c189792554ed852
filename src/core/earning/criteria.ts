import { z } from 'zod'
import { day, id } from '../contract/shapes'

/** The fields of a profile that a criterion can ask to be filled in. */
export const profileFields = [
  'email',
  'telephone',
  'givenName',
  'familyName',
  'nickname',
  'website',
  'bio',
  'picture',
] as const
export type ProfileField = (typeof profileFields)[number]

/** In whose words somebody confirms: "Trainer", "Librarian". */
export const confirmingRole = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u)

const level = z.number().min(-1e9).max(1e9)
const course = z.object({
  activityId: id,
  minLevel: level.optional().describe('the least grade'),
  by: day.optional().describe('the last day that counts'),
})
const several = <Term extends z.ZodType>(term: Term) => z.array(term).min(1).max(100)

/**
 * What each type of criterion asks for, after Moodle's (`badge_criteria_param`): a list, of which all or one has to be met. `course` is
 * one course, `courseset` several; a `social` criterion is a counter that has reached a number.
 */
export const criterionParams = {
  manual: several(z.object({ role: confirmingRole })),
  course: z.array(course).length(1),
  courseset: several(course),
  activity: several(z.object({ activityId: id, by: day.optional() })),
  profile: several(z.object({ field: z.enum(profileFields) })),
  social: several(z.object({ counterId: id, atLeast: level })),
  badge: several(z.object({ badgeId: id })),
  cohort: several(z.object({ groupId: id })),
  competency: several(z.object({ activityId: id, minLevel: level.optional() })),
}
export type CriterionType = keyof typeof criterionParams
/** In the order in which they are read and offered. */
export const criterionTypes = Object.keys(criterionParams) as CriterionType[]

export const criterionMethod = z.enum(['all', 'any'])
export type CriterionMethod = z.infer<typeof criterionMethod>

const common = {
  /** All or one of its parts. */
  method: criterionMethod.default('all'),
  /** More about it, for the pages; not what is evaluated. */
  description: z.string().trim().max(2000).default(''),
}
const asks = <Type extends CriterionType, Params extends z.ZodType>(type: Type, params: Params) =>
  z.object({ type: z.literal(type), params, ...common })

/** What a criterion asks for: at most one of each type for a badge. */
export const criterionAsked = z.discriminatedUnion('type', [
  asks('manual', criterionParams.manual),
  asks('course', criterionParams.course),
  asks('courseset', criterionParams.courseset),
  asks('activity', criterionParams.activity),
  asks('profile', criterionParams.profile),
  asks('social', criterionParams.social),
  asks('badge', criterionParams.badge),
  asks('cohort', criterionParams.cohort),
  asks('competency', criterionParams.competency),
])
export type CriterionAsked = z.infer<typeof criterionAsked>
/** The same as it is stored. */
export type Criterion = CriterionAsked & { id: string }

/** One thing that a criterion asks for. */
export type CriterionTerm = { [Type in CriterionType]: { type: Type } & CriterionParam<Type> }[CriterionType]
export type CriterionParam<Type extends CriterionType> = z.infer<(typeof criterionParams)[Type]>[number]

/** The things that a criterion asks for, each with its type. */
export const termsOf = ({ type, params }: CriterionAsked): CriterionTerm[] =>
  params.map((param) => ({ type, ...param }) as CriterionTerm)

/** The ids of the things that criteria speak of: activities, counters, badges, groups. */
export const namedIn = (criteria: readonly CriterionAsked[]): string[] => [
  ...new Set(
    criteria.flatMap(termsOf).flatMap((term) => {
      if ('activityId' in term) return [term.activityId]
      if ('counterId' in term) return [term.counterId]
      if ('badgeId' in term) return [term.badgeId]
      return 'groupId' in term ? [term.groupId] : []
    }),
  ),
]
