import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import {
  assertionUrl,
  badgeUrl,
  base,
  didUrl,
  hostedAssertion,
  hostedBadge,
  hostedDid,
  hostedIssuer,
  issuerUrl,
  jws,
  listUrl,
  ownFacts,
  p256,
  person,
  portsFor,
  rsa,
  signed,
  signedCredential,
  statusList,
  unsignedCredential,
  webOf,
  type Document,
} from '../../../support/badges-in'

/** What a holder or a stranger could do to a badge so that it seems to say something else than its issuer said. */

async function check(badge: Document | string, web: Parameters<typeof webOf>[0] = {}, more = {}) {
  const text = typeof badge === 'string' ? badge : JSON.stringify(badge)
  const { verdict, because } = await checkPayload(text, portsFor(await webOf(web), more))
  return [verdict, because?.code ?? null]
}
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Document

describe('a withdrawn credential whose holder writes its status in another way', () => {
  const withdrawn = async () => ({ [listUrl]: await statusList([94567]) })

  it('F37: under the full name of the property: the signature holds, but it is not read past', async () => {
    const { credentialStatus, ...rest } = await signedCredential()
    const hidden = { ...rest, 'https://www.w3.org/2018/credentials#credentialStatus': credentialStatus }
    expect(await check(hidden, await withdrawn())).toEqual(['unreachable', 'unusual_form'])
  })

  it('row 83: behind so many repetitions of another entry that it is not looked at', async () => {
    const onHold = `${base}/status/hold.json`
    const { proof: _, ...hold } = await statusList([], { purpose: 'suspension' })
    const holding = await signed({ '@context': hold['@context'], ...hold, id: onHold })
    const entry = (statusPurpose: string, statusListCredential: string) => ({
      id: `${statusListCredential}#94567`,
      type: 'BitstringStatusListEntry',
      statusPurpose,
      statusListIndex: '94567',
      statusListCredential,
    })
    const [suspension, revocation] = [entry('suspension', onHold), entry('revocation', listUrl)]
    const badge = await signed({ ...(await unsignedCredential()), credentialStatus: [suspension, revocation] })
    const padded = { ...badge, credentialStatus: [...Array<Document>(12).fill(suspension), revocation] }
    const web = { [onHold]: holding, ...(await withdrawn()) }
    expect(await check(padded, web)).toEqual(['revoked', 'revoked'])
    expect(await check(padded, { [onHold]: holding })).toEqual(['valid', null])
  })
})

describe('a status that is written in a way that cannot be read', () => {
  it('row 81: entries of several bits each do not stand where those of one bit do', async () => {
    const badge = await unsignedCredential()
    Object.assign(badge['credentialStatus'] as Document, { statusSize: 2 })
    expect(await check(await signed(badge))).toEqual(['genuine_unchecked', 'status_unknown_type'])
    Object.assign(badge['credentialStatus'] as Document, { statusSize: 1 })
    expect(await check(await signed(badge))).toEqual(['valid', null])
  })

  it('any JSON at the address of 1EdTech’s list is no list on which nobody stands', async () => {
    const url = `${base}/withdrawn.json`
    const badge = await signed({
      ...(await unsignedCredential()),
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ],
      credentialStatus: { id: url, type: '1EdTechRevocationList' },
    })
    expect(await check(badge, { [url]: { message: 'Welcome' } })).toEqual(['genuine_unchecked', 'not_readable'])
    expect(await check(badge, { [url]: { id: url, type: ['1EdTechRevocationList'] } })).toEqual(['valid', null])
  })
})

