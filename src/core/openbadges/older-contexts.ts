import type { ContextSet } from './contexts'
import credentials1 from '../../../resources/contexts/w3c-credentials-v1.json'
import statusList1 from '../../../resources/contexts/w3c-bitstring-status-list-v1.json'
import dataIntegrity1 from '../../../resources/contexts/w3c-data-integrity-v1.json'
import dataIntegrity2 from '../../../resources/contexts/w3c-data-integrity-v2.json'
import ed25519Signature2020 from '../../../resources/contexts/w3c-ed25519-2020-v1.json'
import openBadges30 from '../../../resources/contexts/ob3-context.json'
import openBadges301 from '../../../resources/contexts/ob3-context-3.0.1.json'
import openBadges302 from '../../../resources/contexts/ob3-context-3.0.2.json'
import openBadges3Extensions from '../../../resources/contexts/ob-v3p0-extensions.json'
import openBadges1 from '../../../resources/contexts/ob-v1.json'
import openBadgesLegacy from '../../../resources/contexts/ob-legacy-v1.json'
import openBadges2 from '../../../resources/contexts/ob-v2.json'
import openBadges21 from '../../../resources/contexts/ob-v2p1.json'

/** The contexts that other issuers' 3.0 credentials name, besides those Blazon writes. Read, never written. */
export const olderCredentialContexts: ContextSet = {
  'https://www.w3.org/2018/credentials/v1': credentials1,
  'https://www.w3.org/ns/credentials/status/v1': statusList1,
  'https://w3id.org/security/data-integrity/v1': dataIntegrity1,
  'https://w3id.org/security/data-integrity/v2': dataIntegrity2,
  'https://w3id.org/security/suites/ed25519-2020/v1': ed25519Signature2020,
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': openBadges30,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': openBadges301,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': openBadges302,
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': openBadges3Extensions,
}

/** The contexts of Open Badges 1.x, 2.0 and 2.1 documents. */
export const hostedBadgeContexts: ContextSet = {
  'https://w3id.org/openbadges/v1': openBadges1,
  'https://openbadgespec.org/v1/context.json': openBadges1,
  'https://w3id.org/openbadges/v1/context.json': openBadges1,
  'https://w3id.org/openbadges/v2': openBadges2,
  'https://openbadgespec.org/v2/context.json': openBadges2,
  'https://w3id.org/openbadges/v2/context.json': openBadges2,
  'https://w3id.org/openbadges/legacy-v1': openBadgesLegacy,
  'https://w3id.org/openbadges/v2p1': openBadges21,
  'https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld': openBadges21,
}
