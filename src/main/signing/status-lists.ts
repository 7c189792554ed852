import { issuerDid } from '../../core/openbadges/did'
import { documentText } from '../../core/openbadges/document-text'
import { type Signer, proofOptions, signDocument } from '../../core/openbadges/proof'
import { encodeStatusList, nextValidFrom, statusBits, statusListCredential } from '../../core/openbadges/status-list'
import { verificationMethod } from '../../core/openbadges/did'
import { gzip, sha256 } from './ports'

/**
 * Signs the text of a status list: the entries in `set` are withdrawn, all others are not. Made for the first award, and
 * again whenever an entry changes; `previousValidFrom` is that of the text it replaces, and the new one is later whatever the
 * clock says (readers keep the newer). Gives the document as published and its `validFrom`.
 */
export async function signStatusList(list: {
  base: string
  issuerToken: string
  token: string
  purpose: 'revocation' | 'suspension'
  size?: number
  set: Iterable<number>
  now: string
  previousValidFrom: string | null
  signer: Signer
}): Promise<{ text: string; validFrom: string }> {
  const issuer = issuerDid(list.base, list.issuerToken)
  const validFrom = nextValidFrom(list.now, list.previousValidFrom)
  const unsigned = statusListCredential({
    base: list.base,
    token: list.token,
    issuer,
    purpose: list.purpose,
    validFrom,
    encodedList: await encodeStatusList(statusBits(list.set, list.size), gzip),
  })
  const options = proofOptions(validFrom, verificationMethod(issuer, list.signer.multikey))
  return { text: documentText(await signDocument(unsigned, options, list.signer, sha256)), validFrom }
}
