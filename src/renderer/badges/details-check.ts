import { type AchievementDetails, achievementDetails } from '../../core/contract/achievement'
import { type BadgeDetails, badgeDetails } from '../../core/contract/badges'

/** A field of the details and the key (below `badges:wrong`) of the sentence of what is wrong with it. */
export type Wrong = Partial<Record<keyof BadgeDetails, string>>

/** What may not even be saved: the field keeps the person's words, and the rest is saved. `today` is `YYYY-MM-DD`. */
export function unsavable(details: BadgeDetails, today: string): Wrong {
  const wrong: Wrong = {}
  const { shape } = badgeDetails
  if (!shape.name.safeParse(details.name).success) wrong.name = 'name'
  if (!shape.description.safeParse(details.description).success) wrong.description = 'descriptionLong'
  if (!shape.criteria.safeParse(details.criteria).success) wrong.criteria = 'criteriaLong'
  if (!shape.altText.safeParse(details.altText).success) wrong.altText = 'altTextLong'
  const { expiry } = details
  if (expiry.kind === 'date' && !(shape.expiry.safeParse(expiry).success && expiry.date >= today)) wrong.expiry = 'date'
  if (expiry.kind === 'period' && !shape.expiry.safeParse(expiry).success) wrong.expiry = 'amount'
  if (wrongParts(details.achievement).length > 0) wrong.achievement = 'achievement'
  return wrong
}

/** The parts of what else a badge says that may not be saved as they are. */
export const wrongParts = (achievement: AchievementDetails): (keyof AchievementDetails)[] =>
  (Object.keys(achievement) as (keyof AchievementDetails)[]).filter(
    (part) => !achievementDetails.shape[part].safeParse(achievement[part]).success,
  )

/** What a draft may lack but an award may not. */
export function incomplete(details: BadgeDetails): Wrong {
  const wrong: Wrong = {}
  if (!details.description.trim()) wrong.description = 'description'
  if (!details.criteria.trim()) wrong.criteria = 'criteria'
  if (!details.altText.trim()) wrong.altText = 'altText'
  return wrong
}

/** The fields that differ and may be saved, as they will be stored (trimmed); undefined where there is nothing to save. */
export function patchOf(before: BadgeDetails, now: BadgeDetails, today: string): Partial<BadgeDetails> | undefined {
  const wrong = unsavable(now, today)
  const patch: Partial<BadgeDetails> = {}
  for (const key of Object.keys(now) as (keyof BadgeDetails)[]) {
    if (wrong[key] && key !== 'achievement') continue
    const wanted = key === 'achievement' ? savable(before.achievement, now.achievement) : now[key]
    const stored = badgeDetails.shape[key].safeParse(wanted)
    if (stored.success && JSON.stringify(before[key]) !== JSON.stringify(stored.data))
      Object.assign(patch, { [key]: stored.data })
  }
  return Object.keys(patch).length > 0 ? patch : undefined
}

/** What is said now, save that a part which may not be saved stays as it was. */
function savable(before: AchievementDetails, now: AchievementDetails): AchievementDetails {
  const kept = wrongParts(now).map((part) => [part, before[part]] as const)
  return { ...now, ...Object.fromEntries(kept) }
}

/** What is typed on a badge's page. */
export type BadgeDraft = { details: BadgeDetails; mailSubject: string; mailBody: string }

/**
 * What is typed, once the badge was changed elsewhere (another window, another page): what nobody touched here is as it is there, and
 * what was typed here stays. `before` is the badge that it was typed over, `fresh` the badge as it is now.
 */
export function followed(before: BadgeDraft, now: BadgeDraft, fresh: BadgeDraft): BadgeDraft {
  const achievement = untouched(before.details.achievement, now.details.achievement, fresh.details.achievement)
  const details = untouched(before.details, { ...now.details, achievement }, { ...fresh.details, achievement })
  return { ...untouched(before, { ...now, details }, { ...fresh, details }) }
}

/** The parts that are still as they were before follow the fresh ones. */
function untouched<Parts extends object>(before: Parts, now: Parts, fresh: Parts): Parts {
  const next = { ...now }
  for (const key of Object.keys(now) as (keyof Parts)[])
    if (asStored(before[key]) !== asStored(fresh[key]) && asStored(now[key]) === asStored(before[key]))
      next[key] = fresh[key]
  return next
}

const asStored = (value: unknown): string | undefined =>
  JSON.stringify(typeof value === 'string' ? value.trim() : value)
