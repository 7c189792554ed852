/** What awarding requires and a draft may lack. */
export type Completeness = {
  name: string
  description: string
  criteria: string
  altText: string
  pictureSha256: string | null
  issuerId: string | null
}

/** One word for each thing a badge may lack. */
export type MissingCode =
  | 'name_missing'
  | 'description_missing'
  | 'criteria_missing'
  | 'alt_text_missing'
  | 'picture_missing'
  | 'issuer_missing'

/**
 * What still keeps a badge from being awarded, in the order in which a person fills it in; empty when it is complete.
 * OB 2.0 BadgeClass and OB 3.0 Achievement require name, description, criteria and issuer, 2.0 also the picture; the alternative
 * text is ours (WCAG 1.1.1).
 */
export function missingOf(badge: Completeness): MissingCode[] {
  const blank = (text: string) => text.trim() === ''
  const missing: MissingCode[] = []
  if (blank(badge.name)) missing.push('name_missing')
  if (blank(badge.description)) missing.push('description_missing')
  if (blank(badge.criteria)) missing.push('criteria_missing')
  if (badge.pictureSha256 === null) missing.push('picture_missing')
  if (blank(badge.altText)) missing.push('alt_text_missing')
  if (badge.issuerId === null) missing.push('issuer_missing')
  return missing
}
