import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { addressOf, sitePaths } from '../../src/core/openbadges/addresses'
import type { CheckPorts, OwnFacts } from '../../src/core/openbadges/check/ports'
import { didKey, issuerDid, verificationMethod } from '../../src/core/openbadges/did'
import { documentText } from '../../src/core/openbadges/document-text'
import { hashIdentity } from '../../src/core/openbadges/identity'
import { encodeMultikey } from '../../src/core/openbadges/multikey'
import { hashProofOptions, proofOptions, proofValue, signedBytes, type Signer } from '../../src/core/openbadges/proof'
import { canonicalize } from '../../src/core/openbadges/canonical'
import { issuingContexts } from '../../src/core/openbadges/contexts'
import { olderCredentialContexts } from '../../src/core/openbadges/older-contexts'

/** Badges as others hand them in: real documents, really signed, and the web that they are hosted on. */

export const digest = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
export const gzip = {
  zip: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)),
  unzip: (bytes: Uint8Array, maxBytes: number) => new Uint8Array(gunzipSync(bytes, { maxOutputLength: maxBytes })),
}
const spki = (raw: Uint8Array) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  })

/** An Ed25519 key made from a word, so that documents come out the same every time. */
export function keyFrom(word: string): Signer & { privateKey: KeyObject; publicKey: KeyObject } {
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), digest(Buffer.from(word))]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey)
  const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
  return {
    privateKey,
    publicKey,
    multikey: encodeMultikey(raw),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  }
}
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** The checks' ports, with Node's crypto. `web` is what every address answers; without it there is no network. */
export function portsFor(web?: Web | null, more: Partial<CheckPorts> = {}): CheckPorts {
  return {
    digest,
    gzip,
    weakDigests: {
      md5: (bytes) => new Uint8Array(createHash('md5').update(bytes).digest()),
      sha1: (bytes) => new Uint8Array(createHash('sha1').update(bytes).digest()),
    },
    verifyEd25519: (key, message, signature) => verify(null, message, spki(key), signature),
    verifyJws: (algorithm, key, signed, signature) => {
      if (algorithm === 'ES384') throw new TypeError('not a key of these tests')
      const object = 'pem' in key ? createPublicKey(key.pem) : createPublicKey({ key: key.jwk, format: 'jwk' })
      if (algorithm === 'EdDSA') return verify(null, signed, object, signature)
      return algorithm === 'RS256'
        ? verify('RSA-SHA256', signed, object, signature)
        : verify('SHA256', signed, { key: object, dsaEncoding: 'ieee-p1363' }, signature)
    },
    now: () => Date.parse(now),
    ...(web
      ? {
          fetchDocument: (url: string) => {
            const answer = web.get(url) ?? { status: 404, text: '' }
            return Promise.resolve({ status: answer.status, bytes: new TextEncoder().encode(answer.text) })
          },
        }
      : {}),
    ...more,
  }
}

export type Web = Map<string, { status: number; text: string }>

export const now = '2026-07-01T12:00:00Z'
export const base = 'https://badges.example.org'
export const person = 'ann@example.org'
const issuerToken = 'k3v7q2mzt5xw4ycn6hjb2lrdsa'
const badgeToken = 'm5n2c7xq4wz3hj6ktb2rvydlfa'
const awardToken = 'q7w2n5kx3vz6tmh4cjb2ryldse'
const listToken = 't4y6j2kd5wq3xz7nmv2hcblrfa'
export const listUrl = addressOf(base, sitePaths.statusList(listToken))
export const assertionUrl = addressOf(base, sitePaths.assertion(awardToken))
export const badgeUrl = addressOf(base, sitePaths.badgeClass(badgeToken, 1))
export const issuerUrl = addressOf(base, sitePaths.issuerProfile(issuerToken))
export const didUrl = addressOf(base, sitePaths.didDocument(issuerToken))
export const issuingKey = keyFrom('blazon worked example')

export type Document = Record<string, unknown>
export type Wishes = {
  hosted?: boolean
  identity?: string
  salt?: string
  awardedAt?: string
  expiresAt?: string | null
  statusIndex?: number
  badgeName?: string
  key?: Signer
  /** The id of the proof, and the id of the one that it covers (proof chains). */
  proofId?: string
  previousProof?: string
}

