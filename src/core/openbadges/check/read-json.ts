/** A JSON object as read from outside: nothing is known about its values. */
export type JsonObject = { readonly [key: string]: unknown }

/** The largest document that is read, in UTF-16 units: 1 MiB (`limits.md` F36). */
export const largestDocument = 1_048_576
const deepest = 64

/** Why a text is not read as a document. */
export type JsonFault = 'too_large' | 'too_deep' | 'duplicate_key' | 'unsafe_key' | 'not_json' | 'not_unicode'

/** What reading gave: a value, or the reason why there is none. */
export type JsonReading = { value: unknown } | { fault: JsonFault }

/**
 * Reads JSON that somebody else wrote (`limits.md` F38). Refused are documents over 1 MiB, nested deeper than 64,
 * with a key given twice (two readers would see two different badges), with `__proto__` as a key, with numbers
 * beyond a double and with text that is not Unicode. Never throws.
 */
export function readJson(text: string): JsonReading {
  if (text.length > largestDocument) return { fault: 'too_large' }
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text
  if (nesting(bare) > deepest) return { fault: 'too_deep' }
  let value: unknown
  try {
    value = JSON.parse(bare)
  } catch {
    return { fault: 'not_json' }
  }
  const fault = flaw(value) ?? (repeatsKey(bare) ? 'duplicate_key' : null)
  return fault ? { fault } : { value }
}

/** True for a JSON object (not a list, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How deep brackets nest outside of strings; stops counting once it is too deep. */
function nesting(text: string): number {
  let depth = 0
  let most = 0
  for (let at = 0; at < text.length && most <= deepest; at++) {
    const character = text.charCodeAt(at)
    if (character === 0x22) at = endOfString(text, at)
    else if (character === 0x7b || character === 0x5b) most = Math.max(most, ++depth)
    else if (character === 0x7d || character === 0x5d) depth--
  }
  return most
}

/** The index of the quote that closes the string opened at `at`, or the end of the text. */
function endOfString(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && text.charCodeAt(end) !== 0x22) end += text.charCodeAt(end) === 0x5c ? 2 : 1
  return end
}

function flaw(value: unknown): JsonFault | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : 'not_unicode'
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'not_json'
  if (Array.isArray(value)) {
    for (const item of value) {
      const fault = flaw(item)
      if (fault) return fault
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__') return 'unsafe_key'
      const fault = key.isWellFormed() ? flaw(item) : 'not_unicode'
      if (fault) return fault
    }
  }
  return null
}

/** Whether any object names a key twice; `JSON.parse` would silently keep the last. The text is valid JSON here. */
function repeatsKey(text: string): boolean {
  const open: (Set<string> | null)[] = []
  let before = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character.trim() === '') continue
    if (character === '{') open.push(new Set())
    else if (character === '[') open.push(null)
    else if (character === '}' || character === ']') open.pop()
    else if (character === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys && (before === '{' || before === ',')) {
        const key = JSON.parse(text.slice(at, end + 1)) as string
        if (keys.has(key)) return true
        keys.add(key)
      }
      at = end
    }
    before = character
  }
  return false
}
