import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { generate } from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import { issuingContexts } from '../../../../src/core/openbadges/contexts'
import { olderCredentialContexts } from '../../../../src/core/openbadges/older-contexts'
import { verifyProof } from '../../../../src/core/openbadges/verify-proof'
import { readMultikey } from '../../../../src/core/openbadges/multikey'
import {
  didUrl,
  digest,
  type Document,
  hostedDid,
  keyFrom,
  portsFor,
  unsignedCredential,
  webOf,
} from '../../../support/badges-in'

/** Credentials that other programs signed while VC 1.1 was the standard: read, never written. */

const did = String(hostedDid().id)
const contexts = { ...issuingContexts, ...olderCredentialContexts }
const context2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
const contextOf = (version: 1 | 2) => `https://w3id.org/security/data-integrity/v${version}`
type Key = Awaited<ReturnType<typeof generate>>

const date = '2026-06-20T13:05:09Z'
const dataIntegrity = (version: 1 | 2) => (key: Key) =>
  new DataIntegrityProof({ cryptosuite, signer: key.signer(), date, legacyContext: version === 1 })
const signature2020 = (key: Key) => new Ed25519Signature2020({ signer: key.signer(), date })

/** An Open Badges credential of VC 1.1, with the contexts that its signer adds. */
async function unsigned(issuer: string, ...added: string[]): Promise<Document> {
  const { validFrom, awardedDate: _, credentialStatus: __, ...rest } = await unsignedCredential({ hosted: false })
  return {
    ...rest,
    '@context': [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
      ...added,
    ],
    issuer: { ...(rest.issuer as Document), id: issuer },
    issuanceDate: validFrom,
  }
}

/** Signs as another maker's issuer does. */
const signElsewhere = (credential: object, suite: object): Promise<Document> =>
  issue({
    credential: structuredClone(credential),
    suite,
    documentLoader: (url) => {
      const document = contexts[url]
      if (!document) return Promise.reject(new Error(`not known: ${url}`))
      return Promise.resolve({ contextUrl: null, documentUrl: url, document })
    },
  })

async function keyOf(controller: string): Promise<Key> {
  const key = await generate({ controller })
  return Object.assign(key, { id: `${controller}#${key.publicKeyMultibase}` })
}
const methodOf = (key: Key, type = 'Ed25519VerificationKey2020') => ({
  id: `${did}#${key.publicKeyMultibase}`,
  type,
  controller: did,
  publicKeyMultibase: key.publicKeyMultibase,
})
const didWith = (...methods: Document[]): Document => ({
  ...hostedDid(),
  verificationMethod: methods,
  assertionMethod: methods.map(({ id }) => id),
})

async function verdictOf(badge: Document, document: Document | null) {
  const web = document && (await webOf({ [didUrl]: document }))
  const { verdict, because, checks } = await checkPayload(JSON.stringify(badge), portsFor(web))
  const signature = checks.find(({ name }) => name === 'signature')
  return { verdict, because: because?.code ?? null, algorithm: signature?.details.algorithm }
}

