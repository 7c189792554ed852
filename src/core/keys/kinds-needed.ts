import type { Issuance } from '../contract/issuers'
import type { KeyKind } from '../contract/keys'

/**
 * The kinds of keys that awards issued in a way are signed with, and no others: each is made on first use. A hosted assertion
 * alone needs none; its status list does. Without a hosting address (`isHosted` false) there is only the credential.
 */
export function kindsNeeded({ assertionProof, credentialProof, ...issuance }: Issuance, isHosted: boolean): KeyKind[] {
  const formats = isHosted ? issuance.formats : '3.0'
  const signsAssertion = formats !== '3.0' && assertionProof === 'signed'
  const isJwt = formats !== '2.0' && credentialProof === 'jwt'
  const needsEd25519 = formats === '2.0' ? !signsAssertion : !isJwt
  return [
    ...(signsAssertion ? (['rsa'] as const) : []),
    ...(isJwt ? (['p256'] as const) : []),
    ...(needsEd25519 ? (['ed25519'] as const) : []),
  ]
}
