import { sitePaths } from '../openbadges/addresses'
import { looksLikeJws } from '../openbadges/check/jws'
import { documentText } from '../openbadges/document-text'
import { revokedAssertion } from '../openbadges/v2/build'
import type { SiteAward } from './facts'

/** A document at its path below BASE. */
export type PlacedDocument = { path: string; text: string }

/** The 3.0 credential of an award as it is published: as issued, a VC-JWT under an ending of its own. Null where none was issued. */
export function publishedCredential({ token, credential }: SiteAward): PlacedDocument | null {
  if (credential === null) return null
  const path = looksLikeJws(credential) ? sitePaths.credentialJwt(token) : sitePaths.credential(token)
  return { path, text: credential }
}

/**
 * The OB 2.0 document of an award as it is published: as issued, or with its revocation (a suspension is nothing that OB 2.0
 * knows). Null where none was issued, and for a signed one: that stands at no address.
 */
export function publishedAssertion({ token, assertion, ...award }: SiteAward): PlacedDocument | null {
  if (assertion === null || looksLikeJws(assertion)) return null
  const path = sitePaths.assertion(token)
  if (award.revokedAt === null) return { path, text: assertion }
  const issued = JSON.parse(assertion) as object
  return { path, text: documentText(revokedAssertion(issued, award.revokedReason ?? '')) }
}
