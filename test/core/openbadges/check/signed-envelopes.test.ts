import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import {
  badgeUrl,
  base,
  base64url,
  didUrl,
  hostedAssertion,
  hostedDid,
  hostedIssuer,
  issuerUrl,
  issuingKey,
  jws,
  p256,
  portsFor,
  rsa,
  unsignedCredential,
  webOf,
  type Document,
} from '../../../support/badges-in'

const keyUrl = `${base}/issuers/k3v7q2mzt5xw4ycn6hjb2lrdsa/keys/1.json`
const revocations = `${base}/issuers/k3v7q2mzt5xw4ycn6hjb2lrdsa/revocations.json`
const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString()
const key = (changes: Document = {}): Document => ({
  '@context': 'https://w3id.org/openbadges/v2',
  id: keyUrl,
  type: 'CryptographicKey',
  owner: issuerUrl,
  publicKeyPem: pem,
  ...changes,
})
const issuer = (changes: Document = {}) => ({ ...hostedIssuer(), publicKey: [keyUrl], ...changes })
const signedAssertion = async (changes: Document = {}): Promise<Document> => ({
  ...(await hostedAssertion()),
  id: 'urn:uuid:5a1e3a44-2c3b-4a5e-9d5f-6b7c8d9e0f11',
  verification: { type: 'SignedBadge', creator: keyUrl },
  ...changes,
})
const web = (changes: Record<string, Document | string | number | null> = {}) =>
  webOf({ [keyUrl]: key(), [issuerUrl]: issuer(), ...changes })
async function verdict(text: string, changes: Parameters<typeof web>[0] = {}) {
  const result = await checkPayload(text, portsFor(await web(changes)))
  return [result.verdict, result.because?.code ?? null]
}

describe('a signed 2.0 assertion (JWS)', () => {
  const sign = async (changes?: Document, header: Document = { alg: 'RS256' }) =>
    jws(header, await signedAssertion(changes), rsa.privateKey)

  it('is valid where the issuer lists the key and the key names the issuer', async () => {
    expect(await verdict(await sign())).toEqual(['valid', null])
  })
  it('is unreachable without a network, and tells what it says of itself', async () => {
    const result = await checkPayload(await sign(), portsFor(null))
    expect(result).toMatchObject({ verdict: 'unreachable', format: '2.0', summary: { achievementId: badgeUrl } })
  })
  it('was altered where a character of its payload changed', async () => {
    const [header, , signature] = (await sign()).split('.')
    const payload = base64url(JSON.stringify(await signedAssertion({ issuedOn: '2020-01-01T00:00:00Z' })))
    expect(await verdict(`${header}.${payload}.${signature}`)).toEqual(['altered', 'changed'])
  })
  it('row 97: is invalid where the issuer does not list the key, or the key names another owner', async () => {
    expect(await verdict(await sign(), { [issuerUrl]: issuer({ publicKey: [] }) })).toEqual([
      'invalid',
      'key_not_listed',
    ])
    expect(await verdict(await sign(), { [keyUrl]: key({ owner: 'https://evil.example/' }) })).toEqual([
      'invalid',
      'method_not_issuers',
    ])
  })
  it('is revoked where the issuer’s list names it, with its reason', async () => {
    const list = { id: revocations, type: 'RevocationList', issuer: issuerUrl }
    const entry = { id: (await signedAssertion()).id, revocationReason: 'by mistake' }
    const changes = { [issuerUrl]: issuer({ revocationList: revocations }) }
    const revoked = await checkPayload(
      await sign(),
      portsFor(await web({ ...changes, [revocations]: { ...list, revokedAssertions: [entry] } })),
    )
    expect(revoked).toMatchObject({ verdict: 'revoked', summary: { reason: 'by mistake' } })
    expect(await verdict(await sign(), { ...changes, [revocations]: { ...list, revokedAssertions: [] } })).toEqual([
      'valid',
      null,
    ])
    expect(await verdict(await sign(), { ...changes, [revocations]: 500 })).toEqual([
      'genuine_unchecked',
      'not_fetched',
    ])
    expect(
      await verdict(await sign(), {
        ...changes,
        [revocations]: { ...list, issuer: 'https://evil.example/', revokedAssertions: [] },
      }),
    ).toEqual(['genuine_unchecked', 'list_not_trusted'])
  })

  it.each([
    ['none', 'algorithm_refused'],
    ['HS256', 'algorithm_refused'],
    ['RS1', 'algorithm_refused'],
    [undefined, 'algorithm_refused'],
  ])('row 92, F40: alg %s is refused', async (alg, because) => {
    const payload = `${base64url(JSON.stringify({ ...(alg && { alg }) }))}.${base64url(JSON.stringify(await signedAssertion()))}`
    const mac = createHmac('sha256', pem).update(payload).digest()
    expect(await verdict(`${payload}.${base64url(mac)}`)).toEqual(['invalid', because])
    expect(await verdict(`${payload}.`)).toEqual(['invalid', because])
  })
  it('row 92: the key fixes the algorithm, not the header', async () => {
    const es = jws({ alg: 'ES256' }, await signedAssertion(), p256.privateKey, 'ES256')
    expect((await verdict(es))[0]).not.toBe('valid')
  })
  it.each(['jku', 'x5u', 'crit', 'b64'])('row 93: a header with %s is refused', async (field) => {
    expect(await verdict(await sign({}, { alg: 'RS256', [field]: ['https://evil.example/'] }))).toEqual([
      'invalid',
      'header_refused',
    ])
  })
  it('row 93: a header with a private key is refused', async () => {
    const header = { alg: 'RS256', jwk: rsa.privateKey.export({ format: 'jwk' }) }
    expect(await verdict(await sign({}, header))).toEqual(['invalid', 'header_refused'])
  })
  it('a text that only looks like one is broken', async () => {
    expect(await verdict('eyJhbGciOiJSUzI1NiJ9.AAAA.AAAA')).toEqual(['invalid', 'not_json'])
  })
})

