import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encodeBase58 } from '../../../../src/core/openbadges/base58'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import { decodeMultikey } from '../../../../src/core/openbadges/multikey'
import {
  type Document,
  didUrl,
  hostedDid,
  issuingKey,
  jws,
  p256,
  portsFor,
  rsa,
  signedCredential,
  unsignedCredential,
  webOf,
} from '../../../support/badges-in'

const did = String(hostedDid().id)
const [method] = hostedDid().verificationMethod as [Document]
const methodId = String(method.id)

/** The issuer's DID document, whose one method holds its key in another form. */
const didWith = (key: Document, id = methodId): Document => ({
  ...hostedDid(),
  verificationMethod: [{ id, controller: did, ...key }],
  assertionMethod: [id],
})

async function verdict(badge: Document | string, web: Record<string, Document | string | number | null>) {
  const text = typeof badge === 'string' ? badge : JSON.stringify(badge)
  const { verdict, because } = await checkPayload(text, portsFor(await webOf(web)))
  return [verdict, because?.code ?? null]
}

const raw = decodeMultikey(issuingKey.multikey) ?? new Uint8Array()
const okp = issuingKey.publicKey.export({ format: 'jwk' }) as Document

describe('the ways in which a DID document writes an Ed25519 key', () => {
  it.each<[string, Document]>([
    ['Multikey', { type: 'Multikey', publicKeyMultibase: issuingKey.multikey }],
    ['Ed25519VerificationKey2020', { type: 'Ed25519VerificationKey2020', publicKeyMultibase: issuingKey.multikey }],
    ['Ed25519VerificationKey2018', { type: 'Ed25519VerificationKey2018', publicKeyBase58: encodeBase58(raw) }],
    ['JsonWebKey2020', { type: 'JsonWebKey2020', publicKeyJwk: okp }],
  ])('%s is read', async (_, key) => {
    expect(await verdict(await signedCredential(), { [didUrl]: didWith(key) })).toEqual(['valid', null])
  })

  it.each<[string, Document]>([
    ['row 95: 31 bytes', { type: 'Ed25519VerificationKey2018', publicKeyBase58: encodeBase58(raw.slice(1)) }],
    ['row 95: base58 that says no kind', { type: 'SomeKey', publicKeyBase58: encodeBase58(raw) }],
    [
      'row 95: a wrong prefix',
      { type: 'Multikey', publicKeyMultibase: `z${encodeBase58(Uint8Array.of(0x12, 0, ...raw))}` },
    ],
    ['row 93: a private half beside it', { type: 'JsonWebKey', publicKeyJwk: { ...okp, d: okp.x } }],
    [
      'an RSA key, with which no such proof is made',
      { type: 'JsonWebKey', publicKeyJwk: rsa.publicKey.export({ format: 'jwk' }) },
    ],
    ['no key at all', { type: 'Multikey' }],
  ])('%s is no key', async (_, key) => {
    expect(await verdict(await signedCredential(), { [didUrl]: didWith(key) })).toEqual(['invalid', 'key_malformed'])
  })

  it('a method may be written inside of assertionMethod, and named by its fragment alone', async () => {
    const { verificationMethod: _, ...bare } = hostedDid()
    expect(await verdict(await signedCredential(), { [didUrl]: { ...bare, assertionMethod: [method] } })).toEqual([
      'valid',
      null,
    ])
    const short = `#${methodId.split('#')[1]}`
    const document = { ...bare, verificationMethod: [{ ...method, id: short }], assertionMethod: [short] }
    expect(await verdict(await signedCredential(), { [didUrl]: document })).toEqual(['valid', null])
  })

  it('row 97: a method that is listed for another purpose only is not the issuer’s word', async () => {
    const document = { ...hostedDid(), assertionMethod: [], authentication: [methodId] }
    expect(await verdict(await signedCredential(), { [didUrl]: document })).toEqual(['invalid', 'key_not_listed'])
  })

  it('row 97: a key that was put away counts for what was signed before, a rotated one without a mark for all', async () => {
    const put = (revoked: string) => didWith({ ...method, revoked })
    expect(await verdict(await signedCredential(), { [didUrl]: put('2026-06-25T00:00:00Z') })).toEqual(['valid', null])
    expect(await verdict(await signedCredential(), { [didUrl]: put('2026-06-01T00:00:00Z') })).toEqual([
      'invalid',
      'key_retired',
    ])
    const other = {
      ...method,
      id: `${did}#newer`,
      publicKeyMultibase: 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi',
    }
    const rotated = { ...hostedDid(), verificationMethod: [other, method], assertionMethod: [other.id, methodId] }
    expect(await verdict(await signedCredential(), { [didUrl]: rotated })).toEqual(['valid', null])
  })
})

