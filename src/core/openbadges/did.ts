import { addressOf, sitePaths } from './addresses'
import { readMultikey } from './multikey'
import { keyDocument, revokedAt, type PublishedKey } from './published-keys'
import type { PublicKey } from './public-key'

/** The did:web identifier that stands for a folder below an https address: path parts after colons, a port as `%3A` (did:web §2.5.1). */
export function didWeb(base: string, ...parts: string[]): string {
  const url = new URL(base)
  const host = url.port === '' ? url.hostname : `${url.hostname}%3A${url.port}`
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  return ['did:web', host, ...[...segments, ...parts].map(asDidSegment)].join(':')
}

/** A path segment in the characters that a method-specific id may hold (DID Core §3.1); a percent stands for itself. */
function asDidSegment(segment: string): string {
  return segment.replace(/[^A-Za-z0-9._%-]/g, (character) =>
    Array.from(
      new TextEncoder().encode(character),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  )
}

/** The issuer's DID on a site: `did:web:HOST[:PATH…]:issuers:<token>`. */
export function issuerDid(base: string, issuerToken: string): string {
  return didWeb(base, 'issuers', issuerToken)
}

/**
 * The address of a did:web's document: `/.well-known/did.json` for a bare host, else `/path/did.json` (did:web §2.5.2).
 * Null where it is no did:web, or its parts would climb or smuggle a path, a login or a query.
 */
export function didWebAddress(did: string): string | null {
  const [scheme, method, host, ...segments] = did.split(':')
  if (scheme !== 'did' || method !== 'web' || host === undefined) return null
  const authority = host.replace(/%3a/i, ':').toLowerCase()
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/.test(authority)) return null
  if (segments.some((segment) => !isPlainSegment(segment))) return null
  const path = segments.length === 0 ? '.well-known/did.json' : `${segments.join('/')}/did.json`
  return URL.parse(`https://${authority}/${path}`)?.href ?? null
}

function isPlainSegment(segment: string): boolean {
  if (!/^([A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/.test(segment)) return false
  const plain = segment.replace(/%2e/gi, '.')
  return plain !== '.' && plain !== '..' && !/%(2f|5c|00)/i.test(segment)
}

/** did:key of an Ed25519 Multikey. */
export function didKey(multikey: string): string {
  return `did:key:${multikey}`
}

/** The public key that a did:key (or one of its verification methods) names: Ed25519, P-256 or P-384; null where it is another kind of key or DID. */
export function publicKeyOfDidKey(did: string): PublicKey | null {
  const parsed = /^did:key:(z[1-9A-HJ-NP-Za-km-z]+)(?:#(.*))?$/.exec(did)
  if (parsed?.[1] === undefined || (parsed[2] !== undefined && parsed[2] !== parsed[1])) return null
  return readMultikey(parsed[1])
}

/** The verification method of an issuer's key: `<did>#<multikey>`. */
export function verificationMethod(did: string, multikey: string): string {
  return `${did}#${multikey}`
}

/**
 * The issuer's DID document. Several keys: the current ones and those retired, whose proofs still have to verify; each
 * method's controller is the issuer itself and `assertionMethod` names methods in full, as 1EdTech's validator demands.
 * A stolen key says since when it no longer counts (Controlled Identifiers §2.2). RSA is no kind of key that 3.0 is signed with here.
 */
export function didDocument(base: string, issuerToken: string, issuerKeys: readonly PublishedKey[]) {
  const did = issuerDid(base, issuerToken)
  const keys = issuerKeys.filter(({ kind }) => kind !== 'rsa')
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      ...(keys.some(({ kind }) => kind === 'p256') ? ['https://w3id.org/security/jwk/v1'] : []),
    ],
    id: did,
    alsoKnownAs: [addressOf(base, sitePaths.issuerProfile(issuerToken))],
    verificationMethod: keys.map((key) => {
      const revoked = revokedAt(key)
      return {
        id: verificationMethod(did, key.publicMultibase),
        ...(key.kind === 'p256'
          ? { type: 'JsonWebKey', controller: did, publicKeyJwk: keyDocument(base, issuerToken, key) }
          : { type: 'Multikey', controller: did, publicKeyMultibase: key.publicMultibase }),
        ...(revoked === null ? {} : { revoked }),
      }
    }),
    assertionMethod: keys.map((key) => verificationMethod(did, key.publicMultibase)),
  }
}