describe('a 3.0 credential as a JWT', () => {
  const did = String(hostedDid().id)
  const method = `${did}#es`
  const jwk = p256.publicKey.export({ format: 'jwk' }) as Document
  const didWithJwk = (changes: Document = {}) => ({
    ...hostedDid(),
    verificationMethod: [{ id: method, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk, ...changes }],
    assertionMethod: [method],
  })
  const credential = async (changes: Document = {}): Promise<Document> => {
    const { credentialStatus: _, ...document } = await unsignedCredential()
    const whole = { ...document, ...changes } as Document
    return { ...whole, iss: did, jti: whole.id, nbf: Date.parse('2026-06-20T13:05:09Z') / 1000 }
  }
  const sign = async (changes: Document = {}, header: Document = {}) =>
    jws({ alg: 'ES256', typ: 'JWT', kid: method, ...header }, await credential(changes), p256.privateKey, 'ES256')
  const found = (text: string, changes: Document = {}) => verdict(text, { [didUrl]: didWithJwk(changes) })

  it('row 91: is valid with the key that the issuer lists, also without an id of its subject', async () => {
    expect(await found(await sign())).toEqual(['valid', null])
  })
  it('is valid in the older envelope, inside of a claim', async () => {
    const { iss, jti, nbf, ...vc } = await credential()
    expect(await found(jws({ alg: 'ES256', kid: method }, { iss, jti, nbf, vc }, p256.privateKey, 'ES256'))).toEqual([
      'valid',
      null,
    ])
  })
  it('is valid with its key in the header if the issuer lists that key, invalid if not', async () => {
    const header = { kid: undefined, jwk }
    expect(await found(await sign({}, header))).toEqual(['valid', null])
    expect(await verdict(await sign({}, header))).toEqual(['invalid', 'key_not_listed'])
  })
  it.each(['iss', 'jti', 'nbf', 'exp', 'sub'])(
    'F40: is invalid where the claim %s says something else',
    async (claim) => {
      const claims = { ...(await credential()), [claim]: claim === 'nbf' ? 1 : 'x' }
      const text = jws({ alg: 'ES256', kid: method }, claims, p256.privateKey, 'ES256')
      expect(await found(text)).toEqual(['invalid', 'claims_differ'])
    },
  )
  it('row 92: the key fixes the algorithm, not the header', async () => {
    const text = jws({ alg: 'RS256', kid: method }, await credential(), rsa.privateKey)
    expect(await found(text)).toEqual(['invalid', 'algorithm_refused'])
  })
  it('an https issuer’s key may stand at an address of its own host, and nowhere else', async () => {
    const home = 'https://school.example/issuer'
    const key = (url: string) => ({ [url]: jwk })
    const of = async (kid: string) => {
      const document = await credential()
      const issuer = { ...(document.issuer as Document), id: home }
      return jws({ alg: 'ES256', kid }, { ...document, issuer, iss: home }, p256.privateKey, 'ES256')
    }
    const [own, others] = ['https://school.example/keys/1', 'https://evil.example/keys/1']
    expect(await verdict(await of(own), key(own))).toEqual(['valid', null])
    expect(await verdict(await of(others), key(others))).toEqual(['invalid', 'method_not_issuers'])
    expect(await verdict(await of(own))).toEqual(['unreachable', 'not_found'])
  })
  it('row 93: a kid at another host is never asked for', async () => {
    const asked: string[] = []
    const ports = portsFor(await web())
    const fetchDocument = ports.fetchDocument
    const text = await sign({}, { kid: 'https://evil.example/key.json' })
    const result = await checkPayload(text, {
      ...ports,
      fetchDocument: (url) => {
        asked.push(url)
        return fetchDocument ? fetchDocument(url) : Promise.reject(new Error('none'))
      },
    })
    expect(result.verdict).toBe('invalid')
    expect(asked.filter((url) => url.includes('evil'))).toEqual([])
  })
  it('row 92: EdDSA is taken, with a note', async () => {
    const text = jws(
      { alg: 'EdDSA', kid: `${did}#${issuingKey.multikey}` },
      await credential(),
      issuingKey.privateKey,
      'EdDSA',
    )
    const result = await checkPayload(text, portsFor(await web()))
    expect(result.verdict).toBe('valid')
    expect(result.checks).toContainEqual(
      expect.objectContaining({ name: 'signature', outcome: 'warned', code: 'key_unusual' }),
    )
  })
  it('is altered with another’s signature', async () => {
    const [header, payload] = (await sign()).split('.')
    expect(await found(`${header}.${payload}.${base64url(new Uint8Array(64))}`)).toEqual(['altered', 'changed'])
  })
})

