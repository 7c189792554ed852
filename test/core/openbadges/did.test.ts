import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sitePaths } from '../../../src/core/openbadges/addresses'
import { decodeBase58, encodeBase58 } from '../../../src/core/openbadges/base58'
import { decodeBase64url, encodeBase64url } from '../../../src/core/openbadges/base64url'
import {
  didDocument,
  didKey,
  didWeb,
  didWebAddress,
  issuerDid,
  publicKeyOfDidKey,
} from '../../../src/core/openbadges/did'
import { documentText } from '../../../src/core/openbadges/document-text'
import type { EcJwk } from '../../../src/core/openbadges/elliptic'
import { decodeMultikey, encodeEcMultikey, encodeMultikey, readMultikey } from '../../../src/core/openbadges/multikey'
import { keyDocument, type PublishedKey, rsaPem } from '../../../src/core/openbadges/published-keys'
import { example, exampleSigner, fixtureText } from '../../support/openbadges'

const publishedKey = (publicMultibase: string): PublishedKey => ({
  kind: 'ed25519',
  publicMultibase,
  retiredAt: null,
  retiredReason: null,
})
const goldenKey = 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi'
const goldenBytes = Buffer.from('4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5', 'hex')

describe('bytes as text', () => {
  it('base58 reads back what it wrote, leading zeros included', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(3), (tail, zeros) => {
        const bytes = Uint8Array.from([...new Uint8Array(zeros), ...tail])
        expect(decodeBase58(encodeBase58(bytes))).toEqual(bytes)
      }),
    )
  })

  it('base58 writes the published examples', () => {
    expect(encodeBase58(new TextEncoder().encode('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U')
    expect(encodeBase58(Uint8Array.of(0, 0, 0x28, 0x7f, 0xb4, 0xcd))).toBe('11233QC4')
    expect(encodeBase58(new Uint8Array(0))).toBe('')
    for (const wrong of ['0', 'O', 'I', 'l', 'a b', '1'.repeat(201)]) expect(decodeBase58(wrong)).toBeNull()
  })

  it('base64url writes and reads as Node does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url')
        expect(encodeBase64url(bytes)).toBe(text)
        expect(decodeBase64url(text)).toEqual(bytes)
        expect(decodeBase64url(`${text}${'='.repeat((4 - (text.length % 4)) % 4)}`)).toEqual(bytes)
      }),
    )
    for (const wrong of ['A', 'ab+/', 'a b', 'abcde=f']) expect(decodeBase64url(wrong)).toBeNull()
  })
})

describe('keys', () => {
  it('row 95: writes and reads the golden Multikey', () => {
    expect(encodeMultikey(goldenBytes)).toBe(goldenKey)
    expect(decodeMultikey(goldenKey)).toEqual(new Uint8Array(goldenBytes))
  })

  it('row 95: refuses another base, another kind of key and another length', () => {
    const key = [...new Uint8Array(goldenBytes)]
    const wrong = (...bytes: number[]) => `z${encodeBase58(Uint8Array.from(bytes))}`
    for (const text of [
      goldenKey.slice(1),
      `u${goldenKey.slice(1)}`,
      wrong(0x12, 0x00, ...key), // P-256
      wrong(0xed, 0x01, ...key.slice(1)), // 31 bytes
      wrong(0xed, 0x01, ...key, 0),
      wrong(...key),
      'z',
      '',
    ])
      expect(decodeMultikey(text)).toBeNull()
    expect(() => encodeMultikey(new Uint8Array(31))).toThrow(RangeError)
  })

  it('row 95: reads keys on P-256 and P-384 too, and only points of the curve', () => {
    for (const [curve, prefix] of [
      ['P-256', [0x80, 0x24]],
      ['P-384', [0x81, 0x24]],
    ] as const)
      for (let round = 0; round < 20; round++) {
        const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve })
        const jwk = publicKey.export({ format: 'jwk' }) as EcJwk
        const multikey = encodeEcMultikey(jwk)
        expect(readMultikey(multikey)).toEqual({ jwk: { kty: 'EC', crv: curve, x: jwk.x, y: jwk.y } })
        expect(decodeMultikey(multikey)).toBeNull()
        expect(publicKeyOfDidKey(didKey(multikey))).toEqual(readMultikey(multikey))
        const bytes = decodeBase58(multikey.slice(1)) ?? new Uint8Array()
        expect([...bytes.slice(0, 2)]).toEqual(prefix)
        const wrong = (...parts: number[]) => readMultikey(`z${encodeBase58(Uint8Array.from(parts))}`)
        expect(wrong(...prefix, 4, ...bytes.slice(3))).toBeNull() // no sign of y
        expect(wrong(...bytes.slice(0, -1))).toBeNull()
        expect(wrong(...prefix, 2, ...new Array<number>(bytes.length - 3).fill(255))).toBeNull() // beyond the field
        expect(() => encodeEcMultikey({ ...jwk, y: jwk.x })).toThrow(RangeError)
      }
    // 1 is the x of no point on P-256.
    const nowhere = Uint8Array.of(0x80, 0x24, 2, ...new Array<number>(31).fill(0), 1)
    expect(readMultikey(`z${encodeBase58(nowhere)}`)).toBeNull()
    // Two of the published did:key vectors.
    for (const key of [
      'zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv',
      'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169',
    ])
      expect(readMultikey(key)).toMatchObject({ jwk: { crv: 'P-256' } })
  })

  it('a did:key is its key, as DID and as verification method', () => {
    expect(publicKeyOfDidKey(didKey(goldenKey))).toEqual({ ed25519: new Uint8Array(goldenBytes) })
    expect(publicKeyOfDidKey(`did:key:${goldenKey}#${goldenKey}`)).toEqual({ ed25519: new Uint8Array(goldenBytes) })
    expect(publicKeyOfDidKey(`did:key:${goldenKey}#z6Mkother`)).toBeNull()
    expect(publicKeyOfDidKey('did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme')).toBeNull() // secp256k1
    expect(publicKeyOfDidKey('did:web:example.org')).toBeNull()
  })
})