describe.each([
  ['Ed25519Signature2020', context2020, signature2020],
  ['eddsa-rdfc-2022', contextOf(1), dataIntegrity(1)],
  ['eddsa-rdfc-2022', contextOf(2), dataIntegrity(2)],
] as const)('a credential of VC 1.1 with a proof of %s under %s, made by another program', (name, context, suite) => {
  const signedWith = async (key: Key, issuer = did) => signElsewhere(await unsigned(issuer, context), suite(key))

  it('is valid with either form of the key in the issuer’s DID document', async () => {
    const key = await keyOf(did)
    const badge = await signedWith(key)
    for (const type of ['Ed25519VerificationKey2020', 'Multikey'])
      expect(await verdictOf(badge, didWith(methodOf(key, type)))).toEqual({
        verdict: 'valid',
        because: null,
        algorithm: name,
      })
  })

  it('is valid offline from a did:key', async () => {
    const key = await generate({})
    const own = `did:key:${key.publicKeyMultibase}`
    Object.assign(key, { id: `${own}#${key.publicKeyMultibase}`, controller: own })
    expect(await verdictOf(await signedWith(key, own), null)).toMatchObject({ verdict: 'valid' })
  })

  it('is altered where a letter of it or of its proof was changed, or the key is another', async () => {
    const key = await keyOf(did)
    const badge = await signedWith(key)
    const listed = didWith(methodOf(key))
    expect(await verdictOf({ ...badge, name: 'Reading Moon' }, listed)).toMatchObject({ verdict: 'altered' })
    const later = { ...(badge.proof as Document), created: '2026-06-20T13:05:10Z' }
    expect(await verdictOf({ ...badge, proof: later }, listed)).toMatchObject({ verdict: 'altered' })
    const other = { ...methodOf(key), publicKeyMultibase: keyFrom('another').multikey }
    expect(await verdictOf(badge, didWith(other))).toMatchObject({ verdict: 'altered' })
  })

  it('is held to the rules of every proof: purpose, time, whose key it is', async () => {
    const key = await keyOf(did)
    const badge = await signedWith(key)
    const proof = badge.proof as Document
    const because = async (change: Document, document = didWith(methodOf(key))) =>
      (await verdictOf({ ...badge, proof: { ...proof, ...change } }, document)).because
    expect(await because({ proofPurpose: 'authentication' })).toBe('wrong_purpose')
    expect(await because({ expires: '2026-06-30T00:00:00Z' })).toBe('proof_expired')
    expect(await because({ verificationMethod: 'did:web:other.example#key' })).toBe('method_not_issuers')
    expect(await because({}, didWith())).toBe('key_not_listed')
    expect(await because({ favouriteColour: 'blue' })).toBe('terms_unknown')
    expect(await because({ '@context': badge['@context'] })).toBe('unusual_form')
    expect(await because({ proofValue: 'z' })).toBe('proof_malformed')
  })

  it('cannot be checked without the context that gives its proof a meaning', async () => {
    const key = await keyOf(did)
    const badge = await signedWith(key)
    const without = { ...badge, '@context': (badge['@context'] as string[]).slice(0, 2) }
    expect(await verdictOf(without, didWith(methodOf(key)))).toMatchObject({
      verdict: 'unreachable',
      because: 'terms_unknown',
    })
  })
})

describe('a credential of VC 2.0', () => {
  it.each([
    [context2020, signature2020],
    [contextOf(2), dataIntegrity(2)],
  ] as const)('may name %s as well', async (context, suite) => {
    const key = await keyOf(did)
    const { credentialStatus: _, ...credential } = await unsignedCredential()
    const named = { ...credential, '@context': [...(credential['@context'] as string[]), context] }
    const badge = await signElsewhere(named, suite(key))
    expect(await verdictOf(badge, didWith(methodOf(key)))).toMatchObject({ verdict: 'valid' })
  })
})

describe('a proof of Ed25519Signature2020', () => {
  it('is told by its type alone: the name is no cryptosuite, and a cryptosuite has no place in it', async () => {
    const key = await keyOf(did)
    const badge = await signElsewhere(await unsigned(did, context2020), signature2020(key))
    const proof = badge.proof as Document
    for (const other of [
      { type: 'DataIntegrityProof', cryptosuite: 'Ed25519Signature2020' },
      { cryptosuite: 'eddsa-rdfc-2022' },
      { type: 'Ed25519Signature2018' },
      { type: ['Ed25519Signature2020'] },
    ])
      expect(
        await verdictOf({ ...badge, proof: { ...proof, ...other } }, didWith(methodOf(key))),
        JSON.stringify(other),
      ).toMatchObject({ verdict: 'unreachable', because: 'suite_unknown' })
  })

  it('is made with Ed25519 keys only', async () => {
    const key = await keyOf(did)
    const badge = await signElsewhere(await unsigned(did, context2020), signature2020(key))
    const ports = { digest, verifyEd25519: () => true }
    const p256 = readMultikey('zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv')
    if (!p256) throw new Error('not read')
    expect(await verifyProof(badge, badge.proof as Document, p256, ports, contexts)).toEqual({ outcome: 'wrong_key' })
  })
})
