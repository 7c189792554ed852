import type { LookUp } from '../documents'
import type { Jws } from '../jws'
import { failed, type Check } from '../outcomes'
import type { CheckPorts } from '../ports'
import type { JsonObject } from '../read-json'
import { idOf } from '../values'
import { checkJwt } from './credential-jwt'
import { checkProofs } from './proofs'

/** A verifiable credential and how it is secured: a proof inside it, or a JWS around it (`jws`). */
export type Secured = { document: JsonObject; jws?: Jws }

/** The checks `key` and `signature` of a credential (a badge, an endorsement, or the status list that one names). */
export async function checkSecured({ document, jws }: Secured, lookUp: LookUp, ports: CheckPorts): Promise<Check[]> {
  const issuer = idOf(document.issuer)
  if (issuer === null) return [failed('issuer', 'missing', { field: 'issuer' })]
  return jws ? checkJwt(jws, document, issuer, lookUp, ports) : checkProofs(document, issuer, lookUp, ports)
}
