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
  return wrong
}

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
    const stored = wrong[key] ? undefined : badgeDetails.shape[key].safeParse(now[key])
    if (stored?.success && JSON.stringify(before[key]) !== JSON.stringify(stored.data))
      Object.assign(patch, { [key]: stored.data })
  }
  return Object.keys(patch).length > 0 ? patch : undefined
}
