/** The words that may stand in braces in art and mail (`sealed.md`, Documents). */
export const placeholders = ['name', 'badge', 'issuer', 'date', 'level', 'serial', 'link', 'custom'] as const
export type Placeholder = (typeof placeholders)[number]
/** What stands in for each word; an absent one leaves nothing behind. */
export type PlaceholderValues = { readonly [placeholder in Placeholder]?: string | undefined }

const known = new Set<string>(placeholders)

/** Where a template has one of the known words in braces, in order; `start` to before `end` in UTF-16 units. */
export const placeholdersIn = (template: string): { placeholder: Placeholder; start: number; end: number }[] =>
  [...template.matchAll(/\{([a-z]+)\}/g)].flatMap((match) =>
    known.has(match[1] ?? '')
      ? [{ placeholder: match[1] as Placeholder, start: match.index, end: match.index + match[0].length }]
      : [],
  )

/**
 * Puts values where a template has `{name}`, `{badge}` and so on. One pass: a value that itself holds `{link}` stays
 * as it is, nothing is looked up by a name from outside the closed list, and nothing is run. Unknown words stay as
 * written. The answer is plain text: whoever shows it as HTML escapes it. Source: `sealed.md`, Documents; row 111.
 */
export function fillPlaceholders(template: string, values: PlaceholderValues): string {
  return template.replace(/\{([a-z]+)\}/g, (written, word: string) =>
    known.has(word) ? (values[word as Placeholder] ?? '') : written,
  )
}

/**
 * What a template has in braces that is no placeholder, as written and once each: `{Name}`, `{{badge}}`,
 * `{recipient.secret}`. Braces around anything but a word are left to their author. Row 111: flagged at save.
 */
export function unknownPlaceholders(template: string): string[] {
  // Begins only where a run of braces begins, so that thousands of them cost one pass.
  const inBraces = template.match(/(?<!\{)\{+[^{}]{0,80}\}+/g) ?? []
  const unknown = inBraces.filter((written) => {
    if (known.has(written.slice(1, -1))) return false
    return /^[\p{L}_$][\p{L}\p{N}_$.\-[\]() ]*$/u.test(written.replace(/^\{+|\}+$/g, '').trim())
  })
  return [...new Set(unknown)]
}

/**
 * One line of text for a subject, a name or a header: line ends, tabs and other control characters become a space,
 * so that no header can be added from within a value. Row 112.
 */
export function singleLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

/** Fills a subject: `fillPlaceholders`, then one line of at most 200 characters. */
export function fillSubject(template: string, values: PlaceholderValues): string {
  const line = singleLine(fillPlaceholders(template, values))
  const characters = [...line]
  return characters.length <= 200 ? line : `${characters.slice(0, 199).join('')}…`
}

/** A subject and a message, filled. */
export type MailText = { subject: string; message: string }

/**
 * The text of one mail that carries several awards to a shared address: each different subject and message once, in
 * order. One award's text comes back as it is. Source: domain.md (b) 8.
 */
export function joinMailTexts(texts: readonly MailText[]): MailText {
  const distinct = (values: string[]) => [...new Set(values.filter((value) => value !== ''))]
  return {
    subject: singleLine(distinct(texts.map((text) => text.subject)).join(' · ')),
    message: distinct(texts.map((text) => text.message.trim())).join('\n\n* * *\n\n'),
  }
}