describe('did:web', () => {
  it.each([
    ['did:web:example.org', 'https://example.org/.well-known/did.json'],
    ['did:web:example.org:a:b', 'https://example.org/a/b/did.json'],
    ['did:web:example.org%3A8443', 'https://example.org:8443/.well-known/did.json'],
    ['did:web:example.org%3a8443:a', 'https://example.org:8443/a/did.json'],
    ['did:web:Example.ORG:A', 'https://example.org/A/did.json'],
  ])('row 96: the document of %s is at %s', (did, address) => {
    expect(didWebAddress(did)).toBe(address)
  })

  it.each([
    'did:key:z6Mk',
    'did:web:',
    'did:web:example.org:..:secret',
    'did:web:example.org:%2e%2E:x',
    'did:web:example.org:a%2Fb',
    'did:web:example.org:a/b',
    'did:web:example.org::a',
    'did:web:user%40example.org',
    'did:web:example.org/a',
    'did:web:example.org?x=1',
    'did:web:example.org:a?x',
    'did:web:example.org#key',
  ])('row 96: %s has no address', (did) => {
    expect(didWebAddress(did)).toBeNull()
  })

  it('row 96: a base address leads back to itself', () => {
    for (const base of ['https://example.org', 'https://example.org:8443/a/b', 'https://example.org/~library/a%20b']) {
      const address = didWebAddress(issuerDid(base, example.issuer.token))
      const path = new URL(`${base}/issuers/${example.issuer.token}/did.json`)
      expect(decodeURIComponent(address ?? '')).toBe(decodeURIComponent(path.href))
    }
    expect(didWeb('https://example.org:8443/a')).toBe('did:web:example.org%3A8443:a')
  })

  it('the issuer’s DID document is the worked example, letter for letter', () => {
    const document = didDocument(example.base, example.issuer.token, [publishedKey(exampleSigner.multikey)])
    expect(documentText(document)).toBe(fixtureText(`example/issuers/${example.issuer.token}/did.json`))
  })

  it('row 97: a retired key stays listed, and may still be looked up; a stolen one says since when it counts no longer', () => {
    const at = '2026-07-01T00:00:00Z'
    const rotated = { ...publishedKey(goldenKey), retiredAt: at, retiredReason: 'rotated' as const }
    const stolen = { ...rotated, retiredReason: 'stolen' as const }
    const keys = (...retired: PublishedKey[]) =>
      didDocument(example.base, example.issuer.token, [...retired, publishedKey(exampleSigner.multikey)])
    for (const document of [keys(rotated), keys(stolen)])
      expect(document.assertionMethod.map((method) => method.split('#')[1])).toEqual([
        goldenKey,
        exampleSigner.multikey,
      ])
    expect(keys(rotated)).toEqual(keys(publishedKey(goldenKey)))
    expect(keys(stolen).verificationMethod.map((method) => 'revoked' in method && method.revoked)).toEqual([at, false])
  })

  it('lists a key on P-256 as the JWK that stands at the key’s own address, and no RSA key', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = pair.publicKey.export({ format: 'jwk' }) as EcJwk
    const p256 = { ...publishedKey(encodeEcMultikey(jwk)), kind: 'p256' as const }
    const rsa = { ...publishedKey('uhSQ'), kind: 'rsa' as const }
    const document = didDocument(example.base, example.issuer.token, [publishedKey(goldenKey), p256, rsa])
    const address = `${example.base}/${sitePaths.key(example.issuer.token, p256.publicMultibase)}`
    expect(document['@context']).toContain('https://w3id.org/security/jwk/v1')
    expect(document.assertionMethod).toHaveLength(2)
    expect(document.verificationMethod[1]).toEqual({
      id: `${document.id}#${p256.publicMultibase}`,
      type: 'JsonWebKey',
      controller: document.id,
      publicKeyJwk: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y, kid: address, alg: 'ES256', use: 'sig' },
    })
    expect(keyDocument(example.base, example.issuer.token, p256)).toEqual({
      ...jwk,
      kid: address,
      alg: 'ES256',
      use: 'sig',
    })
  })

  it('writes an RSA key as the PEM that Node writes, whatever its length', () => {
    for (const modulusLength of [512, 1024, 2048, 3072]) {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength })
      const der = publicKey.export({ format: 'der', type: 'pkcs1' })
      const multibase = `u${Buffer.concat([Buffer.of(0x85, 0x24), der]).toString('base64url')}`
      expect(rsaPem(multibase)).toBe(publicKey.export({ format: 'pem', type: 'spki' }))
    }
    for (const wrong of ['', 'u', 'uAAAA', goldenKey]) expect(() => rsaPem(wrong)).toThrow(RangeError)
  })
})
