import { addressOf, sitePaths } from './addresses'
import { didKey, verificationMethod } from './did'

/** A public key as RFC 7517 writes it. */
export type PublicJwk = Readonly<Record<string, string>> & { readonly kty: string }

/** Signs a JWS (RFC 7515) with one of an issuer's keys: P-256 for ES256 (r and s joined, RFC 7518 §3.4), RSA of 2048 bits or more for RS256. */
export type JwsSigner = {
  keyId: string
  algorithm: 'ES256' | 'RS256'
  /** As `signing_key.public_multibase`. */
  publicMultibase: string
  /** Without `kid`: the signer does not know where its issuer is hosted; `jwsKeyName` does. */
  publicJwk: PublicJwk
  sign: (bytes: Uint8Array) => Uint8Array
}

/**
 * What a JWS and its documents call an issuer's key (`kid`): the address of the key's document on a site, else the one
 * method of its did:key. `publicMultibase` is as `signing_key` keeps it.
 */
export const jwsKeyName = (base: string | null, issuerToken: string, publicMultibase: string): string =>
  base === null
    ? verificationMethod(didKey(publicMultibase), publicMultibase)
    : addressOf(base, sitePaths.key(issuerToken, publicMultibase))