describe('an issuer that is only written into the badge', () => {
  const evil = 'https://evil.example/a.json'
  const policy = { verification: { type: 'VerificationObject', allowedOrigins: ['evil.example'] } }

  it('row 99: cannot let another host speak for it (2.0)', async () => {
    const issuer = { ...hostedIssuer(), id: undefined, url: 'https://example.org/', ...policy }
    const badge = { ...hostedBadge(), id: 'urn:uuid:5a1e3a44-2c3b-4a5e-9d5f-6b7c8d9e0f12', issuer }
    const assertion = json({ ...(await hostedAssertion()), id: evil, badge })
    expect(await check(assertion, { [evil]: assertion })).toEqual(['invalid', 'other_host'])
  })

  it('row 99: cannot let another host speak for it (0.5)', async () => {
    const issuer = { origin: 'https://example.org', name: 'Library', ...policy }
    const badge = { version: '0.5.0', name: 'Star', description: '', image: '/a.png', criteria: '/a', issuer }
    const assertion = { recipient: person, badge, issued_on: '2012-05-01' }
    expect(await check(evil, { [evil]: assertion })).toEqual(['invalid', 'other_host'])
  })

  it('row 97: lists no key: a signature with one that came along proves nothing', async () => {
    const id = 'urn:uuid:5a1e3a44-2c3b-4a5e-9d5f-6b7c8d9e0f13'
    const creator = `${id}#key`
    const publicKeyPem = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString()
    const publicKey = { id: creator, type: 'CryptographicKey', owner: id, publicKeyPem }
    const issuer = { ...hostedIssuer(), id, publicKey }
    const assertion = {
      ...(await hostedAssertion()),
      id: 'urn:uuid:5a1e3a44-2c3b-4a5e-9d5f-6b7c8d9e0f11',
      badge: { ...hostedBadge(), id: 'urn:uuid:5a1e3a44-2c3b-4a5e-9d5f-6b7c8d9e0f12', issuer },
      verification: { type: 'SignedBadge', creator },
    }
    expect(await check(jws({ alg: 'RS256' }, assertion, rsa.privateKey))).toEqual(['unreachable', 'not_fetched'])
  })

  it('endorses nothing where it has no address of its own', async () => {
    const endorsement = {
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Endorsement',
      id: evil,
      claim: { id: badgeUrl, endorsementComment: 'Splendid.' },
      issuer: { type: 'Profile', name: 'A university' },
      issuedOn: '2026-06-01T00:00:00Z',
      verification: { type: 'HostedBadge' },
    }
    expect(await check(endorsement, { [evil]: endorsement })).toEqual(['invalid', 'missing'])
  })

  it('row 99: beginnings of addresses are read as addresses', async () => {
    const withStart = (startsWith: string) => ({ ...hostedIssuer(), verification: { startsWith } })
    const badge = await hostedAssertion()
    expect(await check(badge, { [issuerUrl]: withStart('https://BADGES.example.org') })).toEqual(['valid', null])
    expect(await check(badge, { [issuerUrl]: withStart('https://badges.example.or') })).toEqual([
      'invalid',
      'other_host',
    ])
    expect(assertionUrl.startsWith('https://badges.example.or')).toBe(true)
  })
})

describe('a hosted assertion', () => {
  it('is withdrawn also where the word for it is written as a text', async () => {
    const badge = await hostedAssertion()
    const at = (revoked: unknown) => check(badge, { [assertionUrl]: { ...badge, revoked } })
    expect(await at('true')).toEqual(['revoked', 'revoked'])
    for (const revoked of [false, 'false', undefined]) expect(await at(revoked)).toEqual(['valid', null])
  })
})

describe('a host that an issuer allows', () => {
  it.each(['bücher.example', 'xn--bcher-kva.example', 'https://bücher.example/', 'BÜCHER.example:443'])(
    'row 99: is the same host however it is written: %s',
    async (origin) => {
      const url = 'https://bücher.example/a.json'
      const assertion = { ...(await hostedAssertion()), id: url }
      const web = {
        [new URL(url).href]: assertion,
        [issuerUrl]: { ...hostedIssuer(), verification: { allowedOrigins: [origin] } },
      }
      expect(await check(assertion, web)).toEqual(['valid', null])
    },
  )
})