describe('an issuer with a DID of a method that is not known here', () => {
  it.each(['did:jwk:eyJrdHkiOiJPS1AifQ', 'did:ion:EiClkZMDxPKqC9c', 'did:example:library'])(
    '%s is nothing that counts against the badge',
    async (id) => {
      const badge = await signedCredential()
      const [proof] = badge['proof'] as [Document]
      const issuer = { ...(badge['issuer'] as Document), id }
      const signedByIt = { ...badge, issuer, proof: [{ ...proof, verificationMethod: `${id}#0` }] }
      expect(await verdict(signedByIt, {})).toEqual(['unreachable', 'not_checkable'])
      const { proof: _, ...enveloped } = signedByIt
      for (const kid of [`${id}#0`, '0'])
        expect(await verdict(jws({ alg: 'ES256', kid }, enveloped, p256.privateKey, 'ES256'), {})).toEqual([
          'unreachable',
          'not_checkable',
        ])
    },
  )
})

describe('the key of a JWT', () => {
  const token = `${didUrl.replace('did.json', '')}keys/zDnaKey.json`
  const jwk = p256.publicKey.export({ format: 'jwk' }) as Document
  const credential = async (changes: Document = {}) => {
    const { credentialStatus: _, ...document } = await unsignedCredential()
    return { ...document, ...changes } as Document
  }
  const sign = async (header: Document, changes: Document = {}) =>
    jws({ alg: 'ES256', typ: 'JWT', ...header }, await credential(changes), p256.privateKey, 'ES256')
  const listed = (publicKeyJwk: Document, more: Document = {}) =>
    didWith({ type: 'JsonWebKey', publicKeyJwk, ...more }, `${did}#zDnaKey`)

  it('may be named by the address that the DID document gives its JWK as its kid, without asking there', async () => {
    const document = listed({ ...jwk, kid: token, alg: 'ES256' })
    expect(await verdict(await sign({ kid: token }), { [didUrl]: document })).toEqual(['valid', null])
  })

  it('may be named by the address of a JWK on the DID’s own host, if the DID lists that very key', async () => {
    const web = { [didUrl]: listed(jwk), [token]: { ...jwk, kid: token } }
    expect(await verdict(await sign({ kid: token }), web)).toEqual(['valid', null])
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as Document
    expect(await verdict(await sign({ kid: token }), { ...web, [didUrl]: listed(other) })).toEqual([
      'invalid',
      'key_not_listed',
    ])
    expect(
      await verdict(await sign({ kid: 'https://evil.example/k' }), { ...web, 'https://evil.example/k': jwk }),
    ).toEqual(['invalid', 'key_not_listed'])
  })

  it('row 97: that was put away counts for what was signed before', async () => {
    const put = (revoked: string) => ({ [didUrl]: listed({ ...jwk, kid: token }, { revoked }) })
    expect(await verdict(await sign({ kid: token }), put('2026-06-25T00:00:00Z'))).toEqual(['valid', null])
    expect(await verdict(await sign({ kid: token }), put('2026-06-01T00:00:00Z'))).toEqual(['invalid', 'key_retired'])
  })

  it('stands in the key set of an https issuer’s host, by its name, also where its own address is empty', async () => {
    const home = 'https://school.example/issuer'
    const set = 'https://school.example/.well-known/jwks.json'
    const issuer = { ...((await credential()).issuer as Document), id: home }
    const keys = (kid: string) => ({
      [set]: {
        keys: [
          { ...jwk, kid: 'another', x: jwk.y },
          { ...jwk, kid },
        ],
      },
    })
    expect(await verdict(await sign({ kid: 'key-1' }, { issuer }), keys('key-1'))).toEqual(['valid', null])
    expect(await verdict(await sign({ kid: 'key-2' }, { issuer }), keys('key-1'))).toEqual([
      'invalid',
      'key_not_listed',
    ])
    const at = 'https://school.example/keys/1'
    expect(await verdict(await sign({ kid: at }, { issuer }), keys(at))).toEqual(['valid', null])
    expect(await verdict(await sign({ kid: at }, { issuer }), {})).toEqual(['unreachable', 'not_found'])
  })

  it('F40: a token of another type that the same key signed is no badge', async () => {
    const web = { [didUrl]: listed({ ...jwk, kid: token }) }
    for (const typ of ['at+jwt', 'dpop+jwt', 7])
      expect(await verdict(await sign({ kid: token, typ }), web)).toEqual(['invalid', 'header_refused'])
    for (const typ of ['vc+jwt', 'application/vc+ld+jwt', undefined])
      expect(await verdict(await sign({ kid: token, typ }), web)).toEqual(['valid', null])
  })
})
