import credentials2 from '../../../resources/contexts/w3c-credentials-v2.json'
import openBadges303 from '../../../resources/contexts/ob3-context-3.0.3.json'

/** JSON-LD contexts by the exact address that documents name. */
export type ContextSet = Readonly<Record<string, object>>

/**
 * The contexts of everything that Blazon signs (credentials, status lists, proofs). Small on purpose: the visitor's
 * verify page carries them too. The contexts of other issuers' documents are in `older-contexts.ts`.
 */
export const issuingContexts: ContextSet = {
  'https://www.w3.org/ns/credentials/v2': credentials2,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': openBadges303,
}