describe('a key', () => {
  it.each(['2026', '2026-01-01T00:00:00', true, 'yes'])(
    'row 97: that is revoked at a time nobody can read (%s) counts for nothing',
    async (revoked) => {
      const did = hostedDid()
      const [method] = did['verificationMethod'] as [Document]
      const web = { [didUrl]: { ...did, verificationMethod: [{ ...method, revoked }] } }
      expect(await check(await signedCredential(), web)).toEqual(['invalid', 'key_retired'])
    },
  )
})

describe('a document with the id of an award of this library', () => {
  const own = (issuer: string) => ({
    ownFacts: (_: string, by: string | null) => Promise.resolve(by === issuer ? ownFacts() : null),
  })

  it('that another issuer signed says nothing of the award, and the award nothing of it', async () => {
    const badge = await signedCredential()
    const withdrawn = { [listUrl]: await statusList([94567]) }
    expect(await check(badge, withdrawn, own(String(hostedDid().id)))).toEqual(['valid', null])
    expect(await check(badge, withdrawn, own('did:web:other.example'))).toEqual(['revoked', 'revoked'])
  })
})

describe('a VC 1.1 credential as a JWT', () => {
  const vc11 = async () => {
    const { validFrom, validUntil: _, ...rest } = await unsignedCredential()
    return {
      ...rest,
      issuanceDate: validFrom,
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context.json'],
    } as Document
  }
  const kid = `${String(hostedDid().id)}#p`
  const keyed = () => {
    const did = hostedDid()
    const publicKeyJwk = p256.publicKey.export({ format: 'jwk' })
    return {
      ...did,
      verificationMethod: [
        ...(did['verificationMethod'] as Document[]),
        { id: kid, type: 'JsonWebKey', controller: did['id'], publicKeyJwk },
      ],
      assertionMethod: [...(did['assertionMethod'] as string[]), kid],
    }
  }

  it('may say id, issuer and dates in the envelope only (VC Data Model 1.1 §6.3.1)', async () => {
    const { id, issuer, issuanceDate, ...vc } = await vc11()
    const claims = {
      iss: (issuer as Document)['id'],
      jti: id,
      nbf: Date.parse(String(issuanceDate)) / 1000,
      exp: Date.parse('2026-06-25T00:00:00Z') / 1000,
    }
    const of = (payload: Document) =>
      check(jws({ alg: 'ES256', typ: 'JWT', kid }, payload, p256.privateKey, 'ES256'), { [didUrl]: keyed() })
    expect(await of({ ...claims, vc })).toEqual(['expired', 'expired'])
    const { exp: _, ...lasting } = claims
    expect(await of({ ...lasting, vc })).toEqual(['valid', null])
    expect(await of({ ...lasting, vc: { ...vc, issuer: 'did:web:other.example' } })).toEqual([
      'invalid',
      'claims_differ',
    ])
  })
})

describe('a document that is made to be laborious', () => {
  it('of more values than any badge has is given up before it is worked through', async () => {
    const evidence = Array.from({ length: 8000 }, () => ({ type: ['Evidence'], name: 'x' }))
    expect(await check({ ...(await signedCredential()), evidence })).toEqual(['unreachable', 'not_checkable'])
  })

  it('of parts that are all alike and all point to each other is given up', async () => {
    const badge = await signedCredential()
    const subject = badge['credentialSubject'] as Document
    const names = Array.from({ length: 8 }, (_, at) => `_:b${String(at)}`)
    const knot = names.map((id) => ({
      id,
      type: 'Achievement',
      related: names.map((to) => ({ id: to, type: 'Related' })),
    }))
    const achievement = { ...(subject['achievement'] as Document), related: knot }
    const tied = { ...badge, credentialSubject: { ...subject, achievement } }
    expect(await check(tied)).toEqual(['unreachable', 'not_checkable'])
  })
})
