/** HTML that is safe by construction: every value put into the template is escaped unless it is itself `Html`. */
export type Html = { readonly html: string }

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes text for element content and quoted attributes. Lone surrogates and NUL, which no page may hold, become U+FFFD. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('\0', '\ufffd')
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => escapes[character]!)

/** A template tag: html`<p>${text}</p>`. Arrays are joined; null, undefined and false leave nothing; the template's own indentation goes. */
export const html = (template: TemplateStringsArray, ...values: unknown[]): Html => ({
  html: unindented(template).reduce((whole, part, index) => whole + render(values[index - 1]) + part),
})

const unindentedTemplates = new WeakMap<TemplateStringsArray, string[]>()

function unindented(template: TemplateStringsArray): string[] {
  const known = unindentedTemplates.get(template)
  if (known) return known
  const parts = template.map((part) => part.replace(/\n\s+/g, '\n'))
  unindentedTemplates.set(template, parts)
  return parts
}

function render(value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map(render).join('')
  if (typeof value === 'object' && 'html' in value) return (value as Html).html
  return escapeHtml(String(value))
}

/** An address that may stand in a link of a public page: http(s) only (row 46); anything else leaves no link. */
export function webAddress(address: string): string | null {
  try {
    const { protocol } = new URL(address)
    return protocol === 'https:' || protocol === 'http:' ? address : null
  } catch {
    return null
  }
}
