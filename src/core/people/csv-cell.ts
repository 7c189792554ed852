/** A cell that a spreadsheet would take for a formula, however many guards stand before it (OWASP ASVS 1.2.10). */
const looksActive = /^'*[=+\-@\t\r\0]/
const guarded = /^'+[=+\-@\t\r\0]/

/** Puts an apostrophe before what a spreadsheet would run; `unguardCell` takes it away again. */
export const guardCell = (text: string) => (looksActive.test(text) ? `'${text}` : text)

/** The text that `guardCell` was given. */
export const unguardCell = (text: string) => (guarded.test(text) ? text.slice(1) : text)

/** One cell of an exported table: guarded against formulas and quoted where RFC 4180 wants it. */
export function csvCell(text: string, separator: ',' | ';' | '\t' = ','): string {
  const safe = guardCell(text)
  return safe.includes(separator) || /["\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
