/**
 * What core is handed instead of reaching for it: core runs in main, in the page, in a visitor's browser and
 * later on a host, and each gives it its own clock, randomness, digests and signatures.
 */

/** The time, as milliseconds since 1970 UTC. */
export type Clock = () => number

/** `length` bytes from a cryptographic source. */
export type Random = (length: number) => Uint8Array

/** SHA-256 of bytes. Synchronous in Node; WebCrypto makes it a promise in a browser. */
export type Digest = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** gzip as RFC 1952. */
export type Gzip = {
  zip: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
  unzip: (bytes: Uint8Array, maxBytes: number) => Uint8Array | Promise<Uint8Array>
}

/** Verifies an Ed25519 signature (RFC 8032): raw 32-byte public key, 64-byte signature. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>

/** What the network (or a folder that stands in for it) answered. `type` is the content type as sent, if any. */
export type Fetched = { status: number; bytes: Uint8Array; type?: string }

/** Fetches a document for a check, within limits that the port enforces. Throws `offline` when it may not or cannot. */
export type FetchDocument = (url: string) => Promise<Fetched>
