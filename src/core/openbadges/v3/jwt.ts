import { compactJws } from '../compact-jws'
import type { JwsSigner } from '../jws-signer'
import type { credential } from './build'

/**
 * A credential as a VC-JWT (OB 3.0 §Proof formats, JWT): the registered claims stand beside the credential's own properties
 * and say the same; the header holds nothing but what is needed to find the key. `kid` as `jwsKeyName` gives it.
 */
export function vcJwt(document: ReturnType<typeof credential>, kid: string, signer: JwsSigner): string {
  const { id, issuer, validFrom, validUntil, credentialSubject } = document
  const claims = {
    iss: issuer.id,
    jti: id,
    sub: credentialSubject.id,
    nbf: seconds(validFrom),
    ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
  }
  return compactJws({ alg: signer.algorithm, typ: 'JWT', kid }, { ...claims, ...document }, signer)
}

const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
