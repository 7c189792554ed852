import { checkJwsSignature, looksLikeJws, readJws } from '../../core/openbadges/check/jws'
import { readMultikey } from '../../core/openbadges/multikey'
import { asJwsKey, type PublicKey } from '../../core/openbadges/public-key'
import { rsaPem } from '../../core/openbadges/published-keys'
import { quickProofs } from '../../core/openbadges/quick-proof'
import { verifyProof } from '../../core/openbadges/verify-proof'
import { sha256, sha256OfBinary, verifyEd25519 } from '../signing/ports'
import { verifyJws } from '../verification/node-ports'

/**
 * Whether a stored document (a credential with its proof, a VC-JWT, a signed assertion) carries a signature of one of the library's
 * own keys. `ownKeyNamed` gives the key, as `signing_key` keeps it, whose name in addresses is this; null for every other.
 * Proofs are checked the quick way where documents are built alike, the general way for every other and for all that
 * the quick way does not vouch for. Throws where the text is neither JSON nor a JWS.
 */
export function ownVerifier(ownKeyNamed: (name: string) => string | null): (document: string) => Promise<boolean> {
  const isSurelyGenuine = quickProofs({ digest: sha256OfBinary, verifyEd25519 })
  /** Own keys met so far: a key that was the library's stays so. */
  const keys = new Map<string, PublicKey>()
  const ownKey = (method: unknown): PublicKey | null => {
    if (typeof method !== 'string') return null
    const known = keys.get(method)
    if (known) return known
    const multibase = ownKeyNamed(nameIn(method))
    const key = multibase === null ? null : readKey(multibase)
    if (key) keys.set(method, key)
    return key
  }
  return async (text) => {
    if (looksLikeJws(text)) {
      const jws = readJws(text)
      const { verification } = (jws?.payload ?? {}) as { verification?: { creator?: unknown } }
      const key = ownKey(jws?.header['kid'] ?? verification?.creator)
      return (
        jws !== null && key !== null && (await checkJwsSignature(jws, asJwsKey(key), verifyJws)).outcome === 'passed'
      )
    }
    const document = JSON.parse(text) as { proof?: Record<string, unknown>[] }
    const [proof] = document.proof ?? []
    const key = ownKey(proof?.['verificationMethod'])
    if (!proof || !key) return false
    if ('ed25519' in key && (await isSurelyGenuine(document, proof, key.ed25519))) return true
    const { outcome } = await verifyProof(document, proof, key, { digest: sha256, verifyEd25519 })
    return outcome === 'verified'
  }
}

/** A key's name in what points to it: the fragment of a DID URL, or the file of the key's document (`sitePaths.key`). */
const nameIn = (method: string) => /(?:#|\/)([^#/]*?)(?:\.json)?$/.exec(method)?.[1] ?? ''

/** A key as `signing_key` keeps it: a Multikey; of RSA `u` and PKCS #1. */
const readKey = (multibase: string): PublicKey | null =>
  multibase.startsWith('u') ? { pem: rsaPem(multibase) } : readMultikey(multibase)
