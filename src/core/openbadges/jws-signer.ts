/** A public key as RFC 7517 writes it, with the address or name that documents know it by as `kid`. */
export type PublicJwk = Readonly<Record<string, string>> & { readonly kty: string }

/** Signs a JWS (RFC 7515) with one of an issuer's keys: P-256 for ES256 (r and s joined, RFC 7518 §3.4), RSA of 2048 bits or more for RS256. */
export type JwsSigner = {
  keyId: string
  algorithm: 'ES256' | 'RS256'
  /** As `signing_key.public_multibase`. */
  publicMultibase: string
  publicJwk: PublicJwk
  sign: (bytes: Uint8Array) => Uint8Array
}