/** The worked example's documents: what a Blazon library publishes, letter for letter. */
function example(path: string): Document {
  const file = new URL(`../fixtures/openbadges/example/${path}`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Document
}

/** The DID of the issuer, or of the key itself where there is no hosting address. */
const didOf = ({ hosted = true, key = issuingKey }: Wishes) =>
  hosted ? issuerDid(base, issuerToken) : didKey(key.multikey)

/** An OB 3.0 credential before it is signed, as Blazon writes it. */
export async function unsignedCredential(wishes: Wishes = {}): Promise<Document & { '@context': unknown }> {
  const { proof: _, ...document } = example(`credentials/q7/${awardToken}.json`)
  const subject = document.credentialSubject as Document
  const [identity] = subject.identifier as [Document]
  const achievement = subject.achievement as Document
  const status = document.credentialStatus as Document
  const salt = wishes.salt ?? 'x7kq2mzt5w4ycn6h'
  Object.assign(identity, { salt, identityHash: hashIdentity(wishes.identity ?? person, salt, digest) })
  if (wishes.badgeName !== undefined) achievement.name = wishes.badgeName
  if (wishes.statusIndex !== undefined) status.statusListIndex = String(wishes.statusIndex)
  if (wishes.expiresAt) document.validUntil = wishes.expiresAt
  if (wishes.awardedAt !== undefined) document.validFrom = document.awardedDate = wishes.awardedAt
  if (wishes.hosted === false) {
    document.id = 'urn:uuid:0197a8c0-9f3e-8a5b-9c1d-2e4f6a8b0c1d'
    delete document.credentialStatus
  }
  ;(document.issuer as Document).id = didOf(wishes)
  return { '@context': document['@context'], ...document }
}

/** What other issuers write their documents in, besides what Blazon writes. */
const contexts = { ...issuingContexts, ...olderCredentialContexts }

/** Signs any document with a key, under the method that the document's own issuer would name. */
export async function signed(document: Document & { '@context': unknown }, wishes: Wishes = {}): Promise<Document> {
  const { key = issuingKey } = wishes
  const created = typeof document.validFrom === 'string' ? document.validFrom : '2026-06-20T13:05:09Z'
  const options = {
    ...(wishes.proofId === undefined ? {} : { id: wishes.proofId }),
    ...proofOptions(created, verificationMethod(didOf(wishes), key.multikey)),
    ...(wishes.previousProof === undefined ? {} : { previousProof: wishes.previousProof }),
  }
  const optionsHash = await hashProofOptions(options, document['@context'], digest, contexts)
  const documentHash = digest(new TextEncoder().encode(await canonicalize(document, contexts)))
  const value = proofValue(key.sign(signedBytes(optionsHash, documentHash)))
  return { ...document, proof: [{ ...options, proofValue: value }] }
}

/** A signed OB 3.0 credential. */
export const signedCredential = async (wishes: Wishes = {}) => signed(await unsignedCredential(wishes), wishes)

/** Its OB 2.0 hosted twin. */
export async function hostedAssertion(wishes: Wishes = {}): Promise<Document> {
  const document = example(`assertions/q7/${awardToken}.json`)
  const recipient = document.recipient as Document
  recipient.salt = wishes.salt ?? recipient.salt
  recipient.identity = hashIdentity(wishes.identity ?? person, String(recipient.salt), digest)
  if (wishes.awardedAt !== undefined) document.issuedOn = wishes.awardedAt
  if (wishes.expiresAt) document.expires = wishes.expiresAt
  return document
}
export const revokedHostedAssertion = async (reason: string): Promise<Document> => ({
  ...(await hostedAssertion()),
  revoked: true,
  revocationReason: reason,
})
export const hostedBadge = () => example(`badges/${badgeToken}/v1.json`)
export const hostedIssuer = () => example(`issuers/${issuerToken}/issuer.json`)
export function hostedDid(multikey?: string): Document {
  const text = JSON.stringify(example(`issuers/${issuerToken}/did.json`))
  return JSON.parse(text.replaceAll(issuingKey.multikey, multikey ?? issuingKey.multikey)) as Document
}

/** The issuer's status list with the given entries set, signed by `key`. */
export async function statusList(
  set: number[],
  {
    key = issuingKey,
    purpose = 'revocation',
    hosted = true,
  }: { key?: Signer; purpose?: 'revocation' | 'suspension'; hosted?: boolean } = {},
): Promise<Document> {
  const { proof: _, ...document } = example(`status/${listToken}.json`)
  const bits = new Uint8Array(16_384)
  for (const index of set) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  const encodedList = `u${base64url(gzip.zip(bits))}`
  Object.assign(document.credentialSubject as Document, { statusPurpose: purpose, encodedList })
  document.issuer = didOf({ hosted, key })
  return signed({ '@context': document['@context'], ...document }, { key, hosted })
}

/** Everything of one award where it belongs on the web; `changes` puts something else (or nothing: null) at an address. */
export async function webOf(changes: Record<string, Document | string | number | null> = {}): Promise<Web> {
  const documents: Record<string, Document | string | number | null> = {
    [assertionUrl]: await hostedAssertion(),
    [badgeUrl]: hostedBadge(),
    [issuerUrl]: hostedIssuer(),
    [didUrl]: hostedDid(),
    [listUrl]: await statusList([]),
    ...changes,
  }
  const web: Web = new Map()
  for (const [url, document] of Object.entries(documents)) {
    if (document === null) continue
    if (typeof document === 'number') web.set(url, { status: document, text: '' })
    else web.set(url, { status: 200, text: typeof document === 'string' ? document : documentText(document) })
  }
  return web
}

/** What a library knows of its own award. */
export const ownFacts = (facts: Partial<OwnFacts> = {}): OwnFacts => ({
  awardId: '01980000-0000-7000-8000-000000000001',
  revokedAt: null,
  suspendedAt: null,
  reason: null,
  ...facts,
})

export const base64url = (value: string | Uint8Array) => Buffer.from(value).toString('base64url')

/** A compact JWS over a JSON payload, with any header. */
export function jws(
  header: Document,
  payload: Document,
  key: KeyObject,
  algorithm: 'RS256' | 'ES256' | 'EdDSA' = 'RS256',
): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  const bytes = Buffer.from(input)
  const signature =
    algorithm === 'EdDSA'
      ? sign(null, bytes, key)
      : algorithm === 'ES256'
        ? sign('SHA256', bytes, { key, dsaEncoding: 'ieee-p1363' })
        : sign('RSA-SHA256', bytes, key)
  return `${input}.${base64url(signature)}`
}
