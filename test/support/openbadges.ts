import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../../src/core/openbadges/facts'
import { encodeMultikey } from '../../src/core/openbadges/multikey'
import type { Signer } from '../../src/core/openbadges/proof'

const fixtures = fileURLToPath(new URL('../fixtures/openbadges/', import.meta.url))

/** The text of a fixture below test/fixtures/openbadges. */
export function fixtureText(path: string): string {
  return readFileSync(fixtures + path, 'utf8')
}
/** A JSON fixture. */
export function fixtureJson(path: string): Record<string, unknown> {
  return JSON.parse(fixtureText(path)) as Record<string, unknown>
}

/** A signer from a raw Ed25519 seed. */
export function signerFromSeed(seed: Uint8Array): Signer & { publicKey: Uint8Array } {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { multikey: encodeMultikey(publicKey), publicKey, sign: (bytes) => sign(null, bytes, privateKey) }
}

/** The facts of the worked example: everything it says, and the key that signed it. */
export const example = {
  seed: createHash('sha256').update('blazon worked example').digest(),
  base: 'https://badges.example.org',
  issuer: {
    token: 'k3v7q2mzt5xw4ycn6hjb2lrdsa',
    name: 'Ødegård Library',
    url: 'https://example.org/',
    email: 'badges@example.org',
    description: '',
  },
  badge: {
    token: 'm5n2c7xq4wz3hj6ktb2rvydlfa',
    version: 1,
    name: 'Reading Star',
    description: 'Ten books in a summer.',
    criteria: 'Read ten books and tell us about one of them.',
    altText: 'A gold star over an open book.',
    tags: ['reading'],
  } satisfies BadgeFacts,
  award: {
    token: 'q7w2n5kx3vz6tmh4cjb2ryldse',
    identityType: 'emailAddress',
    identityHash: 'sha256$36b1fd74877ef40fc6e90a98b2142ec6fffdda2ee8b28c153e02a9858ae64699',
    salt: 'x7kq2mzt5w4ycn6h',
    awardedAt: '2026-06-20T13:05:09Z',
    expiresAt: null,
    status: { listToken: 't4y6j2kd5wq3xz7nmv2hcblrfa', index: 94567 },
    narrative: '',
    evidence: [],
  } satisfies AwardFacts,
}
export const exampleSigner = signerFromSeed(example.seed)
export const examplePlace = {
  base: example.base,
  issuer: example.issuer,
  multikey: exampleSigner.multikey,
} satisfies DocumentPlace
