import { checkJwsSignature, looksLikeJws, readJws } from '../../core/openbadges/check/jws'
import { decodeMultikey, readMultikey } from '../../core/openbadges/multikey'
import { quickProofs } from '../../core/openbadges/quick-proof'
import { verifyProof } from '../../core/openbadges/verify-proof'
import { asJwsKey } from '../../core/openbadges/public-key'
import { verifyJws } from '../verification/node-ports'
import { sha256, sha256OfBinary, verifyEd25519 } from '../signing/ports'

/**
 * Whether a stored credential carries a signature of one of the library's own keys: the quick way for documents that are built
 * alike, the general way for every other and for all that the quick way does not vouch for. Throws where the text is neither JSON nor a VC-JWT.
 */
export function ownVerifier(isOwnKey: (multikey: string) => boolean): (credential: string) => Promise<boolean> {
  const isSurelyGenuine = quickProofs({ digest: sha256OfBinary, verifyEd25519 })
  /** Own keys met so far: a key that was the library's stays so. */
  const keys = new Map<string, Uint8Array>()
  const ownKey = (multikey: string): Uint8Array | null => {
    const known = keys.get(multikey)
    if (known) return known
    const key = isOwnKey(multikey) ? decodeMultikey(multikey) : null
    if (key) keys.set(multikey, key)
    return key
  }
  return async (credential) => {
    if (looksLikeJws(credential)) return isOwnJwt(credential, isOwnKey)
    const document = JSON.parse(credential) as { proof?: Record<string, unknown>[] }
    const [proof] = document.proof ?? []
    const multikey = String(proof?.['verificationMethod'] ?? '').split('#')[1] ?? ''
    const publicKey = ownKey(multikey)
    if (!proof || !publicKey) return false
    if (await isSurelyGenuine(document, proof, publicKey)) return true
    const { outcome } = await verifyProof(document, proof, { ed25519: publicKey }, { digest: sha256, verifyEd25519 })
    return outcome === 'verified'
  }
}

/** The same of a VC-JWT: its `kid` ends in the Multikey (`jwsKeyName`). */
async function isOwnJwt(credential: string, isOwnKey: (multikey: string) => boolean): Promise<boolean> {
  const jws = readJws(credential)
  const kid = jws?.header['kid']
  const [multikey] = (typeof kid === 'string' && /z[1-9A-HJ-NP-Za-km-z]+(?=(?:\.json)?$)/.exec(kid)) || ['']
  const key = isOwnKey(multikey) ? readMultikey(multikey) : null
  return jws !== null && key !== null && (await checkJwsSignature(jws, asJwsKey(key), verifyJws)).outcome === 'passed'
}
