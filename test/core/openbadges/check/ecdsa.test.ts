import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { generate, toJwk } from '@digitalbazaar/ecdsa-multikey'
import { cryptosuite } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import type { CheckPorts } from '../../../../src/core/openbadges/check/ports'
import { issuingContexts } from '../../../../src/core/openbadges/contexts'
import { digest384, verifyJws } from '../../../../src/main/verification/node-ports'
import {
  didUrl,
  type Document,
  hostedDid,
  keyFrom,
  portsFor,
  signed,
  statusList,
  listUrl,
  unsignedCredential,
  webOf,
} from '../../../support/badges-in'

const did = String(hostedDid().id)
const node = { verifyJws, digest384 } satisfies Partial<CheckPorts>

/** Signs as another maker's issuer does. */
async function signElsewhere(credential: object, key: { signer: () => object }): Promise<Document> {
  return issue({
    credential: structuredClone(credential),
    suite: new DataIntegrityProof({ signer: key.signer(), cryptosuite, date: '2026-06-20T13:05:09Z' }),
    documentLoader: (url) => {
      const document = issuingContexts[url]
      if (!document) return Promise.reject(new Error(`not known: ${url}`))
      return Promise.resolve({ contextUrl: null, documentUrl: url, document })
    },
  })
}

const keyOn = async (curve: 'P-256' | 'P-384', controller: string) => {
  const key = await generate({ curve, controller })
  return { key, jwk: await toJwk({ keyPair: key }) }
}

/** The issuer's DID document with other methods. */
const didWith = (...methods: Document[]): Document => ({
  ...hostedDid(),
  verificationMethod: methods,
  assertionMethod: methods.map((method) => method.id),
})

async function verdictOf(badge: Document, document: Document | null, more: Partial<CheckPorts> = node) {
  const web = document && (await webOf({ [didUrl]: document }))
  const { verdict, because, checks } = await checkPayload(JSON.stringify(badge), portsFor(web, more))
  return { verdict, because: because?.code ?? null, warned: checks.filter((one) => one.outcome === 'warned') }
}

const hosted = async () => {
  const { credentialStatus: _, ...credential } = await unsignedCredential()
  return credential
}
const byDidKey = async (did: string) => {
  const credential = await unsignedCredential({ hosted: false })
  return { ...credential, issuer: { ...(credential.issuer as Document), id: did } }
}

describe.each(['P-256', 'P-384'] as const)(
  'a credential with an ecdsa-rdfc-2019 proof on %s, made by another program',
  (curve) => {
    it('is valid with the key as Multikey and as JWK in the issuer’s DID document', async () => {
      const { key, jwk } = await keyOn(curve, did)
      const badge = await signElsewhere(await hosted(), key)
      const id = `${did}#${key.publicKeyMultibase}`
      const multikey = { id, type: 'Multikey', controller: did, publicKeyMultibase: key.publicKeyMultibase }
      expect(await verdictOf(badge, didWith(multikey))).toMatchObject({ verdict: 'valid', because: null })
      const asJwk = { id, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk }
      expect(await verdictOf(badge, didWith(asJwk))).toMatchObject({ verdict: 'valid', because: null })
    })

    it('is altered where a letter was changed, or the key is another', async () => {
      const { key } = await keyOn(curve, did)
      const badge = await signElsewhere(await hosted(), key)
      const id = `${did}#${key.publicKeyMultibase}`
      const method = { id, type: 'Multikey', controller: did, publicKeyMultibase: key.publicKeyMultibase }
      expect(await verdictOf({ ...badge, name: 'Reading Moon' }, didWith(method))).toMatchObject({ verdict: 'altered' })
      const { jwk } = await keyOn(curve, did)
      const other = { id, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk }
      expect(await verdictOf(badge, didWith(other))).toMatchObject({ verdict: 'altered' })
      // Even while the issuer is silent the method's own name shows the change.
      expect(await verdictOf({ ...badge, name: 'Reading Moon' }, null)).toMatchObject({ verdict: 'altered' })
      expect(await verdictOf(badge, null)).toMatchObject({ verdict: 'unreachable' })
    })

    it('is valid offline from a did:key', async () => {
      const { key } = await keyOn(curve, 'did:key:x')
      const own = `did:key:${key.publicKeyMultibase}`
      Object.assign(key, { id: `${own}#${key.publicKeyMultibase}`, controller: own })
      const badge = await signElsewhere(await byDidKey(own), key)
      expect(await verdictOf(badge, null)).toMatchObject({ verdict: 'valid' })
      const { digest384: _, ...without } = node
      const blind = await verdictOf(badge, null, { ...without })
      expect(blind.verdict).toBe(curve === 'P-256' ? 'valid' : 'unreachable')
    })
  },
)

