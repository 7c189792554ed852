import { readMoment } from '../check/dates'

/** The small rules of 1EdTech's validators: OB 2.0 (`openbadges/verifier/tasks/validation.py`) and OB 3.0 (its probes). */

const uriSigns = /^[!#-;=?-[\]_a-z~%]*$/

/** An absolute http or https address in the signs of a URI (RFC 3986 §2): spaces and letters such as ü are none. */
export function isWebAddress(text: string): boolean {
  return uriSigns.test(text) && /^https?:\/\/[^/?#]/i.test(text) && URL.canParse(text)
}

/** OB 2.0: what may stand as an id: a web address, a blank node, or a UUID of version 1 to 5. */
export function isAssertionId(text: string): boolean {
  return (
    isWebAddress(text) ||
    /^_:.+/.test(text) ||
    /^urn:uuid:[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i.test(text)
  )
}

/** OB 3.0: any absolute URI. */
export const isUri = (text: string): boolean => uriSigns.test(text) && /^[a-z][a-z0-9+.-]*:\S+$/i.test(text)

/** OB 2.0 §Profile email, as the validator's own expression has it: plain ASCII, no apostrophe. */
export const isProfileEmail = (text: string): boolean => /^[\w.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/.test(text)

/** OB 2.0 §Profile telephone: E.164, with or without an extension. */
export const isTelephone = (text: string): boolean => /^\+?[1-9]\d{1,14}(;ext=\d+)?$/.test(text)

/** A time with its zone (`domain.md` row 33). */
export const isZonedTime = (text: string): boolean => 'at' in readMoment(text)

/** A value as OB 2.0 §IdentityObject hashes it. */
export const isIdentityHash = (text: string): boolean => /^(md5\$[\da-f]{32}|sha256\$[\da-f]{64})$/i.test(text)

/** Whether verifiers on the web take a host for an issuer's origin: a name with a dot; no localhost, no IP address, no port (row 98). */
export function isPublicHost(address: string): boolean {
  const url = URL.parse(address)
  if (!url || url.port !== '') return false
  const isName = /^[^.]+(\.[^.]+)+$/.test(url.hostname) && !/^[\d.]+$/.test(url.hostname)
  return isName && !url.hostname.endsWith('.localhost')
}

/** Scheme, host and port, or null for what has none. */
export const originOf = (address: string): string | null => {
  const origin = URL.parse(address)?.origin ?? 'null'
  return origin === 'null' ? null : origin
}

/** Where a value has nothing in it that the standards want left out: null, an empty list, an empty object. */
export function emptiesIn(value: unknown, at = ''): string[] {
  if (value === null) return [at]
  if (typeof value !== 'object') return []
  const entries = Object.entries(value)
  return entries.length === 0 ? [at] : entries.flatMap(([key, inner]) => emptiesIn(inner, at ? `${at}.${key}` : key))
}
