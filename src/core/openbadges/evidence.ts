import type { EvidenceFacts } from './facts'
import { asUri } from './uri'

/** Evidence as it goes into documents (OB 2.0 and 3.0 §Evidence): nothing empty, whole characters only, its address as a URI. */
export function statedEvidence(evidence: readonly EvidenceFacts[]): Record<string, string>[] {
  return evidence
    .map(({ url, name, narrative, description, genre, audience }) => {
      const words = { name, narrative, description, genre, audience }
      const stated: Record<string, string> = isSaid(url) ? { id: asUri(url) } : {}
      for (const [word, text] of Object.entries(words)) if (isSaid(text)) stated[word] = text.toWellFormed()
      return stated
    })
    .filter((piece) => Object.keys(piece).length > 0)
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}
