import type { EvidenceFacts } from './facts'

/**
 * Evidence as it goes into documents: nothing empty, whole characters only, and addresses in the characters of a URI
 * (a space in an address would make JSON-LD take it for something else, and the signature impossible).
 */
export function statedEvidence(
  evidence: readonly EvidenceFacts[],
): { id?: string; name?: string; narrative?: string }[] {
  return evidence
    .map(({ url, name, narrative }) => ({
      ...(isSaid(url) ? { id: asUri(url) } : {}),
      ...(isSaid(name) ? { name: name.toWellFormed() } : {}),
      ...(isSaid(narrative) ? { narrative: narrative.toWellFormed() } : {}),
    }))
    .filter((piece) => Object.keys(piece).length > 0)
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}

/** An address as typed where it is a URI already (RFC 3986 §2), else with the rest percent-encoded. */
function asUri(url: string): string {
  return /^[!#-;=?-[\]_a-z~%]*$/.test(url) ? url : (URL.parse(url)?.href ?? url)
}
