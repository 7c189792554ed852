/** What the benchmarks of signing and verifying drive, in one bundle: our ways, and Digital Bazaar's beside them. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { from } from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue, verifyCredential } from '@digitalbazaar/vc'
import type { CheckPorts } from '../../src/core/openbadges/check/ports'
import { issuingContexts } from '../../src/core/openbadges/contexts'
import type { DocumentPlace } from '../../src/core/openbadges/facts'
import type { Signer } from '../../src/core/openbadges/proof'
import { issuerDidOf, verificationMethodOf } from '../../src/core/openbadges/v3/build'
import { gzip, sha256, verifyEd25519 } from '../../src/main/signing/ports'
import { verifyJws, weakDigests } from '../../src/main/verification/node-ports'

export { checkPayload } from '../../src/core/openbadges/check/check-payload'
export { documentIssuer } from '../../src/main/signing/issue'
export { ownVerifier } from '../../src/main/wiring/verify-own'

type Issuing = { place: DocumentPlace; signer: Signer; signedAt: string }

/** The issuer's DID document with its one key, and the key alone, as a verifier looks them up. */
function published({ place }: Issuing) {
  const id = issuerDidOf(place)
  const key = {
    id: verificationMethodOf(place),
    type: 'Multikey' as const,
    controller: id,
    publicKeyMultibase: place.multikey,
  }
  const context = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1']
  const document = { '@context': context, id, verificationMethod: [key], assertionMethod: [key.id] }
  return { id, document, key: { '@context': context[1], ...key } }
}

/** The ports of a check that finds the issuer's DID document in memory, and nothing else. */
export function foreignPorts(issuing: Issuing): CheckPorts {
  const bytes = new TextEncoder().encode(JSON.stringify(published(issuing).document))
  return {
    digest: sha256,
    weakDigests,
    verifyEd25519,
    verifyJws,
    gzip,
    now: () => Date.parse('2026-07-01T12:00:00Z'),
    fetchDocument: (url) => Promise.resolve({ status: url.endsWith('/did.json') ? 200 : 404, bytes }),
  }
}

/** Digital Bazaar's ways of doing the same, with the same key and every document in memory. */
export async function peerOf(issuing: Issuing) {
  const { id, document, key } = published(issuing)
  const documents = new Map<string, object>([...Object.entries(issuingContexts), [id, document], [key.id, key]])
  const documentLoader = (url: string) => {
    const found = documents.get(url)
    if (found === undefined) return Promise.reject(new Error(`not there: ${url}`))
    return Promise.resolve({ contextUrl: null, documentUrl: url, document: found, tag: 'static' })
  }
  const { algorithm } = (await from(key)).verifier()
  const signer = {
    id: key.id,
    algorithm,
    sign: ({ data }: { data: Uint8Array }) => Promise.resolve(issuing.signer.sign(data)),
  }
  const signing = new DataIntegrityProof({ cryptosuite, signer, date: issuing.signedAt })
  const verifying = new DataIntegrityProof({ cryptosuite })
  return {
    issue: (credential: object) => issue({ credential, suite: signing, documentLoader }),
    verify: async (credential: object) =>
      (await verifyCredential({ credential, suite: verifying, documentLoader, now: new Date('2026-07-01T12:00:00Z') }))
        .verified,
  }
}
