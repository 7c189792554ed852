/**
 * An address as typed where it is a URI already (RFC 3986 §2), else with the rest percent-encoded: a space in an address
 * would make JSON-LD take it for something else, and the signature impossible.
 */
export function asUri(url: string): string {
  return /^[!#-;=?-[\]_a-z~%]*$/.test(url) ? url : (URL.parse(url)?.href ?? url)
}