describe('older badges', () => {
  const old = `${base}/old.json`
  const oldBadge = `${base}/old-badge.json`
  const oldIssuer = `${base}/old-issuer.json`
  const assertion = {
    uid: 'abc',
    recipient: { type: 'email', hashed: false, identity: 'ann@example.org' },
    badge: oldBadge,
    verify: { type: 'hosted', url: old },
    issuedOn: 1_371_000_000,
  }
  const badge = { name: 'Old', description: 'd', image: `${base}/x.png`, criteria: `${base}/c.html`, issuer: oldIssuer }
  const oldWeb = {
    [old]: assertion,
    [oldBadge]: badge,
    [oldIssuer]: { name: 'Old Library', url: 'https://example.org' },
  }
  const read = async (document: Document | string, changes = {}, identity?: string) =>
    checkPayload(
      typeof document === 'string' ? document : JSON.stringify(document),
      portsFor(await webOf({ ...oldWeb, ...changes })),
      identity === undefined ? {} : { identity },
    )

  it('1.0: is valid where it stands at its address, and row 40: counts seconds in UTC', async () => {
    expect(await read(assertion)).toMatchObject({
      verdict: 'valid',
      format: 'older',
      summary: {
        badgeName: 'Old',
        issuerName: 'Old Library',
        awardedAt: '2013-06-12T01:20:00Z',
        recipient: 'ann@example.org',
      },
    })
  })
  it('1.0: is unreachable offline, revoked on 410', async () => {
    expect((await checkPayload(JSON.stringify(assertion), portsFor(null))).verdict).toBe('unreachable')
    expect((await read(assertion, { [old]: 410 })).verdict).toBe('revoked')
  })
  it('0.5: row 5: an address leads to the badge, with its issuer inside', async () => {
    const early = {
      recipient: 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
      salt: 'Kosher',
      issued_on: '2012-01-01',
      badge: {
        version: '0.5.0',
        name: 'Early',
        image: `${base}/e.png`,
        description: 'd',
        criteria: `${base}/c`,
        issuer: { origin: base, name: 'Early Library' },
      },
    }
    const result = await read(old, { [old]: early }, 'a@example.com')
    expect(result).toMatchObject({
      verdict: 'valid',
      format: 'older',
      summary: { issuerName: 'Early Library', recipientMatches: true },
    })
    const elsewhere = { ...early, badge: { ...early.badge, issuer: { origin: 'https://other.example', name: 'X' } } }
    expect(await read(old, { [old]: elsewhere })).toMatchObject({ verdict: 'invalid', because: { code: 'other_host' } })
  })
  it('row 27: an md5 or sha1 recipient is read, with a note', async () => {
    const weak = (identity: string) => ({
      ...assertion,
      recipient: { type: 'email', hashed: true, salt: 's', identity },
    })
    for (const algorithm of ['md5', 'sha1']) {
      const one = weak(`${algorithm}$${createHash(algorithm).update('ann@example.orgs').digest('hex')}`)
      const result = await read(one, { [old]: one }, 'ann@example.org')
      expect(result).toMatchObject({ verdict: 'valid', summary: { recipientMatches: true } })
      expect(result.checks).toContainEqual(expect.objectContaining({ name: 'recipient', outcome: 'warned' }))
    }
  })
  it('1.0 signed: the key stands on the issuer’s own host', async () => {
    const keyAt = (url: string) => ({ ...assertion, verify: { type: 'signed', url } })
    const own = jws({ alg: 'RS256' }, keyAt(`${base}/key.pem`), rsa.privateKey)
    expect(await read(own, { [`${base}/key.pem`]: pem })).toMatchObject({ verdict: 'valid', format: 'older' })
    const others = jws({ alg: 'RS256' }, keyAt('https://evil.example/key.pem'), rsa.privateKey)
    expect(await read(others, { 'https://evil.example/key.pem': pem })).toMatchObject({ verdict: 'invalid' })
  })
  it('1.0 signed: the issuer’s map of revoked uids counts', async () => {
    const signed = jws(
      { alg: 'RS256' },
      { ...assertion, verify: { type: 'signed', url: `${base}/key.pem` } },
      rsa.privateKey,
    )
    const changes = {
      [`${base}/key.pem`]: pem,
      [oldIssuer]: { name: 'Old Library', url: 'https://example.org', revocationList: `${base}/revoked.json` },
    }
    expect(await read(signed, { ...changes, [`${base}/revoked.json`]: { abc: 'gone' } })).toMatchObject({
      verdict: 'revoked',
      summary: { reason: 'gone' },
    })
  })
})
