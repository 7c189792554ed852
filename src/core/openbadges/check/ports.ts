import type { Clock, Digest, FetchDocument, Gzip, VerifyEd25519 } from '../../ports'
import type { IdentityDigests } from '../identity'
import type { ExtensionSchemas } from './json-schema'

/** A public key for a signature: a JWK, or the PEM text of a SubjectPublicKeyInfo or PKCS #1 key. */
export type JwsKey = { jwk: Readonly<Record<string, unknown>> } | { pem: string }

/** The signature algorithms of JWS that Blazon checks; everything else (none, HS256 …) is refused before a port is asked. */
export const jwsAlgorithms = ['RS256', 'ES256', 'ES384', 'EdDSA'] as const
export type JwsAlgorithm = (typeof jwsAlgorithms)[number]

/** Verifies a signature as JWS writes it (RFC 7518 §3: ECDSA as r ‖ s) with the algorithm that the key allows. Throws where the key cannot be used with it. */
export type VerifyJws = (
  algorithm: JwsAlgorithm,
  key: JwsKey,
  signed: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>

/** What the library that awarded a badge knows of it, published or not. */
export type OwnFacts = {
  awardId: string
  revokedAt: string | null
  suspendedAt: string | null
  reason: string | null
}

/** What a check is handed. Without `fetchDocument` nothing is fetched: what would have been needed is `unknown`. */
export type CheckPorts = {
  digest: Digest
  /** SHA-384, for proofs by keys on P-384. */
  digest384?: Digest
  /** MD5 and SHA-1, for the recipients of old badges; never written. */
  weakDigests?: Omit<IdentityDigests, 'sha256'>
  verifyEd25519: VerifyEd25519
  verifyJws: VerifyJws
  gzip: Gzip
  now: Clock
  /** JSON schemas of extensions, by their contexts; without them extensions are shown as they stand. */
  extensionSchemas?: ExtensionSchemas
  fetchDocument?: FetchDocument
  /** The text that publishing serves at an address of this library's own; null for every other address. */
  ownDocument?: (url: string) => Promise<string | null>
  /**
   * The facts of an award of this library, by its assertion's or credential's id; null for every other. `by` is the badge
   * or the issuer that the document names: anybody can give a document of their own an id of this library.
   */
  ownFacts?: (id: string, by: string | null) => Promise<OwnFacts | null>
}

export type CheckOptions = {
  /** An address to compare the recipient with. */
  identity?: string
}
