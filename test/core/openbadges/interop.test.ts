import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { from } from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { describe, expect, it } from 'vitest'
import { issuingContexts } from '../../../src/core/openbadges/contexts'
import { didDocument, issuerDid } from '../../../src/core/openbadges/did'
import type { AwardFacts } from '../../../src/core/openbadges/facts'
import { documentIssuer } from '../../../src/main/signing/issue'
import { signStatusList } from '../../../src/main/signing/status-lists'
import { example, examplePlace, exampleSigner } from '../../support/openbadges'

const { base, issuer, badge, award } = example
const signedAt = '2026-07-01T08:00:00Z'
const did = issuerDid(base, issuer.token)
const didFile = didDocument(base, issuer.token, [
  { kind: 'ed25519', publicMultibase: exampleSigner.multikey, retiredAt: null, retiredReason: null },
])

/** Another maker's verifier, given the published files and the contexts, and nothing else. */
async function verifyElsewhere(credential: object): Promise<{ verified: boolean; error?: unknown }> {
  const documentLoader = (url: string) => {
    const method = didFile.verificationMethod.find(({ id }) => id === url)
    const key = { '@context': 'https://w3id.org/security/multikey/v1', ...method }
    const document = url === did ? didFile : method === undefined ? issuingContexts[url] : key
    if (document === undefined) return Promise.reject(new Error(`not published: ${url}`))
    return Promise.resolve({ contextUrl: null, documentUrl: url, document })
  }
  return verifyCredential({ credential, suite: new DataIntegrityProof({ cryptosuite }), documentLoader })
}

const everything: AwardFacts = {
  ...award,
  expiresAt: '2199-01-01T00:00:00Z',
  narrative: 'Read “Momo” twice.\nAnd told us "why".',
  evidence: [{ url: 'https://example.org/talk', name: 'The talk 🎉' }, { narrative: 'A drawing.' }],
}

describe('Digital Bazaar’s verifier', () => {
  const issuing = documentIssuer({ place: examplePlace, badge, formats: 'both', signer: exampleSigner, signedAt })
  const issue = async (facts: AwardFacts) => JSON.parse((await issuing.issue(facts)).credential ?? '') as object
  /** A status list is asked for; what it says is tested elsewhere. */
  const withoutStatus = { ...everything, status: null }

  it('accepts a credential of the fast way and one of the general way', async () => {
    const first = await issue({ ...award, status: null })
    const quick = await issue({ ...award, status: null, token: 'a'.repeat(26), salt: 'b'.repeat(16) })
    for (const credential of [first, quick, await issue(withoutStatus)])
      expect(await verifyElsewhere(credential)).toMatchObject({ verified: true })
  })

  it('accepts the general way’s credential where two pieces of evidence say the same', async () => {
    const credential = await issue({ ...withoutStatus, evidence: [{ narrative: 'Seen.' }, { narrative: 'Seen.' }] })
    expect(await verifyElsewhere(credential)).toMatchObject({ verified: true })
  })

  it('refuses a credential of which one letter was changed', async () => {
    const credential = await issue(withoutStatus)
    expect(await verifyElsewhere({ ...credential, name: 'Reading Stars' })).toMatchObject({ verified: false })
  })

  it('accepts a signed status list', async () => {
    const { text } = await signStatusList({
      base,
      issuerToken: issuer.token,
      token: award.status.listToken,
      purpose: 'revocation',
      set: [5, 94_567],
      now: signedAt,
      previousValidFrom: null,
      signer: exampleSigner,
    })
    expect(await verifyElsewhere(JSON.parse(text) as object)).toMatchObject({ verified: true })
  })

  it('row 95: reads our Multikey as the key that signed', async () => {
    const key = await from({ type: 'Multikey', publicKeyMultibase: exampleSigner.multikey })
    const data = new TextEncoder().encode('ten books')
    expect(await key.verifier().verify({ data, signature: exampleSigner.sign(data) })).toBe(true)
  })
})