describe('row 95: a key of another kind than the suite', () => {
  it('is no key for it', async () => {
    const { key } = await keyOn('P-256', did)
    const badge = await signElsewhere(await hosted(), key)
    const id = `${did}#${key.publicKeyMultibase}`
    const ed25519 = { id, type: 'Multikey', controller: did, publicKeyMultibase: keyFrom('another').multikey }
    expect(await verdictOf(badge, didWith(ed25519))).toMatchObject({ verdict: 'invalid', because: 'key_malformed' })
  })
})

describe('several proofs', () => {
  const both = async () => {
    const { key } = await keyOn('P-256', did)
    const unsigned = await hosted()
    const id = `${did}#${key.publicKeyMultibase}`
    const p256 = { id, type: 'Multikey', controller: did, publicKeyMultibase: key.publicKeyMultibase }
    const [method] = hostedDid().verificationMethod as [Document]
    const [eddsa, ecdsa] = [await signed(unsigned), await signElsewhere(unsigned, key)]
    return { unsigned, methods: [method, p256], proofs: [(eddsa.proof as [Document])[0], ecdsa.proof as Document] }
  }

  it('are each checked: one that is wrong spoils the badge, whichever it is', async () => {
    const { unsigned, methods, proofs } = await both()
    expect(await verdictOf({ ...unsigned, proof: proofs }, didWith(...methods))).toMatchObject({ verdict: 'valid' })
    for (const at of [0, 1]) {
      const other = { ...proofs[at], created: '2026-06-20T13:05:10Z' }
      const proof = proofs.map((one, index) => (index === at ? other : one))
      expect(await verdictOf({ ...unsigned, proof }, didWith(...methods))).toMatchObject({ verdict: 'altered' })
    }
  })

  it('of suites that are not known stand beside with a note', async () => {
    const { unsigned, methods, proofs } = await both()
    const strange = { ...proofs[0], cryptosuite: 'bbs-2023' }
    const found = await verdictOf({ ...unsigned, proof: [strange, ...proofs] }, didWith(...methods))
    expect(found).toMatchObject({ verdict: 'valid' })
    expect(found.warned).toContainEqual(
      expect.objectContaining({ code: 'suite_unknown', details: { suite: 'bbs-2023' } }),
    )
    expect(await verdictOf({ ...unsigned, proof: [strange] }, didWith(...methods))).toMatchObject({
      verdict: 'unreachable',
      because: 'suite_unknown',
    })
  })

  it('of others than the issuer stand beside with a note, and never alone', async () => {
    const { unsigned, methods, proofs } = await both()
    const witness = { ...proofs[0], verificationMethod: 'did:web:witness.example#key' }
    const found = await verdictOf({ ...unsigned, proof: [witness, proofs[0]] }, didWith(...methods))
    expect(found).toMatchObject({ verdict: 'valid' })
    expect(found.warned).toContainEqual(expect.objectContaining({ code: 'signed_by_others_too' }))
    expect(await verdictOf({ ...unsigned, proof: [witness] }, didWith(...methods))).toMatchObject({
      because: 'method_not_issuers',
    })
  })

  it('in a chain: a later proof covers the one that it names', async () => {
    const { unsigned, methods, proofs } = await both()
    const first = (await signed(unsigned, { proofId: 'urn:uuid:0197a8c0-0000-4000-8000-000000000001' })).proof as [
      Document,
    ]
    const second = await signed(
      { ...unsigned, proof: first },
      {
        previousProof: 'urn:uuid:0197a8c0-0000-4000-8000-000000000001',
      },
    )
    const chain = [...first, ...(second.proof as Document[])]
    expect(await verdictOf({ ...unsigned, proof: chain }, didWith(...methods))).toMatchObject({ verdict: 'valid' })
    const swapped = [{ ...proofs[0], id: first[0]?.id }, ...(second.proof as Document[])]
    expect(await verdictOf({ ...unsigned, proof: swapped }, didWith(...methods))).toMatchObject({ verdict: 'altered' })
    expect(await verdictOf({ ...unsigned, proof: second.proof }, didWith(...methods))).toMatchObject({
      because: 'proof_malformed',
    })
  })
})

describe('a status list', () => {
  it('may be signed with ecdsa-rdfc-2019 as well', async () => {
    const { key } = await keyOn('P-256', did)
    const { proof: _, ...list } = await statusList([])
    const badge = await signElsewhere(await unsignedCredential(), key)
    const id = `${did}#${key.publicKeyMultibase}`
    const method = { id, type: 'Multikey', controller: did, publicKeyMultibase: key.publicKeyMultibase }
    const web = await webOf({ [didUrl]: didWith(method), [listUrl]: await signElsewhere(list, key) })
    expect(await checkPayload(JSON.stringify(badge), portsFor(web, node))).toMatchObject({ verdict: 'valid' })
  })
})
